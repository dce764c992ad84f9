"""Tell how alike a typed title and a real one are."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import SequenceMatcher

from gongkai.domain.search.bigrams import pairs
from gongkai.domain.search.folding import fold

NEAR = 0.6
_SHORTEST = 4


def likeness(typed: str, title: str) -> float:
    """Return from 0 to 1 how much of a typed title stands, in its order, in a real one.

    Left-out words of the real title cost little, strange words in the typed one much.
    """
    asked, real = fold(typed), fold(title)
    if not asked or not real:
        return 0.0
    matcher = SequenceMatcher(None, asked, real, autojunk=False)
    same = sum(block.size for block in matcher.get_matching_blocks())
    shared = set(pairs(asked)) & set(pairs(real))
    if not shared and asked != real:
        return 0.0
    return 0.85 * same / len(asked) + 0.15 * same / max(len(real), len(asked))


def nearest(typed: str, titles: Iterable[tuple[int, str]], most: int = 5) -> list[int]:
    """Return the keys of the titles near a typed one, nearest first."""
    if len(fold(typed)) < _SHORTEST:
        return []
    scored = ((likeness(typed, title), key) for key, title in titles)
    kept = sorted((one for one in scored if one[0] >= NEAR), key=lambda one: (-one[0], -one[1]))
    return [key for _, key in kept[:most]]
