from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.new_media.staleness import (
    Freshness,
    Staleness,
    reminders_due_on,
    staleness,
)

UPDATED = date(2025, 3, 1)


@pytest.mark.parametrize(
    ("today", "days", "freshness"),
    [
        (date(2025, 3, 1), 0, "更新正常"),
        (date(2025, 3, 7), 6, "更新正常"),
        (date(2025, 3, 8), 7, "更新提醒"),
        (date(2025, 3, 10), 9, "更新提醒"),
        (date(2025, 3, 11), 10, "更新预警"),
        (date(2025, 3, 13), 12, "即将超期"),
        (date(2025, 3, 15), 14, "即将超期"),
        (date(2025, 3, 16), 15, "超过14天未更新"),
    ],
)
def test_warnings_rise_until_the_veto(today, days, freshness):
    assert staleness(UPDATED, today) == Staleness(
        days, Freshness.by_label(freshness), date(2025, 3, 15)
    )


def test_an_account_that_never_published_is_stale():
    never = staleness(None, date(2025, 3, 1))
    assert never.is_stale
    assert never.days_since_update is None
    assert never.next_update_due_on is None


def test_reminders_go_out_on_days_seven_ten_and_twelve():
    assert reminders_due_on(UPDATED) == (date(2025, 3, 8), date(2025, 3, 11), date(2025, 3, 13))


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_silence_never_makes_an_account_fresher(updated, days):
    order = list(Freshness)
    today = updated + timedelta(days=days)
    now, tomorrow = staleness(updated, today), staleness(updated, today + timedelta(days=1))
    assert order.index(now.freshness) <= order.index(tomorrow.freshness)
    assert now.is_stale == (days > 14)
