from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.foi import deadlines
from gongkai.domain.foi.deadlines import (
    AlreadyExtended,
    ClockNotRunning,
    ClockState,
    CorrectionNoticeTooLate,
    ExtensionTooLong,
    Period,
    ReplyClock,
    ReplyPeriodOver,
    Suspension,
    check_correction_notice,
    check_extension,
    check_within_reply_period,
)
from gongkai.domain.law import FOI_COURT_INTERPRETATION
from gongkai.domain.work_calendar import DueDate
from gongkai.foundation.reference_data import work_calendar

CALENDAR = work_calendar()
# Monday; twenty working days on is Monday 30 March. 4 to 6 April are off.
START = date(2026, 3, 2)
CLOCK = ReplyClock(START)
DAYS = st.dates(date(2019, 5, 15), date(2026, 3, 1))


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


# --- periods ---


@pytest.mark.parametrize(
    ("period", "working_days", "source"),
    [
        (deadlines.REPLY, 20, "《中华人民共和国政府信息公开条例》第三十三条第二款"),
        (deadlines.MAX_EXTENSION, 20, "《中华人民共和国政府信息公开条例》第三十三条第二款"),
        (deadlines.CORRECTION_NOTICE, 7, "《中华人民共和国政府信息公开条例》第三十条"),
        (deadlines.CORRECTION, 15, "《江苏省政府信息公开申请办理答复规范》"),
        (deadlines.THIRD_PARTY_OPINION, 15, "《中华人民共和国政府信息公开条例》第三十二条"),
        (deadlines.AGENCY_OPINION, 15, "《中华人民共和国政府信息公开条例》第三十四条"),
        (deadlines.PUBLICATION, 20, "《中华人民共和国政府信息公开条例》第二十六条"),
        (
            deadlines.FEE_PAYMENT,
            20,
            "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）第六条",
        ),
        (
            deadlines.COURT_ORDER,
            20,
            f"{FOI_COURT_INTERPRETATION}第十一条",
        ),
    ],
)
def test_period_has_the_length_its_source_grants(period, working_days, source):
    assert (period.working_days, str(period.source)) == (working_days, source)


def test_period_is_counted_from_the_day_after_it_opens():
    assert deadlines.CORRECTION_NOTICE.due(date(2026, 2, 13), CALENDAR) == DueDate(date(2026, 3, 2))
    assert Period(5, "").due(date(2025, 4, 25), CALENDAR).on == date(2025, 5, 6)


# --- the reply deadline ---


@pytest.mark.parametrize(
    ("_case", "clock", "due_on"),
    [
        ("plain month", CLOCK, date(2026, 3, 30)),
        ("across Spring Festival", ReplyClock(date(2025, 1, 24)), date(2025, 2, 27)),
        (
            "extended across Spring Festival",
            ReplyClock(date(2025, 1, 24), extension_working_days=20),
            date(2025, 3, 27),
        ),
        ("across National Day", ReplyClock(date(2025, 9, 22)), date(2025, 10, 24)),
        ("received on a holiday", ReplyClock(date(2025, 10, 1)), date(2025, 11, 4)),
        ("across New Year", ReplyClock(date(2025, 12, 31)), date(2026, 1, 29)),
        ("after correction", ReplyClock(date(2026, 3, 16)), date(2026, 4, 14)),
        ("extended", ReplyClock(START, extension_working_days=20), date(2026, 4, 28)),
        (
            "one consultation",
            ReplyClock(START, suspensions=(Suspension(date(2026, 3, 10), date(2026, 3, 17)),)),
            date(2026, 4, 7),
        ),
        (
            "overlapping consultations",
            ReplyClock(
                START,
                suspensions=(
                    Suspension(date(2026, 3, 10), date(2026, 3, 17)),
                    Suspension(date(2026, 3, 13), date(2026, 3, 19)),
                ),
            ),
            date(2026, 4, 9),
        ),
        (
            "consultation over a weekend",
            ReplyClock(START, suspensions=(Suspension(date(2026, 3, 13), date(2026, 3, 15)),)),
            date(2026, 3, 30),
        ),
        (
            "consultation answered on the day it was sent",
            ReplyClock(START, suspensions=(Suspension(date(2026, 3, 10), date(2026, 3, 10)),)),
            date(2026, 3, 30),
        ),
        (
            "consultation after the deadline",
            ReplyClock(START, suspensions=(Suspension(date(2026, 3, 30), date(2026, 4, 10)),)),
            date(2026, 3, 30),
        ),
        (
            "announced delay",
            ReplyClock(START, delayed_until=date(2026, 4, 30)),
            date(2026, 4, 30),
        ),
        (
            "announced delay that shortens nothing",
            ReplyClock(START, delayed_until=date(2026, 3, 20)),
            date(2026, 3, 30),
        ),
        ("term of a decision", ReplyClock(START, working_days=5), date(2026, 3, 9)),
    ],
)
def test_reply_is_due(_case, clock, due_on):
    assert clock.due(CALENDAR) == DueDate(due_on, provisional=False)


def test_deadline_beyond_the_last_notice_is_provisional():
    assert ReplyClock(date(2026, 12, 18)).due(CALENDAR) == DueDate(date(2027, 1, 15), True)


def test_deadline_moves_when_the_calendar_is_amended():
    clock = ReplyClock(date(2020, 1, 22))
    assert clock.due(CALENDAR.as_known_on(date(2020, 1, 26))).on == date(2020, 2, 25)
    assert clock.due(CALENDAR).on == date(2020, 2, 27)


def test_void_period_has_no_deadline():
    with pytest.raises(ClockNotRunning):
        ReplyClock(START, state=ClockState.VOID).due(CALENDAR)


def test_reply_dispatched_on_the_last_day_is_in_time():
    assert CLOCK.is_in_time(CALENDAR, date(2026, 3, 30))
    assert not CLOCK.is_in_time(CALENDAR, date(2026, 3, 31))


def test_suspension_that_ends_before_it_began_is_an_error():
    with pytest.raises(ValueError, match="before it was sent"):
        Suspension(date(2026, 3, 10), date(2026, 3, 9))


# --- guards ---


@pytest.mark.parametrize("working_days", [1, 20])
def test_extension_within_the_statute_is_accepted_until_the_last_day(working_days):
    check_extension(CLOCK, CALENDAR, working_days=working_days, notified_on=date(2026, 3, 30))


@pytest.mark.parametrize("working_days", [-1, 0, 21])
def test_extension_beyond_the_statute_is_refused(working_days):
    with pytest.raises(ExtensionTooLong) as refusal:
        check_extension(CLOCK, CALENDAR, working_days=working_days, notified_on=START)
    assert refusal.value.facts == {"asked": working_days, "limit": 20}


def test_second_extension_is_refused():
    extended = ReplyClock(START, extension_working_days=5)
    with pytest.raises(AlreadyExtended):
        check_extension(extended, CALENDAR, working_days=5, notified_on=START)


def test_extension_told_after_the_deadline_is_refused():
    with pytest.raises(ReplyPeriodOver) as refusal:
        check_extension(CLOCK, CALENDAR, working_days=5, notified_on=date(2026, 3, 31))
    assert refusal.value.facts == {"on": date(2026, 3, 31), "due_on": date(2026, 3, 30)}


@pytest.mark.parametrize("state", [ClockState.VOID, ClockState.STOPPED])
def test_extension_of_a_period_that_does_not_run_is_refused(state):
    with pytest.raises(ClockNotRunning):
        check_extension(ReplyClock(START, state=state), CALENDAR, working_days=5, notified_on=START)


def test_extension_beyond_the_statute_never_yields_a_date():
    with pytest.raises(ExtensionTooLong):
        ReplyClock(START, extension_working_days=21).due(CALENDAR)


def test_fee_notice_must_fall_into_the_reply_period():
    check_within_reply_period(CLOCK, CALENDAR, on=date(2026, 3, 30))
    with pytest.raises(ReplyPeriodOver):
        check_within_reply_period(CLOCK, CALENDAR, on=date(2026, 3, 31))


def test_correction_is_asked_for_within_seven_working_days():
    check_correction_notice(date(2026, 2, 13), CALENDAR, on=date(2026, 3, 2))
    with pytest.raises(CorrectionNoticeTooLate) as refusal:
        check_correction_notice(date(2026, 2, 13), CALENDAR, on=date(2026, 3, 3))
    assert refusal.value.facts == {"on": date(2026, 3, 3), "due_on": date(2026, 3, 2)}


# --- arithmetic ---


@given(clocks())
def test_deadline_is_a_working_day_after_receipt(clock):
    due_on = clock.due(CALENDAR).on
    assert due_on > clock.base_on
    assert CALENDAR.is_working_day(due_on)
    assert due_on not in clock.not_counted


@given(clocks())
def test_consultation_never_shortens_the_period(clock):
    without = ReplyClock(clock.base_on, extension_working_days=clock.extension_working_days)
    assert clock.due(CALENDAR).on >= without.due(CALENDAR).on


@given(clocks())
def test_order_and_repetition_of_consultations_do_not_matter(clock):
    doubled = ReplyClock(
        clock.base_on,
        extension_working_days=clock.extension_working_days,
        suspensions=(*reversed(clock.suspensions), *clock.suspensions),
    )
    assert doubled.due(CALENDAR) == clock.due(CALENDAR)


@given(DAYS, DAYS, st.integers(0, 20))
def test_later_receipt_never_falls_due_earlier(a, b, extension):
    first, second = sorted((a, b))
    due = ReplyClock(first, extension_working_days=extension).due(CALENDAR).on
    assert due <= ReplyClock(second, extension_working_days=extension).due(CALENDAR).on


@given(DAYS, st.integers(0, 19))
def test_each_further_day_of_extension_is_one_working_day(base_on, extension):
    due_on = ReplyClock(base_on, extension_working_days=extension).due(CALENDAR).on
    longer = ReplyClock(base_on, extension_working_days=extension + 1)
    assert longer.due(CALENDAR).on == CALENDAR.add_working_days(due_on, 1)
