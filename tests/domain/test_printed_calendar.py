"""The working days of two years, copied out by hand from the notices of the State Council."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.work_calendar import DueDate
from gongkai.foundation.reference_data import work_calendar

CALENDAR = work_calendar()
# One row per month: the days that offices work, week by week.
PRINTED = {
    2025: (
        "2 3  6 7 8 9 10  13 14 15 16 17  20 21 22 23 24  26 27",
        "5 6 7 8  10 11 12 13 14  17 18 19 20 21  24 25 26 27 28",
        "3 4 5 6 7  10 11 12 13 14  17 18 19 20 21  24 25 26 27 28  31",
        "1 2 3  7 8 9 10 11  14 15 16 17 18  21 22 23 24 25  27 28 29 30",
        "6 7 8 9  12 13 14 15 16  19 20 21 22 23  26 27 28 29 30",
        "3 4 5 6  9 10 11 12 13  16 17 18 19 20  23 24 25 26 27  30",
        "1 2 3 4  7 8 9 10 11  14 15 16 17 18  21 22 23 24 25  28 29 30 31",
        "1  4 5 6 7 8  11 12 13 14 15  18 19 20 21 22  25 26 27 28 29",
        "1 2 3 4 5  8 9 10 11 12  15 16 17 18 19  22 23 24 25 26  28 29 30",
        "9 10 11  13 14 15 16 17  20 21 22 23 24  27 28 29 30 31",
        "3 4 5 6 7  10 11 12 13 14  17 18 19 20 21  24 25 26 27 28",
        "1 2 3 4 5  8 9 10 11 12  15 16 17 18 19  22 23 24 25 26  29 30 31",
    ),
    2026: (
        "4 5 6 7 8 9  12 13 14 15 16  19 20 21 22 23  26 27 28 29 30",
        "2 3 4 5 6  9 10 11 12 13 14  24 25 26 27 28",
        "2 3 4 5 6  9 10 11 12 13  16 17 18 19 20  23 24 25 26 27  30 31",
        "1 2 3  7 8 9 10  13 14 15 16 17  20 21 22 23 24  27 28 29 30",
        "6 7 8 9  11 12 13 14 15  18 19 20 21 22  25 26 27 28 29",
        "1 2 3 4 5  8 9 10 11 12  15 16 17 18  22 23 24 25 26  29 30",
        "1 2 3  6 7 8 9 10  13 14 15 16 17  20 21 22 23 24  27 28 29 30 31",
        "3 4 5 6 7  10 11 12 13 14  17 18 19 20 21  24 25 26 27 28  31",
        "1 2 3 4  7 8 9 10 11  14 15 16 17 18  20 21 22 23 24  28 29 30",
        "8 9 10  12 13 14 15 16  19 20 21 22 23  26 27 28 29 30",
        "2 3 4 5 6  9 10 11 12 13  16 17 18 19 20  23 24 25 26 27  30",
        "1 2 3 4  7 8 9 10 11  14 15 16 17 18  21 22 23 24 25  28 29 30 31",
    ),
}
WORKED = [
    date(year, month, int(day))
    for year, months in PRINTED.items()
    for month, days in enumerate(months, start=1)
    for day in days.split()
]
EVERY_DAY = [date(2025, 1, 1) + timedelta(days=i) for i in range(730)]


def printed_end(start, n):
    return [day for day in WORKED if day > start][n - 1]


@pytest.mark.parametrize("year", [2025, 2026])
@pytest.mark.parametrize("month", range(1, 13))
def test_month_is_worked_as_printed(year, month):
    days = [day for day in EVERY_DAY if (day.year, day.month) == (year, month)]
    worked = [str(day.day) for day in days if CALENDAR.is_working_day(day)]
    assert worked == PRINTED[year][month - 1].split()


@pytest.mark.parametrize(
    ("day", "worked", "holiday"),
    [
        (date(2025, 1, 1), False, "元旦"),
        (date(2025, 1, 26), True, "春节"),
        (date(2025, 1, 28), False, "春节"),
        (date(2025, 2, 4), False, "春节"),
        (date(2025, 4, 4), False, "清明节"),
        (date(2025, 4, 27), True, "劳动节"),
        (date(2025, 5, 5), False, "劳动节"),
        (date(2025, 6, 2), False, "端午节"),
        (date(2026, 1, 2), False, "元旦"),
        (date(2026, 2, 28), True, "春节"),
        (date(2026, 4, 6), False, "清明节"),
        (date(2026, 5, 9), True, "劳动节"),
        (date(2026, 6, 19), False, "端午节"),
        (date(2026, 9, 25), False, "中秋节"),
        (date(2026, 10, 7), False, "国庆节"),
        (date(2026, 3, 7), False, ""),  # an ordinary Saturday
    ],
)
def test_day_carries_the_name_of_its_holiday(day, worked, holiday):
    assert (CALENDAR.is_working_day(day), CALENDAR.holiday_name(day)) == (worked, holiday)


@pytest.mark.parametrize("n", [1, 7, 15, 20, 40])
def test_period_opened_on_any_day_ends_as_printed(n):
    starts = [day for day in EVERY_DAY if day < date(2026, 10, 1)]
    ends = {start: CALENDAR.add_working_days(start, n) for start in starts}
    assert ends == {start: printed_end(start, n) for start in starts}


# The days spelled out in the remarks are those of the last week of each count.
@pytest.mark.parametrize(
    ("start", "due_on"),
    [
        (date(2025, 3, 31), date(2025, 4, 28)),  # 清明: 18 by 25 April, then Sunday 27, 28
        (date(2025, 4, 25), date(2025, 5, 27)),  # 劳动节: 18 by 23 May, then 26, 27
        (date(2025, 5, 30), date(2025, 6, 30)),  # 端午: 19 by 27 June, then 30
        (date(2025, 9, 30), date(2025, 11, 4)),  # 国庆: 18 by 31 October, then 3, 4
        (date(2026, 1, 1), date(2026, 1, 29)),  # 元旦: 16 by 23 January, then 26 to 29
        (date(2026, 1, 26), date(2026, 2, 28)),  # 春节: ends on a Saturday that is worked
        (date(2026, 4, 3), date(2026, 5, 7)),  # 清明 and 劳动节: 18 by 30 April, then 6, 7
        (date(2026, 4, 30), date(2026, 6, 1)),  # 劳动节: 19 by 29 May, then 1 June
        (date(2026, 6, 18), date(2026, 7, 17)),  # 端午: 15 by 10 July, then 13 to 17
        (date(2026, 9, 24), date(2026, 10, 29)),  # 中秋 and 国庆: 16 by 23, then 26 to 29
    ],
)
def test_twenty_working_days_across_each_holiday(start, due_on):
    assert CALENDAR.due(start, 20) == DueDate(due_on, provisional=False)
    assert CALENDAR.working_days_between(start, due_on) == 20
    assert CALENDAR.working_days_left(start, DueDate(due_on)) == 20


@given(st.sampled_from(EVERY_DAY), st.sampled_from(EVERY_DAY))
def test_working_days_of_any_interval_are_those_printed(a, b):
    assert CALENDAR.working_days_between(a, b) == sum(a < day <= b for day in WORKED)


@given(st.sampled_from(WORKED), st.sampled_from(WORKED))
def test_days_left_are_those_printed_and_negative_once_past(today, due_on):
    left = CALENDAR.working_days_left(today, DueDate(due_on))
    assert left == WORKED.index(due_on) - WORKED.index(today)


# --- the edge of what is known ---


@pytest.mark.parametrize(
    ("start", "n", "due"),
    [
        # Twenty December days before the 28th: 1 to 25 hold 19, so the 20th is Monday 28.
        (date(2026, 11, 30), 19, DueDate(date(2026, 12, 25), provisional=False)),
        (date(2026, 11, 30), 20, DueDate(date(2026, 12, 28), provisional=True)),
        (date(2026, 12, 25), 4, DueDate(date(2026, 12, 31), provisional=True)),
        # 1 January 2027 is a Friday; plain weeks know no holidays.
        (date(2026, 12, 31), 1, DueDate(date(2027, 1, 1), provisional=True)),
        (date(2026, 12, 31), 2, DueDate(date(2027, 1, 4), provisional=True)),
    ],
)
def test_period_is_provisional_from_the_28th_of_the_last_known_december(start, n, due):
    assert CALENDAR.due(start, n) == due


@pytest.mark.parametrize("day", [27, 28, 31])
def test_last_days_of_december_are_certain_once_the_next_notice_is_known(day):
    assert not CALENDAR.is_provisional(date(2025, 12, day))
    before_the_notice = CALENDAR.as_known_on(date(2025, 11, 3))
    assert before_the_notice.is_provisional(date(2025, 12, day)) is (day >= 28)


def test_deadline_settles_when_the_notice_of_the_next_year_comes_out():
    # Seen before the notice on 2026, New Year's Day and 2 January look like working days.
    before, after = (CALENDAR.as_known_on(date(2025, 11, day)) for day in (3, 4))
    assert before.due(date(2025, 12, 26), 4) == DueDate(date(2026, 1, 1), provisional=True)
    assert after.due(date(2025, 12, 26), 4) == DueDate(date(2026, 1, 4), provisional=False)
