"""Tell which requests ask for the same, art. 44: what several ask for belongs to everybody."""

from __future__ import annotations

import re
from collections.abc import Hashable, Mapping
from typing import TypeVar

from gongkai.domain.foi.outcomes import Outcome
from gongkai.domain.law import OGI_REGULATIONS
from gongkai.domain.terms import Term

SOURCE = OGI_REGULATIONS.article(44)
# Only what may be given can be told to everybody.
GIVEN = frozenset({Outcome.GRANTED, Outcome.GRANTED_IN_PART})
LEAST_APPLICANTS = 2
_LIKE = 0.6
_NOISE = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff]+")
_K = TypeVar("_K", bound=Hashable)


class ProposalDecision(Term):
    """What the office decides on information that several asked for."""

    INCLUDED = "included", "纳入主动公开"
    DECLINED = "declined", "不纳入"


def likeness(one: str, other: str) -> float:
    """Return how alike two descriptions are, from 0 to 1: the pairs of characters they share."""
    first, second = _pairs(one), _pairs(other)
    if not first or not second:
        return 0.0
    return len(first & second) / len(first | second)


def alike(texts: Mapping[_K, str]) -> list[list[_K]]:
    """Return groups of texts that ask for the same, each of two or more, in the order given.

    A text belongs to the first group whose first text it is like; nothing is in two groups.
    """
    heads: list[tuple[frozenset[str], list[_K]]] = []
    by_pair: dict[str, list[int]] = {}
    for key, text in texts.items():
        pairs = _pairs(text)
        place = _place(pairs, heads, by_pair)
        if place is not None:
            heads[place][1].append(key)
            continue
        for pair in pairs:
            by_pair.setdefault(pair, []).append(len(heads))
        heads.append((pairs, [key]))
    return [group for _, group in heads if len(group) > 1]


def _place(
    pairs: frozenset[str],
    heads: list[tuple[frozenset[str], list[_K]]],
    by_pair: Mapping[str, list[int]],
) -> int | None:
    """Return the first group that is like these pairs; only groups that share one are looked at."""
    shared: dict[int, int] = {}
    for pair in pairs:
        for place in by_pair.get(pair, ()):
            shared[place] = shared.get(place, 0) + 1
    for place in sorted(shared):
        count = shared[place]
        if count / (len(pairs) + len(heads[place][0]) - count) >= _LIKE:
            return place
    return None


def _pairs(text: str) -> frozenset[str]:
    plain = _NOISE.sub("", text)
    return frozenset(plain[i : i + 2] for i in range(len(plain) - 1))
