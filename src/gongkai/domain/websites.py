"""Tell the kinds of website sections and when a section has gone stale."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType

from gongkai.domain.errors import Refusal
from gongkai.domain.law import INSPECTION_INDICATORS
from gongkai.domain.terms import Term

UPDATE_SOURCE = INSPECTION_INDICATORS
WARNING_SHARE = Fraction(3, 5)  # ours: warn when 60 % of the time has gone
_LAST_SERIAL = 9_999
_MONTHS_A_YEAR = 12


class SectionKind(Term):
    """What a section (栏目) holds."""

    NEWS = "news", "政务要闻"
    NOTICES = "notices", "通知公告"
    DOCUMENTS = "documents", "政策文件"
    INTERPRETATIONS = "interpretations", "政策解读"
    PRESS = "press", "新闻发布会"
    INTERVIEWS = "interviews", "在线访谈"
    PLATFORM = "platform", "政府信息公开"
    GUIDE = "guide", "政府信息公开指南"
    RULES = "rules", "政府信息公开制度"
    STATUTORY = "statutory", "法定主动公开内容"
    REPORTS = "reports", "政府信息公开年报"
    ON_REQUEST = "on_request", "依申请公开"
    TOPIC = "topic", "专题专栏"
    MEETINGS = "meetings", "常务会议"
    OPEN_DAY = "open_day", "政务公开日"
    CATALOGUE = "catalogue", "主动公开事项目录"
    CONSULTATION = "consultation", "征求意见"
    ABOUT = "about", "概况"
    SERVICES = "services", "办事服务"
    VILLAGE = "village", "村务公示"


class Accent(Term):
    """The colour a site of the group may choose."""

    INK_BLUE = "ink_blue", "黛蓝"
    PINE = "pine", "松绿"
    OCHRE = "ochre", "赭石"
    AZURITE = "azurite", "石青"
    TEA = "tea", "茶褐"
    PLUM = "plum", "绛紫"


@dataclass(frozen=True, slots=True)
class UpdateInterval:
    """How long a section may stay without anything new.

    Attributes:
        days: interval in days; 0 when it is counted in months.
        months: interval in months; 0 when it is counted in days.
        is_verified: False when the figure is recalled, not read in the notice.
        note: where the figure comes from.
    """

    days: int = 0
    months: int = 0
    is_verified: bool = False
    note: str = "其他栏目按12个月掌握，指标原文未核对"

    def due_on(self, last_published_on: date) -> date:
        """Return the last day on which something new is in time."""
        return _add_months(last_published_on, self.months) + timedelta(days=self.days)


def _add_months(day: date, months: int) -> date:
    year, month = divmod(day.year * _MONTHS_A_YEAR + day.month - 1 + months, _MONTHS_A_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


_VETO = "单项否决“栏目不更新”"
_YEARLY = UpdateInterval(months=12)

# Kinds left out are standing pages: corrected when facts change, never by the calendar.
UPDATE_INTERVALS: Mapping[SectionKind, UpdateInterval] = MappingProxyType(
    {
        SectionKind.NEWS: UpdateInterval(days=14, is_verified=True, note=_VETO),
        SectionKind.NOTICES: UpdateInterval(months=6, is_verified=True, note=_VETO),
        SectionKind.DOCUMENTS: UpdateInterval(months=6, is_verified=True, note=_VETO),
        SectionKind.INTERPRETATIONS: UpdateInterval(
            months=6, note="扣分指标“政策解读”，期限未核对原文"
        ),
        SectionKind.SERVICES: UpdateInterval(
            months=3, is_verified=True, note="扣分指标“事项公开”：办事统计数据"
        ),
        SectionKind.PRESS: _YEARLY,
        SectionKind.INTERVIEWS: _YEARLY,
        SectionKind.MEETINGS: _YEARLY,
        SectionKind.STATUTORY: _YEARLY,
        SectionKind.REPORTS: _YEARLY,
        SectionKind.OPEN_DAY: _YEARLY,
        SectionKind.CATALOGUE: _YEARLY,
        SectionKind.CONSULTATION: _YEARLY,
        SectionKind.VILLAGE: _YEARLY,
    }
)

# 动态、要闻类（2周）与通知公告、政策文件类（6个月）合计
COUNTED_TOGETHER = frozenset({SectionKind.NEWS, SectionKind.NOTICES, SectionKind.DOCUMENTS})
VETO_COUNTED_TOGETHER = 5
VETO_STALE = 10
VETO_BLANK = 5


class SectionFreshness(Term):
    """What the office sees beside a section."""

    BLANK = "blank", "空白栏目"
    FRESH = "fresh", "更新正常"
    WARNED = "warned", "临近期限"
    STALE = "stale", "应更新未更新"


def section_freshness(
    kind: SectionKind, last_published_on: date | None, today: date
) -> SectionFreshness:
    """Return how a section stands on ``today``; None means that it holds nothing."""
    if last_published_on is None:
        return SectionFreshness.BLANK
    interval = UPDATE_INTERVALS.get(kind)
    if interval is None:
        return SectionFreshness.FRESH
    limit = (interval.due_on(last_published_on) - last_published_on).days
    gone = (today - last_published_on).days
    if gone > limit:
        return SectionFreshness.STALE
    return SectionFreshness.WARNED if gone >= limit * WARNING_SHARE else SectionFreshness.FRESH


class SectionVeto(Term):
    """The three ways in which 栏目不更新 vetoes a whole site; any one is enough."""

    NEWS_AND_DOCUMENTS = "news_and_documents", "要闻、公告、文件类栏目未更新累计5个及以上"
    STALE = "stale", "应更新未更新栏目10个及以上"
    BLANK = "blank", "空白栏目5个及以上"


def section_vetoes(
    sections: Iterable[tuple[SectionKind, date | None]], today: date
) -> tuple[SectionVeto, ...]:
    """Return the vetoes that the sections of one site bring about (``UPDATE_SOURCE``)."""
    standing = [(kind, section_freshness(kind, last, today)) for kind, last in sections]
    stale = [kind for kind, freshness in standing if freshness is SectionFreshness.STALE]
    blank = [kind for kind, freshness in standing if freshness is SectionFreshness.BLANK]
    together = sum(kind in COUNTED_TOGETHER for kind in stale)
    reached = {
        SectionVeto.NEWS_AND_DOCUMENTS: together >= VETO_COUNTED_TOGETHER,
        SectionVeto.STALE: len(stale) >= VETO_STALE,
        SectionVeto.BLANK: len(blank) >= VETO_BLANK,
    }
    return tuple(veto for veto, is_reached in reached.items() if is_reached)


class SlugsOfDayExhausted(Refusal):
    """A site has no number left for another page of this day."""

    code = "slugs_of_day_exhausted"


def slug_for(day: date, serial: int) -> str:
    """Return the address part of a page: day and running number, ``202503120017``.

    Raises:
        SlugsOfDayExhausted: ``serial`` is outside 1..9999.
    """
    if not 1 <= serial <= _LAST_SERIAL:
        raise SlugsOfDayExhausted(day=day, serial=serial)
    return f"{day:%Y%m%d}{serial:04d}"
