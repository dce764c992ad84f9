"""Read what the pages for applicants show beside the request itself."""

from __future__ import annotations

from datetime import date
from typing import Any

from gongkai.apps.foi import queries
from gongkai.apps.foi.models import InformationRequest
from gongkai.apps.foi.queries.letters import sent_to_applicant
from gongkai.apps.search import queries as search
from gongkai.apps.websites import queries as websites
from gongkai.apps.websites.places import get_portal
from gongkai.domain.foi.day_calendar import weeks
from gongkai.domain.foi.deadlines import ClockState
from gongkai.domain.foi.lifecycle import Event, State, allowed_events
from gongkai.domain.foi.outcomes import Outcome
from gongkai.domain.foi.public_course import public_course
from gongkai.domain.organs import OrganLevel, OrganStatus
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock
from gongkai.foundation.organs.models import Organ

_SHOWN = 3


def section_for(organ: Organ | None) -> Any:
    """Return the section 依申请公开 of the organ's own site, else that of the portal, or None."""
    own = websites.website_of_organ(organ.pk) if organ is not None else None
    for home in (own, get_portal()):
        if home is not None:
            found = websites.section_of_kind(home, SectionKind.ON_REQUEST)
            if found is not None:
                return found
    return None


def organs_by_level() -> list[tuple[str, list[Organ]]]:
    """Return the organs one may ask, the county's government first."""
    rows = list(Organ.objects.filter(status=OrganStatus.ACTIVE.value).order_by("position", "code"))
    groups = [
        (level.label, [row for row in rows if row.level == level.value]) for level in OrganLevel
    ]
    return [(label, found) for label, found in groups if found]


def may_be_public_already(wanted: str) -> list[Any]:
    """Return what the library holds on the applicant's words, at most three."""
    if not wanted.strip():
        return []
    found = search.search(wanted[:60], search.Filters(), clock.today())
    return search.shown(found, found.numbers[:_SHOWN])


def status_context(row: InformationRequest, today: date) -> dict[str, Any]:
    """Return what an applicant may know of his request."""
    events = queries.ledger_of(row)
    reply_clock = queries.clock_of(events)
    is_void = reply_clock.state is ClockState.VOID
    days = () if is_void else queries.explained(events)
    state = State(row.state)
    course = [(Event(entry.event), entry.occurred_on) for entry in events]
    waiting = allowed_events(state)
    return {
        "row": row,
        "chip": queries.due_chip(row, today),
        "is_open": row.state in queries.OPEN_STATES,
        "base_on": reply_clock.base_on,
        "term": reply_clock.working_days + reply_clock.extension_working_days,
        "held_days": sum(day.reason.value == "consultation" for day in days),
        "weeks": weeks(reply_clock.base_on, days, today),
        "course": public_course(course, state, row.due_on),
        "outcome": Outcome(row.outcome).wording if row.concluded_on and row.outcome else "",
        "letters": sent_to_applicant(row),
        "may_withdraw": Event.WITHDRAW in waiting,
        "may_correct": Event.CORRECTION_RECEIVED in waiting,
    }
