"""The index on PostgreSQL: a tsvector of pairs finds candidates, their folded text decides."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from gongkai.domain.search.bigrams import pairs, tokens
from gongkai.domain.search.folding import fold, fold_paragraphs
from gongkai.domain.search.queries import Term

Fields = tuple[str, str, str, str]
_LAST_PLACE = 16_383
_WEIGHTS = "AABD"


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
    """Index a row."""
    folded = "\n".join(part for field in fields for part in fold_paragraphs(field))
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO search_words (row_number, words, titles, folded) "
            "VALUES (%s, %s::tsvector, %s::tsvector, %s)",
            [number, _vector(fields, _WEIGHTS), _vector(fields[:2], "AA"), folded],
        )


def remove(number: int, _fields: Fields) -> None:
    """Take a row out."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words WHERE row_number = %s", [number])


def clear() -> None:
    """Empty the index."""
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM search_words")


def _all_pairs(word: str) -> str:
    found = pairs(word) or [word]
    prefix = ":*" if len(word) == 1 else ""
    return "(" + " & ".join(f"'{pair}'{prefix}" for pair in found) + ")"


def _query(terms: Sequence[Term]) -> str:
    return " & ".join(
        "(" + " | ".join(_all_pairs(word) for word in term.wordings) + ")" for term in terms
    )


def _condition(terms: Sequence[Term], column: str) -> tuple[str, list[str]]:
    """Return candidates from the index, decided by where the words stand in the text."""
    checks = [
        "(" + " OR ".join(["strpos(folded, %s) > 0"] * len(term.wordings)) + ")" for term in terms
    ]
    values = [word for term in terms for word in term.wordings]
    return f"{column} @@ %s::tsquery AND {' AND '.join(checks)}", [_query(terms), *values]


def numbers(terms: Sequence[Term], *, in_titles: bool = False) -> list[int]:
    """Return the rows that hold all terms, oldest first."""
    condition, values = _condition(terms, "titles" if in_titles else "words")
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT row_number FROM search_words WHERE {condition} ORDER BY row_number",  # noqa: S608
            values,
        )
        return [row[0] for row in cursor.fetchall()]


def relevances(terms: Sequence[Term]) -> dict[int, float]:
    """Return how relevant each row is, larger is better."""
    condition, values = _condition(terms, "words")
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
