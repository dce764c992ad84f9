"""Say how a site is laid out: its domain, its depth, what its columns are tagged as."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Self

from gongkai.domain.errors import Refusal
from gongkai.domain.law import WEBSITE_GUIDE
from gongkai.domain.websites import UPDATE_INTERVALS, SectionKind

STRUCTURE_SOURCE = WEBSITE_GUIDE
# 首页以下不超过三级; recalled, the guideline's sentence was not read
MOST_LEVELS = 3
_MONTHS = 12

# 栏目类别 of the page standard's meta tags; the list ends with an ellipsis, so a site may
# add its own. They are not the inspection's names of columns.
COLUMN_TYPES = (
    *("首页", "概况信息", "机构职能", "负责人信息", "工作动态", "政策文件", "信息公开指南"),
    *("信息公开目录", "信息公开年报", "依申请公开", "数据发布", "数据开放", "政策解读"),
    *("回应关切", "办事服务", "咨询投诉", "征集调查", "在线访谈"),
)
_COLUMN_TYPES: Mapping[SectionKind, str] = MappingProxyType(
    {
        SectionKind.NEWS: "工作动态",
        SectionKind.DOCUMENTS: "政策文件",
        SectionKind.INTERPRETATIONS: "政策解读",
        SectionKind.INTERVIEWS: "在线访谈",
        SectionKind.PRESS: "回应关切",
        SectionKind.PLATFORM: "信息公开目录",
        SectionKind.STATUTORY: "信息公开目录",
        SectionKind.CATALOGUE: "信息公开目录",
        SectionKind.GUIDE: "信息公开指南",
        SectionKind.REPORTS: "信息公开年报",
        SectionKind.ON_REQUEST: "依申请公开",
        SectionKind.CONSULTATION: "征集调查",
        SectionKind.ABOUT: "概况信息",
        SectionKind.SERVICES: "办事服务",
    }
)


class DomainNotGovernmental(Refusal):
    """A site of the government stands under a domain of the government.

    Facts: domain.
    """

    code = "domain_not_governmental"


class SectionTooDeep(Refusal):
    """A section would stand too far below the home page.

    Facts: levels, title.
    """

    code = "section_too_deep"


_LABEL = r"(?!-)[a-z0-9-]{1,63}(?<!-)"
_LATIN = re.compile(rf"({_LABEL}\.)+gov\.cn")
# The Chinese suffix stands behind Latin or Chinese names.
_CHINESE = re.compile(rf"((?:{_LABEL}|[\u4e00-\u9fff]{{1,20}})\.)+政务")


def check_domain(domain: str) -> str:
    """Return the domain of a site when it is one a government may use.

    Raises:
        DomainNotGovernmental: it does not end in ``.gov.cn`` or ``.政务``, or has
            capitals or characters that no domain has.
    """
    if _LATIN.fullmatch(domain) or _CHINESE.fullmatch(domain):
        return domain
    raise DomainNotGovernmental(domain=domain)


def check_depth(levels: int, title: str = "") -> None:
    """Refuse a section that stands more than three levels below the home page.

    Raises:
        SectionTooDeep: ``levels`` is more than ``MOST_LEVELS``.
    """
    if levels > MOST_LEVELS:
        raise SectionTooDeep(levels=levels, most=MOST_LEVELS, title=title)


def column_type(kind: SectionKind, own: str = "") -> str:
    """Return what a column is tagged as: its own word, else the standard's for its kind."""
    return own or _COLUMN_TYPES.get(kind, kind.label)


def update_due_on(
    kind: SectionKind, last_published_on: date, interval_days: int | None = None
) -> date | None:
    """Return the last day on which something new is in time; None for standing pages.

    An interval that the section sets itself counts before the one of its kind.
    """
    if interval_days:
        return last_published_on + timedelta(days=interval_days)
    interval = UPDATE_INTERVALS.get(kind)
    return interval.due_on(last_published_on) if interval else None


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """One month of the calendar, by which a section's archive is divided."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Self | None:
        """Return the month written ``2025-03``; None when the text is no month."""
        found = re.fullmatch(r"([1-9][0-9]{3})-(0[1-9]|1[0-2])", text)
        return cls(int(found[1]), int(found[2])) if found else None

    @classmethod
    def of(cls, day: date) -> Self:
        """Return the month a day lies in."""
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        """Return its first day."""
        return date(self.year, self.number, 1)

    def next(self) -> Month:
        """Return the month after it."""
        years, number = divmod(self.number, _MONTHS)
        return Month(self.year + years, number + 1)

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.number:02d}"

    @property
    def label(self) -> str:
        """Return the month in words."""
        return f"{self.year}年{self.number}月"
