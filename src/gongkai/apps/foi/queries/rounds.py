"""Read what belongs to the present round of a request."""

from __future__ import annotations

from datetime import date

from gongkai.apps.foi.models import InformationRequest, RequestEvent, SearchRecord
from gongkai.domain.foi.lifecycle import Event

_ROUND_STARTS = frozenset({Event.REMEDY_ORDER, Event.SELF_CORRECT})


def this_round(ledger: list[RequestEvent]) -> list[RequestEvent]:
    """Return the entries since the request was received or last reopened."""
    starts = [i for i, entry in enumerate(ledger) if Event(entry.event) in _ROUND_STARTS]
    return ledger[starts[-1] :] if starts else ledger


def round_began_on(request: InformationRequest, ledger: list[RequestEvent]) -> date:
    """Return the day on which the present round began."""
    entries = this_round(ledger)
    return entries[0].occurred_on if entries else request.received_on


def searches_of_round(
    request: InformationRequest, ledger: list[RequestEvent]
) -> list[SearchRecord]:
    """Return the searches made and entered since the present round began."""
    entries = this_round(ledger)
    rows = request.searches.all()
    if entries:
        rows = rows.filter(
            searched_on__gte=entries[0].occurred_on, recorded_at__gte=entries[0].recorded_at
        )
    return list(rows)
