"""Put hits in order: the exact one, what is in force, where the words stand, how new."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

_DAYS_A_YEAR = 365.25
_NEW = 0.4  # what being of today adds to the relevance


@dataclass(frozen=True, slots=True)
class Hit:
    """What decides the place of one hit.

    Attributes:
        number: of its row.
        relevance: of its words, larger is better, never negative.
        published_on: when it became public.
        is_exact: it bears the number or the title that was typed.
        has_ended: a document that no longer binds.
        is_withdrawn: its text is off the site and only said to be so.
    """

    number: int
    relevance: float
    published_on: date
    is_exact: bool = False
    has_ended: bool = False
    is_withdrawn: bool = False


def order(hit: Hit, today: date) -> tuple[bool, bool, bool, float, int]:
    """Return the sorting key of a hit; the smallest comes first."""
    years = max((today - hit.published_on).days, 0) / _DAYS_A_YEAR
    score = hit.relevance * (1 + _NEW / (1 + years))
    return (not hit.is_exact, hit.is_withdrawn, hit.has_ended, -score, -hit.number)
