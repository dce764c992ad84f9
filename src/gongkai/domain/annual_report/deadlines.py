"""Say by when each organ's report of a year is due."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from gongkai.domain.annual_report.form import Level
from gongkai.domain.annual_report.titles import report_title as report_title
from gongkai.domain.law import OGI_REGULATIONS, REPORT_FORMAT_2021

DUE_SOURCE = REPORT_FORMAT_2021
OUTER_LIMIT_SOURCE = OGI_REGULATIONS.article(49)

_END_OF_JANUARY = (1, 31)
_DUE: Mapping[Level, tuple[int, int]] = MappingProxyType(
    {
        Level.DEPARTMENT: _END_OF_JANUARY,
        Level.TOWNSHIP: _END_OF_JANUARY,  # 参照 the rule for departments
        # The notice sends the office's own report with the departments' without naming a day.
        Level.OFFICE: _END_OF_JANUARY,
        Level.COUNTY: (2, 20),
        Level.CITY: (3, 10),
        Level.PROVINCIAL: (3, 31),
    }
)


def due_on(level: Level, year: int) -> date:
    """Return the last day for the report of ``year``, which lies in the year after."""
    return date(year + 1, *_DUE[level])


def outer_limit_on(level: Level, year: int) -> date:
    """Return the limit of the regulations: departments 1月31日, governments 3月31日."""
    if level is Level.DEPARTMENT:
        return date(year + 1, *_END_OF_JANUARY)
    return date(year + 1, 3, 31)


def counted_until(year: int) -> date:
    """Return the day at whose end the figures of the report stand still."""
    return date(year, 12, 31)
