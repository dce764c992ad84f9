"""Ask what time it is; nothing else in the program does."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone


def now() -> datetime:
    """Return this instant, aware, in UTC."""
    return timezone.now()


def today() -> date:
    """Return today's date where the county is."""
    return timezone.localdate()


def day_of(at: datetime) -> date:
    """Return the date an instant falls on where the county is."""
    return timezone.localtime(at).date()
