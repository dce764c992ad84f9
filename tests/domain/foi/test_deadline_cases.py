"""Deadlines counted by hand on the printed calendars of 2025 and 2026."""

from datetime import date, timedelta

import pytest

from gongkai.domain.foi.deadlines import (
    AGENCY_OPINION,
    CORRECTION,
    CORRECTION_NOTICE,
    FEE_PAYMENT,
    AlreadyExtended,
    ClockNotRunning,
    ClockState,
    CorrectionNoticeTooLate,
    DayReason,
    ExtensionTooLong,
    ReplyClock,
    ReplyPeriodOver,
    Suspension,
    check_correction_notice,
    check_extension,
    check_within_reply_period,
    explain,
)
from gongkai.domain.foi.ledger import ClockAct, ClockEntry, LedgerIncoherent, replay
from gongkai.domain.work_calendar import DueDate
from gongkai.foundation.reference_data import work_calendar

CALENDAR = work_calendar()
ONE_DAY = timedelta(days=1)
# Friday before a worked Sunday and the Labour Day holiday.
APRIL = date(2025, 4, 25)
FIRST = Suspension(date(2025, 4, 28), date(2025, 5, 8))  # 29, 30, 6, 7, 8: five working days
SECOND = Suspension(date(2025, 5, 7), date(2025, 5, 13))  # 8, 9, 12, 13: four
WITHIN = Suspension(date(2025, 4, 29), date(2025, 5, 6))  # inside FIRST
OVER_THE_HOLIDAY = Suspension(date(2025, 4, 30), date(2025, 5, 5))  # no working day at all
ON_THE_WORKED_SUNDAY = Suspension(date(2025, 4, 26), date(2025, 4, 27))  # one


@pytest.mark.parametrize(
    ("extension", "suspensions", "due_on"),
    [
        (0, (), date(2025, 5, 27)),
        (1, (), date(2025, 5, 28)),
        (4, (), date(2025, 6, 3)),  # 28, 29, 30 May, then 端午
        (20, (), date(2025, 6, 25)),
        (0, (FIRST,), date(2025, 6, 4)),  # 28, 29, 30 May, 3, 4 June
        (20, (FIRST,), date(2025, 7, 2)),  # 26, 27, 30 June, 1, 2 July
        (20, (FIRST, SECOND), date(2025, 7, 7)),  # eight days together: 8 May counts once
        (20, (SECOND, FIRST), date(2025, 7, 7)),
        (0, (FIRST, WITHIN), date(2025, 6, 4)),
        (0, (OVER_THE_HOLIDAY,), date(2025, 5, 27)),
        (0, (ON_THE_WORKED_SUNDAY,), date(2025, 5, 28)),
        (0, (ON_THE_WORKED_SUNDAY, FIRST), date(2025, 6, 5)),
        # A letter sent within the extension only: 28 May to 30 May are left out.
        (5, (Suspension(date(2025, 5, 27), date(2025, 5, 30)),), date(2025, 6, 9)),
    ],
)
def test_extension_and_consultations_around_labour_day(extension, suspensions, due_on):
    clock = ReplyClock(APRIL, extension_working_days=extension, suspensions=suspensions)
    assert clock.due(CALENDAR) == DueDate(due_on, provisional=False)
    assert clock.is_in_time(CALENDAR, due_on)
    assert not clock.is_in_time(CALENDAR, due_on + ONE_DAY)


def test_printed_count_tells_why_each_day_around_labour_day_is_left_out():
    clock = ReplyClock(APRIL, suspensions=(FIRST,))
    lines = explain(clock, CALENDAR)
    told = [(line.on.day, line.count, line.reason, line.holiday) for line in lines[:15]]
    off, asked, counted = DayReason.NOT_WORKED, DayReason.CONSULTATION, DayReason.COUNTED
    assert told == [
        (26, 0, off, ""),
        (27, 1, counted, "劳动节"),
        (28, 2, counted, ""),
        (29, 0, asked, ""),
        (30, 0, asked, ""),
        (1, 0, off, "劳动节"),
        (2, 0, off, "劳动节"),
        (3, 0, off, "劳动节"),
        (4, 0, off, "劳动节"),
        (5, 0, off, "劳动节"),
        (6, 0, asked, ""),
        (7, 0, asked, ""),
        (8, 0, asked, ""),
        (9, 3, counted, ""),
        (10, 0, off, ""),
    ]
    assert (lines[-1].on, lines[-1].count) == (date(2025, 6, 4), 20)


# --- corrections and payments ---


@pytest.mark.parametrize("earlier_extension", [0, 20])
@pytest.mark.parametrize(
    ("received", "corrected", "due_on"),
    [
        (date(2025, 1, 20), date(2025, 1, 27), date(2025, 3, 3)),  # 19 in February, then 3
        (date(2025, 9, 15), date(2025, 9, 28), date(2025, 10, 31)),  # 29, 30, then 18
        (date(2026, 2, 9), date(2026, 2, 14), date(2026, 3, 20)),  # 24 to 28, then 15
        (date(2026, 9, 1), date(2026, 9, 20), date(2026, 10, 23)),  # 4, 3, 3, then 10
    ],
)
def test_twenty_whole_days_follow_a_reset(earlier_extension, received, corrected, due_on):
    ledger = [ClockEntry(ClockAct.START, received)]
    if earlier_extension:
        ledger.append(ClockEntry(ClockAct.EXTEND, received, working_days=earlier_extension))
    ledger.append(ClockEntry(ClockAct.VOID, received + ONE_DAY))
    with pytest.raises(ClockNotRunning):
        replay(ledger, CALENDAR).due(CALENDAR)
    ledger.append(ClockEntry(ClockAct.RESET, corrected))
    assert replay(ledger, CALENDAR).due(CALENDAR).on == due_on


def test_round_after_a_reset_may_be_extended_again():
    ledger = [
        ClockEntry(ClockAct.START, date(2025, 9, 1)),
        ClockEntry(ClockAct.EXTEND, date(2025, 9, 2), working_days=20),
        ClockEntry(ClockAct.VOID, date(2025, 9, 3)),
        ClockEntry(ClockAct.RESET, date(2025, 9, 28)),
    ]
    clock = replay(ledger, CALENDAR)
    check_extension(clock, CALENDAR, working_days=20, notified_on=date(2025, 10, 31))
    ledger.append(ClockEntry(ClockAct.EXTEND, date(2025, 10, 31), working_days=20))
    # November 2025 has exactly twenty working days.
    assert replay(ledger, CALENDAR).due(CALENDAR).on == date(2025, 11, 28)
    with pytest.raises(LedgerIncoherent):
        replay([*ledger, ledger[-1]], CALENDAR)


@pytest.mark.parametrize(
    ("period", "start", "due_on"),
    [
        (CORRECTION_NOTICE, date(2025, 9, 30), date(2025, 10, 16)),  # 9, 10, 11, 13 to 16
        (CORRECTION, date(2025, 9, 30), date(2025, 10, 28)),  # 13 by 24, then 27, 28
        (AGENCY_OPINION, date(2026, 2, 13), date(2026, 3, 12)),  # 14, 24 to 28, 5, 9 to 12
        (FEE_PAYMENT, date(2026, 4, 30), date(2026, 6, 1)),
    ],
)
def test_other_periods_cross_the_long_holidays(period, start, due_on):
    assert period.due(start, CALENDAR) == DueDate(due_on, provisional=False)


# --- each refusal, one day or one step to either side ---


@pytest.mark.parametrize("on", [date(2025, 10, 15), date(2025, 10, 16)])
def test_notice_to_correct_up_to_the_seventh_day_is_accepted(on):
    check_correction_notice(date(2025, 9, 30), CALENDAR, on=on)


def test_notice_to_correct_on_the_eighth_day_is_refused():
    with pytest.raises(CorrectionNoticeTooLate) as refusal:
        check_correction_notice(date(2025, 9, 30), CALENDAR, on=date(2025, 10, 17))
    assert refusal.value.facts["due_on"] == date(2025, 10, 16)


@pytest.mark.parametrize("on", [date(2025, 5, 26), date(2025, 5, 27)])
def test_acts_up_to_the_last_day_fall_into_the_period(on):
    check_within_reply_period(ReplyClock(APRIL), CALENDAR, on=on)
    check_extension(ReplyClock(APRIL), CALENDAR, working_days=20, notified_on=on)


def test_acts_on_the_day_after_the_last_are_refused():
    with pytest.raises(ReplyPeriodOver):
        check_within_reply_period(ReplyClock(APRIL), CALENDAR, on=date(2025, 5, 28))
    with pytest.raises(ReplyPeriodOver):
        check_extension(ReplyClock(APRIL), CALENDAR, working_days=1, notified_on=date(2025, 5, 28))


@pytest.mark.parametrize(("asked", "accepted"), [(0, False), (1, True), (20, True), (21, False)])
def test_extension_is_between_one_day_and_twenty(asked, accepted):
    if accepted:
        check_extension(ReplyClock(APRIL), CALENDAR, working_days=asked, notified_on=APRIL)
        return
    with pytest.raises(ExtensionTooLong) as refusal:
        check_extension(ReplyClock(APRIL), CALENDAR, working_days=asked, notified_on=APRIL)
    assert refusal.value.facts["asked"] == asked


def test_shortest_extension_leaves_no_room_for_another():
    clock = ReplyClock(APRIL, extension_working_days=1)
    with pytest.raises(AlreadyExtended):
        check_extension(clock, CALENDAR, working_days=1, notified_on=APRIL)


def test_suspended_period_may_still_be_extended_but_a_void_one_may_not():
    clock = ReplyClock(APRIL, suspensions=(FIRST,), state=ClockState.SUSPENDED)
    check_extension(clock, CALENDAR, working_days=1, notified_on=date(2025, 6, 4))
    with pytest.raises(ClockNotRunning):
        check_within_reply_period(ReplyClock(APRIL, state=ClockState.VOID), CALENDAR, on=APRIL)


def test_delay_counts_only_when_it_is_later_than_the_computed_day():
    days = [date(2025, 5, 26), date(2025, 5, 27), date(2025, 5, 28)]
    due = [ReplyClock(APRIL, delayed_until=day).due(CALENDAR).on for day in days]
    assert due == [date(2025, 5, 27), date(2025, 5, 27), date(2025, 5, 28)]
