"""Carry a text through its reviews; the finish of a complete review is the one door."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from django.db import transaction
from wagtail.models import Revision

from gongkai.apps.review import door
from gongkai.apps.review.models import Step, Submission
from gongkai.apps.review.queries import hash_of
from gongkai.domain.errors import Refusal
from gongkai.domain.review.checklists import CHECKLISTS
from gongkai.domain.review.opinions import Proofreading, check_opinion
from gongkai.domain.review.people import check_reviewer
from gongkai.domain.review.secrecy import (
    ACTION_AFTER,
    SecrecyConclusion,
    SecrecyGround,
    check_secrecy_conclusion,
)
from gongkai.domain.review.text_hash import TextChangedSinceApproval
from gongkai.domain.review.three_reviews import (
    Action,
    ReviewActionNotAllowed,
    State,
    advance,
    role_for_action,
)
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.accounts.queries import required_post
from gongkai.foundation.audit import services as audit
from gongkai.foundation.pages.models import GovPage

_REVIEWER_FIELD = {
    State.FIRST_REVIEW: "first_reviewer",
    State.SECOND_REVIEW: "second_reviewer",
    State.SECRECY_REVIEW: "secrecy_reviewer",
    State.FINAL_REVIEW: "final_reviewer",
}
# A decision reads the text and two keys of the page, not the whole of three wide rows.
_NEEDED = (
    *(field.name for field in Submission._meta.concrete_fields if not field.is_relation),
    *(f"{name}_id" for name in ("first_reviewer", "second_reviewer", "secrecy_reviewer")),
    "final_reviewer_id",
    "submitted_by_id",
    "organ__short_name",
    "page__latest_revision_id",
    "page__live_revision_id",
    "page__title",
    "revision__content",
    "revision__base_content_type_id",
    "revision__content_type_id",
    "revision__object_id",
)
_OPEN = [str(state.value) for state in _REVIEWER_FIELD]
_DECISIONS = frozenset({Action.PASS, Action.RETURN})


class AlreadyUnderReview(Refusal):
    """The page has a version under review already."""

    code = "already_under_review"


class OrganMissing(Refusal):
    """The page does not say whose it is, so nobody is responsible for its review."""

    code = "page_organ_missing"


class SecrecyConclusionMissing(Refusal):
    """The secrecy review passes a text without a conclusion."""

    code = "secrecy_conclusion_missing"


class NotPublished(Refusal):
    """The page is not on the site, so it cannot be taken down."""

    code = "page_not_published"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reviewer says at his level.

    Attributes:
        text: the opinion in words; required for a return.
        proofreading: slips found and corrected; required to pass one of the three reviews.
        secrecy: conclusion of the secrecy review, at that level only.
        secrecy_grounds: what was found that stands against disclosure.
    """

    text: str = ""
    proofreading: Proofreading | None = None
    secrecy: SecrecyConclusion | None = None
    secrecy_grounds: Sequence[SecrecyGround] = field(default_factory=tuple)


@transaction.atomic
def submit(*, page_id: int, actor: User, at: datetime) -> Submission:
    """Hand the latest draft of a page to the first reviewer.

    Raises:
        OrganMissing: the page names no organ.
        PostMissing: the actor is no 信息员 of the page's organ.
        AlreadyUnderReview: a version is on its way already.
    """
    page = (
        GovPage.objects.select_related("organ", "latest_revision")
        .only(
            "title",
            "organ__code",
            "organ__short_name",
            "latest_revision__content",
            "latest_revision__base_content_type_id",
        )
        .get(pk=page_id)
    )
    if page.organ is None:
        raise OrganMissing(title=page.title)
    post = required_post(
        user=actor,
        organ=page.organ,
        role=role_for_action(State.DRAFT, Action.SUBMIT),
        on=clock.day_of(at),
    )
    revision = page.latest_revision or page.specific.save_revision(user=actor)
    under_way = Submission.objects.filter(page_id=page_id, state__in=_OPEN).first()
    if under_way is not None:
        if under_way.revision_id == revision.pk:
            raise AlreadyUnderReview(title=page.title)
        void(page_id=page_id, actor=actor, at=at)
    submission = Submission.objects.create(
        page_id=page_id,
        revision=revision,
        organ=page.organ,
        title=revision.content["title"],
        state=advance(State.DRAFT, Action.SUBMIT).value,
        text_hash=str(hash_of(revision.content)),
        submitted_by=actor,
        submitted_at=at,
        changed_at=at,
    )
    audit.record(
        action="review.submit",
        subject=submission,
        at=at,
        actor=actor,
        post=str(post),
        text_hash=submission.text_hash,
    )
    return submission


@transaction.atomic
def decide(
    *, submission_id: int, action: Action, actor: User, at: datetime, opinion: Opinion
) -> Submission:
    """Give one level's opinion; the last pass publishes in the same transaction.

    A text referred upwards by the secrecy review waits at that level.

    Raises:
        ReviewActionNotAllowed: the text is not at a level where this can be done.
        PostMissing: the actor does not hold the level's post in the text's organ.
        AuthorMayNotReview: the actor submitted or edited the text.
        SamePersonTwice: the actor passed an earlier level.
        ReasonMissing: a return gives no reason.
        SecrecyConclusionMissing: the secrecy review passes without a conclusion.
        TextChangedSinceApproval: the draft was edited since it was submitted.
    """
    submission = (
        Submission.objects.select_for_update(of=("self",))
        .select_related("organ", "revision", "page")
        .only(*_NEEDED)
        .get(pk=submission_id)
    )
    state = State(submission.state)
    if action not in _DECISIONS:
        raise ReviewActionNotAllowed(state=state.label, action=action.label)
    post = required_post(
        user=actor,
        organ=submission.organ,
        role=role_for_action(state, action),
        on=clock.day_of(at),
    )
    _check_people(submission, actor)
    _check_text(submission)
    after = advance(state, action)
    if state is State.SECRECY_REVIEW:
        action, opinion = _secrecy_outcome(action, opinion)
        after = state if _refers(opinion) else advance(state, action)
    check_opinion(state, action, reasons=opinion.text, proofreading=opinion.proofreading)
    _record_step(
        submission=submission,
        state=state,
        action=action,
        actor=actor,
        post=post,
        at=at,
        opinion=opinion,
    )
    _move(submission, state, after, actor, at)
    audit.record(
        action=f"review.{action.value}",
        subject=submission,
        at=at,
        actor=actor,
        post=str(post),
        level=state.value,
        after=after.value,
        text_hash=submission.text_hash,
    )
    return submission


def _secrecy_outcome(action: Action, opinion: Opinion) -> tuple[Action, Opinion]:
    """Return what the secrecy conclusion leads to, with its grounds put into words.

    Raises:
        SecrecyConclusionMissing: a pass without a conclusion.
        SecrecyGroundMissing: a denial or a referral names no ground.
        SecretMayNotBeDisclosed: a clearance in spite of an absolute ground.
    """
    if action is Action.RETURN:
        return action, replace(opinion, secrecy=None) if _refers(opinion) else opinion
    if opinion.secrecy is None:
        raise SecrecyConclusionMissing
    check_secrecy_conclusion(opinion.secrecy, opinion.secrecy_grounds)
    action = ACTION_AFTER[opinion.secrecy] or action
    if action is Action.RETURN and not opinion.text.strip():
        found = "、".join(ground.label for ground in opinion.secrecy_grounds)
        opinion = replace(opinion, text=f"{opinion.secrecy.label}：{found}")
    return action, opinion


def _refers(opinion: Opinion) -> bool:
    """Tell whether the opinion asks a higher organ."""
    return opinion.secrecy is SecrecyConclusion.REFERRED


def _move(submission: Submission, state: State, after: State, actor: User, at: datetime) -> None:
    """Take the submission to its next state; the last one publishes."""
    submission.state, submission.changed_at = after.value, at
    changed = ["state", "changed_at"]
    if after not in {state, State.RETURNED}:
        setattr(submission, _REVIEWER_FIELD[state], actor)
        changed.append(_REVIEWER_FIELD[state])
    if after is State.PUBLISHED:
        submission.published_at = at
        changed.append("published_at")
    submission.save(update_fields=changed)
    if after is State.PUBLISHED:
        door.publish(submission=submission, actor=actor, at=at)


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
    _record_step(
        submission=submission,
        state=State.PUBLISHED,
        action=Action.TAKE_DOWN,
        actor=actor,
        post=post,
        at=at,
        opinion=Opinion(text=reason),
    )
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


def _check_people(submission: Submission, actor: User) -> None:
    """Keep author and reviewers apart."""
    editors = Revision.objects.filter(
        object_id=str(submission.page_id),
        base_content_type_id=submission.revision.base_content_type_id,
        pk__gt=_last_published_revision(submission),
        pk__lte=submission.revision_id,
        user__isnull=False,
    ).values_list("user_id", flat=True)
    earlier = {
        getattr(submission, f"{name}_id")
        for name in _REVIEWER_FIELD.values()
        if getattr(submission, f"{name}_id")
    }
    check_reviewer(actor.pk, {submission.submitted_by_id, *editors}, earlier)


def _last_published_revision(submission: Submission) -> int:
    """Return the id of the revision that is live now, 0 when none is."""
    return int(submission.page.live_revision_id or 0)


def _check_text(submission: Submission) -> None:
    """Refuse when the draft is not the text that was submitted."""
    current = str(hash_of(submission.revision.content))
    newest = submission.page.latest_revision_id
    if current != submission.text_hash or newest != submission.revision_id:
        raise TextChangedSinceApproval(title=submission.title)


def _record_step(
    *,
    submission: Submission,
    state: State,
    action: Action,
    actor: User,
    post: Post,
    at: datetime,
    opinion: Opinion,
) -> Step:
    """Keep what one person said, with names as they are now."""
    checklist = CHECKLISTS.get(state)
    reading = opinion.proofreading
    return Step.objects.create(
        submission=submission,
        level=state.value,
        action=action.value,
        actor=actor,
        actor_name=actor.name,
        actor_post=str(post),
        at=at,
        text_hash=submission.text_hash,
        opinion=opinion.text,
        errors_found=reading.errors_found if reading else None,
        errors_corrected=reading.errors_corrected if reading else None,
        checklist=[*checklist.review_focus, *checklist.proofreading_focus] if checklist else [],
        secrecy_conclusion=opinion.secrecy.value if opinion.secrecy else "",
        secrecy_grounds=[ground.value for ground in opinion.secrecy_grounds],
    )
