"""Look up the documents and interpretations that a page names."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from gongkai.apps.documents import queries as documents
from gongkai.foundation.pages.models import GovPage


def number_of(value: Any) -> int | None:
    """Return the id a block holds; None for none."""
    return int(value) if str(value or "").isdigit() else None


def numbers_of(stream: Iterable[Any], kind: str) -> list[int]:
    """Return the ids of one kind that a stream names, in order."""
    found = [number_of(block.value) for block in stream if block.block_type == kind]
    return [number for number in found if number is not None]


def documents_shown(numbers: Iterable[int]) -> list[Any]:
    """Return the published documents of these ids, in that order."""
    wanted = list(dict.fromkeys(numbers))
    found = {row.pk: row for row in documents.published().filter(pk__in=wanted)} if wanted else {}
    return [found[number] for number in wanted if number in found]


def readings_shown(numbers: Iterable[int]) -> list[Any]:
    """Return the published interpretations of these ids, in that order."""
    wanted = list(dict.fromkeys(numbers))
    rows = GovPage.objects.filter(pk__in=wanted, live=True) if wanted else ()
    found = {row.pk: row for row in rows}
    return [found[number] for number in wanted if number in found]


def papers_shown(stream: Iterable[Any]) -> dict[str, list[Any]]:
    """Return what a template shows of the papers a page names."""
    blocks = list(stream)
    return {
        "shown_papers": documents_shown(numbers_of(blocks, "paper")),
        "shown_readings": readings_shown(numbers_of(blocks, "reading")),
    }
