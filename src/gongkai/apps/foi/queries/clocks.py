"""Turn a request's ledger into the clock its deadline depends on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from gongkai.apps.foi.models import RequestEvent
from gongkai.domain.foi.deadlines import ClockState, ExplainedDay, ReplyClock, explain
from gongkai.domain.foi.ledger import CLOCK_ACTS, ClockAct, ClockEntry, replay
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.work_calendar import WorkCalendar
from gongkai.foundation.reference_data import work_calendar


def calendar() -> WorkCalendar:
    """Return the announced holidays as the program knows them."""
    return work_calendar()


def stated_day(facts: dict[str, Any], key: str) -> date | None:
    """Return a day that an entry of the ledger states, or None."""
    value = facts.get(key)
    return date.fromisoformat(str(value)) if value else None


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


def explained(events: Iterable[RequestEvent]) -> tuple[ExplainedDay, ...]:
    """Return the count of a request's period day by day; nothing while it is void."""
    clock = clock_of(events)
    if clock.state is ClockState.VOID:
        return ()
    return explain(clock, calendar())
