from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.foi.urgency import Urgency, urgency
from gongkai.domain.work_calendar import DueDate
from gongkai.foundation.reference_data import work_calendar

CALENDAR = work_calendar()
DUE = DueDate(date(2026, 3, 30))  # a Monday


@pytest.mark.parametrize(
    ("today", "mark"),
    [
        (date(2026, 3, 20), Urgency.CALM),  # Friday, six working days left
        (date(2026, 3, 23), Urgency.YELLOW),  # Monday, five left
        (date(2026, 3, 24), Urgency.YELLOW),
        (date(2026, 3, 25), Urgency.ORANGE),  # three left
        (date(2026, 3, 26), Urgency.ORANGE),
        (date(2026, 3, 27), Urgency.RED),  # Friday, one left
        (date(2026, 3, 28), Urgency.RED),
        (date(2026, 3, 30), Urgency.RED),
        (date(2026, 3, 31), Urgency.OVERDUE),
    ],
)
def test_deadline_is_marked_by_the_working_days_left(today, mark):
    assert urgency(DUE, today, CALENDAR) is mark


def test_deadline_ending_on_a_friday_is_overdue_on_saturday():
    assert urgency(DueDate(date(2026, 3, 27)), date(2026, 3, 28), CALENDAR) is Urgency.OVERDUE


def test_provisional_deadline_is_marked_without_a_notice():
    due = CALENDAR.due(date(2026, 12, 18), 20)
    assert urgency(due, date(2026, 12, 28), CALENDAR) is Urgency.CALM


@given(st.dates(date(2026, 3, 1), date(2026, 4, 30)), st.integers(1, 20))
def test_deadline_never_becomes_calmer(today, later):
    marks = list(Urgency)
    before = urgency(DUE, today, CALENDAR)
    after = urgency(DUE, date.fromordinal(today.toordinal() + later), CALENDAR)
    assert marks.index(after) <= marks.index(before)
