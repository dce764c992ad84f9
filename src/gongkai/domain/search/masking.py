"""Take out of a reader's words what may point at a person, before they are kept."""

from __future__ import annotations

import re
import unicodedata

MASK = "***"
# Six digits in a row, with or without gaps, are a telephone, an identity card or an account.
_DIGITS = re.compile(r"\d(?:[\s\-—·.]?[\dx]){5,}", re.IGNORECASE)
_MAIL = re.compile(r"[\w.+-]+@[\w.-]+")
_CHINESE_DIGITS = re.compile(r"[〇零一二三四五六七八九壹贰叁肆伍陆柒捌玖幺]{6,}")
LONGEST = 40


def masked(words: str) -> str:
    """Return words in which numbers of persons and addresses of mail are made unreadable."""
    text = unicodedata.normalize("NFKC", words)
    for pattern in (_MAIL, _DIGITS, _CHINESE_DIGITS):
        text = pattern.sub(MASK, text)
    return " ".join(text.split())[:LONGEST]
