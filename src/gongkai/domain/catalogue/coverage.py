"""Count which units have compiled and uploaded their catalogue, and by when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.domain.errors import Refusal
from gongkai.domain.terms import Term

# The day Liaoning's counties met in 2025; a county sets its own.
USUAL_DUE_MONTH_DAY = (5, 31)


class CatalogueStatus(Term):
    """How far a unit is with its catalogue."""

    NOT_STARTED = "not_started", "未编制"
    COMPILED = "compiled", "已编制"
    UPLOADED = "uploaded", "已上传"


class UploadBeforeCompilation(Refusal):
    """A catalogue is uploaded before, or without, being compiled."""

    code = "catalogue_uploaded_before_compiled"


@dataclass(frozen=True, slots=True)
class UnitProgress:
    """The two days of one unit.

    Attributes:
        compiled_on: day the catalogue was settled; None when it is not.
        uploaded_on: day it went to the catalogue platform; None when it has not.

    Raises:
        UploadBeforeCompilation: the two days contradict each other.
    """

    compiled_on: date | None = None
    uploaded_on: date | None = None

    def __post_init__(self) -> None:
        """Refuse an upload of nothing."""
        if self.uploaded_on is not None and (
            self.compiled_on is None or self.uploaded_on < self.compiled_on
        ):
            raise UploadBeforeCompilation(uploaded_on=self.uploaded_on)

    def status_on(self, day: date) -> CatalogueStatus:
        """Return how far the unit was on ``day``."""
        if self.uploaded_on is not None and self.uploaded_on <= day:
            return CatalogueStatus.UPLOADED
        if self.compiled_on is not None and self.compiled_on <= day:
            return CatalogueStatus.COMPILED
        return CatalogueStatus.NOT_STARTED

    def is_on_time(self, due_on: date) -> bool:
        """Return whether the catalogue was uploaded by ``due_on``."""
        return self.status_on(due_on) is CatalogueStatus.UPLOADED


@dataclass(frozen=True, slots=True)
class Coverage:
    """Units that owe a catalogue, that have uploaded it, and that did so in time."""

    due: int
    done: int
    on_time: int

    @property
    def percent(self) -> float | None:
        """Return uploaded units in percent of those due, or None when none is due."""
        return None if self.due == 0 else 100 * self.done / self.due


def coverage(units: Iterable[UnitProgress], *, due_on: date, day: date) -> Coverage:
    """Return the coverage as of ``day``; every unit given owes a catalogue by ``due_on``."""
    every = tuple(units)
    done = [unit for unit in every if unit.status_on(day) is CatalogueStatus.UPLOADED]
    return Coverage(len(every), len(done), sum(unit.is_on_time(due_on) for unit in done))
