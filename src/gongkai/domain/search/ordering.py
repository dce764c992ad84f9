"""Put many hits in order without reading more of them than a reader turns pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import overload

from gongkai.domain.search.facets import among, combination_of

HEAD = 1000  # so many of the newest hits are put in order, the others follow by day


@dataclass(frozen=True)
class Arranged(Sequence[int]):
    """Hits in order; those after the head are put in order when somebody gets there.

    Attributes:
        head: the first ones.
        total: how many there are.
        rest: returns all the others in order.
    """

    head: Sequence[int]
    total: int
    rest: Callable[[], Sequence[int]]

    @cached_property
    def _tail(self) -> Sequence[int]:
        return self.rest()

    def __len__(self) -> int:
        """Return how many hits there are."""
        return self.total

    @overload
    def __getitem__(self, place: int) -> int: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[int]: ...
    def __getitem__(self, place: int | slice) -> int | Sequence[int]:
        """Return hits by their places."""
        if isinstance(place, slice):
            start, stop, step = place.indices(self.total)
            if max(start, stop) <= len(self.head):
                return self.head[start:stop:step]
        elif 0 <= place < len(self.head):
            return self.head[place]
        return [*self.head, *self._tail][place]

    def __iter__(self) -> Iterator[int]:
        """Yield the hits in order."""
        return chain(self.head, self._tail)


@dataclass(frozen=True, slots=True)
class Tier:
    """Before what the hits of one combination stand; the smallest comes first.

    Attributes:
        state: in force, no longer in force, withdrawn.
        distance: of its organ from the reader.
        is_own: its organ is that of the site on which he searches.
    """

    state: int
    distance: int
    is_own: bool = False


def many(
    found: Sequence[int],
    titled: Sequence[int],
    exact: frozenset[int],
    tiers: Mapping[int, Tier],
) -> Arranged:
    """Return more hits than are scored in order.

    The exact ones; the own organ's; of the newest those whose title holds the words, the
    nearest organ's first; then the others by day, what no longer binds last.

    Args:
        found: all hits, oldest first.
        titled: the newest hits whose title holds the words, newest first.
        exact: hits that bear the very number or title.
        tiers: combination → tier, of all hits.
    """
    chosen = dict.fromkeys(titled, True)
    for n in found[: -HEAD - 1 : -1]:
        if len(chosen) >= HEAD:
            break
        chosen.setdefault(n, False)
    own = {pk for pk, tier in tiers.items() if tier.is_own}
    for n in (*exact, *(among(found, own) if own else ())):
        chosen.setdefault(n, False)

    def place(n: int) -> tuple[bool, bool, bool, int, int]:
        tier = tiers[combination_of(n)]
        return n not in exact, not tier.is_own, not chosen[n], tier.distance, -n

    binding = [n for n in chosen if n in exact or not tiers[combination_of(n)].state]
    head = sorted(binding, key=place)
    return Arranged(head, len(found), lambda: _by_state(found, frozenset(head), tiers))


def _by_state(found: Sequence[int], gone: frozenset[int], tiers: Mapping[int, Tier]) -> list[int]:
    """Return the hits that are left, newest first, what no longer binds last."""
    parts: dict[int, list[int]] = {state: [] for state in sorted({t.state for t in tiers.values()})}
    lists = {pk: parts[tier.state] for pk, tier in tiers.items()}
    for n in reversed(found):
        if n not in gone:
            lists[combination_of(n)].append(n)
    return [n for part in parts.values() for n in part]
