"""Say how close a deadline has come."""

from __future__ import annotations

from datetime import date

from gongkai.domain.terms import Term
from gongkai.domain.work_calendar import DueDate, WorkCalendar


class Urgency(Term):
    """How an open deadline is marked in lists."""

    OVERDUE = "overdue", "已逾期"
    RED = "red", "最后一个工作日"
    ORANGE = "orange", "三个工作日内到期"
    YELLOW = "yellow", "五个工作日内到期"
    CALM = "calm", "期限内"


# Working days left, at most; the office's habit, not a rule of law.
STEPS = ((1, Urgency.RED), (3, Urgency.ORANGE), (5, Urgency.YELLOW))


def urgency(due: DueDate, today: date, calendar: WorkCalendar) -> Urgency:
    """Return how close the deadline is on ``today``."""
    if today > due.on:
        return Urgency.OVERDUE
    left = calendar.working_days_left(today, due)
    return next((mark for most, mark in STEPS if left <= most), Urgency.CALM)
