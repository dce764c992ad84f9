"""Check what the law asks of each step before it is taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from gongkai.apps.foi.models import InformationRequest, RequestEvent
from gongkai.apps.foi.queries.clocks import calendar, clock_of, period_end, stated_day
from gongkai.apps.foi.queries.rounds import searches_of_round, this_round
from gongkai.apps.foi.services import refused
from gongkai.domain.foi import deadlines, intake, remedies
from gongkai.domain.foi.deadlines import ClockState, ReplyClock
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.outcomes import Outcome, RemedyRoute, remedy_route
from gongkai.domain.foi.searches import SearchResult, check_searched
from gongkai.domain.review.people import check_reviewer
from gongkai.foundation import clock as time

_REVIEWED_BY = frozenset({Event.PASS1, Event.PASS2})


@dataclass(slots=True)
class Step:
    """One step about to be taken; guards may complete its term and facts.

    Attributes:
        request: the locked row.
        event: the step.
        on: the day that counts in law.
        actor_id: who takes it.
        history: the ledger so far.
        note: opinion or explanation.
        working_days: term of a correction or renewed round, or length of an extension.
        facts: what else the step says; plain data.
    """

    request: InformationRequest
    event: Event
    on: date
    actor_id: int | None
    history: list[RequestEvent]
    note: str
    working_days: int
    facts: dict[str, Any]

    @property
    def clock(self) -> ReplyClock:
        """Return the reply clock before the step."""
        return clock_of(self.history)

    @property
    def round(self) -> list[RequestEvent]:
        """Return the entries since the request was received or last reopened."""
        return this_round(self.history)

    def last(self, *events: Event) -> RequestEvent | None:
        """Return the latest entry of one of these kinds."""
        return next((e for e in reversed(self.history) if Event(e.event) in events), None)


def check(step: Step, today: date) -> None:
    """Accept a step, or refuse; complete what the law itself supplies.

    Raises:
        Refusal: the day is impossible, or the rule of the step says no.
    """
    if step.on > today:
        raise refused.OccurredInFuture(on=step.on)
    if step.history and step.on < step.history[-1].occurred_on:
        raise refused.OccurredBeforeLast(on=step.on, last_on=step.history[-1].occurred_on)
    if guard := _GUARDS.get(step.event):
        guard(step)


def start_of_clock(
    channel: intake.IntakeChannel, arrived_on: date, confirmed_on: date | None
) -> dict[str, str]:
    """Return on what day the cautious clock starts and which rule makes the legal day."""
    starts_on = intake.clock_starts_on(channel, arrived_on=arrived_on, confirmed_on=confirmed_on)
    return {
        "basis": str(intake.BASIS[channel].value),
        "clock_starts_on": starts_on.isoformat(),
    }


def _register(step: Step) -> None:
    """Count a request that was sent online from the day it was sent, whenever it is confirmed."""
    request = step.request
    channel = intake.IntakeChannel(request.intake_channel)
    arrived_on = time.day_of(request.submitted_at)
    intake.received_on(channel, arrived_on=arrived_on, confirmed_on=step.on)
    step.facts.update(start_of_clock(channel, arrived_on, step.on))


def _correction(step: Step) -> None:
    if any(e.event == Event.REQUEST_CORRECTION.value for e in step.round):
        raise refused.CorrectedAlready
    _require_note(step)
    deadlines.check_correction_notice(step.clock.base_on, calendar(), on=step.on)
    step.working_days = step.working_days or deadlines.CORRECTION.working_days
    _state_period(step)


def _state_period(step: Step) -> None:
    """Write the last day of the period that the step opens into its facts."""
    if until := period_end(step.event, step.on, step.working_days):
        step.facts["until"] = until.isoformat()


def _lapsed(notice: Event) -> Callable[[Step], None]:
    """Return the guard of a period that ``notice`` opened: its last day must have passed."""

    def guard(step: Step) -> None:
        opened = step.last(notice)
        until = stated_day(opened.facts, "until") if opened else None
        if until is not None and step.on <= until:
            raise refused.PeriodNotOver(until=until)

    return guard


def _open_consultations(step: Step) -> dict[str, RequestEvent]:
    """Return the consultations that still await an opinion, by whom they ask."""
    found: dict[str, RequestEvent] = {}
    for entry in step.round:
        name = str(entry.facts.get("consultation", ""))
        if entry.event == Event.OPEN_CONSULT.value:
            found[name] = entry
        elif entry.event in (Event.CONSULT_ANSWERED.value, Event.CONSULT_LAPSED.value):
            found.pop(name, None)
    return found


def _open_consult(step: Step) -> None:
    if not step.facts.get("consultation"):
        raise refused.ConsultationUnnamed
    _state_period(step)


def _consult_ended(step: Step) -> None:
    waiting = _open_consultations(step)
    name = str(step.facts.get("consultation", ""))
    if not name and len(waiting) == 1:
        name = next(iter(waiting))
    if name not in waiting:
        raise refused.ConsultationUnnamed
    step.facts["consultation"] = name
    until = stated_day(waiting[name].facts, "until")
    if until is None:
        return
    if step.event is Event.CONSULT_LAPSED and step.on < until:
        raise refused.PeriodNotOver(until=until)
    step.facts["until"] = until.isoformat()


def _extend(step: Step) -> None:
    deadlines.check_extension(
        step.clock, calendar(), working_days=step.working_days, notified_on=step.on
    )


def _fee_notice(step: Step) -> None:
    deadlines.check_within_reply_period(step.clock, calendar(), on=step.on)
    _state_period(step)


def _submit_review(step: Step) -> None:
    outcome = step.facts.get("outcome")
    if not outcome:
        raise refused.OutcomeMissing
    if step.clock.state is ClockState.SUSPENDED:
        raise refused.ConsultationOpen(names="、".join(_open_consultations(step)))
    _state_outcome(step, Outcome(str(outcome)))
    searches = searches_of_round(step.request, step.history)
    check_searched(Outcome(str(outcome)), {SearchResult(row.result) for row in searches})


def _state_outcome(step: Step, outcome: Outcome) -> None:
    """Write the result and the remedy that follows from it into the step."""
    grounds = [Outcome(str(value)) for value in step.facts.get("withheld_under") or ()]
    route = remedy_route(
        outcome,
        withheld_under=grounds,
        already_given=bool(step.facts.get("already_given")),
    )
    step.facts["outcome"] = str(outcome.value)
    step.facts["withheld_under"] = [str(ground.value) for ground in grounds]
    step.facts["remedy_route"] = str(route.value)


def _on_spot(step: Step) -> None:
    if step.facts.get("outcome") not in (None, "", Outcome.GRANTED.value):
        raise refused.OnSpotOnlyGranted
    _state_outcome(step, Outcome.GRANTED)


def _other_person(step: Step) -> None:
    """Keep drafter, reviewers and signer apart: four eyes at every level."""
    drafted = step.last(Event.SUBMIT_REVIEW)
    if drafted is None or step.actor_id is None:
        return
    passed = [e for e in step.history if e.pk > drafted.pk and Event(e.event) in _REVIEWED_BY]
    check_reviewer(
        step.actor_id,
        {drafted.actor_id} if drafted.actor_id else set(),
        {e.actor_id for e in passed if e.actor_id},
    )


def _require_note(step: Step) -> None:
    if not step.note.strip():
        raise refused.ReasonMissing(event=step.event.label)


def _renewed(step: Step) -> None:
    _require_note(step)
    step.working_days = step.working_days or deadlines.COURT_ORDER.working_days


def _archive(step: Step) -> None:
    """Keep the file open while a remedy is under way or may still be taken."""
    if step.request.remedies.filter(concluded_on__isnull=True).exists():
        raise refused.RemedyPending
    told = step.last(Event.SERVED, Event.WITHDRAW, Event.CORRECTION_LAPSED, Event.FEE_LAPSED)
    if told is None or step.request.remedies.exists():
        return
    drafted = step.last(Event.SUBMIT_REVIEW, Event.REPLY_ON_SPOT)
    route = drafted.facts.get("remedy_route") if drafted else None
    kinds = [remedies.RemedyKind.RECONSIDERATION]
    if route == RemedyRoute.REVIEW_OR_SUIT.value:
        kinds.append(remedies.RemedyKind.DIRECT_LITIGATION)
    until = max(remedies.open_until(kind, told.occurred_on) for kind in kinds)
    if step.on < until + timedelta(days=1):
        raise refused.RemedyOpen(until=until)


_GUARDS: Mapping[Event, Callable[[Step], None]] = MappingProxyType(
    {
        Event.REGISTER: _register,
        Event.REQUEST_CORRECTION: _correction,
        Event.CORRECTION_LAPSED: _lapsed(Event.REQUEST_CORRECTION),
        Event.OPEN_CONSULT: _open_consult,
        Event.CONSULT_ANSWERED: _consult_ended,
        Event.CONSULT_LAPSED: _consult_ended,
        Event.EXTEND: _extend,
        Event.FEE_NOTICE: _fee_notice,
        Event.FEE_LAPSED: _lapsed(Event.FEE_NOTICE),
        Event.SUBMIT_REVIEW: _submit_review,
        Event.REPLY_ON_SPOT: _on_spot,
        Event.PASS1: _other_person,
        Event.PASS2: _other_person,
        Event.SIGN: _other_person,
        Event.RETURN_DRAFT: _require_note,
        Event.REMEDY_ORDER: _renewed,
        Event.SELF_CORRECT: _renewed,
        Event.ARCHIVE: _archive,
    }
)
