"""Follow problems until they are put right."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.assessment.models import Rectification
from gongkai.domain.assessment.rectification import (
    RectificationAction,
    RectificationState,
    advance,
)
from gongkai.domain.errors import Refusal
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import PostMissing, roles_held
from gongkai.foundation.audit import services as audit

# The unit reports; only the supervising office may say that it is enough.
OFFICE_ACTIONS = frozenset({RectificationAction.CONFIRM, RectificationAction.REJECT})


class MeasureMissing(Refusal):
    """A unit reports without saying what it did."""

    code = "rectification_measure_missing"


class StepDayImpossible(Refusal):
    """A step is dated before the problem was found, or in the future."""

    code = "rectification_step_day_impossible"


@transaction.atomic
def perform(
    *,
    rectification_id: int,
    action: RectificationAction,
    on: date,
    actor: User,
    at: datetime,
    measure: str = "",
) -> Rectification:
    """Carry out one step and leave a trace of it.

    Raises:
        RectificationActionNotAllowed: the problem stands where this step makes no sense.
        MeasureMissing: a report without a measure.
        PostMissing: the office's step by somebody who is not of the office.
        StepDayImpossible: the day is before the finding, or in the future.
    """
    row = Rectification.objects.select_for_update().select_related("organ").get(pk=rectification_id)
    before = RectificationState(row.state)
    after = advance(before, action)
    _check(row, action, on, actor, at, measure)
    row.state = after.value
    row.measure = measure.strip() or row.measure
    row.done_on = on if after is RectificationState.CONFIRMED else None
    row.save(update_fields=["state", "measure", "done_on"])
    audit.record(
        action=f"assessment.{action.value}",
        subject=row,
        at=at,
        actor=actor,
        before=before.value,
        after=after.value,
        on=on,
        measure=measure,
    )
    return row


def _check(
    row: Rectification,
    action: RectificationAction,
    on: date,
    actor: User,
    at: datetime,
    measure: str,
) -> None:
    """Accept a step that the right person takes on a possible day."""
    today = clock.day_of(at)
    if action in OFFICE_ACTIONS and Role.OGI_OFFICER not in roles_held(actor.pk, today):
        raise PostMissing(name=actor.name, organ="县政府办公室", role=Role.OGI_OFFICER.label)
    if action is RectificationAction.REPORT and not measure.strip():
        raise MeasureMissing
    if not row.found_on <= on <= today:
        raise StepDayImpossible(on=on, found_on=row.found_on)
