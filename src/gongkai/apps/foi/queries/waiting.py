"""Order what waits on the request desk by the risk of missing its day."""

from __future__ import annotations

from calendar import Calendar
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import Count, F, Q

from gongkai.apps.foi.models import InformationRequest
from gongkai.apps.foi.queries.clocks import calendar
from gongkai.apps.foi.queries.desk import OPEN_STATES
from gongkai.apps.foi.queries.waits import Wait, waits
from gongkai.domain.foi.lifecycle import Event, State
from gongkai.domain.foi.risk import NEXT_STEPS, WAITS_FOR_APPLICANT, Risk, risk, slack
from gongkai.domain.terms import Term
from gongkai.domain.work_calendar import DueDate

_SOON, _NEAR = 3, 7
_WEEKS = 4
_REMINDED = 5  # working days before a deadline or the end of somebody's period
_NO_SLACK = 10_000  # what has no deadline stands last


class DeskLane(Term):
    """How the desk sorts what is open."""

    ALL = "all", "全部在办"
    LATE = "late", "已超期"
    SOON = "soon", "3个工作日内到期"
    NEAR = "near", "7个工作日内到期"
    OTHERS = "others", "等别人"
    LAPSING = "lapsing", "征求、补正快期满"
    MINE = "mine", "等我办"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One open request as the desk orders it.

    Attributes:
        pk: of the request.
        organ_id: asked.
        state: where it stands.
        due_on: its day; None while no period runs.
        provisional: whether a holiday notice may still move the day.
        days_left: working days to it, below 0 after it; None while no period runs.
        risk: of missing it.
        waits: for whose answers it waits, each with its last day.
    """

    pk: int
    organ_id: int
    state: State
    due_on: date | None
    provisional: bool
    days_left: int | None
    risk: Risk
    waits: tuple[Wait, ...] = ()

    @property
    def order(self) -> tuple[int, date, int]:
        """Return what sorts the desk: the least slack first."""
        if self.days_left is None:
            return _NO_SLACK, date.max, self.pk
        return slack(self.state, self.days_left), self.due_on or date.max, self.pk

    @property
    def waits_for_others(self) -> bool:
        """Tell whether applicant or consulted are to act."""
        return self.state in WAITS_FOR_APPLICANT or bool(self.waits)

    @property
    def is_consulting(self) -> bool:
        """Tell whether opinions are awaited, so that the period stands still."""
        return self.state is State.PROCESSING and bool(self.waits)

    def lapses_by(self, day: date) -> bool:
        """Tell whether a period for somebody's answer ends on a day or before."""
        return any(wait.until is not None and wait.until <= day for wait in self.waits)


@dataclass(slots=True)
class DeskList:
    """What the desk shows.

    Attributes:
        lanes: how many requests each lane holds.
        rows: those of the chosen lane, the riskiest first.
        mine: those the officer is to act upon, the riskiest first.
        weeks: first and last day of each of the next four weeks, and how many fall due.
        unset: how many have no deadline now.
    """

    lanes: dict[DeskLane, int]
    rows: list[Waiting]
    mine: list[Waiting]
    weeks: list[tuple[date, date, int]] = field(default_factory=list)
    unset: int = 0


def desk_list(
    rows: Any,
    *,
    today: date,
    lane: DeskLane,
    may_act: Mapping[int, Collection[Event]],
) -> DeskList:
    """Return the open requests among rows, sorted for an officer.

    Args:
        rows: requests he may see, narrowed by what he seeks.
        today: the day of reading.
        lane: which lane he looks at.
        may_act: the usual steps open to him in each organ, by its id.
    """
    found = _waiting(rows.filter(state__in=OPEN_STATES), today)
    in_lanes = {
        DeskLane.ALL: found,
        DeskLane.LATE: [one for one in found if one.risk is Risk.LATE],
        DeskLane.SOON: [one for one in found if _within(one, _SOON)],
        DeskLane.NEAR: [one for one in found if _within(one, _NEAR)],
        DeskLane.OTHERS: [one for one in found if one.waits_for_others],
        DeskLane.LAPSING: [one for one in found if one.lapses_by(_soon(today))],
        DeskLane.MINE: [one for one in found if _is_mine(one, may_act)],
    }
    return DeskList(
        lanes={name: len(ones) for name, ones in in_lanes.items()},
        rows=sorted(in_lanes[lane], key=lambda one: one.order),
        mine=sorted(in_lanes[DeskLane.MINE], key=lambda one: one.order),
        weeks=_weeks(found, today),
        unset=sum(one.due_on is None for one in found),
    )


def shown(rows: Sequence[Waiting]) -> list[tuple[Waiting, InformationRequest]]:
    """Return a page of the desk with its requests, in the same order."""
    numbers = [one.pk for one in rows]
    found = InformationRequest.objects.select_related("organ").in_bulk(numbers)
    return [(one, found[one.pk]) for one in rows if one.pk in found]


@dataclass(slots=True)
class Nearing:
    """What an organ is reminded of.

    Attributes:
        late: requests past their day.
        soon: requests due within five working days.
        lapsing: requests for which somebody's period ends within five working days.
    """

    late: int = 0
    soon: int = 0
    lapsing: int = 0


def nearing(today: date) -> dict[int, Nearing]:
    """Return by organ what it is reminded of; organs with nothing are left out."""
    found: dict[int, Nearing] = {}
    rows = InformationRequest.objects.filter(state__in=OPEN_STATES)
    for one in _waiting(rows, today):
        is_late, is_soon = one.risk is Risk.LATE, _within(one, _REMINDED)
        lapses = one.lapses_by(_soon(today))
        if is_late or is_soon or lapses:
            told = found.setdefault(one.organ_id, Nearing())
            told.late += is_late
            told.soon += is_soon
            told.lapsing += lapses
    return found


def waiting_now(request: InformationRequest, today: date) -> Waiting | None:
    """Return how one open request stands; None once it is answered."""
    found = _waiting(InformationRequest.objects.filter(pk=request.pk, state__in=OPEN_STATES), today)
    return found[0] if found else None


def _soon(today: date) -> date:
    """Return the last day of which somebody is reminded."""
    return calendar().due(today, _REMINDED).on


def _within(one: Waiting, days: int) -> bool:
    return one.days_left is not None and 0 <= one.days_left <= days


def _is_mine(one: Waiting, may_act: Mapping[int, Collection[Event]]) -> bool:
    step = NEXT_STEPS.get(one.state)
    if step is None or one.waits_for_others:
        return False
    return step[0] in may_act.get(one.organ_id, ())


def _waiting(rows: Any, today: date, *, with_waits: bool = True) -> list[Waiting]:
    """Return open requests with what their deadline means, few columns of each."""
    days = calendar()
    left: dict[tuple[date, bool], int] = {}
    asked = waits(rows) if with_waits else {}
    columns = ("pk", "organ_id", "state", "due_on", "due_is_provisional")
    found = []
    for pk, organ_id, state, due_on, provisional in rows.order_by().values_list(*columns):
        key = (due_on, provisional)
        if due_on is not None and key not in left:
            left[key] = days.working_days_left(today, DueDate(due_on, provisional))
            if today > due_on:
                left[key] = min(left[key], -1)
        days_left = None if due_on is None else left[key]
        stands = State(state)
        verdict = risk(stands, days_left)
        found.append(
            Waiting(
                pk, organ_id, stands, due_on, provisional, days_left, verdict, asked.get(pk, ())
            )
        )
    return found


def _weeks(found: Sequence[Waiting], today: date) -> list[tuple[date, date, int]]:
    """Return how many fall due in this week and the next three; what is late counts in this."""
    monday = today - timedelta(days=today.weekday())
    place = Counter(
        max(0, (one.due_on - monday).days // 7) for one in found if one.due_on is not None
    )
    return [
        (monday + timedelta(weeks=week), monday + timedelta(weeks=week, days=6), place[week])
        for week in range(_WEEKS)
    ]


@dataclass(frozen=True, slots=True)
class DueDay:
    """One day of the calendar of deadlines.

    Attributes:
        on: the day.
        is_working: whether offices work that day, as announced or expected.
        holiday: which holiday it belongs to, or is made up for; empty otherwise.
        requests: what falls due, the first numbers first.
        in_month: whether it belongs to the month that is shown.
    """

    on: date
    is_working: bool
    holiday: str
    requests: tuple[InformationRequest, ...]
    in_month: bool


def due_calendar(rows: Any, month: date) -> list[list[DueDay]]:
    """Return the weeks of a month, Monday first, with the open requests due on each day."""
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    columns = ("number", "due_on", "state")
    open_rows = rows.filter(
        state__in=OPEN_STATES, due_on__gte=weeks[0][0], due_on__lte=weeks[-1][-1]
    )
    due: dict[date, list[InformationRequest]] = {}
    for row in open_rows.only(*columns).order_by("number"):
        due.setdefault(row.due_on, []).append(row)
    days = calendar()
    return [
        [
            DueDay(
                day,
                days.is_expected_working_day(day),
                days.holiday_name(day),
                tuple(due.get(day, ())),
                day.month == month.month,
            )
            for day in week
        ]
        for week in weeks
    ]


@dataclass(frozen=True, slots=True)
class OrganDesk:
    """How an organ stands with its requests.

    Attributes:
        organ_id: of the organ.
        organ: its short name.
        waiting: how many are open.
        near: how many of them fall due within seven working days.
        late: how many of them are past their day.
        replied: how many were replied to in the year.
        on_time: how many of these on the last day or before.
    """

    organ_id: int
    organ: str
    waiting: int
    near: int
    late: int
    replied: int
    on_time: int

    @property
    def share(self) -> int | None:
        """Return the percentage replied to in time, rounded down; None without replies."""
        return self.on_time * 100 // self.replied if self.replied else None


def by_organ(rows: Any, today: date) -> list[OrganDesk]:
    """Return how each organ among rows stands, those with late requests first."""
    found: dict[int, list[Waiting]] = {}
    open_rows = rows.filter(state__in=OPEN_STATES)
    for one in _waiting(open_rows, today, with_waits=False):
        found.setdefault(one.organ_id, []).append(one)
    replied = {
        row["organ_id"]: (row["all"], row["on_time"])
        for row in rows.filter(concluded_on__year=today.year)
        .order_by()
        .values("organ_id")
        .annotate(
            all=Count("pk"),
            on_time=Count("pk", filter=Q(concluded_on__lte=F("due_on_at_conclusion"))),
        )
    }
    names = dict(rows.order_by().values_list("organ_id", "organ__short_name").distinct())
    desks = [
        OrganDesk(
            organ_id,
            name,
            len(found.get(organ_id, ())),
            sum(_within(one, _NEAR) for one in found.get(organ_id, ())),
            sum(one.risk is Risk.LATE for one in found.get(organ_id, ())),
            *replied.get(organ_id, (0, 0)),
        )
        for organ_id, name in names.items()
    ]
    return sorted(desks, key=lambda one: (-one.late, -one.near, -one.waiting, one.organ))
