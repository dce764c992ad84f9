"""Tell from a title whose report it is, of which year and level."""

from __future__ import annotations

import re

from gongkai.domain.annual_report.form import Level

_TITLE = re.compile(
    r"(?P<organ>[^\n]*?)(?:关于)?(?P<year>20\d\d) ?(?:年度|年)[^\n]*?政府信息公开"
    r"[^\n]*?(?:报告|年报)"
)
_YEAR = re.compile(r"(20\d\d) ?年")
_PLACES = (
    (re.compile(r"省(?:人民政府)?$|自治区(?:人民政府)?$"), Level.PROVINCIAL),
    (re.compile(r"(?:镇|乡|苏木)(?:人民)?政府$|街道(?:办事处)?$|片区管理局$"), Level.TOWNSHIP),
    (re.compile(r"(?:县|旗|区)(?:人民政府)?$|管委会$|管理委员会$"), Level.COUNTY),
    (re.compile(r"(?:局|委员会|委|办公室|中心|支队|大队|厅|院|所|社|会)$"), Level.DEPARTMENT),
)
_GOVERNMENT_OFFICE = re.compile(r"(?:县|旗|区)人民政府办公室$")


def organ_of(title: str) -> str:
    """Return the name before the year of a title, empty when the title has another form."""
    match = _TITLE.search("".join(title.split()))
    return match["organ"].strip("《") if match else ""


def year_of(title: str) -> int | None:
    """Return the year of a title, None when it names none."""
    match = _TITLE.search(title) or _YEAR.search(title)
    return int(match["year"] if "year" in match.re.groupindex else match[1]) if match else None


def level_of(organ: str) -> Level | None:
    """Return the level that a name tells; None for a city, which may be of county level."""
    if _GOVERNMENT_OFFICE.search(organ):
        return Level.OFFICE
    return next((level for pattern, level in _PLACES if pattern.search(organ)), None)
