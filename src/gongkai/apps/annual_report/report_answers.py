"""Write what was found in a report: for people, for programs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from gongkai.domain.annual_report.checking.findings import Finding, FindingSeverity, Said
from gongkai.domain.annual_report.checking.told import ToldReport


@dataclass(frozen=True, slots=True)
class CheckedReport:
    """A file, the report in it, and what was found."""

    name: str
    report: ToldReport
    findings: tuple[Finding, ...]

    def times(self, severity: FindingSeverity) -> int:
        """Return how many findings have a severity."""
        return sum(finding.severity is severity for finding in self.findings)


def _plain(said: Said) -> int | float | str | None:
    if isinstance(said, Decimal):
        return int(said) if said == said.to_integral_value() else float(said)
    return said


def as_data(checked: CheckedReport) -> dict[str, Any]:
    """Return the object of one file."""
    return {
        "file": checked.name,
        "findings": [
            {
                "code": finding.code,
                "severity": finding.severity.value,
                "where": finding.place.said,
                "place": {
                    "section": finding.place.section,
                    "row": finding.place.row,
                    "column": finding.place.column,
                    "quote": finding.place.quote,
                },
                "found": _plain(finding.found),
                "expected": _plain(finding.expected),
                "message": finding.message,
                "basis": finding.basis,
                "fingerprint": finding.fingerprint,
            }
            for finding in checked.findings
        ],
    }


def as_text(checked: CheckedReport) -> str:
    """Return the findings of one file, two lines each."""
    lines = [f"{checked.name}：{count_of(checked)}"]
    for finding in checked.findings:
        lines.append(f"  {finding.severity.label} {finding.code} {finding.place.said}")
        lines.append(f"    {finding.message}（{finding.basis}）")
    return "\n".join(lines)


def count_of(checked: CheckedReport) -> str:
    """Return how many findings of each severity there are, in words."""
    if not checked.findings:
        return "没有发现问题。"
    counted = [(severity.label, checked.times(severity)) for severity in FindingSeverity]
    return "，".join(f"{label}{times}处" for label, times in counted if times) + "。"
