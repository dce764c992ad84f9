"""Replay the ledger of a request into the clock that its deadline depends on."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from gongkai.domain.errors import Refusal
from gongkai.domain.foi.deadlines import (
    AGENCY_OPINION,
    REPLY,
    ClockState,
    ReplyClock,
    Suspension,
)
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.terms import Term
from gongkai.domain.work_calendar import WorkCalendar


class ClockAct(Term):
    """What an event does to the reply period."""

    START = "start", "起算"
    RESET = "reset", "重新起算"
    VOID = "void", "期限失效"
    SUSPEND = "suspend", "暂停"
    RESUME = "resume", "恢复"
    EXTEND = "extend", "延期"
    DELAY = "delay", "延迟答复"
    RENEW = "renew", "重办起算"
    STOP = "stop", "停止"


# Events that are absent leave the clock alone. A reason received delays the reply only
# when the office announces a later date (Art. 35), so it is the office that enters DELAY.
CLOCK_ACTS: Mapping[Event, ClockAct] = MappingProxyType(
    {
        Event.REGISTER: ClockAct.START,
        Event.REGISTER_OFFLINE: ClockAct.START,
        Event.REQUEST_CORRECTION: ClockAct.VOID,
        Event.CORRECTION_RECEIVED: ClockAct.RESET,
        Event.CORRECTION_LAPSED: ClockAct.STOP,
        Event.OPEN_CONSULT: ClockAct.SUSPEND,
        Event.CONSULT_ANSWERED: ClockAct.RESUME,
        Event.CONSULT_LAPSED: ClockAct.RESUME,
        Event.EXTEND: ClockAct.EXTEND,
        Event.FEE_NOTICE: ClockAct.VOID,
        Event.FEE_PAID: ClockAct.RESET,
        Event.FEE_LAPSED: ClockAct.STOP,
        Event.DISPATCH: ClockAct.STOP,
        Event.WITHDRAW: ClockAct.STOP,
        Event.REMEDY_ORDER: ClockAct.RENEW,
        Event.SELF_CORRECT: ClockAct.RENEW,
    }
)


class LedgerIncoherent(Refusal):
    """An entry of the ledger does not fit those before it."""

    code = "foi_ledger_incoherent"


@dataclass(frozen=True, slots=True)
class ClockEntry:
    """One entry of a request's ledger that touches the clock.

    Attributes:
        act: what it does.
        on: the legal date of the event.
        working_days: length of an extension, or the term of a renewed round.
        until: date announced for a delayed reply; for a suspension, the day the
            consultation ends at the latest when that is known.
        consultation: which consultation is suspended for or resumed from.
    """

    act: ClockAct
    on: date
    working_days: int = 0
    until: date | None = None
    consultation: str = ""


def replay(ledger: Iterable[ClockEntry], calendar: WorkCalendar) -> ReplyClock:
    """Return the clock after all entries, which stand in legal order.

    Raises:
        LedgerIncoherent: an entry has nothing to act upon, or goes back in time.
    """
    clock: ReplyClock | None = None
    open_consultations: dict[str, Suspension] = {}
    last_on = date.min
    for entry in ledger:
        _check_order(entry, clock, last_on)
        last_on = entry.on
        if clock is None or entry.act in _NEW_ROUNDS:
            clock = ReplyClock(entry.on, working_days=entry.working_days or REPLY.working_days)
            open_consultations.clear()
        elif entry.act in (ClockAct.SUSPEND, ClockAct.RESUME):
            clock = _consulted(clock, entry, open_consultations, calendar)
        else:
            clock = _changed(clock, entry)
    if clock is None:
        raise LedgerIncoherent(act=None, on=None)
    return clock


_NEW_ROUNDS = frozenset({ClockAct.START, ClockAct.RESET, ClockAct.RENEW})
_BY_STATE: Mapping[ClockState | None, frozenset[ClockAct]] = MappingProxyType(
    {
        None: frozenset({ClockAct.START}),
        ClockState.VOID: frozenset({ClockAct.RESET, ClockAct.STOP}),
        # A reply returned by the post is dispatched again: the first dispatch stays decisive.
        ClockState.STOPPED: frozenset({ClockAct.RENEW, ClockAct.STOP}),
        ClockState.RUNNING: frozenset(ClockAct)
        - {ClockAct.START, ClockAct.RESET, ClockAct.RENEW, ClockAct.RESUME},
        ClockState.SUSPENDED: frozenset(ClockAct)
        - {ClockAct.START, ClockAct.RESET, ClockAct.RENEW},
    }
)


def _check_order(entry: ClockEntry, clock: ReplyClock | None, last_on: date) -> None:
    state = clock.state if clock else None
    if entry.act not in _BY_STATE[state] or entry.on < last_on:
        raise LedgerIncoherent(act=entry.act, on=entry.on)


def _consulted(
    clock: ReplyClock,
    entry: ClockEntry,
    open_consultations: dict[str, Suspension],
    calendar: WorkCalendar,
) -> ReplyClock:
    """Return the clock with one consultation more, or one ended."""
    kept = clock.suspensions
    known = open_consultations.pop(entry.consultation, None)
    if (known is None) is (entry.act is ClockAct.RESUME):
        raise LedgerIncoherent(act=entry.act, on=entry.on)
    if known is None:
        latest = entry.until or AGENCY_OPINION.due(entry.on, calendar).on
        added = open_consultations[entry.consultation] = Suspension(entry.on, latest, is_open=True)
        kept = (*kept, added)
    else:
        ended = Suspension(known.sent_on, entry.on)
        kept = tuple(ended if s is known else s for s in kept)
    state = ClockState.SUSPENDED if open_consultations else ClockState.RUNNING
    return replace(clock, suspensions=kept, state=state)


def _changed(clock: ReplyClock, entry: ClockEntry) -> ReplyClock:
    """Return the clock after an entry that is neither a new round nor a consultation."""
    if entry.act is ClockAct.VOID:
        return replace(clock, state=ClockState.VOID)
    if entry.act is ClockAct.EXTEND:
        if clock.extension_working_days or entry.working_days < 1:
            raise LedgerIncoherent(act=entry.act, on=entry.on)
        return replace(clock, extension_working_days=entry.working_days)
    if entry.act is ClockAct.DELAY:
        return replace(clock, delayed_until=entry.until)
    return replace(clock, state=ClockState.STOPPED, stopped_on=clock.stopped_on or entry.on)
