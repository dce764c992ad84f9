"""Read frozen reports, and make the evidence that is kept beside one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from gongkai.apps.annual_report.models import AnnualReport, AnnualReportPage, Scope, Snapshot
from gongkai.domain.annual_report.facts import Facts
from gongkai.domain.annual_report.plain_data import from_json
from gongkai.domain.annual_report.report import Report
from gongkai.domain.annual_report.snapshot import Snapshot as Frozen
from gongkai.domain.annual_report.tables import Tables
from gongkai.domain.annual_report.wording import plain
from gongkai.foundation.organs.models import Organ

Evidence = Mapping[str, list[list[Any]]]


def outline_of(report: Report) -> dict[str, list[int]]:
    """Return the places of the sub-headings by section heading."""
    return {section.heading: list(section.subheadings) for section in report.sections}


def evidence_of(facts: Facts) -> dict[str, list[list[Any]]]:
    """Return the records behind every leaf figure as [source, pk, amount], sorted."""
    return {
        key: sorted([record.source, record.pk, plain(record.amount)] for record in figure.records)
        for key, figure in facts.figures.items()
        if figure.records and not figure.parts
    }


def data_of(snapshot: Snapshot) -> dict[str, Any]:
    """Return what a snapshot says as plain data."""
    data: dict[str, Any] = json.loads(snapshot.text, parse_float=Decimal)
    return data


def tables_of(snapshot: Snapshot) -> Tables:
    """Return the tables of a snapshot."""
    return from_json(data_of(snapshot))


def is_intact(snapshot: Snapshot) -> bool:
    """Tell whether a snapshot still has its hash."""
    return Frozen(snapshot.text, snapshot.algorithm, snapshot.hash).is_intact()


def published_page(report: AnnualReport) -> AnnualReportPage | None:
    """Return the live page of a report."""
    found: AnnualReportPage | None = (
        AnnualReportPage.objects.live().select_related("snapshot").filter(report=report).first()
    )
    return found


def published_snapshots(year: int, scope: Scope) -> dict[int, Snapshot]:
    """Return what the organs published of a year, by organ id."""
    pages = AnnualReportPage.objects.live().filter(report__year=year, report__scope=scope.value)
    return {
        page.report.organ_id: page.snapshot for page in pages.select_related("report", "snapshot")
    }


def published_tables(organ: Organ, scope: Scope, year: int) -> Tables | None:
    """Return the tables an organ published of a year; None when it published none here."""
    snapshot = published_snapshots(year, scope).get(organ.pk)
    return tables_of(snapshot) if snapshot else None
