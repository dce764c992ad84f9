"""List what waits on the desk."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F, QuerySet

from gongkai.apps.foi.models import InformationRequest, RemedyCase
from gongkai.apps.foi.queries.clocks import calendar
from gongkai.domain.foi.lifecycle import State
from gongkai.domain.foi.remedies import RemedyKind, RemedyResult, answer_due
from gongkai.domain.foi.urgency import Urgency, urgency
from gongkai.domain.work_calendar import DueDate

_OPEN = frozenset(State) - {
    State.DRAFT,
    State.DISCARDED,
    State.DISPATCHED,
    State.CLOSED,
    State.ARCHIVED,
}
_ANSWER_SOON_DAYS = 5
OPEN_STATES = tuple(sorted(str(state.value) for state in _OPEN))


@dataclass(frozen=True, slots=True)
class Desk:
    """How an open deadline reads in a list.

    Attributes:
        mark: how close the deadline has come; None when none runs.
        words: the same for people: ``还有7个工作日``.
    """

    mark: Urgency | None
    words: str


def open_requests(organ_ids: Collection[int] | None = None) -> QuerySet[InformationRequest]:
    """Return requests that still need a reply, the nearest deadline first.

    Args:
        organ_ids: whose requests; None for the whole county.
    """
    rows = InformationRequest.objects.filter(state__in=OPEN_STATES)
    if organ_ids is not None:
        rows = rows.filter(organ_id__in=organ_ids)
    return rows.select_related("organ").order_by(F("due_on").asc(nulls_last=True), "number")


def late_requests(year: int, organ_codes: Collection[str]) -> QuerySet[InformationRequest]:
    """Return requests replied to in a year after their deadline."""
    return InformationRequest.objects.filter(
        organ__code__in=organ_codes,
        concluded_on__year=year,
        concluded_on__gt=F("due_on_at_conclusion"),
    ).order_by("concluded_on", "number")


def due_chip(request: InformationRequest, today: date) -> Desk:
    """Return how the deadline of a request reads on a day."""
    if request.state not in OPEN_STATES:
        return Desk(None, "已办结")
    if request.due_on is None:
        return Desk(None, "待补正或缴费，期限另算")
    due = DueDate(request.due_on, request.due_is_provisional)
    left = calendar().working_days_left(today, due)
    tail = "（暂定）" if due.provisional else ""
    words = f"还有{left}个工作日" if left > 0 else "今天到期"
    if today > due.on:
        words = f"已超期{-left}个工作日"
    return Desk(urgency(due, today, calendar()), words + tail)


def get_request(request_id: int) -> InformationRequest:
    """Return one request with its organ.

    Raises:
        InformationRequest.DoesNotExist: there is none.
    """
    return InformationRequest.objects.select_related("organ").get(pk=request_id)


def pending_remedies(organ_ids: Collection[int] | None = None) -> QuerySet[RemedyCase]:
    """Return the cases that no court or authority has decided yet, the oldest first."""
    rows = RemedyCase.objects.filter(result=RemedyResult.PENDING.value)
    if organ_ids is not None:
        rows = rows.filter(organ_id__in=organ_ids)
    return rows.select_related("organ").order_by("filed_on", "pk")


def answer_due_on(case: RemedyCase) -> date | None:
    """Return the last day on which the organ may answer a case; None before it has the copy."""
    if case.received_copy_on is None:
        return None
    return answer_due(
        RemedyKind(case.kind), case.received_copy_on, calendar(), is_simple=case.is_simple
    )


def cases_to_answer(on: date) -> list[tuple[RemedyCase, date]]:
    """Return the cases that must be answered within five days or are overdue, the first first."""
    rows = RemedyCase.objects.filter(
        received_copy_on__isnull=False, answered_on__isnull=True, concluded_on__isnull=True
    )
    dated = [(case, due) for case in rows if (due := answer_due_on(case)) is not None]
    near = [one for one in dated if one[1] <= on + timedelta(days=_ANSWER_SOON_DAYS)]
    return sorted(near, key=lambda one: (one[1], one[0].pk))
