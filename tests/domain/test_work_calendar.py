from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.work_calendar import (
    CalendarYearMissing,
    DueDate,
    HolidayNotice,
    WorkCalendar,
)
from gongkai.foundation.reference_data import work_calendar

ONE_DAY = timedelta(days=1)
CALENDAR = work_calendar()
KNOWN_DAYS = st.dates(date(2019, 1, 1), date(2026, 6, 30))


def days_of(first, last):
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]


def notice(year, known_since, off=(), worked=(), amends=False):
    return HolidayNotice(
        year=year,
        number="",
        source="",
        known_since=known_since,
        days_off=dict.fromkeys(off, "节日"),
        days_worked=dict.fromkeys(worked, "节日"),
        amends=amends,
    )


def plain_weeks(*years):
    return WorkCalendar(tuple(notice(year, date(year - 1, 11, 1)) for year in years))


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        (date(2025, 1, 26), True),  # Sunday, make-up for Spring Festival
        (date(2025, 2, 8), True),  # Saturday, make-up
        (date(2026, 1, 4), True),  # Sunday, make-up for New Year
        (date(2026, 2, 23), False),  # Monday of the Spring Festival
        (date(2024, 2, 9), True),  # Friday, New Year's Eve, not a holiday before 2025
        (date(2023, 6, 25), True),  # Sunday, make-up
        (date(2018, 12, 29), True),  # Saturday, ruled by the notice on 2019
        (date(2018, 12, 31), False),
        (date(2022, 12, 31), False),
        (date(2020, 1, 31), False),
        (date(2020, 2, 1), False),
        (date(2020, 2, 3), True),
        (date(2019, 5, 5), True),
        (date(2026, 3, 7), False),  # an ordinary Saturday
        (date(2026, 3, 9), True),  # an ordinary Monday
    ],
)
def test_days_stand_as_the_notices_say(day, worked):
    assert CALENDAR.is_working_day(day) is worked


@pytest.mark.parametrize(
    ("year", "working_days"),
    [
        (2019, 250),
        (2020, 249),
        (2021, 250),
        (2022, 249),
        (2023, 249),
        (2024, 251),
        (2025, 248),
        (2026, 248),
    ],
)
def test_working_days_of_the_year_match_the_printed_calendar(year, working_days):
    days = days_of(date(year, 1, 1), date(year, 12, 31))
    assert sum(map(CALENDAR.is_working_day, days)) == working_days


@pytest.mark.parametrize(
    ("start", "n", "due_on"),
    [
        (date(2025, 1, 24), 7, date(2025, 2, 10)),
        (date(2025, 1, 24), 20, date(2025, 2, 27)),
        (date(2025, 1, 24), 40, date(2025, 3, 27)),
        (date(2025, 9, 26), 7, date(2025, 10, 13)),
        (date(2025, 9, 22), 20, date(2025, 10, 24)),
        (date(2025, 4, 25), 5, date(2025, 5, 6)),
        (date(2025, 10, 1), 20, date(2025, 11, 4)),
        (date(2025, 12, 31), 20, date(2026, 1, 29)),
        (date(2026, 2, 13), 7, date(2026, 3, 2)),
        (date(2026, 9, 18), 20, date(2026, 10, 22)),
        (date(2023, 1, 19), 20, date(2023, 2, 21)),
        (date(2020, 1, 22), 20, date(2020, 2, 27)),
    ],
)
def test_counted_periods_match_the_printed_calendar(start, n, due_on):
    assert CALENDAR.add_working_days(start, n) == due_on
    assert CALENDAR.due(start, n) == DueDate(due_on, provisional=False)
    assert CALENDAR.working_days_between(start, due_on) == n


def test_day_of_the_event_is_not_counted():
    assert CALENDAR.add_working_days(date(2026, 3, 9), 1) == date(2026, 3, 10)
    assert CALENDAR.add_working_days(date(2026, 3, 9), 0) == date(2026, 3, 9)


def test_negative_number_of_days_is_an_error():
    with pytest.raises(ValueError, match="-1"):
        CALENDAR.add_working_days(date(2026, 3, 9), -1)


def test_days_not_counted_push_the_end_back():
    week = frozenset(days_of(date(2026, 3, 10), date(2026, 3, 13)))
    end = CALENDAR.add_working_days(date(2026, 3, 9), 1, not_counted=week)
    assert end == date(2026, 3, 16)


def test_interval_is_open_at_its_start_and_closed_at_its_end():
    monday, friday = date(2026, 3, 9), date(2026, 3, 13)
    assert CALENDAR.working_days_between(monday, friday) == 4
    assert CALENDAR.working_days_between(friday, monday) == 0
    assert CALENDAR.working_days_between(monday, monday) == 0


@pytest.mark.parametrize(
    ("since", "on", "waited"),
    [
        (date(2026, 3, 12), date(2026, 3, 12), 0),  # Thursday, the day itself
        (date(2026, 3, 12), date(2026, 3, 15), 1),  # Sunday
        (date(2026, 3, 12), date(2026, 3, 16), 2),
        # Off from Sunday 15 to Monday 23 February 2026; Saturday 14 is worked.
        (date(2026, 2, 13), date(2026, 2, 24), 2),
        # No notice of 2027: Friday 1 January counts by plain weeks.
        (date(2026, 12, 31), date(2027, 1, 4), 2),
        (date(2026, 3, 16), date(2026, 3, 12), 0),
    ],
)
def test_what_waits_is_counted_even_without_a_notice(since, on, waited):
    assert CALENDAR.expected_working_days_between(since, on) == waited


# --- years without a notice ---


def test_year_without_notice_is_refused_not_guessed():
    with pytest.raises(CalendarYearMissing) as refusal:
        CALENDAR.is_working_day(date(2027, 1, 4))
    assert refusal.value.facts == {"year": 2027}


def test_count_into_a_year_without_notice_is_refused():
    with pytest.raises(CalendarYearMissing) as refusal:
        CALENDAR.add_working_days(date(2026, 12, 21), 20)
    assert refusal.value.facts == {"year": 2027}


def test_interval_into_a_year_without_notice_is_refused():
    with pytest.raises(CalendarYearMissing):
        CALENDAR.working_days_between(date(2026, 12, 31), date(2027, 1, 1))


def test_due_date_in_a_year_without_notice_is_provisional():
    # Nine weekdays are left in 2026 after the 18th, then eleven weekdays of 2027.
    assert CALENDAR.due(date(2026, 12, 18), 20) == DueDate(date(2027, 1, 15), provisional=True)


def test_due_date_before_the_last_days_of_december_is_certain():
    assert CALENDAR.due(date(2026, 11, 23), 20) == DueDate(date(2026, 12, 21), provisional=False)


def test_last_days_of_december_are_provisional_until_the_next_notice():
    assert not CALENDAR.is_provisional(date(2026, 12, 27))
    assert CALENDAR.is_provisional(date(2026, 12, 31))
    assert CALENDAR.is_provisional(date(2027, 1, 1))
    assert not CALENDAR.is_provisional(date(2025, 12, 31))
    assert not CALENDAR.is_provisional(date(2018, 12, 31))


def test_day_named_by_the_notice_of_the_next_year_needs_no_notice_of_its_own():
    assert 2018 not in CALENDAR.years
    assert CALENDAR.is_working_day(date(2018, 12, 29))
    with pytest.raises(CalendarYearMissing):
        CALENDAR.is_working_day(date(2018, 12, 28))


def test_provisional_days_that_do_not_count_leave_the_end_certain():
    calendar = plain_weeks(2025, 2026)
    suspended = frozenset({date(2026, 12, 28)})
    assert calendar.due(date(2026, 12, 24), 1, suspended).provisional is False


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 3, 9), 5),
        (date(2026, 3, 13), 1),
        (date(2026, 3, 14), 1),
        (date(2026, 3, 16), 0),
        (date(2026, 3, 17), -1),
        (date(2026, 3, 20), -4),
    ],
)
def test_working_days_left_run_down_to_the_due_date(today, left):
    assert CALENDAR.working_days_left(today, DueDate(date(2026, 3, 16))) == left


def test_due_date_passed_over_a_weekend_is_passed():
    assert CALENDAR.working_days_left(date(2026, 3, 14), DueDate(date(2026, 3, 13))) == -1


def test_days_left_to_a_provisional_date_are_counted_the_way_it_was():
    due = CALENDAR.due(date(2026, 12, 18), 20)
    assert CALENDAR.working_days_left(date(2026, 12, 18), due) == 20


# --- what was known when ---


def test_labour_day_of_2019_was_one_day_until_march():
    before = CALENDAR.as_known_on(date(2019, 3, 21))
    assert before.is_working_day(date(2019, 5, 2))
    assert not before.is_working_day(date(2019, 5, 5))
    after = CALENDAR.as_known_on(date(2019, 3, 22))
    assert not after.is_working_day(date(2019, 5, 2))
    assert after.is_working_day(date(2019, 5, 5))
    assert after.is_working_day(date(2019, 4, 28))


def test_spring_festival_of_2020_ended_earlier_until_its_extension():
    before = CALENDAR.as_known_on(date(2020, 1, 26))
    assert before.is_working_day(date(2020, 1, 31))
    assert before.is_working_day(date(2020, 2, 1))
    after = CALENDAR.as_known_on(date(2020, 1, 27))
    assert not after.is_working_day(date(2020, 1, 31))
    assert not after.is_working_day(date(2020, 2, 1))
    # The extension moved a reply due by two days, Friday 31 January and Saturday 1 February.
    assert before.add_working_days(date(2020, 1, 22), 20) == date(2020, 2, 25)
    assert after.add_working_days(date(2020, 1, 22), 20) == date(2020, 2, 27)


def test_year_is_unknown_before_its_notice_is_published():
    assert 2026 not in CALENDAR.as_known_on(date(2025, 11, 3)).years
    assert 2026 in CALENDAR.as_known_on(date(2025, 11, 4)).years


def test_amendment_alone_does_not_make_a_year_known():
    alone = WorkCalendar((notice(2019, date(2019, 3, 22), off=[date(2019, 5, 2)], amends=True),))
    assert alone.years == frozenset()


def test_holiday_is_named_on_its_days_and_on_the_days_made_up():
    assert CALENDAR.holiday_name(date(2026, 2, 16)) == "春节"
    assert CALENDAR.holiday_name(date(2026, 2, 28)) == "春节"
    assert CALENDAR.holiday_name(date(2026, 3, 9)) == ""


# --- arithmetic ---


@given(KNOWN_DAYS, st.integers(1, 60))
def test_end_is_a_working_day_after_the_start(start, n):
    end = CALENDAR.add_working_days(start, n)
    assert end > start
    assert CALENDAR.is_working_day(end)


@given(KNOWN_DAYS, st.integers(1, 60))
def test_counting_back_gives_the_number_counted(start, n):
    assert CALENDAR.working_days_between(start, CALENDAR.add_working_days(start, n)) == n


@given(KNOWN_DAYS, st.integers(0, 30), st.integers(0, 30))
def test_two_periods_in_a_row_are_one_long_period(start, m, n):
    in_two = CALENDAR.add_working_days(CALENDAR.add_working_days(start, m), n)
    assert in_two == CALENDAR.add_working_days(start, m + n)


@given(KNOWN_DAYS, KNOWN_DAYS, st.integers(0, 40))
def test_a_later_start_never_ends_earlier(a, b, n):
    first, second = sorted((a, b))
    assert CALENDAR.add_working_days(first, n) <= CALENDAR.add_working_days(second, n)


@given(KNOWN_DAYS, st.integers(0, 40), st.sets(KNOWN_DAYS, max_size=20))
def test_leaving_days_out_never_ends_earlier(start, n, left_out):
    with_all = CALENDAR.add_working_days(start, n)
    assert CALENDAR.add_working_days(start, n, not_counted=left_out) >= with_all


@given(st.dates(date(2019, 1, 1), date(2028, 12, 31)), st.integers(1, 60))
def test_certain_due_dates_are_those_the_strict_count_gives(start, n):
    due = CALENDAR.due(start, n)
    if not due.provisional:
        assert due.on == CALENDAR.add_working_days(start, n)
    else:
        assert any(CALENDAR.is_provisional(d) for d in days_of(start + ONE_DAY, due.on))
