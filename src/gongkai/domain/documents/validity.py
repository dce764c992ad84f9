"""Say whether a document is in force, and count documents for table two of the report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.domain.errors import Refusal
from gongkai.domain.law import NORMATIVE_DOCUMENTS_NOTICE, REPORT_FORMAT_2021
from gongkai.domain.terms import Term

COUNTING_SOURCE = REPORT_FORMAT_2021

# The notice itself could not be read; five years stand in local rules, two years for
# 暂行、试行 are a recollection. Check against the provincial rules before relying on them.
VALIDITY_LIMIT_SOURCE = NORMATIVE_DOCUMENTS_NOTICE
MAX_VALIDITY_YEARS = 5
MAX_TRIAL_VALIDITY_YEARS = 2


class Validity(Term):
    """Whether a document binds on a given day."""

    NOT_YET = "not_yet", "尚未施行"
    IN_FORCE = "in_force", "现行有效"
    AMENDED = "amended", "已修改"
    REPEALED = "repealed", "废止"
    EXPIRED = "expired", "失效"
    SUSPENDED = "suspended", "中止施行"


ENDED = frozenset({Validity.REPEALED, Validity.EXPIRED})
# A suspended document has not ended, but nobody may act on it; the notice says nothing of it.
BINDING = frozenset({Validity.IN_FORCE, Validity.AMENDED})


Suspension = tuple[date, date | None]  # first day not applied, first day applied again


class DocumentDatesContradict(Refusal):
    """A document ends before it is signed, or expires before it takes effect."""

    code = "document_dates_contradict"


@dataclass(frozen=True, slots=True)
class Lifespan:
    """The days that decide a document's validity.

    Attributes:
        signed_on: 成文日期; the year of issue follows from it.
        effective_from: first day in force.
        expires_on: last day in force (有效期至); None when unlimited.
        repealed_on: first day no longer in force.
        amended_on: day of the first amendment.
        suspensions: intervals in which the document was not applied (中止施行).

    Raises:
        DocumentDatesContradict: the days cannot all be true.
    """

    signed_on: date
    effective_from: date
    expires_on: date | None = None
    repealed_on: date | None = None
    amended_on: date | None = None
    suspensions: tuple[Suspension, ...] = ()

    def __post_init__(self) -> None:
        """Refuse an end before the beginning."""
        if self.expires_on is not None and self.expires_on < max(
            self.effective_from, self.signed_on
        ):
            raise DocumentDatesContradict(begin=self.effective_from, end=self.expires_on)
        if self.repealed_on is not None and self.repealed_on < self.signed_on:
            raise DocumentDatesContradict(begin=self.signed_on, end=self.repealed_on)

    @property
    def ended_on(self) -> date | None:
        """Return the first day no longer in force, by repeal or expiry; None when open.

        A document whose last day is 31 December ends on 1 January and is counted as
        ended in the new year, so that it is still in force at the year's end.
        """
        return _end(self.expires_on, self.repealed_on)

    def validity_on(self, day: date) -> Validity:
        """Return the validity on ``day``."""
        return validity_on(
            day,
            effective_from=self.effective_from,
            expires_on=self.expires_on,
            repealed_on=self.repealed_on,
            amended_on=self.amended_on,
            suspensions=self.suspensions,
        )

    def since(self, day: date) -> date:
        """Return the first day of the validity that holds on ``day``.

        Before the first day in force that is the day of signing.
        """
        edges = [self.effective_from, self.amended_on, self.ended_on]
        edges += [edge for interval in self.suspensions for edge in interval]
        turns = sorted({edge for edge in edges if edge is not None and edge <= day}, reverse=True)
        now = self.validity_on(day)
        for turn in turns:
            if self.validity_on(turn - timedelta(days=1)) is not now:
                return turn
        return self.signed_on


def _end(expires_on: date | None, repealed_on: date | None) -> date | None:
    ends = [] if repealed_on is None else [repealed_on]
    if expires_on is not None and expires_on < date.max:
        ends.append(expires_on + timedelta(days=1))
    return min(ends, default=None)


def validity_on(
    day: date,
    *,
    effective_from: date,
    expires_on: date | None = None,
    repealed_on: date | None = None,
    amended_on: date | None = None,
    suspensions: Iterable[Suspension] = (),
) -> Validity:
    """Return whether a document binds on ``day``; the first end that comes is the one.

    Args:
        day: the day asked about.
        effective_from: first day in force.
        expires_on: last day in force.
        repealed_on: first day no longer in force.
        amended_on: day of the first amendment.
        suspensions: intervals in which it was not applied; the second day is applied again.
    """
    ended_on = _end(expires_on, repealed_on)
    if ended_on is not None and day >= ended_on:
        return Validity.REPEALED if ended_on == repealed_on else Validity.EXPIRED
    if day < effective_from:
        return Validity.NOT_YET
    if any(begin <= day and (end is None or day < end) for begin, end in suspensions):
        return Validity.SUSPENDED
    if amended_on is not None and day >= amended_on:
        return Validity.AMENDED
    return Validity.IN_FORCE


@dataclass(frozen=True, slots=True)
class YearCounts:
    """One row of table two: 本年制发件数, 本年废止件数, 现行有效件数."""

    made: int
    repealed: int
    in_force: int


# The notice defines none of the three words. The office reads them so: made means signed
# in the year; repealed includes expired; in force means binding on 31 December.
def made_in(year: int, lifespans: Iterable[Lifespan]) -> int:
    """Return how many documents were signed in ``year``."""
    return sum(life.signed_on.year == year for life in lifespans)


def repealed_in(year: int, lifespans: Iterable[Lifespan]) -> int:
    """Return how many documents ended in ``year``, by repeal or by expiry."""
    return sum(life.ended_on is not None and life.ended_on.year == year for life in lifespans)


def in_force_at_year_end(year: int, lifespans: Iterable[Lifespan]) -> int:
    """Return how many documents bind on 31 December of ``year``."""
    last_day = date(year, 12, 31)
    return sum(life.validity_on(last_day) in BINDING for life in lifespans)


def year_counts(year: int, lifespans: Iterable[Lifespan]) -> YearCounts:
    """Return the row of table two for ``year``."""
    every = tuple(lifespans)
    return YearCounts(
        made_in(year, every), repealed_in(year, every), in_force_at_year_end(year, every)
    )
