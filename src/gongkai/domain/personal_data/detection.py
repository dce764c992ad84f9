"""Look for all kinds of personal data in one text."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from gongkai.domain.personal_data import numbers, words
from gongkai.domain.personal_data.findings import PersonalFinding
from gongkai.domain.personal_data.folding import folded

# Earlier ones win a place that two of them claim.
_DETECTORS: tuple[Callable[[str], Iterator[numbers.Hit]], ...] = (
    numbers.identity_cards,
    numbers.bank_cards,
    numbers.mobiles,
    numbers.passports,
    words.emails,
    numbers.plates,
    numbers.landlines,
    words.addresses,
    words.names,
)
_COUNTRY = re.compile(r"^(?:00)?86(?=1\d{10}$)")


def personal_data_in(text: str, *, known: Collection[str] = ()) -> list[PersonalFinding]:
    """Return the personal data in a text, in the order of reading, none twice.

    Args:
        text: any text; positions in the findings count its characters.
        known: telephones and mailboxes that an organ has published as its own, in any
            way of writing.
    """
    plain = folded(text)
    published = {_compared(one) for one in known}
    found: list[PersonalFinding] = []
    taken = bytearray(len(text))
    for detect in _DETECTORS:
        for kind, start, end, evidence in detect(plain):
            if any(taken[start:end]) or _compared(plain[start:end]) in published:
                continue
            taken[start:end] = b"\x01" * (end - start)
            found.append(PersonalFinding(kind, start, end, text[start:end], evidence))
    return sorted(found, key=lambda one: one.start)


def _compared(written: str) -> str:
    """Return a telephone as its digits, anything else in small letters."""
    if "@" in written:
        return written.strip().lower()
    return _COUNTRY.sub("", re.sub(r"\D", "", folded(written))) or written
