"""Count deadlines anew when the calendar changes."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.foi.models import InformationRequest
from gongkai.apps.foi.queries.clocks import ledger_of
from gongkai.apps.foi.services.requests import show_clock
from gongkai.domain.foi.lifecycle import State
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit


@transaction.atomic
def recompute_due(*, actor: User | None, at: datetime) -> int:
    """Count all open deadlines anew after a holiday notice; return how many moved."""
    rows = (
        InformationRequest.objects.filter(concluded_on__isnull=True)
        .exclude(state=State.DRAFT.value)
        .defer(*InformationRequest.personal_fields, "wanted")  # nobody needs them for a count
        .prefetch_related("events", "corrections")
        .order_by("pk")
    )
    acts: list[audit.Act] = []
    moved: dict[tuple[date | None, bool], list[int]] = defaultdict(list)
    for request in rows:
        before = (request.due_on, request.due_is_provisional)
        show_clock(request, ledger_of(request))
        after = (request.due_on, request.due_is_provisional)
        if before != after:
            moved[after].append(request.pk)
            days = {"before": before[0], "after": after[0]}
            acts.append(audit.Act("foi.recompute_due", request, days))
    # Many requests end on the same day, so there are few updates however many rows.
    for (due_on, provisional), ids in moved.items():
        same = InformationRequest.objects.filter(pk__in=ids)
        same.update(due_on=due_on, due_is_provisional=provisional)
    if acts:
        audit.record_all(acts, at=at, actor=actor)
    return len(acts)
