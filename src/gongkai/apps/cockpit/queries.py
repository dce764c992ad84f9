"""Read where the year stands, for one person or the whole county."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from django.core.cache import cache
from django.db.models import Count, QuerySet
from django.db.models.functions import ExtractMonth
from django.urls import reverse
from django.utils import timezone

from gongkai.apps.annual_report import queries as annual_report
from gongkai.apps.annual_report.coverage import reporting_organ
from gongkai.apps.cockpit.person import REQUEST_OFFICERS, Person, person
from gongkai.apps.foi import queries as foi
from gongkai.apps.interpretations import queries as interpretations
from gongkai.apps.new_media import queries as new_media
from gongkai.apps.review import queries as review
from gongkai.apps.websites import queries as websites
from gongkai.apps.websites.listing import information, year_bounds
from gongkai.domain.annual_report.tables import with_totals
from gongkai.domain.annual_report.wording import plain
from gongkai.domain.new_media.staleness import Freshness
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.organs.queries import roll_up_organs

_MONTHS = 12
_FIGURES_LAST_SECONDS = 300  # they are summed over the whole year's records
_ASKED = 3
# figures on the first card: key of the report's figure, what it counts
_FIGURES = (
    ("site.published", "网站发布信息"),
    ("t3.new.total", "新收申请"),
    ("interpretations.total", "政策解读"),
    ("press_conferences.total", "新闻发布会"),
    ("streams.total", "政务直播"),
)


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that needs somebody: what, detail, where to act, how urgent."""

    title: str
    detail: str
    url: str
    act: str
    is_bad: bool = False


def asks(user: User, today: date) -> list[Ask]:
    """Return what needs this person first; see ``asks_of``."""
    return asks_of(person(user, datetime.combine(today, time(12), timezone.get_default_timezone())))


def asks_of(who: Person) -> list[Ask]:
    """Return what needs this person first: texts, requests, sections, accounts, reports."""
    today, organ_ids = clock.day_of(who.at), who.scope
    found = [*_reviews(who), *_returned(who)]
    if who.sees_county or who.is_one_of(REQUEST_OFFICERS):
        found += _requests(organ_ids, today)
    if who.sees_county or Role.EDITOR in who.roles:
        found += [*_sections(who.overdue_sections), *_unexplained(organ_ids, today)]
    return [*found, *_silent_accounts(organ_ids, today), *_reports(organ_ids, today)]


def _reviews(who: Person) -> list[Ask]:
    """Return one line for the texts that wait for this person, with the age of the oldest."""
    rows = review.waiting_for(who.posts)
    waiting = list(rows[:_ASKED])
    if not waiting:
        return []
    names = "、".join(f"《{row.title}》" for row in waiting[:2])
    count = len(waiting) if len(waiting) < _ASKED else rows.count()
    age = review.working_days_waited(waiting[0], clock.day_of(who.at))
    waited = f"，最久的已等{age}个工作日" if age else ""
    return [Ask(f"{count}篇稿件等您审核", names + waited, reverse("review:desk"), "去审校",
                is_bad=age > 1)]  # fmt: skip


def _returned(who: Person) -> list[Ask]:
    """Return the texts sent back to this person, each with the reason."""
    rows = review.lanes(who.posts, who.scope)["returned"][1]
    mine = rows.filter(state="returned", submitted_by_id=who.user.pk)
    return [
        Ask(
            f"《{row.title}》退回修改",
            _reason(row),
            reverse("review:detail", args=[row.pk]),
            "看意见",
            is_bad=True,
        )
        for row in mine.prefetch_related("steps")[:_ASKED]
    ]


def _reason(row: Any) -> str:
    """Return who sent a text back and what he wrote."""
    steps = [step for step in row.steps.all() if step.action == "return"]
    return f"{steps[-1].actor_name}：{steps[-1].opinion}" if steps else ""


def _sections(overdue: list[websites.OverdueSection]) -> list[Ask]:
    """Return one line for the sections that should have been updated by now."""
    if not overdue:
        return []
    names = "、".join(
        f"{row.section.title}（{f'{row.last_on}以来' if row.last_on else '从未'}未更新）"
        for row in overdue[:_ASKED]
    )
    first = reverse("wagtailadmin_explore", args=[overdue[0].section.pk])
    return [Ask(f"{len(overdue)}个栏目超期未更新", names, first, "去更新", is_bad=True)]


def _unexplained(organ_ids: set[int] | None, today: date) -> list[Ask]:
    """Return one line for the published documents that still lack an interpretation."""
    waiting = [
        row
        for row in interpretations.unpaired(today)
        if organ_ids is None or row.document.organ_id in organ_ids
    ]
    if not waiting:
        return []
    waiting.sort(key=lambda row: row.due_on)
    names = "、".join(f"《{row.document.title}》" for row in waiting[:2])
    due = waiting[0].due_on
    late = sum(row.is_overdue for row in waiting)
    overdue = f"，{late}件已超过期限" if late else f"，最早的{due.month}月{due.day}日到期"
    return [
        Ask(
            f"{len(waiting)}件文件等解读",
            names + overdue,
            reverse("interpretations_desk:keeping_up"),
            "看解读情况",
            is_bad=bool(late),
        )
    ]


def _requests(organ_ids: set[int] | None, today: date) -> list[Ask]:
    """Return the open requests whose deadlines are nearest."""
    found = []
    for request in foi.open_requests(organ_ids)[:_ASKED]:
        chip = foi.due_chip(request, today)
        found.append(
            Ask(
                f"申请{request.number}{chip.words}",
                f"{request.organ.short_name}：{request.wanted[:40]}",
                reverse("foi_requests:detail", args=[request.pk]),
                "去办理",
                is_bad=bool(chip.mark),
            )
        )
    return found


def _silent_accounts(organ_ids: set[int] | None, today: date) -> list[Ask]:
    """Return one line for the accounts that have been silent too long."""
    silent = [
        account
        for account, standing in new_media.standings(today)
        if standing.freshness is not Freshness.FRESH
        and (organ_ids is None or account.organ_id in organ_ids)
    ]
    if not silent:
        return []
    names = "、".join(account.name for account in silent[:_ASKED])
    return [
        Ask(
            f"{len(silent)}个政务新媒体账号该更新了",
            names,
            reverse("newmediaaccount:index"),
            "看账号",
        )
    ]


def _reports(organ_ids: set[int] | None, today: date) -> list[Ask]:
    """Return one line for last year's reports that are not published yet."""
    year = today.year - 1
    missing = [
        standing
        for standing in annual_report.standings(year, today)
        if standing.page is None and (organ_ids is None or standing.organ.pk in organ_ids)
    ]
    if not missing:
        return []
    names = "、".join(standing.organ.short_name for standing in missing[:_ASKED])
    return [
        Ask(
            f"{year}年度报告还有{len(missing)}个机关没有编制",
            f"{names}{'等' if len(missing) > _ASKED else ''}",
            reverse("annual_report_desk:index"),
            "看报告",
            is_bad=any(standing.is_late for standing in missing),
        )
    ]


def year_in_numbers(year: int) -> dict[str, Any]:
    """Return a year's figures, months and busiest organs, at most some minutes old."""
    found = cache.get_or_set(
        f"cockpit-year-{year}",
        lambda: {
            "figures": year_figures(year),
            "months": published_by_month(year),
            "organs": published_by_organ(year),
        },
        _FIGURES_LAST_SECONDS,
    )
    return found or {}


def year_figures(year: int) -> list[dict[str, Any]]:
    """Return the county's figures of a year, each with the list behind it."""
    county, scope = reporting_organ(None, own=False)
    facts = with_totals(annual_report.facts(year=year, organ=county, scope=scope))
    address = reverse("annual_report_desk:figure", args=[year, county.code])
    return [
        {
            "value": plain(facts.value(key)),
            "unit": facts.figure(key).unit,
            "title": title,
            "url": f"{address}?key={key}",
            "link_text": "看清单",
        }
        for key, title in _FIGURES
    ]


def published_by_month(year: int) -> list[tuple[str, int]]:
    """Return how many pieces of information the websites published in each month."""
    months = dict(
        _published(year)
        .annotate(month=ExtractMonth("first_published_at"))
        .values_list("month")
        .annotate(number=Count("pk"))
    )
    return [(f"{month}月", months.get(month, 0)) for month in range(1, _MONTHS + 1)]


def published_by_organ(year: int, count: int = 8) -> list[tuple[str, int]]:
    """Return the organs that published most in a year."""
    rows = _published(year).values_list("organ__short_name").annotate(number=Count("pk"))
    return list(rows.order_by("-number", "organ__short_name")[:count])


def _published(year: int) -> QuerySet[Any]:
    """Return the information of the county's organs that became public in a year."""
    start, end = year_bounds(year)
    codes = [organ.code for organ in roll_up_organs()]
    return (
        information()
        .filter(first_published_at__gte=start, first_published_at__lt=end, organ__code__in=codes)
        .order_by()
    )
