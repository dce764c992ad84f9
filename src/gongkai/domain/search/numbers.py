"""Recognise a document number however a reader types it."""

from __future__ import annotations

import re
import unicodedata

_BRACKETS = str.maketrans(dict.fromkeys("〔〕[]【】()〈〉<>{}《》「」", " "))
_TYPED = re.compile(
    r"(?P<code>[^\W\d_][^\d\s]{0,19}?)\s*(?P<year>(?:19|20)\d{2})\s*年?\s*第?\s*"
    r"(?P<serial>\d{1,5})\s*号?"
)


def number_key(text: str) -> str:
    """Return what identifies the document number in a text; empty when it is none.

    青政发〔2025〕3号, 青政发[2025]3号, 青政发2025 3号 and 青政发２０２５年第03号 have one key.
    """
    plain = unicodedata.normalize("NFKC", text).translate(_BRACKETS).strip().casefold()
    match = _TYPED.fullmatch(plain)
    if match is None:
        return ""
    return f"{match['code']}|{match['year']}|{int(match['serial'])}"


def number_text(key: str) -> str:
    """Return the folded number that a key stands for, as texts write it."""
    code, year, serial = key.split("|")
    return f"{code}{year}{serial}号"
