"""Find what is public."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.apps.search import registry
from gongkai.apps.search.engines.choice import engine
from gongkai.apps.search.models import BestBet, Combination, IndexedText, Synonym
from gongkai.domain.documents.validity import BINDING, Validity, validity_on
from gongkai.domain.search import facets, marking, queries, ranking
from gongkai.domain.search.folding import fold
from gongkai.domain.search.titles import nearest

ROWS = 10
_SCORED = 1500  # more hits than this are put in order by title and day alone
_SUGGESTED = 8
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
    """

    query: queries.Query
    numbers: list[int] = field(default_factory=list)
    counts: dict[str, Counter[str]] = field(default_factory=dict)
    near: list[tuple[str, str]] = field(default_factory=list)
    tried: list[str] = field(default_factory=list)
    relaxed: str = ""


def synonyms() -> dict[str, tuple[str, ...]]:
    """Return folded words with the folded words that mean the same."""
    found: dict[str, list[str]] = {}
    for row in Synonym.objects.all():
        said = [fold(one) for one in row.official.split("、") if fold(one)]
        found.setdefault(fold(row.word), []).extend(said)
        for one in said if row.both_ways else ():
            found.setdefault(one, []).append(fold(row.word))
    return {word: tuple(others) for word, others in found.items() if word}


def search(text: str, filters: Filters, today: date, sort: str = "") -> Results:
    """Return what a reader's words find."""
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
    _arrange(results, found, filters, today, sort)
    return results


def _near(text: str) -> list[tuple[str, str]]:
    """Return titles near a typed one."""
    rows = IndexedText.objects.filter(row_number__in=engine().near_titles(text))
    titles = {row.pk: row for row in rows.only("title", "url")}
    keys = nearest(text, [(pk, row.title) for pk, row in titles.items()])
    return [(titles[pk].title, titles[pk].url) for pk in keys]


def _facts(combination: Combination, today: date) -> dict[str, str]:
    """Return the values of a combination by facet, the validity of today among them."""
    validity = _validity(combination, today)
    return {
        "kind": combination.kind,
        "organ": str(combination.organ_id or ""),
        "form": combination.form,
        "site": str(combination.site_id or ""),
        "validity": validity.value if validity else "",
    }


def _validity(combination: Combination, today: date) -> Validity | None:
    if combination.in_force_from is None:
        return None
    return validity_on(
        today,
        effective_from=combination.in_force_from,
        expires_on=combination.expires_on,
        repealed_on=combination.repealed_on,
        amended_on=combination.amended_on,
    )


def _arrange(results: Results, found: list[int], filters: Filters, today: date, sort: str) -> None:
    """Count the hits, leave out what the filters exclude, put the rest in order."""
    counted = facets.count(found)
    rows = Combination.objects.in_bulk({combination for combination, _ in counted})
    facts = {pk: _facts(row, today) for pk, row in rows.items()}
    wanted = {
        "kind": filters.kinds,
        "organ": filters.organs,
        "form": filters.forms,
        "site": filters.sites,
        "validity": filters.validities,
        "year": filters.years,
    }
    results.counts = _count(counted, facts, wanted)
    narrowing = {name: values for name, values in wanted.items() if values}
    if narrowing:
        found = [n for n in found if _passes(n, facts, narrowing)]
    if sort == NEWEST:
        results.numbers = found[::-1]
        return
    ended = {
        pk
        for pk, one in facts.items()
        if one["validity"] and Validity(one["validity"]) not in BINDING | {Validity.NOT_YET}
    }
    results.numbers = _ordered(results.query, found, ended, rows, today)


def _count(
    counted: Mapping[tuple[int, int], int],
    facts: Mapping[int, Mapping[str, str]],
    wanted: Mapping[str, frozenset[str]],
) -> dict[str, Counter[str]]:
    """Return the hits for each value of each facet, narrowed by the other facets."""
    counts: dict[str, Counter[str]] = {name: Counter() for name in wanted}
    for (combination, year), times in counted.items():
        values = {**facts[combination], "year": str(year)}
        missed = [name for name, kept in wanted.items() if kept and values[name] not in kept]
        for name in wanted:
            if values[name] and (not missed or missed == [name]):
                counts[name][values[name]] += times
    return counts


def _passes(
    number: int, facts: Mapping[int, Mapping[str, str]], wanted: Mapping[str, frozenset[str]]
) -> bool:
    values = facts[facets.combination_of(number)]
    return all(
        (str(facets.day_of(number).year) if name == "year" else values[name]) in kept
        for name, kept in wanted.items()
    )


def _ordered(
    query: queries.Query,
    found: list[int],
    ended: set[int],
    rows: Mapping[int, Combination],
    today: date,
) -> list[int]:
    """Return hits in order: by relevance while there are few, by title and day when many."""
    exact: set[int] = set()
    if query.number_key:
        same = IndexedText.objects.filter(number_key=query.number_key)
        numbers = same.values_list("row_number", flat=True)
        exact = {number for number in numbers if number is not None}
    if len(found) > _SCORED:
        titled = set(engine().numbers(query.terms, in_titles=True))
        newest = found[::-1]
        return [
            *(n for n in newest if n in titled and facets.combination_of(n) not in ended),
            *(n for n in newest if n not in titled and facets.combination_of(n) not in ended),
            *(n for n in newest if facets.combination_of(n) in ended),
        ]
    relevance = engine().relevances(query.terms)

    def place(number: int) -> tuple[bool, bool, bool, float, int]:
        combination = facets.combination_of(number)
        hit = ranking.Hit(
            number,
            max(relevance.get(number, 0.0), 0.0),
            facets.day_of(number),
            is_exact=number in exact,
            has_ended=combination in ended,
            is_withdrawn=rows[combination].is_withdrawn,
        )
        return ranking.order(hit, today)

    return sorted(found, key=place)


def shown(numbers: Iterable[int], query: queries.Query, today: date) -> list[Found]:
    """Return hits as they are shown."""
    wanted = list(numbers)
    texts = {row.row_number: row for row in IndexedText.objects.filter(row_number__in=wanted)}
    combinations = Combination.objects.in_bulk({facets.combination_of(n) for n in wanted})
    kinds = registry.kinds()
    found = []
    for number in wanted:
        row = texts.get(number)
        if row is None:
            continue
        combination = combinations[facets.combination_of(number)]
        words = query.wordings
        found.append(
            Found(
                kinds.get(row.kind, row.kind),
                row.form_label,
                marking.marked(row.title.replace("｜", ""), words),
                marking.marked(marking.excerpt(row.text, words), words),
                row.url,
                row.document_number,
                row.organ_name,
                row.published_on,
                _validity(combination, today),
                combination.is_withdrawn,
            )
        )
    return found


def best_bets(text: str, today: date) -> list[tuple[BestBet, Validity | None]]:
    """Return the office's answers for these words, each with the validity of its source."""
    asked = fold(text)
    bets = [
        bet
        for bet in BestBet.objects.all()
        if asked and asked in {fold(word) for word in bet.words.split("、")}
    ]
    found: list[tuple[BestBet, Validity | None]] = []
    for bet in bets:
        row = IndexedText.objects.filter(url=bet.url, row_number__isnull=False).first()
        number = row.row_number if row else None
        combination = (
            Combination.objects.filter(pk=facets.combination_of(number)).first() if number else None
        )
        found.append((bet, _validity(combination, today) if combination else None))
    return found


def suggestions(text: str) -> list[str]:
    """Return titles that hold the words, newest first."""
    query = queries.parse(text)
    if not query.terms:
        return []
    newest = engine().numbers(query.terms, in_titles=True)[::-1][: _SUGGESTED * 2]
    rows = IndexedText.objects.filter(row_number__in=newest).order_by("-row_number")
    titles = dict.fromkeys(
        title.replace("｜", "") for title in rows.values_list("title", flat=True)
    )
    return list(titles)[:_SUGGESTED]
