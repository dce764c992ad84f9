"""Fold texts so that the same words look the same however they were typed.

Width, case, brackets, spaces and punctuation do not count; a point between digits does.
Characters are folded one by one, so that a fragment of a text always folds to a fragment
of the folded text, and a place in the one can be told in the other.
"""

from __future__ import annotations

import re
import unicodedata

PARAGRAPH_END = "\n"
_POINT = "."
_LOOSE_POINT = re.compile(r"(?<!\d)\.|\.(?!\d)")


class _Folds(dict[int, str]):
    """What each character folds to, learnt as characters are met."""

    def __missing__(self, code: int) -> str:
        said = unicodedata.normalize("NFKC", chr(code)).casefold()
        folded = "".join(one for one in said if one.isalnum() or one == _POINT)
        self[code] = folded
        return folded


_FOLDS = _Folds()


def fold(text: str) -> str:
    """Return a text of one paragraph as it is compared."""
    folded = text.translate(_FOLDS)
    return _LOOSE_POINT.sub("", folded) if _POINT in folded else folded


def fold_paragraphs(text: str) -> tuple[str, ...]:
    """Return the folded paragraphs of a text, empty ones left out."""
    found = (fold(paragraph) for paragraph in text.split(PARAGRAPH_END))
    return tuple(paragraph for paragraph in found if paragraph)


def fold_with_places(text: str) -> tuple[str, tuple[int, ...]]:
    """Return a folded text and for each of its characters the place it came from."""
    said = list(map(_FOLDS.__getitem__, map(ord, text)))
    joined = "".join(said)
    places = [place for place, letters in enumerate(said) for _ in letters]
    if _POINT not in joined:
        return joined, tuple(places)
    loose = {match.start() for match in _LOOSE_POINT.finditer(joined)}
    kept = [place for place in range(len(joined)) if place not in loose]
    return "".join(joined[k] for k in kept), tuple(places[k] for k in kept)
