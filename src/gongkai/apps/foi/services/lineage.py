"""Divide an application with several matters, handle requests together, propose publication."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongkai.apps.foi.models import (
    InformationRequest,
    ProactiveDecision,
    RequestEvent,
    RequestSplit,
)
from gongkai.apps.foi.queries.clocks import ledger_of
from gongkai.apps.foi.queries.desk import OPEN_STATES
from gongkai.apps.foi.queries.proposals import proposals
from gongkai.apps.foi.services import refused
from gongkai.apps.foi.services.posts import check_post
from gongkai.apps.foi.services.requests import locked, next_number, show_clock
from gongkai.domain.foi.lifecycle import State
from gongkai.domain.foi.likeness import ProposalDecision
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.organs.models import Organ

SPLITTERS = (Role.FOI_REGISTRAR,)
JOINERS = (Role.FOI_HANDLER, Role.FOI_REGISTRAR)
DECIDERS = (Role.FOI_HEAD,)
SPLITTABLE = (State.REGISTERED, State.EXAMINING)
MOST_PIECES = 30


@transaction.atomic
def split_request(
    *, request_id: int, pieces: Sequence[str], actor: User, at: datetime
) -> list[InformationRequest]:
    """Make one request of each matter of an application, all received on the same day.

    The first matter stays with the request; the others get their own numbers, the same
    applicant, day of receipt and course so far. What was written before is kept.

    Args:
        request_id: the request, before it is handed to its handler.
        pieces: the matters, two or more.
        actor: the registrar.
        at: now.

    Raises:
        PostMissing: the actor is no registrar of the organ.
        SplitTooLate: the request is being handled already, or was concluded.
        SplitWrong: there are fewer than two matters, an empty one, or too many.
    """
    organ_id = InformationRequest.objects.values_list("organ_id", flat=True).get(pk=request_id)
    organ = Organ.objects.select_for_update().get(pk=organ_id)  # one number after the other
    request = locked(request_id)
    post = check_post(user=actor, organ=organ, roles=SPLITTERS, on=clock.day_of(at))
    if State(request.state) not in SPLITTABLE:
        raise refused.SplitTooLate(state=State(request.state))
    wanted = [piece.strip() for piece in pieces if piece.strip()]
    if not 1 < len(wanted) <= MOST_PIECES:
        raise refused.SplitWrong(most=MOST_PIECES)
    RequestSplit.objects.create(
        request=request, wanted_before=request.wanted, made_at=at, actor=actor,
        actor_name=actor.name,
    )  # fmt: skip
    entries = list(request.events.all())
    others = [_piece(request, organ, entries, text, at) for text in wanted[1:]]
    request.wanted = wanted[0]
    request.save(update_fields=["wanted"])
    audit.record(
        action="foi.split_request", subject=request, at=at, actor=actor, post=str(post),
        into=[other.number for other in others],
    )  # fmt: skip
    return [request, *others]


@transaction.atomic
def join_request(
    *, request_id: int, lead_number: str, actor: User, at: datetime
) -> InformationRequest:
    """Handle a request together with another of the same organ; each gets its own reply.

    Args:
        request_id: the request that follows.
        lead_number: number of the one that leads; empty to part them again.
        actor: who joins or parts them.
        at: now.

    Raises:
        PostMissing: the actor neither handles nor registers requests of the organ.
        JoinWrong: there is no such open request in the organ, or it follows another itself.
    """
    request = locked(request_id)
    post = check_post(user=actor, organ=request.organ, roles=JOINERS, on=clock.day_of(at))
    lead = None
    if wanted := lead_number.strip().upper():
        rows = InformationRequest.objects.filter(organ_id=request.organ_id, state__in=OPEN_STATES)
        lead = rows.filter(number=wanted, joined_to__isnull=True).exclude(pk=request.pk).first()
        if lead is None or request.followers.exists() or request.state not in OPEN_STATES:
            raise refused.JoinWrong(number=wanted)
    request.joined_to = lead
    request.save(update_fields=["joined_to"])
    audit.record(
        action="foi.join_request", subject=request, at=at, actor=actor, post=str(post),
        lead=lead.number if lead else "",
    )  # fmt: skip
    return request


@transaction.atomic
def decide_proactive(
    *, lead_id: int, decision: ProposalDecision, reason: str, actor: User, at: datetime
) -> ProactiveDecision:
    """Decide whether information that several asked for is told to everybody, art. 44.

    Args:
        lead_id: the earliest of the requests that ask for it.
        decision: yes or no.
        reason: where it will stand, or why not.
        actor: the head of the office.
        at: now.

    Raises:
        PostMissing: the actor is not the head of the office.
        ReasonMissing: nobody says where or why not.
        NotProposed: there are no such requests, or it was decided before.
    """
    lead = InformationRequest.objects.select_related("organ").get(pk=lead_id)
    post = check_post(user=actor, organ=lead.organ, roles=DECIDERS, on=clock.day_of(at))
    if not reason.strip():
        raise refused.ReasonMissing(event=decision.label)
    rows = InformationRequest.objects.filter(organ_id=lead.organ_id)
    found = next((one for one in proposals(rows) if one.lead.pk == lead.pk), None)
    if found is None:
        raise refused.NotProposed
    row = ProactiveDecision.objects.create(
        organ=lead.organ, lead=lead, numbers=[one.number for one in found.requests],
        decision=decision.value, reason=reason.strip(), decided_at=at, actor=actor,
        actor_name=actor.name,
    )  # fmt: skip
    audit.record(
        action="foi.decide_proactive", subject=lead, at=at, actor=actor, post=str(post),
        decision=decision.value, numbers=row.numbers,
    )  # fmt: skip
    return row


def _piece(
    request: InformationRequest,
    organ: Organ,
    entries: Sequence[RequestEvent],
    wanted: str,
    at: datetime,
) -> InformationRequest:
    """Return a request for one matter, with the course of the whole so far, entered now."""
    piece = InformationRequest.objects.get(pk=request.pk)
    piece.pk = None
    piece._state.adding = True
    piece.number = next_number(organ, request.received_on.year)
    piece.wanted, piece.split_from = wanted, request
    piece.save()
    for entry in entries:
        RequestEvent.objects.create(
            request=piece, event=entry.event, occurred_on=entry.occurred_on, recorded_at=at,
            actor=entry.actor, actor_name=entry.actor_name, actor_post=entry.actor_post,
            note=f"由{request.number}分出。{entry.note}"[:500], working_days=entry.working_days,
            facts=entry.facts,
        )  # fmt: skip
    show_clock(piece, ledger_of(piece))
    piece.save()
    return piece
