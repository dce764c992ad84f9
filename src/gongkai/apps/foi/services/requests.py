"""Register requests and carry them through their lifecycle; nothing else moves one."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.apps.foi.models import InformationRequest, RequestEvent
from gongkai.apps.foi.queries.clocks import calendar, clock_of, ledger_of
from gongkai.apps.foi.services import guards, refused, reply_letters
from gongkai.apps.foi.services.posts import check_post, roles_for
from gongkai.domain.foi import intake
from gongkai.domain.foi.application import ProvisionForm, first_plain
from gongkai.domain.foi.deadlines import ClockState
from gongkai.domain.foi.letters.facts import DeliveryWay
from gongkai.domain.foi.lifecycle import Event, State, advance
from gongkai.domain.foi.outcomes import ApplicantKind, Outcome
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.personal_data import marks_of

_ELECTRONIC = intake.ARRIVES_ON_A_SERVER | {intake.IntakeChannel.FAX}
_FEE_EVENTS = frozenset({Event.FEE_NOTICE, Event.FEE_PAID})
# Closure without a reply has its own row of 表三; a withdrawal is 其他.
_CLOSED_AS = {
    Event.CORRECTION_LAPSED: Outcome.CORRECTION_LAPSED,
    Event.FEE_LAPSED: Outcome.FEE_LAPSED,
    Event.WITHDRAW: Outcome.OTHER,
}
_COMES_IN = frozenset({Event.SUBMIT.value, Event.REGISTER.value, Event.REGISTER_OFFLINE.value})
_REGISTERED = (Event.REGISTER, Event.REGISTER_OFFLINE)
_DECIDING = (Event.SUBMIT_REVIEW, Event.REPLY_ON_SPOT)


@transaction.atomic
def register(
    *,
    organ_id: int,
    intake_channel: intake.IntakeChannel,
    submitted_at: datetime,
    actor: User,
    at: datetime,
    confirmed_on: date | None = None,
    **said: Any,
) -> InformationRequest:
    """Enter a request in the register; the channel decides its day of receipt.

    Args:
        organ_id: the organ asked.
        intake_channel: how the request came.
        submitted_at: when it was handed in, signed for, or reached the office.
        actor: the registrar.
        at: now.
        confirmed_on: day of confirmation with the applicant where the channel asks for it.
        said: the form of Art. 29, as ``enter`` takes it.

    Raises:
        PostMissing: the actor is no registrar of the organ.
        ReceiptNotConfirmed: the channel counts from a confirmation that is missing.
        ConfirmedBeforeArrival: the confirmation is dated before the arrival.
        OccurredInFuture: the day of receipt lies ahead.
    """
    # The lock makes registrars of one organ take numbers one after the other.
    organ = Organ.objects.select_for_update().get(pk=organ_id)
    today = clock.day_of(at)
    post = check_post(user=actor, organ=organ, roles=(Role.FOI_REGISTRAR,), on=today)
    arrived_on = clock.day_of(submitted_at)
    received_on = intake.received_on(
        intake_channel, arrived_on=arrived_on, confirmed_on=confirmed_on
    )
    if received_on > today:
        raise refused.OccurredInFuture(on=received_on)
    request = enter(
        organ, received_on, intake_channel=intake_channel, submitted_at=submitted_at, **said
    )
    facts = guards.start_of_clock(intake_channel, arrived_on, confirmed_on)
    if intake_channel in _ELECTRONIC:
        step = prepare(request, Event.SUBMIT, arrived_on, None, facts={})
        write(step, actor=None, post=None, at=at)
        step = prepare(request, Event.REGISTER, received_on, actor, facts=facts)
    else:
        step = prepare(request, Event.REGISTER_OFFLINE, received_on, actor, facts=facts)
    write(step, actor=actor, post=post, at=at)
    return request


def enter(  # noqa: PLR0913 -- the form of Art. 29
    organ: Organ,
    received_on: date,
    *,
    applicant_kind: ApplicantKind,
    applicant_name: str,
    wanted: str,
    intake_channel: intake.IntakeChannel,
    submitted_at: datetime,
    applicant_identity: str = "",
    applicant_contact: str = "",
    agent_name: str = "",
    agent_contact: str = "",
    provision_form: ProvisionForm | None = None,
    delivery: DeliveryWay | None = None,
) -> InformationRequest:
    """Write a new request with the next number; the caller holds the organ's lock.

    Args:
        organ: the organ asked.
        received_on: day of receipt; its year is that of the number.
        applicant_kind: column of 表三; an agent's request counts for the principal.
        applicant_name: name of the person or organisation; kept encrypted.
        wanted: name, number or description of the information, Art. 29.
        intake_channel: how the request came.
        submitted_at: when it was handed in, signed for, or reached the office.
        applicant_identity: number of the proof of identity; kept encrypted.
        applicant_contact: where the reply goes; kept encrypted.
        agent_name: of whoever asks in the applicant's name; kept encrypted.
        agent_contact: the agent's telephone or address; kept encrypted.
        provision_form: paper, file or inspection; None where the applicant was silent.
        delivery: how the information reaches him; None where he was silent.
    """
    return InformationRequest.objects.create(
        organ=organ,
        number=next_number(organ, received_on.year),
        applicant_kind=applicant_kind.value,
        applicant_name=applicant_name,
        applicant_identity=applicant_identity,
        applicant_contact=applicant_contact,
        applicant_mark=mark_of(applicant_identity, applicant_name + applicant_contact),
        agent_name=agent_name,
        agent_contact=agent_contact,
        wanted=wanted,
        provision_form=provision_form.value if provision_form else "",
        delivery=delivery.value if delivery else "",
        intake_channel=intake_channel.value,
        submitted_at=submitted_at,
        received_on=received_on,
        state=State.DRAFT.value,
    )


@transaction.atomic
def perform(
    *,
    request_id: int,
    event: Event,
    occurred_on: date,
    actor: User,
    at: datetime,
    note: str = "",
    working_days: int = 0,
    **facts: Any,
) -> InformationRequest:
    """Take one step of the lifecycle and leave a trace of it.

    Args:
        request_id: the request.
        event: the step; fees go through ``charge_fee`` and ``pay_fee``.
        occurred_on: the day that counts in law; may lie in the past.
        actor: who takes the step.
        at: now.
        note: opinion, explanation, postal number.
        working_days: length of an extension, term of a correction or of a renewed round.
        facts: ``outcome``, ``withheld_under``, ``already_given`` when a draft goes to
            review; ``consultation`` (who is asked) for opinions; ``until`` for a delayed
            reply, Art. 35; ``way`` and ``tracking_number`` of a reply that goes out.

    Raises:
        ActionNotAllowed: the lifecycle has no such step.
        PostMissing: the actor does not hold the post.
        Refusal: the rule of the step says no.
    """
    if event in _FEE_EVENTS:
        raise refused.FeeByItsOwnAct
    request = locked(request_id)
    step = prepare(request, event, occurred_on, actor, facts=_plain(facts))
    step.note, step.working_days = note, working_days
    take(step, actor=actor, at=at)
    reply_letters.follow(step, actor=actor, at=at)
    return request


def locked(request_id: int) -> InformationRequest:
    """Return the request, locked until the transaction ends."""
    return (
        InformationRequest.objects.select_for_update(of=("self",))
        .select_related("organ")
        .get(pk=request_id)
    )


def take(step: guards.Step, *, actor: User, at: datetime) -> InformationRequest:
    """Take a prepared step when lifecycle, post and guard agree."""
    state = State(step.request.state)
    advance(state, step.event)
    post = check_post(
        user=actor,
        organ=step.request.organ,
        roles=roles_for(step.event, state),
        on=clock.day_of(at),
    )
    guards.check(step, clock.day_of(at))
    write(step, actor=actor, post=post, at=at)
    return step.request


def prepare(
    request: InformationRequest,
    event: Event,
    on: date,
    actor: User | None,
    *,
    facts: dict[str, Any],
) -> guards.Step:
    """Return a step on top of the request's ledger."""
    actor_id = actor.pk if actor else None
    return guards.Step(request, event, on, actor_id, ledger_of(request), "", 0, facts)


def write(step: guards.Step, *, actor: User | None, post: Post | None, at: datetime) -> None:
    """Write the ledger, the state and what follows from both."""
    request = step.request
    before = State(request.state)
    entry = RequestEvent.objects.create(
        request=request,
        event=step.event.value,
        occurred_on=step.on,
        recorded_at=at,
        actor=actor,
        actor_name=actor.name if actor else "申请人",
        actor_post=str(post) if post else "",
        note=step.note,
        working_days=step.working_days,
        facts=step.facts,
    )
    request.state = advance(before, step.event).value
    if step.event is Event.REGISTER:
        request.received_on = step.on
    _conclude(step)
    show_clock(request, [*step.history, entry])
    request.save()
    audit.record(
        action=f"foi.{step.event.value}",
        subject=request,
        at=at,
        actor=actor,
        post=str(post) if post else "",
        before=before.value,
        after=request.state,
        occurred_on=step.on,
        due_on=request.due_on,
    )


def _conclude(step: guards.Step) -> None:
    """Write result and day of conclusion; both stay those of the first round."""
    request = step.request
    if request.concluded_on is not None:
        return
    if step.event is Event.SIGN or step.event is Event.REPLY_ON_SPOT:
        decided = step.facts if step.event is Event.REPLY_ON_SPOT else _decided(step)
        request.outcome = str(decided["outcome"])
    elif step.event is Event.REVOKE_ISSUE:
        request.outcome = ""
    elif step.event is Event.DISPATCH:
        request.concluded_on = step.on
        request.due_on_at_conclusion = request.due_on
    elif step.event in _CLOSED_AS:
        request.concluded_on = step.on
        request.outcome = _CLOSED_AS[step.event].value


def _decided(step: guards.Step) -> dict[str, Any]:
    """Return the facts of the draft that is being signed."""
    drafted = step.last(*_DECIDING)
    if drafted is None:
        raise refused.OutcomeMissing
    return drafted.facts  # type: ignore[no-any-return]


def show_clock(request: InformationRequest, ledger: list[RequestEvent]) -> None:
    """Write the cached deadline of a ledger into the row."""
    if not any(e.event in _COMES_IN for e in ledger):
        return
    reply_clock = clock_of(ledger)
    request.extended_working_days = reply_clock.extension_working_days
    if reply_clock.state is ClockState.VOID:
        request.due_on, request.due_is_provisional = None, False
        return
    due = reply_clock.due(calendar())
    request.due_on, request.due_is_provisional = due.on, due.provisional


def mark_of(*numbers: str) -> str:
    """Return the mark that all requests of one applicant carry."""
    plain = first_plain(*numbers)
    return marks_of(plain)[0] if plain else ""


def follow_ledger(request: InformationRequest, ledger: list[RequestEvent]) -> None:
    """Write into the row what follows from its ledger: receipt, deadline, conclusion.

    The day and the deadline of conclusion stay those of the first round.
    """
    registered = [e for e in ledger if Event(e.event) in _REGISTERED]
    if registered:
        request.received_on = registered[0].occurred_on
    show_clock(request, ledger)
    ends = [i for i, e in enumerate(ledger) if Event(e.event) in (Event.DISPATCH, *_CLOSED_AS)]
    if request.concluded_on is None or not ends:
        return
    end = ledger[ends[0]]
    request.concluded_on = end.occurred_on
    if Event(end.event) is Event.DISPATCH:
        request.due_on_at_conclusion = clock_of(ledger[: ends[0]]).due(calendar()).on


def next_number(organ: Organ, year: int) -> str:
    """Return the next free number of an organ and year: QH-2025-0004."""
    prefix = f"{organ.code.upper()}-{year}-"
    last = (
        InformationRequest.objects.filter(organ=organ, number__startswith=prefix)
        .order_by("-number")
        .values_list("number", flat=True)
        .first()
    )
    return f"{prefix}{int(last.removeprefix(prefix)) + 1 if last else 1:04}"


def _plain(facts: dict[str, Any]) -> dict[str, Any]:
    """Return facts as plain data, without those left empty."""
    found: dict[str, Any] = {}
    for name, value in facts.items():
        if value in (None, "", (), []):
            continue
        found[name] = value.isoformat() if isinstance(value, date) else value
    return found
