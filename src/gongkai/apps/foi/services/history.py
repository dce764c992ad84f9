"""Bring in requests that were concluded before the program was used."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time

from django.db import transaction
from django.utils import timezone

from gongkai.apps.foi.models import InformationRequest, RequestEvent
from gongkai.apps.foi.queries.clocks import calendar
from gongkai.apps.foi.services import refused
from gongkai.apps.foi.services.posts import check_post
from gongkai.apps.foi.services.requests import next_number
from gongkai.domain.foi.deadlines import REPLY
from gongkai.domain.foi.intake import IntakeChannel
from gongkai.domain.foi.lifecycle import Event, State
from gongkai.domain.foi.outcomes import ApplicantKind, Outcome
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.organs.models import Organ

NOTE = "历史数据录入，办理经过见纸质卷宗。"


@dataclass(frozen=True, slots=True)
class ConcludedRequest:
    """One line of an old register.

    Attributes:
        due_on: deadline as the old file has it; without one, 20 working days from receipt.
    """

    applicant_kind: ApplicantKind
    applicant_name: str
    wanted: str
    intake_channel: IntakeChannel
    received_on: date
    concluded_on: date
    outcome: Outcome
    due_on: date | None = None


@transaction.atomic
def import_concluded(
    *, organ_id: int, rows: Iterable[ConcludedRequest], actor: User, at: datetime
) -> list[InformationRequest]:
    """Enter old requests as closed, all or none; the ledger says that they were imported.

    Raises:
        PostMissing: the actor is no registrar of the organ.
        OccurredInFuture: a reply is dated after today.
        OccurredBeforeLast: a reply is dated before its receipt.
    """
    organ = Organ.objects.select_for_update().get(pk=organ_id)
    today = clock.day_of(at)
    post = check_post(user=actor, organ=organ, roles=(Role.FOI_REGISTRAR,), on=today)
    return [_import_one(organ, row, actor, str(post), at) for row in rows]


def _import_one(
    organ: Organ, row: ConcludedRequest, actor: User, post: str, at: datetime
) -> InformationRequest:
    """Enter one old request with the two entries that its dates prove."""
    if row.concluded_on > clock.day_of(at):
        raise refused.OccurredInFuture(on=row.concluded_on)
    if row.concluded_on < row.received_on:
        raise refused.OccurredBeforeLast(on=row.concluded_on, last_on=row.received_on)
    due_on = row.due_on or REPLY.due(row.received_on, calendar()).on
    request = InformationRequest.objects.create(
        organ=organ,
        number=next_number(organ, row.received_on.year),
        applicant_kind=row.applicant_kind.value,
        applicant_name=row.applicant_name,
        wanted=row.wanted,
        intake_channel=row.intake_channel.value,
        submitted_at=timezone.make_aware(datetime.combine(row.received_on, time())),
        received_on=row.received_on,
        state=State.CLOSED.value,
        outcome=row.outcome.value,
        concluded_on=row.concluded_on,
        due_on=due_on,
        due_on_at_conclusion=due_on,
    )
    for event, on in (
        (Event.REGISTER_OFFLINE, row.received_on),
        (Event.DISPATCH, row.concluded_on),
    ):
        RequestEvent.objects.create(
            request=request,
            event=event.value,
            occurred_on=on,
            recorded_at=at,
            actor=actor,
            actor_name=actor.name,
            actor_post=post,
            note=NOTE,
            facts={"imported": True},
        )
    audit.record(action="foi.import_concluded", subject=request, at=at, actor=actor, post=post)
    return request
