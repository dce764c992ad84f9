"""Read where the year stands, for one person or the whole county."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from gongkai.apps.annual_report import queries as annual_report
from gongkai.apps.annual_report.coverage import reporting_organ
from gongkai.apps.foi import queries as foi
from gongkai.apps.new_media import queries as new_media
from gongkai.apps.review import queries as review
from gongkai.apps.websites import queries as websites
from gongkai.domain.annual_report.tables import with_totals
from gongkai.domain.annual_report.wording import plain
from gongkai.domain.new_media.staleness import Freshness
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import posts_held
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.organs.queries import roll_up_organs

_MONTHS = 12
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
    """Return what needs this person first: texts to review, requests due, silent accounts."""
    posts = posts_held(user.pk, today)
    sees_all = user.is_superuser or any(post.role == Role.OGI_OFFICER.value for post in posts)
    organ_ids = None if sees_all else {post.organ_id for post in posts}
    return [
        *_reviews(user, today),
        *_requests(organ_ids, today),
        *_silent_accounts(organ_ids, today),
        *_reports(organ_ids, today),
    ]


def _reviews(user: User, today: date) -> list[Ask]:
    """Return one line for the texts that wait for this person."""
    waiting = list(review.waiting_for(posts_held(user.pk, today))[:_ASKED])
    if not waiting:
        return []
    names = "、".join(f"《{row.title}》" for row in waiting[:2])
    count = review.waiting_for(posts_held(user.pk, today)).count()
    return [Ask(f"{count}篇稿件等您审核", names, reverse("review:desk"), "去审校")]


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
    codes = [organ.code for organ in roll_up_organs()]
    months = Counter(
        clock.day_of(item.published_at).month for item in websites.published_items(year, codes)
    )
    return [(f"{month}月", months[month]) for month in range(1, _MONTHS + 1)]


def published_by_organ(year: int, count: int = 8) -> list[tuple[str, int]]:
    """Return the organs that published most in a year."""
    organs: dict[str, Organ] = {organ.code: organ for organ in roll_up_organs()}
    found = Counter(item.organ_code for item in websites.published_items(year, list(organs)))
    return [(organs[code].short_name, number) for code, number in found.most_common(count)]
