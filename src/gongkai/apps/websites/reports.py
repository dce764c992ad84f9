"""Lay out the annual reports of all organs by year, whoever keeps them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from gongkai.apps.websites.models import ArticlePage, SectionPage
from gongkai.domain.organs import OrganLevel
from gongkai.domain.platform.reports import (
    ReportState,
    first_year_of,
    report_state,
    years_owed,
)
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.organs.queries import active_organs
from gongkai.foundation.pages.paths import parent_path

_TITLE = re.compile(r"(20\d\d)年.*(年度报告|年报)")
_GROUPS = (
    ("县政府", (OrganLevel.COUNTY, OrganLevel.OFFICE)),
    ("部门", (OrganLevel.DEPARTMENT,)),
    ("乡镇场（街道）", (OrganLevel.TOWNSHIP,)),
)


@dataclass(frozen=True, slots=True)
class PublicReport:
    """One published report.

    Attributes:
        organ_id: whose.
        year: which year it covers.
        title: its title.
        url: its page.
        published_on: day it became public.
        file_url: the file to keep; empty when there is none beside the page.
        file_name: what kind of file.
    """

    organ_id: int
    year: int
    title: str
    url: str
    published_on: date | None = None
    file_url: str = ""
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """The place of one organ and year: the report, or how its lack stands."""

    year: int
    state: ReportState
    report: PublicReport | None = None


@dataclass(frozen=True, slots=True)
class OrganReports:
    """One organ's reports, the newest year first; None where it owed none."""

    organ: Organ
    places: list[Place | None]


@dataclass(frozen=True, slots=True)
class Matrix:
    """All organs by kind, each with a place for every year."""

    years: list[int]
    groups: list[tuple[str, list[OrganReports]]] = field(default_factory=list)


Provider = Callable[[Iterable[int] | None], Iterable[PublicReport]]
_providers: list[Provider] = []


def register_provider(provider: Provider) -> None:
    """Say who keeps published reports; called when an app is ready.

    ``provider(organ_ids)`` returns the public reports of these organs, of all for None.
    """
    if provider not in _providers:
        _providers.append(provider)


def from_articles(organ_ids: Iterable[int] | None) -> list[PublicReport]:
    """Return the reports of earlier years that were put into the sections as plain texts."""
    sections = SectionPage.objects.live().filter(kind=SectionKind.REPORTS.value)
    paths = set(sections.values_list("path", flat=True))
    pages = ArticlePage.objects.live().filter(title__contains="报告", organ__isnull=False)
    if organ_ids is not None:
        pages = pages.filter(organ_id__in=list(organ_ids))
    found = []
    for page in pages.filter(title__regex=r"20[0-9][0-9]年").order_by("path") if paths else ():
        match = _TITLE.search(page.title)
        if match and parent_path(page.path) in paths:
            files = page.attachments
            found.append(
                PublicReport(
                    page.organ_id,
                    int(match[1]),
                    page.title.replace("｜", ""),
                    page.url or "",
                    clock.day_of(page.first_published_at) if page.first_published_at else None,
                    files[0]["url"] if files else "",
                    "附件" if files else "",
                )
            )
    return found


def published(organ_ids: Iterable[int] | None = None) -> dict[tuple[int, int], PublicReport]:
    """Return the public reports by organ and year, of these organs or of all."""
    ids = None if organ_ids is None else list(organ_ids)
    found: dict[tuple[int, int], PublicReport] = {}
    for provider in (from_articles, *_providers):
        for report in provider(ids):
            found[report.organ_id, report.year] = report
    return found


def _owes(organ: Organ) -> bool:
    return organ.level == OrganLevel.COUNTY.value or (
        organ.reports_annually and not organ.is_vertical
    )


def _place(
    organ: Organ, year: int, today: date, reports: dict[tuple[int, int], PublicReport]
) -> Place | None:
    report = reports.get((organ.pk, year))
    if report is None and (
        year < first_year_of(organ.valid_from) or year not in years_owed(year, today)
    ):
        return None
    state = report_state(
        is_public=report is not None, year=year, level=OrganLevel(organ.level), today=today
    )
    return Place(year, state, report)


def _years(organs: list[Organ], reports: Iterable[tuple[int, int]], today: date) -> list[int]:
    owed = {year for organ in organs for year in years_owed(first_year_of(organ.valid_from), today)}
    return sorted(owed | {year for _, year in reports}, reverse=True)


def matrix(today: date) -> Matrix:
    """Return every organ's reports back to its first year, with what is missing on a day."""
    organs = [organ for organ in active_organs() if _owes(organ)]
    reports = published([organ.pk for organ in organs])
    years = _years(organs, reports, today)
    groups = []
    for label, levels in _GROUPS:
        rows = [
            OrganReports(organ, [_place(organ, year, today, reports) for year in years])
            for organ in organs
            if OrganLevel(organ.level) in levels
        ]
        if rows:
            groups.append((label, rows))
    return Matrix(years, groups)


def of_organ(organ: Organ | None, today: date) -> list[Place]:
    """Return one organ's reports by year, the newest first, missing ones included."""
    if organ is None or not _owes(organ):
        return []
    reports = published([organ.pk])
    years = _years([organ], reports, today)
    places = [_place(organ, year, today, reports) for year in years]
    return [place for place in places if place is not None]
