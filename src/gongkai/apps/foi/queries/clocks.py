"""Turn a request's ledger into the clock its deadline depends on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from copy import copy
from datetime import date
from itertools import takewhile
from typing import Any

from gongkai.apps.foi.models import InformationRequest, LedgerCorrection, RequestEvent
from gongkai.domain.foi import deadlines, intake
from gongkai.domain.foi.corrections import CorrectionDecision
from gongkai.domain.foi.deadlines import ClockState, ExplainedDay, ReplyClock, explain
from gongkai.domain.foi.ledger import CLOCK_ACTS, ClockAct, ClockEntry, replay
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.work_calendar import DueDate, WorkCalendar
from gongkai.foundation import clock as program_clock
from gongkai.foundation.reference_data import work_calendar


def calendar() -> WorkCalendar:
    """Return the announced holidays as the program knows them."""
    return work_calendar()


def stated_day(facts: dict[str, Any], key: str) -> date | None:
    """Return a day that an entry of the ledger states, or None."""
    value = facts.get(key)
    return date.fromisoformat(str(value)) if value else None


def ledger_of(request: InformationRequest, *, known_on: date | None = None) -> list[RequestEvent]:
    """Return the ledger as it is to be read: each approved correction in place of its entry.

    The rows returned are copies where something was corrected; nobody saves them.

    Args:
        request: whose ledger.
        known_on: leave out what was entered or approved after this day.
    """
    events: Iterable[RequestEvent] = request.events.all()
    approved = [
        row
        for row in request.corrections.all()
        if row.decision == CorrectionDecision.APPROVED.value and row.decided_at is not None
    ]
    if known_on is not None:
        day_of = program_clock.day_of
        events = takewhile(lambda row: day_of(row.recorded_at) <= known_on, events)
        approved = [
            row for row in approved if row.decided_at and day_of(row.decided_at) <= known_on
        ]
    return as_corrected(request, list(events), approved)


def as_corrected(
    request: InformationRequest,
    events: list[RequestEvent],
    corrections: Sequence[LedgerCorrection],
) -> list[RequestEvent]:
    """Return the entries with what the corrections say, the latest of each entry.

    Raises:
        ConfirmedBeforeArrival: a registration is read as earlier than the arrival.
    """
    if not corrections:
        return events
    latest = {row.event_id: row for row in corrections}
    found: list[RequestEvent] = []
    for event in events:
        entry = copy(event)
        entry.facts = dict(event.facts)
        if correction := latest.get(event.pk):
            entry.occurred_on = correction.occurred_on
            entry.working_days = correction.working_days
        entry.facts |= _following_facts(request, entry, correction, found)
        found.append(entry)
    return found


def _following_facts(
    request: InformationRequest,
    entry: RequestEvent,
    correction: LedgerCorrection | None,
    before: list[RequestEvent],
) -> dict[str, Any]:
    """Return the days that an entry states and that follow from corrected ones."""
    kind = Event(entry.event)
    if kind in (Event.REGISTER, Event.REGISTER_OFFLINE):
        return {"clock_starts_on": _clock_start(request, entry, before).isoformat()}
    if kind in (Event.CONSULT_ANSWERED, Event.CONSULT_LAPSED):
        opened = [e for e in before if e.event == Event.OPEN_CONSULT.value]
        name = entry.facts.get("consultation")
        asked = [e for e in opened if e.facts.get("consultation") == name]
        return {"until": asked[-1].facts.get("until")} if asked else {}
    if correction is None:
        return {}
    if kind is Event.REASON_RECEIVED:
        return {"until": correction.until.isoformat() if correction.until else None}
    until = period_end(kind, entry.occurred_on, entry.working_days)
    return {"until": until.isoformat()} if until else {}


def _clock_start(
    request: InformationRequest, entry: RequestEvent, before: list[RequestEvent]
) -> date:
    """Return the cautious start of the clock for the days as they are read now."""
    channel = intake.IntakeChannel(request.intake_channel)
    if not intake.needs_confirmation(channel):
        return entry.occurred_on
    submitted = [e.occurred_on for e in before if e.event == Event.SUBMIT.value]
    arrived_on = submitted[0] if submitted else program_clock.day_of(request.submitted_at)
    return intake.clock_starts_on(channel, arrived_on=arrived_on, confirmed_on=entry.occurred_on)


def period_end(event: Event, on: date, working_days: int = 0) -> date | None:
    """Return the last day of the period that an event opens for somebody else, if it does."""
    period = _OPENS.get(event)
    if period is None:
        return None
    return (
        deadlines.Period(working_days or period.working_days, period.source).due(on, calendar()).on
    )


_OPENS = {
    Event.REQUEST_CORRECTION: deadlines.CORRECTION,
    Event.OPEN_CONSULT: deadlines.THIRD_PARTY_OPINION,
    Event.FEE_NOTICE: deadlines.FEE_PAYMENT,
}


def clock_entries(events: Iterable[RequestEvent]) -> Iterator[ClockEntry]:
    """Yield the entries that touch the clock, in legal order.

    Until a request that was sent online is registered, its period runs from the day it was
    sent: the office may be late with the confirmation, but not with the reply.
    """
    ledger = list(events)
    is_registered = any(Event(event.event) in _REGISTERED for event in ledger)
    last_on = date.min
    for event in ledger:
        act = _act(event)
        if not is_registered and event.event == Event.SUBMIT.value:
            act = ClockAct.START
        if act is None:
            continue
        last_on = max(_day(event), last_on)
        yield ClockEntry(
            act=act,
            on=last_on,
            working_days=event.working_days if act in _WITH_TERM else 0,
            until=stated_day(event.facts, "until"),
            consultation=str(event.facts.get("consultation", "")),
        )


_REGISTERED = frozenset({Event.REGISTER, Event.REGISTER_OFFLINE})
_WITH_TERM = frozenset({ClockAct.EXTEND, ClockAct.RENEW})


def _act(event: RequestEvent) -> ClockAct | None:
    """Return what an entry does; reasons received delay only when a later day was announced."""
    kind = Event(event.event)
    if kind is Event.REASON_RECEIVED and event.facts.get("until"):
        return ClockAct.DELAY
    return CLOCK_ACTS.get(kind)


def _day(event: RequestEvent) -> date:
    """Return the day that counts for the clock.

    Registration starts it on the cautious day (``intake.clock_starts_on``); an opinion
    that comes late or never ends the consultation on the last day for it.
    """
    kind = Event(event.event)
    if kind in _REGISTERED:
        return stated_day(event.facts, "clock_starts_on") or event.occurred_on
    if kind in (Event.CONSULT_ANSWERED, Event.CONSULT_LAPSED):
        latest = stated_day(event.facts, "until")
        return min(event.occurred_on, latest) if latest else event.occurred_on
    return event.occurred_on


def clock_of(events: Iterable[RequestEvent]) -> ReplyClock:
    """Return the reply clock after these entries.

    Raises:
        LedgerIncoherent: the entries do not fit together.
    """
    return replay(clock_entries(events), calendar())


def due_as_known(request: InformationRequest, on: date) -> DueDate | None:
    """Return the deadline of a request as the office knew it at the end of a day.

    What was entered or approved later is left out. The calendar is the one the program
    knows now: which holiday notices it had that day is not kept.

    Returns:
        The deadline; None before registration and while the period is void.
    """
    entries = ledger_of(request, known_on=on)
    if not any(_act(entry) is ClockAct.START for entry in entries):
        return None
    clock = clock_of(entries)
    return None if clock.state is ClockState.VOID else clock.due(calendar())


def explained_as_known(request: InformationRequest, on: date) -> tuple[ExplainedDay, ...]:
    """Return the count of a request's period as the office knew it at the end of a day.

    Returns:
        The days; none before registration and while the period is void.
    """
    entries = ledger_of(request, known_on=on)
    if not any(_act(entry) is ClockAct.START for entry in entries):
        return ()
    return explained(entries)


def explained(events: Iterable[RequestEvent]) -> tuple[ExplainedDay, ...]:
    """Return the count of a request's period day by day; nothing while it is void."""
    clock = clock_of(events)
    if clock.state is ClockState.VOID:
        return ()
    return explain(clock, calendar())
