"""Record where the office searched for what a request asks."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.foi.models import SearchRecord
from gongkai.apps.foi.queries.clocks import ledger_of
from gongkai.apps.foi.queries.rounds import round_began_on
from gongkai.apps.foi.services import refused
from gongkai.apps.foi.services.posts import check_post
from gongkai.apps.foi.services.requests import locked
from gongkai.domain.foi.lifecycle import State
from gongkai.domain.foi.searches import SEARCHABLE, SearchResult
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit

SEARCHERS = (Role.FOI_HANDLER, Role.FOI_REGISTRAR)


@transaction.atomic
def record_search(
    *,
    request_id: int,
    searcher_name: str,
    place: str,
    terms: str,
    period_covered: str,
    result: SearchResult,
    searched_on: date,
    actor: User,
    at: datetime,
    note: str = "",
) -> SearchRecord:
    """Enter one search; it is never changed, a better one is entered beside it.

    Args:
        request_id: the request, open or to be done again.
        searcher_name: who searched.
        place: which system, cabinet or archive.
        terms: what was looked for.
        period_covered: from when to when the material searched dates.
        result: whether anything was found.
        searched_on: day of the search, not before this round of the request began.
        actor: who enters it.
        at: now.
        note: what was found, or who answered.

    Raises:
        PostMissing: the actor neither handles nor registers requests of the organ.
        SearchNotOpen: the request is not being handled.
        OccurredInFuture: the search is dated after today.
        SearchedBeforeRound: the search is dated before the round began.
        SearchIncomplete: it is not said who searched, where, for what, or of which years.
    """
    request = locked(request_id)
    today = clock.day_of(at)
    post = check_post(user=actor, organ=request.organ, roles=SEARCHERS, on=today)
    if State(request.state) not in SEARCHABLE:
        raise refused.SearchNotOpen(state=State(request.state))
    if searched_on > today:
        raise refused.OccurredInFuture(on=searched_on)
    since = round_began_on(request, ledger_of(request))
    if searched_on < since:
        raise refused.SearchedBeforeRound(on=searched_on, since=since)
    told = [text.strip() for text in (searcher_name, place, terms, period_covered)]
    if not all(told):
        raise refused.SearchIncomplete
    record = SearchRecord.objects.create(
        request=request,
        searcher_name=told[0],
        place=told[1],
        terms=told[2],
        period_covered=told[3],
        result=result.value,
        note=note.strip(),
        searched_on=searched_on,
        recorded_at=at,
        actor=actor,
        actor_name=actor.name,
        actor_post=str(post),
    )
    audit.record(
        action="foi.record_search",
        subject=request,
        at=at,
        actor=actor,
        post=str(post),
        result=result.value,
        searched_on=searched_on,
    )
    return record
