"""Say what the sections of this app list, each row with how far it has come."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest

from gongkai.apps.engagement.models import (
    ExecutiveMeeting,
    OnlineInterview,
    OpinionCall,
    PressConference,
)
from gongkai.apps.websites import listing, queries, registry
from gongkai.domain.engagement.calls import CallState
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock

_TEMPLATE = "engagement/section.html"


def _calls(section: Any) -> list[OpinionCall]:
    """Return the public calls of a section that are announced, open or not yet answered."""
    return [
        row
        for row in OpinionCall.objects.live().child_of(section).order_by("closes_on", "pk")
        if not row.has_outcome
    ]


def _stages(rows: list[Any]) -> dict[int, str]:
    """Return how far listed pages have come, in words, by id."""
    numbers, now = [row.pk for row in rows], clock.now()
    today = clock.day_of(now)
    found: dict[int, str] = {}
    for model in (PressConference, OnlineInterview):
        for page in model.objects.filter(pk__in=numbers):
            found[page.pk] = page.stage_at(now).label
    for call in OpinionCall.objects.filter(pk__in=numbers):
        found[call.pk] = call.state_on(today).label
    meetings = ExecutiveMeeting.objects.filter(pk__in=numbers)
    found |= dict(meetings.values_list("pk", "number"))
    return found


def context(section: Any, request: HttpRequest) -> Mapping[str, Any]:
    """Return what a section lists; a section of calls opens with those under way."""
    found = dict(queries.section_context(section, request))
    rows = list(found["items"])
    stages = _stages(rows)
    for row in found["items"]:
        row.forms = [stages[row.pk]] if row.pk in stages else []
    if section.kind == SectionKind.CONSULTATION.value:
        today = clock.today()
        calls = [(row, row.state_on(today)) for row in _calls(section)]
        order = (CallState.OPEN, CallState.ANNOUNCED, CallState.AWAITING_OUTCOME)
        found["calls"] = [(state, [r for r, s in calls if s is state]) for state in order]
    return found


_SEEN: tuple[SectionKind, ...] = (
    SectionKind.PRESS,
    SectionKind.INTERVIEWS,
    SectionKind.MEETINGS,
    SectionKind.CONSULTATION,
)


def register() -> None:
    """Show these kinds of sections; called when the app is ready."""
    for kind in _SEEN:
        registry.register_section(kind, registry.SectionView(_TEMPLATE, context, listing.parts_of))
