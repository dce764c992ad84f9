"""Count working days over the exceptions that the State Council announces each year."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import MappingProxyType

from gongkai.domain.errors import Refusal

ONE_DAY = timedelta(days=1)
SATURDAY = 5
# The notice of a year has twice reached back into the December before it:
# 29 to 31 December 2018 and 31 December 2022. Until the next notice is out,
# these last days may still change.
LAST_DAYS_OF_DECEMBER = 28


class CalendarYearMissing(Refusal):
    """The holiday notice of a year is not loaded, so its working days are unknown."""

    code = "calendar_year_missing"


@dataclass(frozen=True, slots=True)
class HolidayNotice:
    """One notice of the State Council on holidays and make-up working days.

    Attributes:
        year: the year the notice is about; it may also rule days of the December before.
        number: 发文字号.
        source: where the notice was published.
        known_since: day on which it was published.
        days_off: days without work, with the name of the holiday.
        days_worked: make-up working days (调休上班), with the name of the holiday.
        amends: whether it changes an earlier notice of the same year.
    """

    year: int
    number: str
    source: str
    known_since: date
    days_off: Mapping[date, str]
    days_worked: Mapping[date, str]
    amends: bool = False


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last day of a period.

    Attributes:
        on: the day.
        provisional: 暂定; a notice that may still move the day is not out yet.
    """

    on: date
    provisional: bool = False


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """The working days of the years whose notices are known.

    Monday to Friday are worked and weekends are not, except where a notice says
    otherwise. A later notice prevails over an earlier one, day by day.
    """

    notices: tuple[HolidayNotice, ...]
    _worked: Mapping[date, bool] = field(init=False, repr=False, compare=False)
    _names: Mapping[date, str] = field(init=False, repr=False, compare=False)
    _years: frozenset[int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        worked: dict[date, bool] = {}
        names: dict[date, str] = {}
        for notice in sorted(self.notices, key=lambda notice: notice.known_since):
            worked.update(dict.fromkeys(notice.days_off, False))
            worked.update(dict.fromkeys(notice.days_worked, True))
            names.update(notice.days_off)
            names.update(notice.days_worked)
        years = frozenset(notice.year for notice in self.notices if not notice.amends)
        object.__setattr__(self, "_worked", MappingProxyType(worked))
        object.__setattr__(self, "_names", MappingProxyType(names))
        object.__setattr__(self, "_years", years)

    @property
    def years(self) -> frozenset[int]:
        """Return the years whose notices are known."""
        return self._years

    def as_known_on(self, day: date) -> WorkCalendar:
        """Return the calendar as an officer could know it on ``day``."""
        return WorkCalendar(tuple(n for n in self.notices if n.known_since <= day))

    def holiday_name(self, day: date) -> str:
        """Return the holiday on account of which ``day`` is off or made up, or ``""``."""
        return self._names.get(day, "")

    def is_working_day(self, day: date) -> bool:
        """Tell whether offices work on ``day``.

        Raises:
            CalendarYearMissing: no notice of the year is known and no other names the day.
        """
        if day not in self._worked and day.year not in self._years:
            raise CalendarYearMissing(year=day.year)
        return self.is_expected_working_day(day)

    def is_provisional(self, day: date) -> bool:
        """Tell whether a notice still to come may decide otherwise about ``day``.

        True in a year without notice, and in the last days of December while the
        notice of the following year is not known.
        """
        if day in self._worked:
            return False
        if day.year not in self._years:
            return True
        return (day.month, day.day) >= (12, LAST_DAYS_OF_DECEMBER) and (
            day.year + 1 not in self._years
        )

    def add_working_days(
        self, start: date, n: int, *, not_counted: Container[date] = frozenset()
    ) -> date:
        """Return the ``n``-th working day after ``start``, which itself is day zero.

        Raises:
            CalendarYearMissing: the count runs into a year whose notice is not known.
        """
        end = start
        for end in self._counted_days(start, n, not_counted):
            if end not in self._worked and end.year not in self._years:
                raise CalendarYearMissing(year=end.year)
        return end

    def due(self, start: date, n: int, not_counted: Container[date] = frozenset()) -> DueDate:
        """Return the ``n``-th working day after ``start`` and whether it is provisional.

        Years without notice are counted by plain weeks, and the result says so.
        """
        end = start
        provisional = False
        for end in self._counted_days(start, n, not_counted):
            provisional = provisional or (end not in not_counted and self.is_provisional(end))
        return DueDate(on=end, provisional=provisional)

    def working_days_between(self, a: date, b: date) -> int:
        """Return the number of working days in ``(a, b]``; zero when ``b`` is not after ``a``.

        Raises:
            CalendarYearMissing: the interval touches a year whose notice is not known.
        """
        days = (a + timedelta(days=i) for i in range(1, (b - a).days + 1))
        return sum(self.is_working_day(day) for day in days)

    def working_days_left(self, today: date, due: DueDate) -> int:
        """Return the working days in ``(today, due.on]``, negative once the day has passed.

        As for the due date itself, years without notice are counted by plain weeks.
        """
        first, last = sorted((today, due.on))
        count = self.expected_working_days_between(first, last)
        return count if today <= due.on else -max(count, 1)

    def expected_working_days_between(self, a: date, b: date) -> int:
        """Return the number of working days in ``(a, b]``, for what binds nobody.

        Years without notice are counted by plain weeks; zero when ``b`` is not after ``a``.
        """
        days = (a + timedelta(days=i) for i in range(1, (b - a).days + 1))
        return sum(self.is_expected_working_day(day) for day in days)

    def is_expected_working_day(self, day: date) -> bool:
        """Tell whether offices work on ``day``, taking plain weeks where no notice is known."""
        return self._worked.get(day, day.weekday() < SATURDAY)

    def _counted_days(self, start: date, n: int, not_counted: Container[date]) -> Iterator[date]:
        """Yield every day after ``start`` up to and including the ``n``-th that counts."""
        if n < 0:
            raise ValueError(n)
        day = start
        while n:
            day += ONE_DAY
            if day not in not_counted and self.is_expected_working_day(day):
                n -= 1
            yield day
