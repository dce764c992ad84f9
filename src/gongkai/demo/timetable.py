"""Put the acts of the year on working days and into working hours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from random import Random
from zoneinfo import ZoneInfo

from gongkai.domain.work_calendar import WorkCalendar
from gongkai.foundation import reference_data

ZONE = ZoneInfo("Asia/Shanghai")
_AFTERNOON_SHARE = 0.6


@dataclass(frozen=True, slots=True)
class ReviewTimes:
    """When one text was drafted, submitted, passed at three levels and published."""

    drafted: datetime
    submitted: datetime
    first: datetime
    second: datetime
    secrecy: datetime
    published: datetime


def at(day: date, hour: int, minute: int = 0) -> datetime:
    """Return an instant where the county is."""
    return datetime.combine(day, time(hour, minute), ZONE)


def calendar() -> WorkCalendar:
    """Return the calendar of announced holidays."""
    return reference_data.work_calendar()


@cache
def working_days(first: date, last: date) -> tuple[date, ...]:
    """Return the working days from ``first`` to ``last``."""
    every = (first + timedelta(days=count) for count in range((last - first).days + 1))
    return tuple(day for day in every if calendar().is_working_day(day))


@cache
def working_day_on_or_before(day: date) -> date:
    """Return ``day``, or the last working day before it."""
    while not calendar().is_working_day(day):
        day -= timedelta(days=1)
    return day


def spread(count: int, days: Sequence[date], rng: Random) -> list[date]:
    """Return ``count`` of the days, ascending, evenly strewn."""
    step = len(days) / count if count else 0
    return [days[int((place + rng.random()) * step)] for place in range(count)]


def publishing_time(day: date, rng: Random) -> datetime:
    """Return when on a day something is published: late morning or in the afternoon."""
    if rng.random() < _AFTERNOON_SHARE:
        return at(day, rng.randint(14, 16), rng.randint(0, 59))
    return at(day, rng.randint(9, 10), rng.randint(0, 59))


def review_times(published: datetime) -> ReviewTimes:
    """Return the times of a review that ends with publication at ``published``.

    What goes out in the afternoon was written in the morning; what goes out in the
    morning was written the working day before.
    """
    day = published.date()
    if published.hour >= 14:
        shift = published.minute % 20
        return ReviewTimes(
            at(day, 8, 35 + shift),
            at(day, 9, 5 + shift),
            at(day, 9, 40 + shift),
            at(day, 10, 30 + shift),
            at(day, 13, 20 + shift),
            published,
        )
    before = working_day_on_or_before(day - timedelta(days=1))
    shift = published.minute % 20
    return ReviewTimes(
        at(before, 13, 30 + shift),
        at(before, 14, 5 + shift),
        at(before, 14, 35 + shift),
        at(before, 16, 10 + shift),
        at(day, 8, 35 + shift),
        published,
    )
