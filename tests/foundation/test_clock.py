from datetime import UTC, date, datetime

import pytest

from gongkai.foundation import clock


def test_now_is_aware_and_in_utc():
    assert clock.now().utcoffset().total_seconds() == 0


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (datetime(2024, 12, 31, 15, 59, 59, tzinfo=UTC), date(2024, 12, 31)),
        (datetime(2024, 12, 31, 16, 0, tzinfo=UTC), date(2025, 1, 1)),
        (datetime(2025, 3, 12, 2, tzinfo=UTC), date(2025, 3, 12)),
    ],
)
def test_an_instant_falls_on_the_day_of_the_county(at, day):
    assert clock.day_of(at) == day


def test_today_is_the_day_of_now():
    before, today, after = clock.day_of(clock.now()), clock.today(), clock.day_of(clock.now())
    assert before <= today <= after
