"""Read annual reports: which exist, how they stand, what changed since they were frozen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest

from gongkai.apps.annual_report import compiling, coverage, freezing, gathering
from gongkai.apps.annual_report.models import AnnualReport, AnnualReportPage, Scope
from gongkai.apps.websites import platform
from gongkai.apps.websites import queries as websites
from gongkai.domain.annual_report.deadlines import due_on
from gongkai.domain.annual_report.facts import Figure
from gongkai.domain.annual_report.form import Level
from gongkai.domain.annual_report.snapshot import canonical_json, differences
from gongkai.domain.annual_report.tables import with_totals
from gongkai.domain.annual_report.wording import plain
from gongkai.domain.organs import OrganLevel
from gongkai.domain.review.three_reviews import REVIEW_ORDER
from gongkai.domain.roles import Role
from gongkai.domain.terms import Term
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import posts_held
from gongkai.foundation.organs import queries as organs
from gongkai.foundation.organs.models import Organ

Compiled = compiling.Compiled
compile_report = compiling.compile_report
facts = gathering.facts
is_intact = freezing.is_intact


class ReportState(Term):
    """How far a report has come; read from its page and its reviews."""

    MISSING = "missing", "未开始"
    DRAFT = "draft", "编制中"
    UNDER_REVIEW = "under_review", "审核中"
    PUBLISHED = "published", "已发布"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one organ's report of a year stands."""

    organ: Organ
    scope: Scope
    level: Level
    state: ReportState
    due_on: date
    page: AnnualReportPage | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class Change:
    """A cell or paragraph that the records now make differently."""

    place: str
    old: object
    new: object


@dataclass(frozen=True, slots=True)
class RecordChange:
    """Records that entered or left a figure since it was frozen."""

    figure: Figure
    added: tuple[Any, ...]
    removed: tuple[Any, ...]


_UNDER_REVIEW = [state.value for state in REVIEW_ORDER]


def _under_review(page_ids: Iterable[int]) -> frozenset[int]:
    """Return which of the pages have a version with the reviewers."""
    pages = AnnualReportPage.objects.filter(
        pk__in=list(page_ids), submissions__state__in=_UNDER_REVIEW
    )
    return frozenset(pages.values_list("pk", flat=True))


def state_of(report: AnnualReport) -> ReportState:
    """Return how far a report has come; a version under review counts before a live one."""
    page = AnnualReportPage.objects.filter(report=report).first()
    return _state(report, page, _under_review([page.pk] if page else []))


def compilable(user: User, rows: Iterable[Organ], on: date) -> frozenset[int]:
    """Return the ids of the organs whose reports a person may work on.

    The 政务公开办 compiles the county's two reports and may help every organ; an organ's
    own 信息员 compiles its own.
    """
    posts = posts_held(user.pk, on)
    if user.is_superuser or any(post.role == Role.OGI_OFFICER.value for post in posts):
        return frozenset(organ.pk for organ in rows)
    edits = {post.organ_id for post in posts if post.role == Role.EDITOR.value}
    return frozenset(organ.pk for organ in rows if organ.pk in edits)


def may_compile(user: User, organ: Organ, on: date) -> bool:
    """Tell whether a person may work on an organ's report."""
    return organ.pk in compilable(user, [organ], on)


def page_of(report: AnnualReport) -> AnnualReportPage | None:
    """Return a report's page, live or not yet, with the snapshot it shows."""
    found: AnnualReportPage | None = (
        AnnualReportPage.objects.filter(report=report).select_related("snapshot").first()
    )
    return found


def reporting_organs() -> list[tuple[Organ, Scope]]:
    """Return whose reports a year asks for: the roll-up, the office, the organs that report."""
    county = coverage.county()
    office, own = coverage.reporting_organ(None, own=True)
    others = [
        organ
        for organ in organs.active_organs(OrganLevel.DEPARTMENT, OrganLevel.TOWNSHIP)
        if organ.reports_annually and not organ.is_vertical
    ]
    offices = [(office, own)] if office != county else []
    return [(county, Scope.ROLL_UP), *offices, *((organ, Scope.OWN) for organ in others)]


def standings(year: int, today: date) -> list[Standing]:
    """Return how every expected report of a year stands, the county's first."""
    begun = {(row.organ_id, row.scope): row for row in AnnualReport.objects.filter(year=year)}
    pages = {page.report_id: page for page in AnnualReportPage.objects.filter(report__year=year)}
    under_review = _under_review(page.pk for page in pages.values())
    found = []
    for organ, scope in reporting_organs():
        row = begun.get((organ.pk, scope.value))
        page = pages.get(row.pk) if row else None
        level = coverage.level_of(organ, scope)
        state = _state(row, page, under_review)
        due = due_on(level, year)
        is_late = today > due and state is not ReportState.PUBLISHED
        found.append(Standing(organ, scope, level, state, due, page, is_late))
    return found


def _state(
    row: AnnualReport | None, page: AnnualReportPage | None, under_review: frozenset[int]
) -> ReportState:
    if row is None:
        return ReportState.MISSING
    if page is None:
        return ReportState.DRAFT
    if page.pk in under_review:
        return ReportState.UNDER_REVIEW
    return ReportState.PUBLISHED if page.live else ReportState.DRAFT


def figure(*, year: int, organ: Organ, scope: Scope, key: str) -> Figure:
    """Return one figure with its records.

    Raises:
        FactMissing: the report has no such figure.
    """
    return with_totals(facts(year=year, organ=organ, scope=scope)).figure(key)


_TABLE_NAMES = {
    "table2": "表二",
    "table3": "表三",
    "table4": "表四",
    "sections": "正文",
    "preamble": "前言",
    "title": "标题",
    "organ": "编制机关",
}


def _in_words(path: str) -> str:
    """Return where a difference stands in the words of the form."""
    head, *rest = path.split("/")
    places = [f"第{place}段" if place.isdigit() else place for place in rest]
    return "　".join([_TABLE_NAMES.get(head, head), *places])


def changes_since(page: AnnualReportPage, now: compiling.Compiled) -> list[Change]:
    """Return every cell and paragraph in which the records now differ from the snapshot."""
    found = differences(page.snapshot.text, canonical_json(now.report, now.tables))
    return [Change(_in_words(one.path), one.old, one.new) for one in found]


def record_changes(page: AnnualReportPage, now: compiling.Compiled) -> list[RecordChange]:
    """Return which records entered or left a figure, also where its number stayed."""
    before: freezing.Evidence = page.snapshot.evidence
    after = freezing.evidence_of(now.facts)
    found = []
    for key in sorted(before.keys() | after.keys()):
        was = {tuple(one) for one in before.get(key, ())}
        current = now.facts.figures.get(key) or gathering.make_figure(key, ())
        labels = {
            (record.source, record.pk, plain(record.amount)): record for record in current.records
        }
        added = tuple(record for mark, record in labels.items() if mark not in was)
        removed = tuple(sorted(was - labels.keys()))
        if added or removed:
            found.append(RecordChange(current, added, removed))
    return found


def section_context(section: Any, request: HttpRequest) -> Mapping[str, Any]:
    """Return the reports of a section by year, the county's before the organs'.

    All years stand on the one page: an organ publishes one report a year, so a decade of
    a county is a few hundred lines, and readers compare years. One organ's reports are
    found on the searching address.
    """
    pages = (
        AnnualReportPage.objects.child_of(section)
        .live()
        .select_related("organ", "report")
        .order_by("-year", "-report__scope", "organ__position")
    )
    query = websites.reading_of(request).query
    chosen = query.get("organ", "") if query is not None else ""
    years: dict[int, dict[str, list[AnnualReportPage]]] = {}
    organs_shown: dict[str, Organ] = {}
    published_at = []
    for page in pages:
        organs_shown[page.organ.code] = page.organ
        published_at.append(page.published_at)
        if chosen and page.organ.code != chosen:
            continue
        is_county = page.report.scope == Scope.ROLL_UP.value
        group = years.setdefault(page.year, {"county": [], "organs": []})
        group["county" if is_county else "organs"].append(page)
    return {
        **websites.section_frame(section),
        **websites.links_of(section),
        **(platform.report_years(section, request) if query is None else {}),
        "is_query": query is not None,
        "last_updated": max((at for at in published_at if at), default=None),
        "years": years,
        "organs": sorted(organs_shown.values(), key=lambda organ: (organ.position, organ.code)),
        "chosen": chosen,
    }
