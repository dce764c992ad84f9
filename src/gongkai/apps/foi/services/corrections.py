"""Correct the ledger of a request: one person proposes, another approves, nothing is erased."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.foi.models import InformationRequest, LedgerCorrection, RequestEvent
from gongkai.apps.foi.queries.clocks import as_corrected, calendar, clock_of, ledger_of
from gongkai.apps.foi.services import guards, refused
from gongkai.apps.foi.services.posts import check_post
from gongkai.apps.foi.services.requests import follow_ledger, locked
from gongkai.domain.foi.corrections import WITH_TERM, CorrectionDecision, first_reversed
from gongkai.domain.foi.deadlines import ClockState
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.review.people import check_reviewer
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit

PROPOSERS = (Role.FOI_HANDLER, Role.FOI_REGISTRAR, Role.FOI_HEAD)
DECIDERS = (Role.FOI_HEAD,)


@transaction.atomic
def propose_correction(
    *,
    request_id: int,
    event_id: int,
    occurred_on: date,
    reason: str,
    actor: User,
    at: datetime,
    working_days: int = 0,
    until: date | None = None,
) -> LedgerCorrection:
    """Propose to read one entry of the ledger otherwise; nothing changes until it is approved.

    Args:
        request_id: the request.
        event_id: the entry.
        occurred_on: the day that counts in law, as it should have been written.
        reason: what proves the entry wrong.
        actor: who proposes.
        at: now.
        working_days: length of an extension, term of a correction or a renewed round;
            0 leaves it as it is read now.
        until: for reasons received, the day announced for the delayed reply, Art. 35.

    Raises:
        PostMissing: the actor holds no post for requests in the organ.
        LedgerCorrectionUnexplained: no reason is given.
        ImportedNotCorrected: the entry comes from an old register.
        LedgerCorrectionPending: another proposal about the entry is not decided.
        LedgerCorrectionEmpty: it would change nothing.
        Refusal: the ledger so read would be impossible, or the entry against its rule.
    """
    request = locked(request_id)
    today = clock.day_of(at)
    post = check_post(user=actor, organ=request.organ, roles=PROPOSERS, on=today)
    if not reason.strip():
        raise refused.LedgerCorrectionUnexplained
    entry = next(row for row in ledger_of(request) if row.pk == event_id)
    _check_correctable(entry)
    kind = Event(entry.event)
    correction = LedgerCorrection(
        request=request,
        event_id=event_id,
        occurred_on=occurred_on,
        working_days=(kind in WITH_TERM and working_days) or entry.working_days,
        until=until if kind is Event.REASON_RECEIVED else None,
        reason=reason.strip(),
        proposed_by=actor,
        proposer_name=actor.name,
        proposer_post=str(post),
        proposed_at=at,
    )
    if _content(correction) == _read_content(entry):
        raise refused.LedgerCorrectionEmpty
    _check_coherent(request, correction, today)
    correction.save()
    audit.record(
        action="foi.propose_correction",
        subject=request,
        at=at,
        actor=actor,
        post=str(post),
        entry=event_id,
        event=entry.event,
        before=entry.occurred_on,
        after=occurred_on,
    )
    return correction


@transaction.atomic
def decide_correction(
    *, correction_id: int, approve: bool, actor: User, at: datetime, opinion: str = ""
) -> LedgerCorrection:
    """Approve or reject a proposal; an approved one moves every date that follows from it.

    Raises:
        PostMissing: the actor is not the head of the office.
        LedgerCorrectionDecided: it was decided before.
        AuthorMayNotReview: nobody decides on his own proposal.
        LedgerCorrectionUnexplained: a rejection does not say why.
        Refusal: the ledger has grown meanwhile and no longer admits the correction.
    """
    named = LedgerCorrection.objects.values_list("request_id", flat=True).get(pk=correction_id)
    request = locked(named)
    correction = LedgerCorrection.objects.select_related("event").get(pk=correction_id)
    today = clock.day_of(at)
    post = check_post(user=actor, organ=request.organ, roles=DECIDERS, on=today)
    if correction.decision != CorrectionDecision.PROPOSED.value:
        raise refused.LedgerCorrectionDecided(decision=CorrectionDecision(correction.decision))
    check_reviewer(actor.pk, {correction.proposed_by_id}, set())
    if not approve and not opinion.strip():
        raise refused.LedgerCorrectionUnexplained
    if approve:
        _check_coherent(request, correction, today)
    before = (request.due_on, _entry_of(ledger_of(request), correction).occurred_on)
    decision = CorrectionDecision.APPROVED if approve else CorrectionDecision.REJECTED
    correction.decision, correction.decided_at = decision.value, at
    correction.decided_by, correction.decider_name = actor, actor.name
    correction.decider_post, correction.opinion = str(post), opinion.strip()
    correction.save()
    if approve:
        follow_ledger(request, ledger_of(request))
        request.save()
        _move_fee(request, correction, before[1])
    audit.record(
        action="foi.decide_correction",
        subject=request,
        at=at,
        actor=actor,
        post=str(post),
        correction=correction.pk,
        decision=decision.value,
        due_before=before[0],
        due_after=request.due_on,
    )
    return correction


def _check_correctable(entry: RequestEvent) -> None:
    """Refuse an entry without history of its own, or with a proposal that waits."""
    if entry.facts.get("imported"):
        raise refused.ImportedNotCorrected
    waiting = LedgerCorrection.objects.filter(
        event_id=entry.pk, decision=CorrectionDecision.PROPOSED.value
    )
    if waiting.exists():
        raise refused.LedgerCorrectionPending


def _content(correction: LedgerCorrection) -> tuple[date, int, str | None]:
    until = correction.until.isoformat() if correction.until else None
    return correction.occurred_on, correction.working_days, until


def _read_content(entry: RequestEvent) -> tuple[date, int, str | None]:
    delayed = Event(entry.event) is Event.REASON_RECEIVED
    return entry.occurred_on, entry.working_days, entry.facts.get("until") if delayed else None


def _entry_of(ledger: list[RequestEvent], correction: LedgerCorrection) -> RequestEvent:
    """Return the entry that a correction is about, as the ledger has it."""
    return next(row for row in ledger if row.pk == correction.event_id)


def _check_coherent(request: InformationRequest, correction: LedgerCorrection, today: date) -> None:
    """Accept a ledger with this correction, or refuse.

    The corrected entry itself keeps the rule of its step: what could not be entered
    cannot be corrected into the ledger either. Entries after it only have to follow: a
    receipt that was earlier than thought may well show that a later notice was late.
    """
    if correction.occurred_on > today:
        raise refused.OccurredInFuture(on=correction.occurred_on)
    approved = request.corrections.filter(decision=CorrectionDecision.APPROVED.value)
    ledger = as_corrected(request, list(request.events.all()), [*approved, correction])
    place = first_reversed([row.occurred_on for row in ledger])
    if place is not None:
        earlier, later = ledger[place - 1], ledger[place]
        raise refused.LedgerOrderReversed(
            earlier=Event(earlier.event),
            earlier_on=earlier.occurred_on,
            later=Event(later.event),
            later_on=later.occurred_on,
        )
    reply_clock = clock_of(ledger)
    if reply_clock.state is not ClockState.VOID:
        reply_clock.due(calendar())
    own = next(i for i, row in enumerate(ledger) if row.pk == correction.event_id)
    guards.check(_step(request, ledger[own], ledger[:own]), today)


def _step(
    request: InformationRequest, entry: RequestEvent, history: list[RequestEvent]
) -> guards.Step:
    """Return an entry as the step it was, on top of what stood before it."""
    return guards.Step(
        request,
        Event(entry.event),
        entry.occurred_on,
        entry.actor_id,
        history,
        entry.note,
        entry.working_days,
        dict(entry.facts),
    )


def _move_fee(request: InformationRequest, correction: LedgerCorrection, old_on: date) -> None:
    """Move the day in the register of fees with the day in the ledger."""
    kind = Event(correction.event.event)
    if kind is Event.FEE_NOTICE:
        request.fees.filter(notified_on=old_on).update(notified_on=correction.occurred_on)
    elif kind is Event.FEE_PAID:
        request.fees.filter(paid_on=old_on).update(paid_on=correction.occurred_on)
