"""Keep what strangers send in bounds, and say until when their contact is kept."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from gongkai.domain.errors import Refusal


class TooManySubmissions(Refusal):
    """More came from one place than one person writes.

    Facts: minutes.
    """

    code = "too_many_submissions"


class NothingWritten(Refusal):
    """There is neither a text nor an answer."""

    code = "nothing_written"


class TextTooLong(Refusal):
    """The text is longer than is taken.

    Facts: most.
    """

    code = "text_too_long"


def check_pace(earlier: Sequence[datetime], at: datetime, *, most: int, minutes: int) -> None:
    """Accept one more submission from a place.

    Args:
        earlier: when the same place sent something before.
        at: the instant of this one.
        most: how many are taken within the time.
        minutes: the time.

    Raises:
        TooManySubmissions: it would be one too many.
    """
    since = at - timedelta(minutes=minutes)
    if sum(since < one <= at for one in earlier) >= most:
        raise TooManySubmissions(minutes=minutes)


def check_text(text: str, most: int) -> str:
    """Return a text without the blanks around it.

    Raises:
        NothingWritten: nothing is left.
        TextTooLong: more than ``most`` characters.
    """
    kept = text.replace("\x00", "").strip()
    if not kept:
        raise NothingWritten
    if len(kept) > most:
        raise TextTooLong(most=most)
    return kept


def forget_on(ended_on: date, days: int) -> date:
    """Return the day on which name and contact are deleted, ``days`` after the end."""
    return ended_on + timedelta(days=days)
