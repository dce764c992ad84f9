"""Take a published text off the site; its row and record stay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.apps.review.models import Submission
from gongkai.apps.review.services.opinions import Opinion, step_of
from gongkai.domain.errors import Refusal
from gongkai.domain.review.opinions import check_opinion
from gongkai.domain.review.three_reviews import Action, State, advance, role_for_action
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import required_post
from gongkai.foundation.audit import services as audit


class NotPublished(Refusal):
    """The page is not on the site, so it cannot be taken down."""

    code = "page_not_published"


@transaction.atomic
def take_down(*, page_id: int, reason: str, actor: User, at: datetime) -> Submission:
    """Take a published page off the site with a reason; its row and record stay.

    Raises:
        PostMissing: the actor is no final reviewer of the page's organ.
        ReasonMissing: no reason is given.
        NotPublished: the page is not on the site.
    """
    published = Submission.objects.filter(page_id=page_id, state=State.PUBLISHED.value)
    submission = (
        published.select_for_update(of=("self",))
        .select_related("organ", "page")
        .order_by("-published_at", "-pk")
        .first()
    )
    if submission is None or not submission.page.live:
        raise NotPublished
    after = advance(State.PUBLISHED, Action.TAKE_DOWN)
    post = required_post(
        user=actor,
        organ=submission.organ,
        role=role_for_action(State.PUBLISHED, Action.TAKE_DOWN),
        on=clock.day_of(at),
    )
    check_opinion(State.PUBLISHED, Action.TAKE_DOWN, reasons=reason)
    step_of(
        submission=submission,
        state=State.PUBLISHED,
        action=Action.TAKE_DOWN,
        actor=actor,
        post=post,
        at=at,
        opinion=Opinion(text=reason),
    ).save(force_insert=True)
    submission.state, submission.changed_at = after.value, at
    published.update(state=after.value, changed_at=at)  # earlier editions are off the site too
    page = submission.page.specific
    page.taken_down_reason = reason
    page.live = False
    page.has_unpublished_changes = True
    page.save(update_fields=["taken_down_reason", "live", "has_unpublished_changes"])
    audit.record(
        action="review.take_down",
        subject=submission,
        at=at,
        actor=actor,
        post=str(post),
        reason=reason,
    )
    return submission
