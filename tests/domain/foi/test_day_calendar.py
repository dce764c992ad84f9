"""The calendar that applicants see: each cell told from the printed calendar of 2026."""

from datetime import date

import pytest

from gongkai.domain.foi.day_calendar import CalendarDay, DayMark, weeks
from gongkai.domain.foi.deadlines import ReplyClock, Suspension, explain
from gongkai.foundation.reference_data import work_calendar

CALENDAR = work_calendar()
M = DayMark
BASE = date(2026, 2, 13)  # Friday; 14 Feb is worked, 15–23 Feb are 春节
TODAY = date(2026, 2, 26)


def cells(today=TODAY, base=BASE, **clock):
    shown = weeks(base, explain(ReplyClock(base, **clock), CALENDAR), today)
    return {cell.on: cell for week in shown for cell in week}, shown


def test_weeks_begin_on_monday_and_hold_the_whole_period():
    _, shown = cells(working_days=7)
    assert [week[0].on for week in shown] == [date(2026, 2, 9), date(2026, 2, 16),
                                              date(2026, 2, 23), date(2026, 3, 2)]  # fmt: skip
    assert all(len(week) == 7 for week in shown)
    assert shown[-1][-1].on == date(2026, 3, 8)


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2026, 2, 9), (M.OUTSIDE, 0, "", False)),
        (date(2026, 2, 13), (M.PAST, 0, "收到", False)),
        (date(2026, 2, 14), (M.PAST, 1, "春节调休上班", False)),
        (date(2026, 2, 15), (M.OFF, 0, "春节", False)),
        (date(2026, 2, 25), (M.PAST, 3, "", False)),
        (date(2026, 2, 26), (M.PAST, 4, "今天", True)),
        (date(2026, 2, 27), (M.COMING, 5, "", False)),
        (date(2026, 2, 28), (M.COMING, 6, "春节调休上班", False)),
        (date(2026, 3, 1), (M.OFF, 0, "周末", False)),
        (date(2026, 3, 2), (M.DUE, 7, "截止", False)),
        (date(2026, 3, 3), (M.OUTSIDE, 0, "", False)),
    ],
)
def test_each_day_is_drawn_as_it_counts(day, told):
    found, _ = cells(working_days=7)
    assert found[day] == CalendarDay(day, *told)


@pytest.mark.parametrize(
    ("today", "told"),
    [
        (date(2026, 2, 10), (M.OUTSIDE, 0, "今天", True)),
        (date(2026, 2, 13), (M.PAST, 0, "收到", True)),
        (date(2026, 2, 16), (M.OFF, 0, "春节", True)),
        (date(2026, 3, 1), (M.OFF, 0, "周末", True)),
        (date(2026, 3, 2), (M.DUE, 7, "截止", True)),
    ],
)
def test_the_day_of_reading_is_marked_wherever_it_falls(today, told):
    found, _ = cells(today, working_days=7)
    assert found[today] == CalendarDay(today, *told)


def test_days_of_a_consultation_are_held():
    """2 March 2026 is a Monday; asked on the 4th, answered on the 6th: two days do not count."""
    asked = Suspension(date(2026, 3, 4), date(2026, 3, 6))
    found, _ = cells(date(2026, 3, 5), date(2026, 3, 2), working_days=5, suspensions=(asked,))
    marks = [(found[date(2026, 3, day)].mark, found[date(2026, 3, day)].count)
             for day in (4, 5, 6, 9, 10, 11)]  # fmt: skip
    assert marks == [
        (M.PAST, 2),
        (M.HOLD, 0),
        (M.HOLD, 0),
        (M.COMING, 3),
        (M.COMING, 4),
        (M.DUE, 5),
    ]
    held = found[date(2026, 3, 5)]
    assert (held.words, held.is_today) == ("征询", True)
    assert not found[date(2026, 3, 6)].is_today


def test_a_holiday_in_the_week_is_named():
    """4 to 6 April 2026 are 清明节; the 6th is a Monday."""
    found, _ = cells(date(2026, 4, 1), date(2026, 4, 1), working_days=5)
    assert found[date(2026, 4, 6)].words == "清明节"


def test_a_period_that_does_not_run_has_no_calendar():
    assert weeks(BASE, (), TODAY) == []
