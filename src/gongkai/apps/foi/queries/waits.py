"""Tell for whose answer open requests wait, and until when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet

from gongkai.apps.foi.models import InformationRequest, RequestEvent
from gongkai.apps.foi.queries.clocks import stated_day
from gongkai.domain.foi.lifecycle import Event, State

_ASKED: Mapping[State, tuple[Event, str]] = {
    State.AWAIT_CORRECTION: (Event.REQUEST_CORRECTION, "申请人补正"),
    State.AWAIT_FEE: (Event.FEE_NOTICE, "申请人缴费"),
    State.AWAIT_REASON: (Event.REQUIRE_REASON, "申请人说明理由"),
}
_CONSULT = (Event.OPEN_CONSULT, Event.CONSULT_ANSWERED, Event.CONSULT_LAPSED)
_EVENTS = [str(event.value) for event in (*_CONSULT, *(event for event, _ in _ASKED.values()))]


@dataclass(frozen=True, slots=True)
class Wait:
    """An answer that a request waits for.

    Attributes:
        what: whose answer, in words.
        until: the last day for it; None when none was set.
    """

    what: str
    until: date | None


def waits(rows: QuerySet[InformationRequest]) -> dict[int, tuple[Wait, ...]]:
    """Return what each of these requests waits for, by its key; who waits for none is left out."""
    asked = rows.order_by().filter(state__in=[str(state.value) for state in _ASKED])
    consulting = (
        RequestEvent.objects.filter(
            request__in=rows.order_by().filter(state=State.PROCESSING.value).values("pk"),
            event__in=[str(event.value) for event in _CONSULT],
        )
        .order_by()
        .values("request_id")
        .annotate(
            asked=Count("pk", filter=Q(event=Event.OPEN_CONSULT.value)),
            told=Count("pk", filter=~Q(event=Event.OPEN_CONSULT.value)),
        )
        .filter(asked__gt=F("told"))  # the ledgers of the others need not be read
        .values("request_id")
    )
    entries = (
        RequestEvent.objects.filter(
            Q(request__in=asked.values("pk")) | Q(request__in=consulting), event__in=_EVENTS
        )
        .order_by("pk")
        .values_list("request_id", "request__state", "event", "facts")
    )
    found: dict[int, dict[str, Wait]] = defaultdict(dict)
    for pk, state, event, facts in entries:
        name, until = str(facts.get("consultation", "")), stated_day(facts, "until")
        awaited = _ASKED.get(State(state))
        if event == Event.OPEN_CONSULT.value:
            found[pk][name] = Wait(f"{name}的意见", until)
        elif event in (Event.CONSULT_ANSWERED.value, Event.CONSULT_LAPSED.value):
            found[pk].pop(name, None)
        elif awaited is not None and event == awaited[0].value:
            found[pk]["申请人"] = Wait(awaited[1], until)
    return {pk: tuple(named.values()) for pk, named in found.items() if named}
