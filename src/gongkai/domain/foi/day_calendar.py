"""Lay the count of a reply period out week by week, as the applicant sees it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.domain.foi.deadlines import DayReason, ExplainedDay
from gongkai.domain.terms import Term

_WEEK = 7
_SATURDAY = 5


class DayMark(Term):
    """How a day of the calendar is drawn."""

    OUTSIDE = "outside", "不在期限内"
    PAST = "past", "已过工作日"
    COMING = "coming", "未到工作日"
    OFF = "off", "休息日"
    HOLD = "hold", "征求意见，不计入期限"
    DUE = "due", "最迟答复日"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """One cell.

    Attributes:
        on: the day.
        mark: how it is drawn.
        count: its number within the period; 0 when it has none.
        words: what is written beside the number.
        is_today: whether it is the day of reading.
    """

    on: date
    mark: DayMark
    count: int = 0
    words: str = ""
    is_today: bool = False


def weeks(base_on: date, days: Sequence[ExplainedDay], today: date) -> list[list[CalendarDay]]:
    """Return the weeks from the day of receipt to the deadline, Monday first.

    Args:
        base_on: day zero of the period.
        days: its count day by day, from the day after ``base_on`` to the deadline.
        today: the day of reading.
    """
    if not days:
        return []
    told = {day.on: day for day in days}
    due_on = days[-1].on
    first = base_on - timedelta(days=base_on.weekday())
    last = due_on + timedelta(days=_WEEK - 1 - due_on.weekday())
    cells = [
        _cell(first + timedelta(days=i), told, base_on, due_on, today)
        for i in range((last - first).days + 1)
    ]
    return [cells[i : i + _WEEK] for i in range(0, len(cells), _WEEK)]


def _cell(
    on: date, told: dict[date, ExplainedDay], base_on: date, due_on: date, today: date
) -> CalendarDay:
    """Return one cell of the calendar."""
    day = told.get(on)
    now = "今天" if on == today else ""
    if day is None:
        words = "收到" if on == base_on else now
        mark = DayMark.PAST if on == base_on else DayMark.OUTSIDE
        return CalendarDay(on, mark, 0, words, on == today)
    if on == due_on:
        return CalendarDay(on, DayMark.DUE, day.count, "截止", on == today)
    if day.reason is DayReason.NOT_WORKED:
        words = day.holiday or ("周末" if on.weekday() >= _SATURDAY else "休息")
        return CalendarDay(on, DayMark.OFF, 0, words, on == today)
    if day.reason is DayReason.CONSULTATION:
        return CalendarDay(on, DayMark.HOLD, 0, "征询", on == today)
    words = now or (f"{day.holiday}调休上班" if day.holiday else "")
    mark = DayMark.PAST if on <= today else DayMark.COMING
    return CalendarDay(on, mark, day.count, words, on == today)
