"""Lay out which annual reports must stand on a platform, year by year."""

from __future__ import annotations

from datetime import date

from gongkai.domain.annual_report.deadlines import OUTER_LIMIT_SOURCE, outer_limit_on
from gongkai.domain.annual_report.form import Level
from gongkai.domain.organs import OrganLevel
from gongkai.domain.terms import Term

# The Regulations came into force on 1 May 2008; the first reports cover that year.
FIRST_REPORT_YEAR = 2008
REPORT_DUE_SOURCE = OUTER_LIMIT_SOURCE
_LEVELS = {
    OrganLevel.COUNTY: Level.COUNTY,
    OrganLevel.OFFICE: Level.OFFICE,
    OrganLevel.DEPARTMENT: Level.DEPARTMENT,
    OrganLevel.TOWNSHIP: Level.TOWNSHIP,
}


class ReportState(Term):
    """How the place of one year and organ stands."""

    PUBLISHED = "published", "已公开"
    NOT_DUE = "not_due", "未到期限"
    MISSING = "missing", "未公开"


def first_year_of(founded_on: date | None) -> int:
    """Return the first year an organ owed a report for."""
    return max(FIRST_REPORT_YEAR, founded_on.year) if founded_on else FIRST_REPORT_YEAR


def report_due_on(year: int, level: OrganLevel) -> date:
    """Return the last day of the Regulations for the report of a year.

    Departments' 31 January, governments' 31 March: what the county asks for earlier is a
    matter between organs, the public is told of a lack when the statute is broken.
    """
    return outer_limit_on(_LEVELS[level], year)


def report_state(*, is_public: bool, year: int, level: OrganLevel, today: date) -> ReportState:
    """Return how an organ's report of a year stands on a day."""
    if is_public:
        return ReportState.PUBLISHED
    is_due = today > report_due_on(year, level)
    return ReportState.MISSING if is_due else ReportState.NOT_DUE


def years_owed(first: int, today: date) -> range:
    """Return the years that reports are shown for, the oldest first: all that have ended."""
    return range(first, today.year)
