from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.foi.deadlines import (
    DayReason,
    ExplainedDay,
    ReplyClock,
    Suspension,
    explain,
)
from gongkai.foundation.reference_data import work_calendar

CALENDAR = work_calendar()
START = date(2026, 3, 2)  # a Monday
DAYS = st.dates(date(2019, 5, 15), date(2026, 3, 1))


def days(first, last):
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]


@st.composite
def suspensions(draw, base_on):
    sent_on = base_on + timedelta(days=draw(st.integers(0, 40)))
    return Suspension(sent_on, sent_on + timedelta(days=draw(st.integers(0, 30))))


@st.composite
def clocks(draw):
    base_on = draw(DAYS)
    return ReplyClock(
        base_on,
        extension_working_days=draw(st.integers(0, 20)),
        suspensions=tuple(draw(st.lists(suspensions(base_on), max_size=3))),
    )


def test_count_is_explained_day_by_day():
    off, counted = DayReason.NOT_WORKED, DayReason.COUNTED
    festival = [
        ExplainedDay(day, 0, off, "春节") for day in days(date(2026, 2, 15), date(2026, 2, 23))
    ]
    assert explain(ReplyClock(date(2026, 2, 13), working_days=7), CALENDAR) == (
        ExplainedDay(date(2026, 2, 14), 1, counted, "春节"),
        *festival,
        ExplainedDay(date(2026, 2, 24), 2, counted),
        ExplainedDay(date(2026, 2, 25), 3, counted),
        ExplainedDay(date(2026, 2, 26), 4, counted),
        ExplainedDay(date(2026, 2, 27), 5, counted),
        ExplainedDay(date(2026, 2, 28), 6, counted, "春节"),
        ExplainedDay(date(2026, 3, 1), 0, off),
        ExplainedDay(date(2026, 3, 2), 7, counted),
    )


def test_days_of_a_consultation_are_shown_as_such():
    clock = ReplyClock(
        START,
        working_days=5,
        suspensions=(Suspension(date(2026, 3, 4), date(2026, 3, 6)),),
    )
    assert [(line.count, line.reason) for line in explain(clock, CALENDAR)] == [
        (1, DayReason.COUNTED),
        (2, DayReason.COUNTED),
        (0, DayReason.CONSULTATION),
        (0, DayReason.CONSULTATION),
        (0, DayReason.NOT_WORKED),
        (0, DayReason.NOT_WORKED),
        (3, DayReason.COUNTED),
        (4, DayReason.COUNTED),
        (5, DayReason.COUNTED),
    ]


def test_delay_is_shown_after_the_counted_days():
    clock = ReplyClock(START, working_days=1, delayed_until=date(2026, 3, 5))
    assert [line.reason for line in explain(clock, CALENDAR)] == [
        DayReason.COUNTED,
        DayReason.DELAY,
        DayReason.DELAY,
    ]


def test_days_without_a_notice_are_shown_as_provisional():
    lines = explain(ReplyClock(date(2026, 12, 25), working_days=5), CALENDAR)
    assert [line.on for line in lines if line.provisional] == days(
        date(2026, 12, 28), date(2027, 1, 1)
    )


@given(clocks())
def test_explanation_counts_exactly_the_term_and_ends_on_the_deadline(clock):
    lines = explain(clock, CALENDAR)
    counts = [line.count for line in lines if line.reason is DayReason.COUNTED]
    assert counts == list(range(1, 21 + clock.extension_working_days))
    due_on = clock.due(CALENDAR).on
    assert [line.on for line in lines] == days(clock.base_on + timedelta(days=1), due_on)
    assert lines[-1].reason is DayReason.COUNTED
