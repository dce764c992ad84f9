"""The index on SQLite: contentless FTS5 tables over pairs of characters."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from gongkai.domain.search.bigrams import pairs, tokens
from gongkai.domain.search.folding import fold, fold_paragraphs
from gongkai.domain.search.queries import Term

_COLUMNS = "title, number, organ, body"
_MOST_COMPARED = 4000
_ALL = -1
Fields = tuple[str, str, str, str]


def _words(fields: Fields) -> list[str]:
    return [" ".join(tokens(fold_paragraphs(field))) for field in fields]


def put(number: int, fields: Fields) -> None:
    """Index a row."""
    words = _words(fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO search_words(rowid, {_COLUMNS}) VALUES (%s, %s, %s, %s, %s)",  # noqa: S608
            [number, *words],
        )
        cursor.execute(
            "INSERT INTO search_titles(rowid, title) VALUES (%s, %s)",
            [number, f"{words[0]} {words[1]}"],
        )


def remove(number: int, fields: Fields) -> None:
    """Take a row out; a contentless table must be told what it held."""
    words = _words(fields)
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO search_words(search_words, rowid, {_COLUMNS}) "  # noqa: S608
            "VALUES ('delete', %s, %s, %s, %s, %s)",
            [number, *words],
        )
        cursor.execute(
            "INSERT INTO search_titles(search_titles, rowid, title) VALUES ('delete', %s, %s)",
            [number, f"{words[0]} {words[1]}"],
        )


def clear() -> None:
    """Empty the index."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_words(search_words) VALUES ('delete-all')")
        cursor.execute("INSERT INTO search_titles(search_titles) VALUES ('delete-all')")


def optimise() -> None:
    """Merge what was written piece by piece, so that it is read in one piece."""
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_words(search_words) VALUES ('optimize')")
        cursor.execute("INSERT INTO search_titles(search_titles) VALUES ('optimize')")


def _phrase(word: str) -> str:
    return f'"{" ".join(pairs(word))}"' if len(word) > 1 else f'"{word}"*'


def _match(terms: Sequence[Term]) -> str:
    return " AND ".join(
        "(" + " OR ".join(_phrase(word) for word in term.wordings) + ")" for term in terms
    )


def numbers(terms: Sequence[Term]) -> list[int]:
    """Return the rows that hold all terms, oldest first.

    They come as one text: thousands of rows one by one take longer than finding them.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT group_concat(rowid) FROM "
            "(SELECT rowid FROM search_words WHERE search_words MATCH %s ORDER BY rowid)",
            [_match(terms)],
        )
        joined = cursor.fetchone()[0]
        return list(map(int, joined.split(","))) if joined else []


def newest_titled(terms: Sequence[Term], most: int = _ALL) -> list[int]:
    """Return the newest rows whose titles or numbers hold all terms."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid FROM search_titles WHERE search_titles MATCH %s "
            "ORDER BY rowid DESC LIMIT %s",
            [_match(terms), most],
        )
        return [row[0] for row in cursor.fetchall()]


def relevances(terms: Sequence[Term]) -> dict[int, float]:
    """Return how relevant each row is, larger is better."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT rowid, -bm25(search_words, 12, 12, 2, 1) FROM search_words "
            "WHERE search_words MATCH %s",
            [_match(terms)],
        )
        return dict(cursor.fetchall())


def near_titles(typed: str, most: int = 60) -> list[int]:
    """Return the rows whose titles share the rarest pairs with typed words."""
    asked = list(dict.fromkeys(pairs(fold(typed))))
    if not asked:
        return []
    with connection.cursor() as cursor:
        marks = ", ".join(["%s"] * len(asked))
        cursor.execute(
            f"SELECT term, doc FROM search_title_terms WHERE term IN ({marks}) ORDER BY doc",  # noqa: S608
            asked,
        )
        chosen: list[str] = []
        total = 0
        for term, times in cursor.fetchall():
            if chosen and total + times > _MOST_COMPARED:
                break
            chosen.append(f'"{term}"')
            total += times
        if not chosen:
            return []
        cursor.execute(
            "SELECT rowid FROM search_titles WHERE search_titles MATCH %s ORDER BY rank LIMIT %s",
            [" OR ".join(chosen), most],
        )
        return [row[0] for row in cursor.fetchall()]
