"""List what waits on the desk."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F, QuerySet

from gongkai.apps.foi.models import InformationRequest, RemedyCase
from gongkai.apps.foi.queries.clocks import calendar
from gongkai.domain.foi.lifecycle import State
from gongkai.domain.foi.remedies import RemedyResult
from gongkai.domain.foi.urgency import Urgency, urgency
from gongkai.domain.work_calendar import DueDate

_OPEN = frozenset(State) - {
    State.DRAFT,
    State.DISCARDED,
    State.DISPATCHED,
    State.CLOSED,
    State.ARCHIVED,
}
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
