"""The index on PostgreSQL: a tsvector of pairs finds candidates, their folded text decides."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from gongkai.domain.search.bigrams import pairs, tokens
from gongkai.domain.search.folding import fold, fold_paragraphs
from gongkai.domain.search.queries import Term

Fields = tuple[str, str, str, str]
_LAST_PLACE = 16_383
# PostgreSQL takes a megabyte; its own form of an entry is no longer than ours as text.
_LONGEST_VECTOR = 1_000_000
_WEIGHTS = "AABD"
_PAIR = 2


def _vector(fields: Sequence[str], weights: str) -> str:
    """Return a tsvector as text: every pair once for each weight, at its first place."""
    places: dict[str, dict[str, int]] = {}
    place = 0
    for field, weight in zip(fields, weights, strict=True):
        for token in tokens(fold_paragraphs(field)):
            place = min(place + 1, _LAST_PLACE)
            places.setdefault(token, {}).setdefault(weight, place)
    return " ".join(
        f"'{token}':" + ",".join(f"{at}{weight}" for weight, at in found.items())
        for token, found in places.items()
    )


def put(number: int, fields: Fields) -> None:
    """Index a row; of a text with more pairs than an index entry takes, all but its body."""
    folded = "\n".join(part for field in fields for part in fold_paragraphs(field))
    words = _vector(fields, _WEIGHTS)
    is_whole = len(words.encode()) <= _LONGEST_VECTOR
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_words (row_number, words, titles, folded, is_whole) "
            "VALUES (%s, %s::tsvector, %s::tsvector, %s, %s)",
            [
                number,
                words if is_whole else _vector(fields[:3], _WEIGHTS[:3]),
                _vector(fields[:2], "AA"),
                folded,
                is_whole,
            ],
        )


def remove(number: int, _fields: Fields) -> None:
    """Take a row out."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words WHERE row_number = %s", [number])


def clear() -> None:
    """Empty the index."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words")


def optimise() -> None:
    """Do nothing: the database tends its own indexes."""


def _all_pairs(word: str) -> str:
    found = pairs(word) or [word]
    prefix = ":*" if len(word) == 1 else ""
    return "(" + " & ".join(f"'{pair}'{prefix}" for pair in found) + ")"


def _query(terms: Sequence[Term]) -> str:
    return " & ".join(
        "(" + " | ".join(_all_pairs(word) for word in term.wordings) + ")" for term in terms
    )


def _condition(terms: Sequence[Term]) -> tuple[str, list[str]]:
    """Return candidates from the index, decided by where the words stand in the text.

    A pair stands where the index says it; longer words must be looked for in the text, and
    everything in a text whose body is not in the index.
    """
    checks, values = [], [_query(terms)]
    for term in terms:
        stands = " OR ".join(["strpos(folded, %s) > 0"] * len(term.wordings))
        is_pair = all(len(word) <= _PAIR for word in term.wordings)
        checks.append(f"(is_whole OR {stands})" if is_pair else f"({stands})")
        values += term.wordings
    return f"(words @@ %s::tsquery OR NOT is_whole) AND {' AND '.join(checks)}", values


def numbers(terms: Sequence[Term]) -> list[int]:
    """Return the rows that hold all terms, oldest first."""
    condition, values = _condition(terms)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT row_number FROM search_words WHERE {condition} ORDER BY row_number",  # noqa: S608
            values,
        )
        return [row[0] for row in cursor.fetchall()]


def newest_titled(terms: Sequence[Term], most: int | None = None) -> list[int]:
    """Return the newest rows whose titles or numbers hold all pairs of the terms."""
    condition, values = _condition(terms)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT row_number FROM search_words WHERE titles @@ %s::tsquery AND {condition} "  # noqa: S608
            "ORDER BY row_number DESC LIMIT %s",
            [_query(terms), *values, most],
        )
        return [row[0] for row in cursor.fetchall()]


def relevances(terms: Sequence[Term]) -> dict[int, float]:
    """Return how relevant each row is, larger is better."""
    condition, values = _condition(terms)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_number, ts_rank('{0.08, 0.1, 0.2, 1.0}', words, %s::tsquery) "  # noqa: S608
            f"FROM search_words WHERE {condition}",
            [_query(terms), *values],
        )
        return dict(cursor.fetchall())


def near_titles(typed: str, most: int = 60) -> list[int]:
    """Return the rows whose titles share most pairs with typed words."""
    asked = list(dict.fromkeys(pairs(fold(typed))))
    if not asked:
        return []
    query = " | ".join(f"'{pair}'" for pair in asked)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_number FROM search_words WHERE titles @@ %s::tsquery "
            "ORDER BY ts_rank(titles, %s::tsquery) DESC, row_number DESC LIMIT %s",
            [query, query, most],
        )
        return [row[0] for row in cursor.fetchall()]
