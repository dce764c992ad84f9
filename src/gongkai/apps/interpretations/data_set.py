"""Offer the interpretations as open data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import Max, QuerySet

from gongkai.apps.interpretations.models import Interpretation
from gongkai.apps.open_data import exporting as open_data
from gongkai.apps.open_data.registry import Column, DataSet, Row, address, day, register
from gongkai.apps.static_site.registry import Target
from gongkai.apps.websites.queries import absolute, year_bounds
from gongkai.domain.interpretations.pairing import Form
from gongkai.foundation import clock

NAME = "interpretations"
COLUMNS = (
    Column("title", "标题"),
    Column("form", "解读形式", choices=tuple(form.label for form in Form)),
    Column("organ", "发布机关"),
    day("published_on", "发布日期"),
    Column("document_number", "所解读文件的发文字号", may_be_null=True),
    Column("document_title", "所解读文件的标题", may_be_null=True),
    address("document_url", "所解读文件的网页", may_be_null=True),
    Column("meeting_title", "所解读的会议或者上级文件"),
    Column("who_is_affected", "谁受影响"),
    Column("what_to_bring", "带什么材料"),
    Column("until_when", "到什么时候"),
    Column("whom_to_ask", "找谁"),
    Column("summary", "概述"),
    address("url", "网页"),
)


def offer() -> None:
    """Register the set; called when the app is ready."""
    register(
        DataSet(
            name=NAME,
            label="政策解读",
            about="全县公开的政策解读和所解读的文件，年度按发布日期分。",
            columns=COLUMNS,
            years=years,
            rows=rows,
            updated=updated,
        )
    )


def public() -> QuerySet[Interpretation]:
    """Return the interpretations that anybody may read, newest first."""
    pages: Any = Interpretation.objects.live()
    found: QuerySet[Interpretation] = (
        pages.public()
        .filter(first_published_at__isnull=False)
        .select_related("organ", "document")
        .defer("body", "document__body", "document__attachment_files")
        .order_by("-first_published_at", "-pk")
    )
    return found


def years() -> list[int]:
    """Return the years in which interpretations were published, the newest first."""
    return [at.year for at in public().datetimes("first_published_at", "year", order="DESC")]


def rows(year: int | None, _on: date) -> list[Row]:
    """Return the rows of the interpretations published in a year, or of all."""
    pages = public()
    if year is not None:
        start, end = year_bounds(year)
        pages = pages.filter(first_published_at__gte=start, first_published_at__lt=end)
    return [_row(page) for page in pages]


def _row(page: Interpretation) -> Row:
    document: Any = page.document if page.document and page.document.live else None
    return {
        "title": page.title.replace("｜", ""),
        "form": page.form.label,
        "organ": page.organ.name if page.organ else "",
        "published_on": clock.day_of(page.first_published_at).isoformat(),
        "document_number": document.document_number if document else None,
        "document_title": document.title.replace("｜", "") if document else None,
        "document_url": absolute(document.url or "") if document else None,
        "meeting_title": page.meeting_title,
        "who_is_affected": page.who_is_affected,
        "what_to_bring": page.what_to_bring,
        "until_when": page.until_when,
        "whom_to_ask": page.whom_to_ask,
        "summary": page.summary,
        "url": absolute(page.url or ""),
    }


def updated(_on: date) -> date | None:
    """Return the last day on which an interpretation was published."""
    last = public().aggregate(at=Max("last_published_at"))["at"]
    return clock.day_of(last) if last is not None else None


def of_interpretation(page: Interpretation) -> Iterator[Target]:
    """Yield what shows an interpretation among the open data."""
    yield from of_interpretations([page])


def of_document(document_id: int) -> Iterator[Target]:
    """Yield the tables that name a document because an interpretation explains it."""
    pages = list(Interpretation.objects.live().filter(document_id=document_id).order_by("pk"))
    if pages:
        yield from of_interpretations(pages)


def of_interpretations(pages: list[Interpretation]) -> Iterator[Target]:
    """Yield the tables that hold interpretations; the year of publication never changes."""
    published = [page.first_published_at for page in pages if page.first_published_at]
    yield from open_data.targets_of(NAME, (clock.day_of(at).year for at in published))
