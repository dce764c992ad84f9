"""Count deadlines anew when the calendar changes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.apps.foi.models import InformationRequest
from gongkai.apps.foi.services.requests import show_clock
from gongkai.domain.foi.lifecycle import State
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit


@transaction.atomic
def recompute_due(*, actor: User | None, at: datetime) -> int:
    """Count all open deadlines anew after a holiday notice; return how many moved."""
    moved = 0
    rows = InformationRequest.objects.filter(concluded_on__isnull=True).prefetch_related("events")
    for request in rows.exclude(state=State.DRAFT.value):
        before = (request.due_on, request.due_is_provisional)
        show_clock(request, list(request.events.all()))
        if before == (request.due_on, request.due_is_provisional):
            continue
        request.save(update_fields=["due_on", "due_is_provisional"])
        audit.record(
            action="foi.recompute_due",
            subject=request,
            at=at,
            actor=actor,
            before=before[0],
            after=request.due_on,
        )
        moved += 1
    return moved
