"""Give a topic's page the public pages it gathers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from django.http import HttpRequest

from gongkai.apps.static_site.registry import frame_of
from gongkai.apps.topics.blocks import CHOSEN
from gongkai.foundation import clock
from gongkai.foundation.pages.models import GovPage

_UNITS = {"policies": "文件", "readings": "解读", "progress": "进展", "questions": "问答"}


def context_of(topic: Any, request: HttpRequest) -> Mapping[str, Any]:
    """Return what a topic's page shows on the day of the request."""
    frame = frame_of(request)
    day = frame.day if frame is not None else clock.today()
    shown = public_pages(chosen_ids(topic))
    return {
        "is_over": is_over(topic, day),
        "parts": [part for part in _parts(topic, shown) if part["rows"] or part["text"]],
    }


def is_over(topic: Any, day: date) -> bool:
    """Tell whether a topic is an archive on a day."""
    return topic.ends_on is not None and topic.ends_on < day


def _parts(topic: Any, shown: Mapping[int, Any]) -> Iterator[dict[str, Any]]:
    """Yield the blocks in the clerk's order; a chosen page that is not public is left out."""
    for place, block in enumerate(topic.blocks, start=1):
        kind = block.block_type
        rows: list[Any] = []
        if kind in CHOSEN:
            rows = [shown[page.pk] for page in block.value if page and page.pk in shown]
        elif kind == "questions":
            rows = list(block.value)
        yield {
            "anchor": f"b{place}",
            "kind": kind,
            "label": _UNITS.get(kind, ""),
            "rows": rows,
            "text": block.value if kind == "text" else "",
        }


def chosen_ids(topic: Any) -> list[int]:
    """Return the pages that a topic names, in its order, each once."""
    found: dict[int, None] = {}
    for block in topic.blocks.raw_data:
        if block["type"] not in CHOSEN:
            continue
        for one in block["value"]:
            number = one["value"] if isinstance(one, dict) else one
            if number:
                found[int(number)] = None
    return list(found)


def public_pages(page_ids: list[int]) -> dict[int, Any]:
    """Return those of the pages that anybody may read, each as its own kind."""
    pages: Any = GovPage.objects.live().filter(pk__in=page_ids)
    return {page.pk: page for page in pages.public().specific()}
