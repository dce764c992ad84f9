"""Put what was found in order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.apps.search.engines.choice import engine
from gongkai.apps.search.facts import Facts, standings, tiers
from gongkai.apps.search.models import IndexedText
from gongkai.domain.search import ordering, ranking
from gongkai.domain.search.facets import combination_of, day_of
from gongkai.domain.search.folding import fold
from gongkai.domain.search.queries import Query

_SCORED = 200  # more hits than this are put in order by title, organ and day alone
_COMPARED_TITLES = 50


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom hits are put in order.

    Attributes:
        today: his day.
        own_organ_id: the organ on whose site he searches.
    """

    today: date
    own_organ_id: int


def in_order(
    query: Query, found: Sequence[int], facts: Mapping[int, Facts], reader: Reader
) -> Sequence[int]:
    """Return hits in order: by relevance while there are few, by title, organ, day when many.

    Args:
        query: what was sought.
        found: what is left of the hits after the filters, oldest first.
        facts: of their combinations.
        reader: for whom.
    """
    near = standings(reader.own_organ_id)
    if len(found) <= _SCORED:
        return _by_relevance(query, found, facts, near, reader.today)
    among = frozenset(found)
    newest = engine().newest_titled(query.terms, ordering.HEAD)
    titled = [number for number in newest if number in among]
    exact = frozenset(_exact(query, titled) & among)
    return ordering.many(found, titled, exact, tiers(facts, near))


def _by_relevance(
    query: Query,
    found: Sequence[int],
    facts: Mapping[int, Facts],
    near: Mapping[int, int],
    today: date,
) -> list[int]:
    """Return hits in order of how relevant each is."""
    relevance = engine().relevances(query.terms)
    exact = _exact(query, engine().newest_titled(query.terms, _COMPARED_TITLES + 1))

    def place(number: int) -> tuple[bool, bool, bool, bool, float, int, int]:
        one = facts[combination_of(number)]
        hit = ranking.Hit(
            number,
            max(relevance.get(number, 0.0), 0.0),
            day_of(number),
            is_exact=number in exact,
            has_ended=one.has_ended,
            is_withdrawn=one.is_withdrawn,
            standing=near.get(one.organ_id, 0),
        )
        return ranking.order(hit, today)

    return sorted(found, key=place)


def _exact(query: Query, titled: Sequence[int]) -> set[int]:
    """Return the hits that bear the number that was typed, or just the title."""
    rows = IndexedText.objects.order_by()
    if query.number_key:
        same = rows.filter(number_key=query.number_key).values_list("row_number", flat=True)
        return {number for number in same if number is not None}
    if len(query.terms) != 1 or not 0 < len(titled) <= _COMPARED_TITLES:
        return set()
    typed = query.terms[0].wordings[0]
    titles = rows.filter(row_number__in=titled).values_list("row_number", "title")
    return {number for number, title in titles if number and fold(title) == typed}
