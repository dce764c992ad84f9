"""Read cases told as plain data, and answer with days and sums as plain data.

The forms are those of the command line (``docs/handbook/counting.md``): other offices
and other programs count with them, so nothing here knows our own records.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from gongkai.domain.errors import Refusal
from gongkai.domain.foi.deadlines import (
    AGENCY_OPINION,
    AlreadyExtended,
    ExplainedDay,
    ReplyClock,
    Suspension,
    explain,
)
from gongkai.domain.foi.fees import Tariff, fee_lines
from gongkai.domain.foi.ledger import ClockAct
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.work_calendar import DueDate, WorkCalendar

# The Regulations came into force in 2008; a year far off is a slip of the pen.
FIRST_YEAR, LAST_YEAR = 2000, 2099
MOST_WORKING_DAYS = 2_000
MOST_UNITS = 1_000_000
WEEKDAYS = "一二三四五六日"
TARIFFS: Mapping[str, Tariff] = {"items": Tariff.BY_REQUEST, "pages": Tariff.BY_PAGE}
CORRECTED, PAID = Event.CORRECTION_RECEIVED.value, Event.FEE_PAID.value
CONSULT, EXTEND, DELAY = "consult", Event.EXTEND.value, ClockAct.DELAY.value
EVENTS = (CORRECTED, PAID, CONSULT, EXTEND, DELAY)
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_WHOLE = re.compile(r"[0-9]{1,9}")


class ToldWrongly(Refusal):
    """A field is missing or is not what it should be."""

    code = "foi_told_wrongly"


class ToldOutOfOrder(Refusal):
    """An event is dated before the one it depends on."""

    code = "foi_told_out_of_order"


def answer_case(case: object, calendar: WorkCalendar) -> dict[str, Any]:
    """Return the deadline of one case and its count day by day.

    Args:
        case: ``{"id", "received_on", "events": [...], "known_on": optional}``.
        calendar: all notices; ``known_on`` leaves out those of a later day.

    Raises:
        ToldWrongly: a field is missing or unreadable.
        ToldOutOfOrder: an event comes before what it depends on.
        AlreadyExtended: extended twice in one round, Art. 33(2).
        ExtensionTooLong: an extension beyond Art. 33(2).
    """
    told = told_mapping(case, "整行")
    if told.get("known_on") is not None:
        calendar = calendar.as_known_on(told_day(told, "known_on"))
    clock = clock_of(told, calendar)
    due = clock.due(calendar)
    return {
        "id": told.get("id"),
        "due_on": due.on.isoformat(),
        "provisional": due.provisional or any(s.is_open for s in clock.suspensions),
        "base_on": clock.base_on.isoformat(),
        "working_days": clock.working_days + clock.extension_working_days,
        "explanation": [_told_day(day) for day in explain(clock, calendar)],
    }


def clock_of(case: Mapping[str, Any], calendar: WorkCalendar) -> ReplyClock:
    """Return the clock after all events of a case, which stand in legal order.

    A correction or a payment opens a new period: what was extended or delayed, and the time
    spent asking others before, is gone with the old one.

    Raises:
        ToldWrongly: a field is missing or unreadable.
        ToldOutOfOrder: an event comes before what it depends on.
        AlreadyExtended: extended twice in one round.
    """
    received = told_day(case, "received_on")
    clock = ReplyClock(received)
    events = case.get("events") or []
    if not isinstance(events, list):
        raise ToldWrongly(field="events", wanted="列表", found=events)
    for number, raw in enumerate(events, start=1):
        event = told_mapping(raw, f"第{number}个事件")
        if event.get("type") == CONSULT:
            asked = _consultation(event, received, calendar)
            clock = replace(clock, suspensions=(*clock.suspensions, asked))
        else:
            clock = _after(clock, event)
    return clock


def _after(clock: ReplyClock, event: Mapping[str, Any]) -> ReplyClock:
    """Return the clock after one event that is no consultation."""
    kind = event.get("type")
    if kind not in EVENTS:
        raise ToldWrongly(field="type", wanted=f"{'、'.join(EVENTS)}之一", found=kind)
    if kind == EXTEND:
        if clock.extension_working_days:
            raise AlreadyExtended(granted=clock.extension_working_days)
        return replace(clock, extension_working_days=told_whole(event, "working_days", least=1))
    if kind == DELAY:
        return replace(clock, delayed_until=_in_order(told_day(event, "until"), clock.base_on))
    on = _in_order(told_day(event, "on"), clock.base_on)
    return ReplyClock(on, suspensions=tuple(s for s in clock.suspensions if s.sent_on >= on))


def _consultation(event: Mapping[str, Any], received: date, calendar: WorkCalendar) -> Suspension:
    """Return the time spent asking; without an end it lasts as long as it may, Art. 32, 34."""
    sent = _in_order(told_day(event, "sent_on"), received)
    if event.get("ended_on") is None:
        return Suspension(sent, AGENCY_OPINION.due(sent, calendar).on, is_open=True)
    return Suspension(sent, _in_order(told_day(event, "ended_on"), sent))


def _told_day(day: ExplainedDay) -> dict[str, Any]:
    """Return one line of the count; ``count`` is 0 for a day that does not count."""
    return {
        "on": day.on.isoformat(),
        "weekday": f"周{WEEKDAYS[day.on.weekday()]}",
        "count": day.count,
        "reason": day.reason.value,
        "text": day.reason.label,
        "holiday": day.holiday,
        "provisional": day.provisional,
    }


def answer_period(row: Mapping[str, Any], calendar: WorkCalendar) -> DueDate:
    """Return the last day of a period told as ``start`` and ``working_days``.

    Raises:
        ToldWrongly: a field is missing or unreadable.
    """
    return calendar.due(told_day(row, "start"), told_whole(row, "working_days"))


def answer_fee(told: object) -> dict[str, Any]:
    """Return the fee of ``{"basis": "items|pages", "count": n}`` and how it comes about.

    Raises:
        ToldWrongly: a field is missing or unreadable.
    """
    asked = told_mapping(told, "整行")
    basis = asked.get("basis")
    if not isinstance(basis, str) or basis not in TARIFFS:
        raise ToldWrongly(field="basis", wanted="items（按件）或pages（按页）", found=basis)
    count = told_whole(asked, "count", most=MOST_UNITS)
    lines = fee_lines(TARIFFS[basis], count)
    return {
        **({"id": asked["id"]} if "id" in asked else {}),
        "basis": basis,
        "count": count,
        "yuan": int(sum(line.total_yuan for line in lines)),
        "steps": [
            {
                "from": line.first,
                "to": line.last,
                "count": line.last - line.first + 1,
                "price_yuan": int(line.price_yuan),
                "yuan": int(line.total_yuan),
            }
            for line in lines
        ],
    }


def told_mapping(raw: object, where: str) -> Mapping[str, Any]:
    """Return a mapping as it was told.

    Raises:
        ToldWrongly: it is none.
    """
    if not isinstance(raw, Mapping):
        raise ToldWrongly(field=where, wanted="带字段名的对象{…}", found=raw)
    return raw


def told_day(told: Mapping[str, Any], field: str) -> date:
    """Return a day told as ``2025-03-01``.

    Raises:
        ToldWrongly: it is missing or no day between ``FIRST_YEAR`` and ``LAST_YEAR``.
    """
    raw = told.get(field)
    if isinstance(raw, str) and _DAY.fullmatch(raw.strip()):
        try:
            day = date.fromisoformat(raw.strip())
        except ValueError:
            pass
        else:
            if FIRST_YEAR <= day.year <= LAST_YEAR:
                return day
    raise ToldWrongly(
        field=field, wanted=f"{FIRST_YEAR}至{LAST_YEAR}年间的日期，写成2025-03-01这样", found=raw
    )


def told_whole(
    told: Mapping[str, Any], field: str, *, least: int = 0, most: int = MOST_WORKING_DAYS
) -> int:
    """Return a whole number, also one written as text, as tables have it.

    Raises:
        ToldWrongly: it is missing, no whole number, or out of bounds.
    """
    raw = told.get(field)
    number = int(raw) if isinstance(raw, str) and _WHOLE.fullmatch(raw.strip()) else raw
    if isinstance(number, bool) or not isinstance(number, int) or not least <= number <= most:
        raise ToldWrongly(field=field, wanted=f"{least}到{most}之间的整数", found=raw)
    return number


def _in_order(on: date, after: date) -> date:
    if on < after:
        raise ToldOutOfOrder(on=on, after=after)
    return on
