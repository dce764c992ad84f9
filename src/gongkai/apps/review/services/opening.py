"""Keep who opened which text, so that nobody decides on what he has not seen."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime

from django.db import transaction

from gongkai.apps.review.models import Opening, Submission
from gongkai.domain.review.openings import check_opened
from gongkai.foundation.accounts.models import User


@transaction.atomic
def open_all(*, submission_ids: Collection[int], actor: User, at: datetime) -> int:
    """Keep that the person opened these texts as they stand; return how many were new."""
    known = _opened(submission_ids, actor)
    openings = [
        Opening(submission_id=pk, actor=actor, text_hash=text_hash, at=at)
        for pk, text_hash in Submission.objects.filter(pk__in=submission_ids)
        .order_by("pk")
        .values_list("pk", "text_hash")
        if (pk, text_hash) not in known
    ]
    Opening.objects.bulk_create(openings, ignore_conflicts=True)
    return len(openings)


def check_all_opened(submissions: Sequence[Submission], actor: User) -> None:
    """Refuse when the person has not opened one of the texts in this very version.

    Raises:
        NotOpened: names the first such text.
    """
    known = _opened([submission.pk for submission in submissions], actor)
    for submission in submissions:
        check_opened(
            title=submission.title, is_opened=(submission.pk, submission.text_hash) in known
        )


def _opened(submission_ids: Collection[int], actor: User) -> set[tuple[int, str]]:
    """Return which texts the person opened, in which version."""
    rows = Opening.objects.filter(submission_id__in=submission_ids, actor_id=actor.pk)
    return set(rows.order_by().values_list("submission_id", "text_hash"))
