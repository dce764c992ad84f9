"""Check a report with everything that was given beside it."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.domain.annual_report.checking.beside import previous_findings, sum_findings
from gongkai.domain.annual_report.checking.findings import Finding, in_order
from gongkai.domain.annual_report.checking.in_tables import table_findings
from gongkai.domain.annual_report.checking.told import ToldReport


@dataclass(frozen=True, slots=True)
class Beside:
    """What a report is compared with.

    Attributes:
        previous: the same organ's report of the year before.
        children: the reports whose sum it is.
    """

    previous: ToldReport | None = None
    children: tuple[ToldReport, ...] = ()


ALONE = Beside()


def check(report: ToldReport, beside: Beside = ALONE) -> tuple[Finding, ...]:
    """Return everything that is wrong with a report's tables, the gravest first."""
    tables = report.tables()
    found = list(table_findings(report, tables))
    if beside.previous is not None:
        found += previous_findings(tables, beside.previous.tables())
    if beside.children:
        found += sum_findings(tables, [child.tables() for child in beside.children])
    return in_order(found)
