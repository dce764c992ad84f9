"""Count deadlines anew when the calendar changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.foi.models import InformationRequest
from gongkai.apps.foi.queries.clocks import ledger_of
from gongkai.apps.foi.services.requests import show_clock
from gongkai.domain.foi.lifecycle import State
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit


@dataclass(frozen=True, slots=True)
class MovedDeadline:
    """A deadline that a new count moved.

    Attributes:
        organ_id: whose request it is.
        number: of the request.
        before: last day to reply until now; None for none.
        after: last day from now on.
    """

    organ_id: int
    number: str
    before: date | None
    after: date | None

    @property
    def is_earlier(self) -> bool:
        """Tell whether there is less time than was thought."""
        return self.before is not None and self.after is not None and self.after < self.before


def recompute_due(*, actor: User | None, at: datetime) -> int:
    """Count all open deadlines anew after a holiday notice; return how many moved."""
    return len(recount_deadlines(actor=actor, at=at))


@transaction.atomic
def recount_deadlines(*, actor: User | None, at: datetime) -> list[MovedDeadline]:
    """Count all open deadlines anew after a holiday notice; return those that moved."""
    rows = (
        InformationRequest.objects.filter(concluded_on__isnull=True)
        .exclude(state=State.DRAFT.value)
        .defer(*InformationRequest.personal_fields, "wanted")  # nobody needs them for a count
        .prefetch_related("events", "corrections")
        .order_by("pk")
    )
    acts: list[audit.Act] = []
    told: list[MovedDeadline] = []
    moved: dict[tuple[date | None, bool], list[int]] = defaultdict(list)
    for request in rows:
        before = (request.due_on, request.due_is_provisional)
        show_clock(request, ledger_of(request))
        after = (request.due_on, request.due_is_provisional)
        if before != after:
            moved[after].append(request.pk)
            days = {"before": before[0], "after": after[0]}
            acts.append(audit.Act("foi.recompute_due", request, days))
            told.append(MovedDeadline(request.organ_id, request.number, before[0], after[0]))
    # Many requests end on the same day, so there are few updates however many rows.
    for (due_on, provisional), ids in moved.items():
        same = InformationRequest.objects.filter(pk__in=ids)
        same.update(due_on=due_on, due_is_provisional=provisional)
    if acts:
        audit.record_all(acts, at=at, actor=actor)
    return told
