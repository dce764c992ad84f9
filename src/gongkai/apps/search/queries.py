"""Find what is public."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from gongkai.apps.search import registry
from gongkai.apps.search.engines.choice import engine
from gongkai.apps.search.facts import Facts, facts_of
from gongkai.apps.search.models import BestBet, IndexedText, Synonym
from gongkai.apps.search.ordering import Reader, in_order
from gongkai.domain.documents.validity import Validity
from gongkai.domain.search import facets, marking, queries
from gongkai.domain.search.folding import fold
from gongkai.domain.search.titles import nearest

ROWS = 10
_SUGGESTED = 8
_YEAR = "year"
NEWEST = "newest"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a reader narrows the hits to; empty means all."""

    kinds: frozenset[str] = frozenset()
    years: frozenset[str] = frozenset()
    organs: frozenset[str] = frozenset()
    validities: frozenset[str] = frozenset()
    forms: frozenset[str] = frozenset()
    sites: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()

    def by_facet(self) -> dict[str, frozenset[str]]:
        """Return the kept values by the names that facts give their facets."""
        return {
            "kind": self.kinds,
            "validity": self.validities,
            "form": self.forms,
            _YEAR: self.years,
            "organ": self.organs,
            "site": self.sites,
            "section": self.sections,
        }


@dataclass(frozen=True, slots=True)
class Found:
    """One hit as it is shown."""

    kind_label: str
    form_label: str
    title: list[marking.Piece]
    excerpt: list[marking.Piece]
    url: str
    document_number: str
    organ_name: str
    published_on: date
    validity: Validity | None
    is_withdrawn: bool


@dataclass(slots=True)
class Results:
    """What a query found.

    Attributes:
        numbers: the rows after the filters, in order.
        counts: facet → value → hits.
        near: titles near the typed one with their addresses.
        tried: wordings tried besides the reader's own.
        relaxed: the words that were sought instead of the whole question.
        facts: what is true of the hits, by their combination.
    """

    query: queries.Query
    numbers: Sequence[int] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    near: list[tuple[str, str]] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    relaxed: str = ""
    facts: dict[int, Facts] = field(default_factory=dict)


def synonyms() -> dict[str, tuple[str, ...]]:
    """Return folded words with the folded words that mean the same."""
    rows = Synonym.objects.order_by("pk").values_list("word", "official", "both_ways")
    return _folded(tuple(rows))


@lru_cache(maxsize=4)
def _folded(rows: tuple[tuple[str, str, bool], ...]) -> dict[str, tuple[str, ...]]:
    """Return what rows of synonyms say; made anew only when one of them changed."""
    found: dict[str, list[str]] = {}
    for plain, official, both_ways in rows:
        word = fold(plain)
        said = [fold(one) for one in official.split("、") if fold(one)]
        found.setdefault(word, []).extend(said)
        for one in said if both_ways else ():
            found.setdefault(one, []).append(word)
    return {word: tuple(others) for word, others in found.items() if word}


def search(
    text: str, filters: Filters, today: date, sort: str = "", own_organ_id: int = 0
) -> Results:
    """Return what a reader's words find.

    Args:
        text: as typed.
        filters: what the hits are narrowed to.
        today: the day for which validity is told.
        sort: ``NEWEST``, or empty for the order by relevance.
        own_organ_id: the organ on whose site the reader searches.
    """
    known = synonyms()
    query = queries.parse(text, known)
    results = Results(query)
    if not query.terms:
        return results
    found = engine().numbers(query.terms)
    if not found and (words := queries.relaxed(text)):
        again = queries.parse(words, known)
        found = engine().numbers(again.terms) if again.terms else []
        if found:
            results.query, results.relaxed = again, words
    results.tried = [word for term in results.query.terms for word in term.wordings[1:]]
    if not found:
        results.near = _near(text)
        return results
    facts, found = _narrowed(results, found, filters, today)
    if sort == NEWEST:
        results.numbers = found[::-1]
    else:
        results.numbers = in_order(results.query, found, facts, Reader(today, own_organ_id))
    return results


def _near(text: str) -> list[tuple[str, str]]:
    """Return titles near a typed one."""
    rows = IndexedText.objects.filter(row_number__in=engine().near_titles(text))
    titles = {row.pk: row for row in rows.only("title", "url")}
    keys = nearest(text, [(pk, row.title) for pk, row in titles.items()])
    return [(titles[pk].title, titles[pk].url) for pk in keys]


def _narrowed(
    results: Results, found: list[int], filters: Filters, today: date
) -> tuple[dict[int, Facts], list[int]]:
    """Count the hits, leave out what the filters exclude; return the facts and the rest."""
    counted = facets.count(found)
    facts = facts_of(set().union(*counted.values()), today)
    wanted = filters.by_facet()
    results.counts, results.facts = _count(counted, facts, wanted), facts
    others = {name: kept for name, kept in wanted.items() if kept and name != _YEAR}
    if wanted[_YEAR]:
        years = facets.by_year(found)
        found = [n for year, part in years if str(year) in wanted[_YEAR] for n in part]
    if others:
        found = facets.among(found, {pk for pk in facts if not _missed(facts[pk], others)})
    return facts, found


def _missed(one: Facts, wanted: Mapping[str, frozenset[str]]) -> list[str]:
    """Return the facets by which hits are left out."""
    return [name for name, kept in wanted.items() if one.values[name] not in kept]


def _count(
    counted: Mapping[int, Mapping[int, int]],
    facts: Mapping[int, Facts],
    wanted: Mapping[str, frozenset[str]],
) -> dict[str, Counter[str]]:
    """Return the hits for each value of each facet, narrowed by the other facets."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in wanted}
    others = {name: kept for name, kept in wanted.items() if kept and name != _YEAR}
    missed = {pk: _missed(one, others) for pk, one in facts.items()} if others else {}
    of_years: Counter[int] = Counter()
    for year, combinations in counted.items():
        counts[_YEAR][str(year)] = sum(
            times for pk, times in combinations.items() if not missed.get(pk)
        )
        if not wanted[_YEAR] or str(year) in wanted[_YEAR]:
            of_years.update(combinations)
    for pk, times in of_years.items():
        left_out = missed.get(pk) or ()
        for name, value in facts[pk].values.items():
            if value and (not left_out or left_out == [name]):
                counts[name][value] += times
    counts[_YEAR] += Counter()  # years without hits are no choice
    return counts


def shown(results: Results, numbers: Iterable[int]) -> list[Found]:
    """Return some of the hits as they are shown."""
    wanted = list(numbers)
    texts = {row.row_number: row for row in IndexedText.objects.filter(row_number__in=wanted)}
    kinds = registry.kinds()
    return [
        _found(texts[number], results.facts[facets.combination_of(number)], results.query, kinds)
        for number in wanted
        if number in texts
    ]


def _found(row: IndexedText, facts: Facts, query: queries.Query, kinds: Mapping[str, str]) -> Found:
    """Return one hit as it is shown."""
    stretch = marking.excerpt(row.text, [term.wordings for term in query.terms])
    return Found(
        kind_label=kinds.get(row.kind, row.kind),
        form_label=row.form_label,
        title=marking.marked(row.title.replace("｜", ""), query.wordings),
        excerpt=marking.marked(stretch, query.wordings),
        url=row.url,
        document_number=row.document_number,
        organ_name=row.organ_name,
        published_on=row.published_on,
        validity=facts.validity,
        is_withdrawn=facts.is_withdrawn,
    )


def best_bets(text: str, today: date) -> list[tuple[BestBet, Validity | None]]:
    """Return the office's answers for these words, each with the validity of its source."""
    asked = fold(text)
    bets = [
        bet
        for bet in BestBet.objects.all()
        if asked and asked in {fold(word) for word in bet.words.split("、")}
    ]
    return [(bet, _validity_at(bet.url, today)) for bet in bets]


def _validity_at(url: str, today: date) -> Validity | None:
    """Return the validity of the document at an address; None for anything else."""
    rows = IndexedText.objects.filter(url=url, row_number__isnull=False)
    number = rows.values_list("row_number", flat=True).first()
    if not number:
        return None
    combination = facets.combination_of(number)
    return facts_of([combination], today)[combination].validity


def suggestions(text: str) -> list[str]:
    """Return titles that hold the words, newest first."""
    query = queries.parse(text)
    if not query.terms:
        return []
    newest = engine().newest_titled(query.terms, _SUGGESTED * 2)
    rows = IndexedText.objects.filter(row_number__in=newest).order_by("-row_number")
    titles = dict.fromkeys(
        title.replace("｜", "") for title in rows.values_list("title", flat=True)
    )
    return list(titles)[:_SUGGESTED]
