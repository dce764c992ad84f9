"""Show who wrote and remember who looked; forget both when the time is over."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q

from gongkai.apps.engagement import conf
from gongkai.apps.engagement.models import InterviewQuestion, PublicOpinion
from gongkai.apps.engagement.services import desk
from gongkai.domain.engagement.intake import forget_on
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What a stranger said about himself."""

    name: str
    contact: str


@transaction.atomic
def reveal_question(*, question_id: int, actor: User, at: datetime) -> PersonalData:
    """Return who asked; each look is audited.

    Raises:
        PostMissing: the actor does not deal with the organ's letters.
    """
    row = InterviewQuestion.objects.select_related("interview__organ").get(pk=question_id)
    return _reveal(row, desk.check_post(
        user=actor, organ=row.interview.organ, on=clock.day_of(at)), actor, at)  # fmt: skip


@transaction.atomic
def reveal_opinion(*, opinion_id: int, actor: User, at: datetime) -> PersonalData:
    """Return who wrote; each look is audited.

    Raises:
        PostMissing: the actor does not deal with the organ's letters.
    """
    row = PublicOpinion.objects.select_related("call__organ").get(pk=opinion_id)
    post = desk.check_post(user=actor, organ=row.call.organ, on=clock.day_of(at))
    return _reveal(row, post, actor, at)


def _reveal(
    row: InterviewQuestion | PublicOpinion, post: object, actor: User, at: datetime
) -> PersonalData:
    audit.record(action="engagement.reveal", subject=row, at=at, actor=actor, post=str(post))
    return PersonalData(row.name, row.contact)


@transaction.atomic
def forget(*, at: datetime) -> int:
    """Delete names and contacts whose time is over; return of how many submissions.

    The time begins with the interview, or with the last day of the call.
    """
    today, days = clock.day_of(at), conf.contact_days()
    ended_before = today - timedelta(days=days)
    kept = Q(forgotten_at__isnull=True)
    questions = [
        row.pk
        for row in InterviewQuestion.objects.filter(kept).select_related("interview")
        if forget_on(clock.day_of(row.interview.held_at), days) <= today
    ]
    opinions = list(
        PublicOpinion.objects.filter(kept, call__closes_on__lte=ended_before).values_list(
            "pk", flat=True
        )
    )
    blank = {"name": "", "contact": "", "source_mark": "", "forgotten_at": at}
    InterviewQuestion.objects.filter(pk__in=questions).update(**blank)
    PublicOpinion.objects.filter(pk__in=opinions).update(**blank)
    count = len(questions) + len(opinions)
    if count:
        audit.record(action="engagement.forget", at=at, actor=None, count=count, days=days)
    return count
