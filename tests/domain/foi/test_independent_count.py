"""A second count of deadlines, written anew, agrees with the first on a thousand histories.

It knows nothing of the program's calendar: it reads the notices as they are kept and goes
through the days one by one.
"""

import json
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest

import gongkai.reference_data
from gongkai.domain.foi.deadlines import DayReason, ReplyClock, Suspension, explain
from gongkai.foundation.reference_data import work_calendar

CALENDAR = work_calendar()
NOTICES = Path(gongkai.reference_data.__file__).parent / "work_calendar"
ONE = timedelta(days=1)
HISTORIES = 1000


def printed_calendar():
    """Return the days off and the days worked that the notices name, later notices last."""
    off, worked = set(), set()
    notices = [json.loads(path.read_text("utf-8")) for path in NOTICES.glob("*.json")]
    for notice in sorted(notices, key=lambda one: one["signed_on"]):
        for holiday in notice["holidays"]:
            day = date.fromisoformat(holiday["days_off"]["from"])
            while day <= date.fromisoformat(holiday["days_off"]["to"]):
                off.add(day)
                worked.discard(day)
                day += ONE
            for raw in holiday["days_worked"]:
                worked.add(date.fromisoformat(raw))
                off.discard(date.fromisoformat(raw))
    return off, worked


OFF, WORKED = printed_calendar()


def is_worked(day):
    return day in WORKED or (day not in OFF and day.weekday() < 5)


def histories():
    """Yield made-up histories: a receipt, an extension or none, asking others up to four times."""
    chance = Random(20260302)  # noqa: S311 -- no secret
    for number in range(HISTORIES):
        base = date(2019, 5, 15) + timedelta(days=chance.randrange(2450))
        asked = []
        for _ in range(chance.randrange(5)):
            sent = base + timedelta(days=chance.randrange(45))
            asked.append((sent, sent + timedelta(days=chance.randrange(32))))
        yield number, base, chance.choice([0, 0, 1, 5, 15, 20]), asked


def counted_by_hand(base, working_days, asked):
    """Return the last day: the days after the receipt that are worked and not spent asking."""
    day, left = base, working_days
    while left:
        day += ONE
        spent = any(sent < day <= told for sent, told in asked)
        left -= is_worked(day) and not spent
    return day


def test_a_thousand_histories_end_on_the_same_day():
    for number, base, extension, asked in histories():
        clock = ReplyClock(
            base,
            extension_working_days=extension,
            suspensions=tuple(Suspension(sent, told) for sent, told in asked),
        )
        assert clock.due(CALENDAR).on == counted_by_hand(base, 20 + extension, asked), number


def test_a_thousand_explanations_read_again_give_the_same_day():
    for number, base, extension, asked in histories():
        clock = ReplyClock(
            base,
            extension_working_days=extension,
            suspensions=tuple(Suspension(sent, told) for sent, told in asked),
        )
        day, count = base, 0
        for line in explain(clock, CALENDAR):
            day += ONE
            spent = any(sent < line.on <= told for sent, told in asked)
            count += line.reason is DayReason.COUNTED
            assert line.on == day, number
            assert (line.reason is DayReason.COUNTED) is (is_worked(day) and not spent), number
            assert line.count == (count if line.reason is DayReason.COUNTED else 0), number
        assert (day, count) == (clock.due(CALENDAR).on, 20 + extension), number


@pytest.mark.parametrize(
    ("day", "worked"),
    [
        ("2025-01-26", True),  # Sunday worked before 春节
        ("2025-01-28", False),
        ("2025-02-05", True),
        ("2025-02-08", True),  # Saturday worked after 春节
        ("2025-02-09", False),
    ],
)
def test_the_second_calendar_reads_the_notice_of_2025(day, worked):
    assert is_worked(date.fromisoformat(day)) is worked
