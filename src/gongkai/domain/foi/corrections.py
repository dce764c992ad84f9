"""Say when a ledger with a corrected entry still tells a possible history."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import pairwise

from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.terms import Term


class CorrectionDecision(Term):
    """What became of a proposal to correct an entry."""

    PROPOSED = "proposed", "待审批"
    APPROVED = "approved", "同意更正"
    REJECTED = "rejected", "不同意更正"


# Entries whose number of working days may be wrong as well as their day.
WITH_TERM = frozenset(
    {Event.REQUEST_CORRECTION, Event.EXTEND, Event.REMEDY_ORDER, Event.SELF_CORRECT}
)


def first_reversed(days: Sequence[date]) -> int | None:
    """Return the place of the first day that is earlier than the one before it, or None."""
    pairs = enumerate(pairwise(days), start=1)
    return next((place for place, (before, day) in pairs if day < before), None)
