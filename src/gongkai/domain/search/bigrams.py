"""Cut folded text into pairs of neighbouring characters, the words of the index.

Chinese writes no spaces between words; every fragment of two characters or more is a row
of such pairs, whatever a dictionary would call a word.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

# Closes the last pair of a paragraph: no fragment reaches over it, and a single character
# that ends a paragraph still begins a pair.
END = "¶"
_PAIR = 2


def tokens(paragraphs: Iterable[str]) -> list[str]:
    """Return the pairs of folded paragraphs in their order."""
    found: list[str] = []
    for paragraph in paragraphs:
        closed = paragraph + END
        found.extend(map("".join, pairwise(closed)))
    return found


def pairs(fragment: str) -> list[str]:
    """Return the pairs that follow one another wherever the folded fragment stands."""
    return [fragment[i : i + _PAIR] for i in range(len(fragment) - 1)]
