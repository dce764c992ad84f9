"""The request desk: what to take up first, and what waits for whom."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET
from wagtail.admin.auth import require_admin_access

from gongkai.apps.foi import queries
from gongkai.apps.foi.models import InformationRequest
from gongkai.apps.foi.queries.waiting import (
    DeskLane,
    Waiting,
    by_organ,
    desk_list,
    due_calendar,
    shown,
)
from gongkai.apps.foi.services.posts import roles_for
from gongkai.domain.foi.lifecycle import Event, State
from gongkai.domain.foi.risk import NEXT_STEPS, Risk
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import posts_held
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.ui.records import visible_to

_ROWS = 30
_FIRST = 3
_LONGEST_MONTH = 31
_CLASSES = {Risk.LATE: "is-hot", Risk.HIGH: "is-hot", Risk.WATCH: "is-soon"}
_LANE_CLASSES = {DeskLane.LATE: "is-bad", DeskLane.SOON: "is-bad", DeskLane.NEAR: "is-warn"}
_CHIPS = {Risk.LATE: "late", Risk.HIGH: "now", Risk.WATCH: "soon", Risk.WAITING: "hold"}


def steps_of(user_id: int) -> dict[int, set[Event]]:
    """Return the usual steps open to a person in each organ, by its id."""
    found: dict[int, set[Event]] = {}
    for post in posts_held(user_id, clock.today()):
        role = Role(post.role)
        found.setdefault(post.organ_id, set()).update(
            event for state, (event, _) in NEXT_STEPS.items() if role in roles_for(event, state)
        )
    return found


def _narrowed(request: HttpRequest, rows: Any) -> Any:
    """Return the rows that hold what the officer seeks."""
    words, organ, state = (request.GET.get(name, "").strip() for name in ("q", "organ", "state"))
    if words:
        rows = rows.filter(Q(number__icontains=words) | Q(wanted__icontains=words))
    if organ.isdigit():
        rows = rows.filter(organ_id=int(organ))
    return rows.filter(state=state) if state in queries.OPEN_STATES else rows


def whose_turn(one: Waiting) -> str:
    """Return whose turn it is, in words."""
    if one.waits:
        first = one.waits[0]
        more = f"等{len(one.waits)}项" if len(one.waits) > 1 else ""
        return f"等{first.what}{more}" + (f"，{first.until:%m-%d}前" if first.until else "")
    step = NEXT_STEPS.get(one.state)
    return step[1] if step else ""


def _row(one: Waiting, request: InformationRequest) -> dict[str, Any]:
    """Return one line of the desk."""
    chip = queries.due_chip(request, clock.today())
    return {
        "request": request,
        "state": one.state.label,
        "waits_for": whose_turn(one),
        "css": _CLASSES.get(one.risk, ""),
        "chip": "暂停计时" if one.is_consulting else chip.words,
        "chip_css": "hold" if one.is_consulting else _CHIPS.get(one.risk, ""),
        "risk": one.risk,
        "due_on": one.due_on,
        "provisional": one.provisional or one.is_consulting,
    }


@require_admin_access
@require_GET
def desk(request: HttpRequest) -> HttpResponse:
    """Show what is open, the riskiest first."""
    user: Any = request.user
    visible = visible_requests(request)
    lane = DeskLane(request.GET["lane"]) if request.GET.get("lane") in DeskLane.values() else None
    may_act = steps_of(user.pk)
    rows = _narrowed(request, visible)
    found = desk_list(rows, today=clock.today(), lane=lane or DeskLane.ALL, may_act=may_act)
    sheet = Paginator(found.rows, _ROWS).get_page(request.GET.get("p"))
    organs = Organ.objects.filter(pk__in=visible.values("organ_id").distinct())
    asked = request.GET.copy()
    asked.pop("p", None)
    kept = asked.copy()
    kept.pop("lane", None)
    context = {
        "title": "依申请公开",
        "header_icon": "mail",
        "breadcrumbs_items": [{"url": "", "label": "依申请公开"}],
        "lanes": [(name, count, _lane_css(name, count)) for name, count in found.lanes.items()],
        "lane": lane or DeskLane.ALL,
        "kept": kept.urlencode(),
        "asked": asked.urlencode(),
        "rows": [_row(*pair) for pair in shown(list(sheet))],
        "sheet": sheet,
        "first": [_row(*pair) for pair in shown(found.mine[:_FIRST])],
        "weeks": [(_week(start, end), count) for start, end, count in found.weeks],
        "unset": found.unset,
        "organs": organs if organs.count() > 1 else [],
        "states": [(state.value, state.label) for state in State if state in NEXT_STEPS],
        "may_register": user.has_perm("foi.add_informationrequest"),
        "register_url": reverse("foi_requests:index"),
    }
    return render(request, "foi/desk.html", context)


def visible_requests(request: HttpRequest) -> Any:
    """Return the requests a person may see.

    Raises:
        PermissionDenied: he has nothing to do with requests.
    """
    if not request.user.has_perm("foi.change_informationrequest"):  # type: ignore[union-attr]
        raise PermissionDenied
    return visible_to(InformationRequest.objects.all(), request.user, "organ")


@require_admin_access
@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """Show on which days of a month requests fall due."""
    today = clock.today()
    try:
        month = date.fromisoformat(f"{request.GET.get('month', '')}-01")
    except ValueError:
        month = today.replace(day=1)
    before = (month - timedelta(days=1)).replace(day=1)
    after = (month + timedelta(days=_LONGEST_MONTH)).replace(day=1)
    context = {
        "title": f"期限日历　{month.year}年{month.month}月",
        "header_icon": "calendar-alt",
        "breadcrumbs_items": [
            {"url": reverse("foi_requests:desk"), "label": "依申请公开"},
            {"url": "", "label": "期限日历"},
        ],
        "weeks": due_calendar(visible_requests(request), month),
        "before": before,
        "after": after,
        "today": today,
    }
    return render(request, "foi/calendar.html", context)


@require_admin_access
@require_GET
def organs(request: HttpRequest) -> HttpResponse:
    """Show how each organ stands: for who answers for several of them."""
    desks = by_organ(visible_requests(request), clock.today())
    context = {
        "title": "各机关办理情况",
        "header_icon": "group",
        "breadcrumbs_items": [
            {"url": reverse("foi_requests:desk"), "label": "依申请公开"},
            {"url": "", "label": "各机关办理情况"},
        ],
        "desks": desks,
        "year": clock.today().year,
        "bars": [(one.organ, one.waiting) for one in desks if one.waiting],
    }
    return render(request, "foi/organs.html", context)


def _lane_css(lane: DeskLane, count: int) -> str:
    if not count:
        return ""
    return {DeskLane.LATE: "is-bad", DeskLane.SOON: "is-bad", DeskLane.NEAR: "is-warn"}.get(
        lane, ""
    )


def _week(start: Any, end: Any) -> str:
    if start <= clock.today() <= end:
        return "本周"
    return f"{start.month}/{start.day}—{end.month}/{end.day}"
