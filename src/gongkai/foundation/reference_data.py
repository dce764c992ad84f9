"""Read the published facts that the rules count with."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from gongkai.domain.work_calendar import HolidayNotice, WorkCalendar

NOTICE_KEYS: dict[str, type] = {
    "year": int,
    "title": str,
    "number": str,
    "source": str,
    "signed_on": str,
    "known_since": str,
    "known_since_precision": str,
    "amends": bool,
    "note": str,
    "holidays": list,
}
HOLIDAY_KEYS: dict[str, type] = {"name": str, "days_off": dict, "days_worked": list}
# "month": the day of publication is not known; the file then names the last day of
# the month, so that nobody is taken to have known the notice too early.
PRECISIONS = ("day", "month")


class ReferenceDataInvalid(Exception):  # noqa: N818 -- names what is wrong with the file
    """A reference file does not follow its schema; the message names the file."""


@cache
def work_calendar() -> WorkCalendar:
    """Return the calendar of all holiday notices that come with the program.

    Raises:
        ReferenceDataInvalid: a file is damaged; the message names it.
    """
    folder = resources.files("gongkai.reference_data") / "work_calendar"
    return read_work_calendar(folder.iterdir())


def read_work_calendar(files: Iterable[Traversable]) -> WorkCalendar:
    """Return the calendar of the notices in ``files``; other than JSON files are skipped.

    Raises:
        ReferenceDataInvalid: a file is damaged, or an amendment lacks its notice.
    """
    named = sorted((file for file in files if file.name.endswith(".json")), key=lambda f: f.name)
    notices = tuple(_notice(file) for file in named)
    years = {notice.year for notice in notices if not notice.amends}
    for file, notice in zip(named, notices, strict=True):
        if notice.year not in years:
            raise ReferenceDataInvalid(f"{file.name}: amends {notice.year}, which has no notice")
    return WorkCalendar(notices)


def _notice(file: Traversable) -> HolidayNotice:
    """Return the notice a file holds; every complaint names the file."""
    try:
        raw = json.loads(file.read_text(encoding="utf-8"))
        return _parsed(raw)
    except (ValueError, OSError) as error:
        raise ReferenceDataInvalid(f"{file.name}: {error}") from error


def _parsed(raw: dict[str, Any]) -> HolidayNotice:
    _check_keys(raw, NOTICE_KEYS)
    if raw["known_since_precision"] not in PRECISIONS:
        raise ValueError(f"known_since_precision: {raw['known_since_precision']!r}")
    days_off: dict[date, str] = {}
    days_worked: dict[date, str] = {}
    for holiday in raw["holidays"]:
        _check_keys(holiday, HOLIDAY_KEYS)
        days_off |= dict.fromkeys(_span(holiday["days_off"]), holiday["name"])
        made_up = [date.fromisoformat(day) for day in holiday["days_worked"]]
        days_worked |= dict.fromkeys(made_up, holiday["name"])
    _check_days(raw["year"], days_off, days_worked)
    return HolidayNotice(
        year=raw["year"],
        number=raw["number"],
        source=raw["source"],
        known_since=date.fromisoformat(raw["known_since"]),
        days_off=days_off,
        days_worked=days_worked,
        amends=raw["amends"],
    )


def _check_keys(raw: object, keys: dict[str, type]) -> None:
    """Accept a mapping with exactly these keys and kinds of values.

    Raises:
        ValueError: a key is missing, unknown or of another kind.
    """
    if not isinstance(raw, dict):
        raise ValueError(f"expected an object, found {type(raw).__name__}")  # noqa: TRY004 -- one kind of complaint
    if raw.keys() != keys.keys():
        raise ValueError(f"missing or unknown keys: {sorted(raw.keys() ^ keys.keys())}")
    for key, kind in keys.items():
        if type(raw[key]) is not kind:
            raise ValueError(f"{key}: expected {kind.__name__}, found {raw[key]!r}")


def _span(days: dict[str, str]) -> list[date]:
    _check_keys(days, {"from": str, "to": str})
    first, last = date.fromisoformat(days["from"]), date.fromisoformat(days["to"])
    if last < first:
        raise ValueError(f"days_off end before they begin: {days}")
    return [first + timedelta(days=i) for i in range((last - first).days + 1)]


def _check_days(year: int, days_off: dict[date, str], days_worked: dict[date, str]) -> None:
    """Accept days of the year and its preceding December, none both off and worked.

    Raises:
        ValueError: a day lies elsewhere, or is both.
    """
    both = days_off.keys() & days_worked.keys()
    if both:
        raise ValueError(f"both off and worked: {sorted(map(str, both))}")
    for day in days_off.keys() | days_worked.keys():
        if not date(year - 1, 12, 1) <= day <= date(year, 12, 31):
            raise ValueError(f"{day} is not a day of {year}")
