"""Read the settings of the exchanges with the public."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings

from gongkai.domain.engagement.calls import MINIMUM_DAYS, CallKind

MOST_CHARACTERS = 2000


def minimum_days() -> Mapping[CallKind, int]:
    """Return the least days of a call by kind; the statute's figure cannot be set lower."""
    asked = {CallKind(kind): days for kind, days in settings.GONGKAI_CALL_MINIMUM_DAYS.items()}
    statute = MINIMUM_DAYS[CallKind.MAJOR_DECISION]
    found = {**MINIMUM_DAYS, **asked}
    found[CallKind.MAJOR_DECISION] = max(found[CallKind.MAJOR_DECISION], statute)
    return found


def outcome_days() -> int:
    """Return the days after a call's end within which its outcome is due."""
    return int(settings.GONGKAI_CALL_OUTCOME_DAYS)


def contact_days() -> int:
    """Return the days after the end for which names and contacts are kept."""
    return int(settings.GONGKAI_PUBLIC_CONTACT_DAYS)


def pace() -> tuple[int, int]:
    """Return how many submissions of one place are taken within how many minutes."""
    most, minutes = settings.GONGKAI_PUBLIC_PACE
    return int(most), int(minutes)


def address_header() -> str:
    """Return the name under which the server is told a reader's address."""
    return str(settings.GONGKAI_CLIENT_ADDRESS_HEADER)


def secret() -> str:
    """Return what makes the mark of a place unreadable."""
    return str(settings.SECRET_KEY)
