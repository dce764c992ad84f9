"""Read digits and letters of every width alike, without moving any of them."""

from __future__ import annotations

_WIDE = range(0xFF01, 0xFF5F)  # full-width forms of the printable ASCII characters
_TO_ASCII = 0xFEE0
_BLANKS = "\u00a0\u00ad\u2002\u2003\u2009\u200b\u200c\u200d\u202f\u2060\u3000\ufeff"
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_TABLE = {
    **{code: chr(code - _TO_ASCII) for code in _WIDE},
    **dict.fromkeys(map(ord, _BLANKS), " "),
    **dict.fromkeys(map(ord, _DASHES), "-"),
}


def folded(text: str) -> str:
    """Return a text of the same length: half width, one kind of blank and of hyphen."""
    return text.translate(_TABLE)
