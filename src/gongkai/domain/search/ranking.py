"""Put hits in order: the exact one, what is in force, where the words stand, how new, whose."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.domain.organs import OrganLevel

_DAYS_A_YEAR = 365.25
_NEW = 0.4  # what being of today adds to the relevance
_STEP = 0.05  # what each step of standing adds to it
OWN = 4  # of the organ on whose site one searches: before all others
_STANDINGS = {
    OrganLevel.COUNTY.value: 3,
    OrganLevel.OFFICE.value: 2,
    OrganLevel.DEPARTMENT.value: 2,
    OrganLevel.TOWNSHIP.value: 1,
}


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
        standing: of its organ, see ``standing_of``.
    """

    number: int
    relevance: float
    published_on: date
    is_exact: bool = False
    has_ended: bool = False
    is_withdrawn: bool = False
    standing: int = 0


def standing_of(level: str, *, is_own: bool = False) -> int:
    """Return how near an organ stands to the reader: his site's own, the county, the others."""
    return OWN if is_own else _STANDINGS.get(level, 0)


def order(hit: Hit, today: date) -> tuple[bool, bool, bool, bool, float, int, int]:
    """Return the sorting key of a hit; the smallest comes first."""
    years = max((today - hit.published_on).days, 0) / _DAYS_A_YEAR
    score = hit.relevance * (1 + _NEW / (1 + years)) * (1 + _STEP * hit.standing)
    return (
        not hit.is_exact,
        hit.is_withdrawn,
        hit.has_ended,
        hit.standing != OWN,
        -score,
        -hit.standing,
        -hit.number,
    )
