"""The days of a call for opinions, by the statute and the wall calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.engagement.calls import (
    MAJOR_DECISION_SOURCE,
    MINIMUM_DAYS,
    CallClock,
    CallEndsBeforeItBegins,
    CallKind,
    CallNotOpen,
    CallState,
    CallTooShort,
)

MARCH = CallClock(date(2025, 3, 3), date(2025, 4, 2))
days = st.dates(date(2020, 1, 1), date(2035, 12, 31))


def test_the_minimum_of_a_major_decision_names_its_article():
    assert str(MAJOR_DECISION_SOURCE) == "《重大行政决策程序暂行条例》（国务院令第713号）第十五条"
    assert MINIMUM_DAYS[CallKind.MAJOR_DECISION] == 30


def test_every_kind_has_a_minimum():
    assert set(MINIMUM_DAYS) == set(CallKind)


def test_the_opening_day_is_not_counted():
    # 3 March is day nought, 2 April the thirtieth.
    assert MARCH.days == 30


def test_thirty_days_are_enough_for_a_major_decision():
    MARCH.check(CallKind.MAJOR_DECISION, MINIMUM_DAYS, "")


def test_twenty_nine_days_are_too_short_for_a_major_decision():
    short = CallClock(date(2025, 3, 3), date(2025, 4, 1))
    with pytest.raises(CallTooShort) as refused:
        short.check(CallKind.MAJOR_DECISION, MINIMUM_DAYS, "  ")
    assert refused.value.facts == {"kind": CallKind.MAJOR_DECISION, "days": 29, "least": 30}


def test_a_short_period_is_taken_when_the_public_is_told_why():
    short = CallClock(date(2025, 3, 3), date(2025, 3, 10))
    short.check(CallKind.MAJOR_DECISION, MINIMUM_DAYS, "汛期将至，方案须在3月底前施行。")


def test_a_survey_may_be_shorter():
    CallClock(date(2025, 3, 3), date(2025, 3, 10)).check(CallKind.SURVEY, MINIMUM_DAYS, "")


def test_a_county_may_ask_for_more_days():
    week = CallClock(date(2025, 3, 3), date(2025, 3, 10))
    with pytest.raises(CallTooShort):
        week.check(CallKind.OTHER, {CallKind.OTHER: 15}, "")


def test_a_kind_without_a_minimum_is_free():
    CallClock(date(2025, 3, 3), date(2025, 3, 3)).check(CallKind.OTHER, {}, "")


def test_a_call_that_ends_before_it_begins_is_refused_whatever_is_explained():
    with pytest.raises(CallEndsBeforeItBegins):
        CallClock(date(2025, 3, 3), date(2025, 3, 2)).check(CallKind.OTHER, {}, "有原因")


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2025, 3, 2), CallState.ANNOUNCED),
        (date(2025, 3, 3), CallState.OPEN),
        (date(2025, 4, 2), CallState.OPEN),
        (date(2025, 4, 3), CallState.AWAITING_OUTCOME),
        (date(2025, 4, 19), CallState.AWAITING_OUTCOME),
        (date(2025, 4, 20), CallState.ANSWERED),
    ],
)
def test_the_state_follows_the_day(day, state):
    assert CallClock(MARCH.opens_on, MARCH.closes_on, date(2025, 4, 20)).state_on(day) is state


def test_the_last_day_is_still_open():
    MARCH.check_open(date(2025, 4, 2))


@pytest.mark.parametrize("day", [date(2025, 3, 2), date(2025, 4, 3)])
def test_an_opinion_out_of_time_is_refused(day):
    with pytest.raises(CallNotOpen) as refused:
        MARCH.check_open(day)
    assert refused.value.facts["state"] is MARCH.state_on(day)


def test_the_page_changes_on_the_first_day_and_the_day_after_the_last():
    assert MARCH.turns_on() == (date(2025, 3, 3), date(2025, 4, 3))


def test_the_outcome_is_due_thirty_days_after_the_end():
    # 2 April and thirty days: 2 May.
    assert MARCH.outcome_due_on(30) == date(2025, 5, 2)
    assert not MARCH.is_overdue(date(2025, 5, 2), 30)
    assert MARCH.is_overdue(date(2025, 5, 3), 30)


def test_an_answered_call_is_never_overdue():
    answered = CallClock(MARCH.opens_on, MARCH.closes_on, date(2025, 6, 1))
    assert answered.is_overdue(date(2025, 5, 31), 30)
    assert not answered.is_overdue(date(2025, 6, 1), 30)


@given(opens_on=days, length=st.integers(0, 400), answered=st.none() | st.integers(1, 400))
def test_a_state_never_goes_back(opens_on, length, answered):
    closes_on = opens_on + timedelta(days=length)
    answered_on = closes_on + timedelta(days=answered) if answered else None
    clock = CallClock(opens_on, closes_on, answered_on)
    order = list(CallState)
    seen = [
        order.index(clock.state_on(opens_on + timedelta(days=step)))
        for step in range(-3, length + 405, 7)
    ]
    assert seen == sorted(seen)


@given(opens_on=days, length=st.integers(0, 400))
def test_only_the_turning_days_differ_from_the_day_before(opens_on, length):
    clock = CallClock(opens_on, opens_on + timedelta(days=length))
    every = [opens_on + timedelta(days=step) for step in range(-2, length + 4)]
    turned = [
        day for day in every if clock.state_on(day) is not clock.state_on(day - timedelta(days=1))
    ]
    assert turned == list(clock.turns_on())
