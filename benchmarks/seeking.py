"""Fill a search index of N texts once, ask it, print what it took as one line of JSON.

Run as a process of its own: ``GONGKAI_HOME=DIR python -m benchmarks.seeking N ROUNDS``.
Beside ours stand SQLite's own trigram index and a scan of every text.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from benchmarks import texts
from benchmarks.figures import p95

TODAY = date(2026, 1, 1)
PEER_QUESTIONS = 60  # a scan of every text takes its time
_SINGLY = 100  # every so manyth text was published after the index was last optimised
Find = Callable[[str], set[int]]


def fill(rows: Sequence[tuple[str, str]]) -> float:
    """Put texts into our index and into a trigram table; return our milliseconds for each."""
    from django.db import connection, transaction

    from gongkai.apps.search.engines.choice import engine
    from gongkai.apps.search.models import Combination, IndexedText
    from gongkai.domain.search.facets import pack

    took = 0.0
    with transaction.atomic():
        combinations = [
            Combination.objects.create(kind=kind, organ_id=organ, site_id=organ, section_id=organ)
            for kind in ("article", "interpretation", "interview")
            for organ in range(1, 55)
        ]
        entries = []
        for number, (title, text) in enumerate(rows, start=1):
            day = date(2020, 1, 1) + timedelta(days=number % 2100)
            row = pack(day, combinations[number % len(combinations)].pk, number)
            entries.append(
                IndexedText(pk=number, key=f"page:{number}", row_number=row, kind="article",
                            title=title, text=text, url=f"/news/{number}/", published_on=day)
            )  # fmt: skip
            if number == len(rows) - len(rows) // _SINGLY:
                engine().optimise()
            began = time.process_time()
            engine().put(row, (title, "", "", text))
            took += time.process_time() - began
        IndexedText.objects.bulk_create(entries, batch_size=500)
        with connection.cursor() as cursor:
            cursor.execute("CREATE VIRTUAL TABLE tri USING fts5(t, content='', tokenize='trigram')")
            cursor.executemany(
                "INSERT INTO tri(rowid, t) VALUES (%s, %s)",
                [(e.row_number, e.title + "\n" + e.text) for e in entries],
            )
    return took / len(rows) * 1000


def ours(words: str) -> set[int]:
    """Answer the whole public query: hits, counts, marks of one page; return what is found."""
    from gongkai.apps.search import queries

    results = queries.search(words, queries.Filters(), TODAY)
    queries.shown(results, results.numbers[: queries.ROWS])
    return results.numbers  # type: ignore[return-value]  # made a set outside the clock


def trigram(words: str) -> set[int]:
    """Return what a trigram table finds: nothing for two characters."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT rowid FROM tri WHERE tri MATCH %s", [f'"{words}"'])
        return {row[0] for row in cursor.fetchall()}


def scan(words: str) -> set[int]:
    """Return what a substring scan finds."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT row_number FROM search_indexedtext WHERE instr(title, %s) OR instr(text, %s)",
            [words, words],
        )
        return {row[0] for row in cursor.fetchall()}


def measured(
    find: Find, truth: dict[str, set[int]], rounds: int
) -> dict[str, float | list[tuple[float, str, int]]]:
    """Return recall, wrong hits and milliseconds of processor time of all questions."""
    took: list[tuple[float, str, int]] = []
    hits = right = wrong = 0
    for words, held in truth.items():
        times = []
        for _ in range(rounds):
            began = time.process_time()
            answer = find(words)
            times.append((time.process_time() - began) * 1000)
        found = set(answer)
        took.append((statistics.median(times), words, len(found)))
        hits, right = hits + len(held), right + len(found & held)
        wrong += len(found - held)
    costs = [cost for cost, _, _ in took]
    return {
        "recall": right / hits,
        "wrong": wrong,
        "p50": statistics.median(costs),
        "p95": p95(costs),
        "most": max(costs),
        "slowest": sorted(took, reverse=True)[:12],
    }


def main() -> None:
    """Fill what is empty, ask, print one line of JSON."""
    size, rounds = int(sys.argv[1]), int(sys.argv[2])
    home = Path(os.environ["GONGKAI_HOME"])
    home.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings.dev")
    import django
    from django.core.management import call_command

    django.setup()
    from gongkai.apps.search.models import IndexedText
    from gongkai.apps.search.queries import synonyms
    from gongkai.domain.search.folding import fold_paragraphs
    from gongkai.domain.search.queries import parse

    call_command("migrate", interactive=False, verbosity=0)
    rows = texts.texts(size)
    found: dict[str, Any] = {}
    if not IndexedText.objects.exists():
        found["put"] = fill(rows)
    keys = IndexedText.objects.order_by("pk").values_list("row_number", flat=True)
    folded = {n: fold_paragraphs(f"{t}\n{x}") for n, (t, x) in zip(keys, rows, strict=True)}
    asked = texts.questions(rows)
    known = synonyms()
    wide = {words: texts.holding(parse(words, known).wordings, folded) for words in asked}
    found["ours"] = measured(ours, wide, rounds)
    plain = {words: texts.holding([words], folded) for words in asked[:PEER_QUESTIONS]}
    found["trigram"] = measured(trigram, plain, 1)
    found["scan"] = measured(scan, plain, 1)
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
