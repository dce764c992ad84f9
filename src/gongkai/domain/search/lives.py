"""Write the days that decide a document's validity as one short line, and read it again.

Every hit's validity is told for the day of the question; one line is read faster than a
row of dates, and says suspensions too.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gongkai.domain.documents.validity import Suspension, Validity, validity_on

_BETWEEN_DAYS = ","
_UNTIL = "~"
_DAYS = 4
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Life:
    """When a document binds.

    Attributes:
        in_force_from: first day in force.
        expires_on: last day in force; None when unlimited.
        repealed_on: first day no longer in force.
        amended_on: day of the first amendment.
        suspensions: intervals in which it was not applied.
    """

    in_force_from: date
    expires_on: date | None = None
    repealed_on: date | None = None
    amended_on: date | None = None
    suspensions: tuple[Suspension, ...] = ()

    def validity_on(self, day: date) -> Validity:
        """Return the validity on a day."""
        return validity_on(
            day,
            effective_from=self.in_force_from,
            expires_on=self.expires_on,
            repealed_on=self.repealed_on,
            amended_on=self.amended_on,
            suspensions=self.suspensions,
        )


def written(life: Life | None) -> str:
    """Return a life as one line; empty for what has no validity."""
    if life is None:
        return ""
    days = (life.in_force_from, life.expires_on, life.repealed_on, life.amended_on)
    times = (f"{_day(begin)}{_UNTIL}{_day(end)}" for begin, end in life.suspensions)
    return _BETWEEN_DAYS.join([*map(_day, days), *times])


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


@lru_cache(maxsize=_REMEMBERED)
def read(line: str) -> Life | None:
    """Return the life that a line says."""
    if not line:
        return None
    parts = line.split(_BETWEEN_DAYS)
    begin, expires_on, repealed_on, amended_on = map(_read_day, parts[:_DAYS])
    assert begin is not None, line  # noqa: S101 -- a life is written with its beginning
    return Life(begin, expires_on, repealed_on, amended_on, tuple(map(_times, parts[_DAYS:])))


def _times(part: str) -> Suspension:
    begin, _, end = part.partition(_UNTIL)
    return date.fromisoformat(begin), _read_day(end)


def _read_day(day: str) -> date | None:
    return date.fromisoformat(day) if day else None
