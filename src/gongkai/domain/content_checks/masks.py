"""Mask long numbers before words of a text are kept anywhere but in the text."""

from __future__ import annotations

import re

# An identity card, a mobile number, a bank card, with the gaps people write in them.
_NUMBER = re.compile(r"\d(?:[ \-]?\d){9,17}[\dXx]")
_HEAD, _TAIL = 3, 2


def masked(words: str) -> str:
    """Return the words with the middle of every number of 11 to 19 figures made unreadable.

    Three figures in front and two at the end stay, as many stars as figures stand between:
    ``11010519491231002X`` becomes ``110*************2X``.
    """
    return _NUMBER.sub(_starred, words)


def _starred(match: re.Match[str]) -> str:
    number = match[0]
    return number[:_HEAD] + "*" * (len(number) - _HEAD - _TAIL) + number[-_TAIL:]
