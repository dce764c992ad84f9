"""Hand a text to its reviewers, and void the reviews when it is edited."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongkai.apps.review.models import Submission
from gongkai.apps.review.queries import hash_of
from gongkai.domain.errors import Refusal
from gongkai.domain.review.three_reviews import (
    REVIEW_ORDER,
    Action,
    State,
    advance,
    role_for_action,
)
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.accounts.queries import required_post
from gongkai.foundation.audit import services as audit
from gongkai.foundation.pages.models import GovPage

_OPEN = [str(state.value) for state in REVIEW_ORDER]
# Submitting reads whose the page is and its latest text, not the whole wide row.
_NEEDED = (
    "title",
    "organ__code",
    "organ__short_name",
    "latest_revision__content",
    "latest_revision__base_content_type_id",
)


class AlreadyUnderReview(Refusal):
    """The page has a version under review already."""

    code = "already_under_review"


class OrganMissing(Refusal):
    """The page does not say whose it is, so nobody is responsible for its review."""

    code = "page_organ_missing"


def submit(*, page_id: int, actor: User, at: datetime) -> Submission:
    """Hand the latest draft of a page to the first reviewer; see ``submit_all``."""
    return submit_all(page_ids=[page_id], actor=actor, at=at)[0]


@transaction.atomic
def submit_all(*, page_ids: Sequence[int], actor: User, at: datetime) -> list[Submission]:
    """Hand the latest drafts of pages to the first reviewer, all or none.

    Raises:
        OrganMissing: a page names no organ.
        PostMissing: the actor is no 信息员 of a page's organ.
        AlreadyUnderReview: a version of a page is on its way already.
    """
    pages = (
        GovPage.objects.select_related("organ", "latest_revision")
        .only(*_NEEDED)
        .filter(pk__in=page_ids)
        .order_by("pk")
    )
    posts: dict[int, Post] = {}
    submissions = [_submission(page, actor, at, posts) for page in pages]
    if len(submissions) != len(set(page_ids)):
        raise GovPage.DoesNotExist
    for submission in submissions:
        _make_way(submission, actor, at)
    Submission.objects.bulk_create(submissions)
    audit.record_all(
        [
            audit.Act(
                "review.submit",
                submission,
                {"text_hash": submission.text_hash},
                str(posts[submission.organ_id]),
            )
            for submission in submissions
        ],
        at=at,
        actor=actor,
    )
    return submissions


def _submission(page: GovPage, actor: User, at: datetime, posts: dict[int, Post]) -> Submission:
    """Return a new submission of a page's latest draft; posts are looked up once an organ."""
    organ = page.organ
    if organ is None:
        raise OrganMissing(title=page.title)
    if organ.pk not in posts:
        role = role_for_action(State.DRAFT, Action.SUBMIT)
        posts[organ.pk] = required_post(user=actor, organ=organ, role=role, on=clock.day_of(at))
    revision = page.latest_revision or page.specific.save_revision(user=actor)
    return Submission(
        page_id=page.pk,
        revision=revision,
        organ=organ,
        title=revision.content["title"],
        state=advance(State.DRAFT, Action.SUBMIT).value,
        text_hash=str(hash_of(revision.content)),
        submitted_by=actor,
        submitted_at=at,
        changed_at=at,
    )


def _make_way(submission: Submission, actor: User, at: datetime) -> None:
    """Void an older version under way, or refuse when it is the same one."""
    under_way = Submission.objects.filter(page_id=submission.page_id, state__in=_OPEN).first()
    if under_way is None:
        return
    if under_way.revision_id == submission.revision_id:
        raise AlreadyUnderReview(title=submission.title)
    void(page_id=submission.page_id, actor=actor, at=at)


@transaction.atomic
def void(*, page_id: int, actor: User, at: datetime) -> int:
    """Void the reviews under way because the text was edited; return how many."""
    open_ones = list(
        Submission.objects.select_for_update().filter(page_id=page_id, state__in=_OPEN)
    )
    for submission in open_ones:
        before = State(submission.state)
        submission.state = advance(before, Action.REVISE).value
        submission.changed_at = at
        submission.save(update_fields=["state", "changed_at"])
        audit.record(
            action="review.void", subject=submission, at=at, actor=actor, level=before.value
        )
    return len(open_ones)
