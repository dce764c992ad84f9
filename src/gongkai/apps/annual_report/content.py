"""Hold a report's words and numbers in the one shape that page, Word and data share."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from gongkai.apps.annual_report import freezing
from gongkai.apps.annual_report.models import Snapshot
from gongkai.domain.annual_report.form import FORM_2021
from gongkai.domain.annual_report.report import Report
from gongkai.domain.annual_report.snapshot import canonical_json
from gongkai.domain.annual_report.tables import Tables

_TABLES = {section.heading: section.table for section in FORM_2021.sections}


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph or a sub-heading."""

    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class SectionContent:
    """A section: exact heading, its lines, and ``t2``, ``t3`` or ``t4`` when it is a table."""

    heading: str
    lines: tuple[Line, ...]
    table: str = ""


@dataclass(frozen=True, slots=True)
class Content:
    """A report ready to be written in any format."""

    title: str
    organ_name: str
    year: int
    preamble: tuple[str, ...]
    sections: tuple[SectionContent, ...]
    tables: Tables
    data: Mapping[str, Any]
    hash: str = ""

    @property
    def period(self) -> str:
        """Return the period the figures cover."""
        return f"{self.year}年1月1日至{self.year}年12月31日"


def _from_data(
    data: Mapping[str, Any], tables: Tables, outline: Mapping[str, list[int]], digest: str = ""
) -> Content:
    sections = tuple(
        SectionContent(
            form.heading,
            tuple(
                Line(text, place in outline.get(form.heading, ()))
                for place, text in enumerate(data["sections"][form.heading])
            ),
            form.table,
        )
        for form in FORM_2021.sections
    )
    return Content(
        title=data["title"],
        organ_name=data["organ"],
        year=data["year"],
        preamble=tuple(data["preamble"]),
        sections=sections,
        tables=tables,
        data=data,
        hash=digest,
    )


def of_report(report: Report, tables: Tables) -> Content:
    """Return the content of a report that the records make now."""
    data = json.loads(canonical_json(report, tables))
    return _from_data(data, tables, freezing.outline_of(report))


def of_snapshot(snapshot: Snapshot) -> Content:
    """Return the content of a frozen report; nothing in it comes from the records."""
    data = freezing.data_of(snapshot)
    return _from_data(data, freezing.tables_of(snapshot), snapshot.outline, snapshot.hash)
