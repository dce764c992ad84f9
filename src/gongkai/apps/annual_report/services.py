"""Begin a report, write its own words, and freeze it for review."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from gongkai.apps.annual_report import compiling, coverage, freezing, gathering
from gongkai.apps.annual_report.models import (
    AnnualReport,
    AnnualReportPage,
    PointKind,
    ReportPoint,
    Scope,
    Snapshot,
)
from gongkai.apps.annual_report.queries import ReportState, may_compile, state_of
from gongkai.apps.review import services as review
from gongkai.apps.websites import queries as websites
from gongkai.apps.websites import services as website_services
from gongkai.domain.annual_report.snapshot import freeze
from gongkai.domain.errors import Refusal
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.organs.models import Organ

_CORRECTED = "年度报告数据更正后重新发布。"


class ReportHasHardIssues(Refusal):
    """The tables do not add up; such a report must not go out."""

    code = "report_has_hard_issues"


class ReportUnderReview(Refusal):
    """The report is with the reviewers."""

    code = "report_under_review"


class ReportUnchanged(Refusal):
    """Nothing differs from what is published."""

    code = "report_unchanged"


class ReportSectionMissing(Refusal):
    """The portal has no section for annual reports."""

    code = "report_section_missing"


class ReportYearNotOver(Refusal):
    """The year is not over, so its figures still move."""

    code = "report_year_not_over"


class MayNotCompile(Refusal):
    """The person holds no post that lets him compile this report."""

    code = "may_not_compile_report"


def _check_post(actor: User, organ: Organ, at: datetime) -> None:
    if not may_compile(actor, organ, clock.day_of(at)):
        raise MayNotCompile(name=actor.name, organ=organ.short_name)


def _begin(*, year: int, organ: Organ, scope: Scope, actor: User, at: datetime) -> AnnualReport:
    """Return the report's row, made when it is not there yet."""
    coverage.level_of(organ, scope)
    gathering.check_year(year, clock.day_of(at))
    report, is_new = AnnualReport.objects.get_or_create(organ=organ, year=year, scope=scope.value)
    if is_new:
        audit.record(action="annual_report.begin", subject=report, at=at, actor=actor)
    return report


@transaction.atomic
def write_points(
    *,
    year: int,
    organ_id: int,
    scope: Scope,
    points: Mapping[PointKind, Sequence[str]],
    actor: User,
    at: datetime,
    stock_note: str = "",
) -> AnnualReport:
    """Replace the officer's own words of a report: section five and the note on documents.

    Raises:
        MayNotCompile: the actor holds no fitting post.
        ReportYearAhead: the year has not begun.
        ReportUnderReview: the reviewers have the report.
    """
    organ = Organ.objects.get(pk=organ_id)
    _check_post(actor, organ, at)
    report = _begin(year=year, organ=organ, scope=scope, actor=actor, at=at)
    if state_of(report) is ReportState.UNDER_REVIEW:
        raise ReportUnderReview(title=str(report))
    report.stock_note = stock_note.strip()
    report.save(update_fields=["stock_note"])
    report.points.all().delete()
    ReportPoint.objects.bulk_create(
        ReportPoint(report=report, kind=kind.value, position=place, text=text.strip())
        for kind, texts in points.items()
        for place, text in enumerate((one for one in texts if one.strip()), start=1)
    )
    audit.record(
        action="annual_report.write_points",
        subject=report,
        at=at,
        actor=actor,
        points={kind.value: list(texts) for kind, texts in points.items()},
        stock_note=report.stock_note,
    )
    return report


@transaction.atomic
def prepare_publication(
    *, year: int, organ_id: int, scope: Scope, actor: User, at: datetime
) -> AnnualReportPage:
    """Freeze the report as it stands and put it into its page as a draft.

    The reviews publish the page; nothing here does. A published report that was
    corrected gets a new snapshot in a new draft; the site keeps showing the old one
    until the new one has passed the reviews.

    Raises:
        MayNotCompile: the actor holds no fitting post.
        ReportYearNotOver: the year is still running.
        ReportUnderReview: the reviewers have the report.
        ReportHasHardIssues: the tables do not add up.
        ReportUnchanged: the published report says exactly this.
        ReportSectionMissing: the portal has no section for annual reports.
    """
    organ = Organ.objects.get(pk=organ_id)
    _check_post(actor, organ, at)
    if clock.day_of(at).year <= year:
        raise ReportYearNotOver(year=year, first_day=f"{year + 1}年1月1日")
    report = _begin(year=year, organ=organ, scope=scope, actor=actor, at=at)
    if state_of(report) is ReportState.UNDER_REVIEW:
        raise ReportUnderReview(title=str(report))
    compiled = compiling.compile_report(year=year, organ=organ, scope=scope)
    if compiled.hard_issues:
        sentences = "".join(issue.sentence for issue in compiled.hard_issues)
        raise ReportHasHardIssues(count=len(compiled.hard_issues), sentences=sentences)
    snapshot = _freeze(report, compiled, actor, at)
    return _draft(report, snapshot, compiled.report.title, actor, at)


def _freeze(
    report: AnnualReport, compiled: compiling.Compiled, actor: User, at: datetime
) -> Snapshot:
    """Keep the report with its hash and the records behind every figure."""
    frozen = freeze(compiled.report, compiled.tables)
    published = freezing.published_page(report)
    if published is not None and published.snapshot.text == frozen.text:
        raise ReportUnchanged(title=compiled.report.title)
    snapshot = Snapshot.objects.create(
        report=report,
        frozen_at=at,
        frozen_by=actor,
        text=frozen.text,
        outline=freezing.outline_of(compiled.report),
        evidence=freezing.evidence_of(compiled.facts),
        algorithm=frozen.algorithm,
        hash=frozen.digest,
    )
    audit.record(
        action="annual_report.freeze",
        subject=snapshot,
        at=at,
        actor=actor,
        algorithm=frozen.algorithm,
        hash=frozen.digest,
    )
    return snapshot


def _draft(
    report: AnnualReport, snapshot: Snapshot, title: str, actor: User, at: datetime
) -> AnnualReportPage:
    """Put the snapshot into the report's page, made under the portal's section when new."""
    page = AnnualReportPage.objects.filter(report=report).first()
    if page is None:
        portal = websites.get_portal()
        section = websites.section_of_kind(portal, SectionKind.REPORTS) if portal else None
        if section is None:
            raise ReportSectionMissing(section=SectionKind.REPORTS.label)
        page = AnnualReportPage(
            title=title,
            organ=report.organ,
            year=report.year,
            report=report,
            snapshot=snapshot,
            snapshot_hash=snapshot.hash,
            formed_on=clock.day_of(at),
        )
        return website_services.save_draft(page=page, parent=section, actor=actor, at=at)
    page.title = title
    page.snapshot, page.snapshot_hash = snapshot, snapshot.hash
    page.formed_on = clock.day_of(at)
    page.save_revision(user=actor, log_action=False)
    if not page.live:
        page.save()
    audit.record(action="annual_report.redraft", subject=page, at=at, actor=actor)
    return page


@transaction.atomic
def submit(
    *, year: int, organ_id: int, scope: Scope, actor: User, at: datetime
) -> AnnualReportPage:
    """Freeze the report and hand it to the first reviewer.

    Raises:
        PostMissing: the actor is no 信息员 of the organ, see ``review.services.submit``.
        ReportHasHardIssues: and whatever else ``prepare_publication`` refuses.
    """
    page = prepare_publication(year=year, organ_id=organ_id, scope=scope, actor=actor, at=at)
    note = _CORRECTED if page.first_published_at else ""
    review.submit(page_id=page.pk, actor=actor, at=at, change_note=note)
    return page
