"""Give one level's opinion on a text, or on several at once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db import transaction
from wagtail.models import Revision

from gongkai.apps.review import door
from gongkai.apps.review.models import Step, Submission
from gongkai.apps.review.queries import hash_of
from gongkai.apps.review.services.opinions import Opinion, refers, secrecy_outcome, step_of
from gongkai.domain.review.opinions import check_opinion
from gongkai.domain.review.people import check_reviewer
from gongkai.domain.review.text_hash import TextChangedSinceApproval
from gongkai.domain.review.three_reviews import (
    Action,
    ReviewActionNotAllowed,
    State,
    advance,
    role_for_action,
)
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.accounts.queries import required_post
from gongkai.foundation.audit import services as audit

_REVIEWER_FIELD = {
    State.FIRST_REVIEW: "first_reviewer",
    State.SECOND_REVIEW: "second_reviewer",
    State.SECRECY_REVIEW: "secrecy_reviewer",
    State.FINAL_REVIEW: "final_reviewer",
}
_DECISIONS = frozenset({Action.PASS, Action.RETURN})
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


@dataclass(frozen=True, slots=True)
class _Decision:
    """What is decided about one text."""

    submission: Submission
    state: State
    after: State
    action: Action
    opinion: Opinion
    post: Post


@dataclass(slots=True)
class _Reviewer:
    """Who decides, when, and the posts found for him so far."""

    actor: User
    at: datetime
    posts: dict[tuple[int, Role], Post]

    def post(self, submission: Submission, role: Role) -> Post:
        """Return the reviewer's post; looked up once for each organ and role."""
        key = (submission.organ_id, role)
        if key not in self.posts:
            self.posts[key] = required_post(
                user=self.actor, organ=submission.organ, role=role, on=clock.day_of(self.at)
            )
        return self.posts[key]


def decide(
    *, submission_id: int, action: Action, actor: User, at: datetime, opinion: Opinion
) -> Submission:
    """Give one level's opinion on one text; see ``decide_all``."""
    return decide_all(
        submission_ids=[submission_id], action=action, actor=actor, at=at, opinion=opinion
    )[0]


@transaction.atomic
def decide_all(
    *,
    submission_ids: Sequence[int],
    action: Action,
    actor: User,
    at: datetime,
    opinion: Opinion,
) -> list[Submission]:
    """Give one level's opinion on texts, all or none; a last pass publishes with it.

    A text referred upwards by the secrecy review waits at that level.

    Raises:
        ReviewActionNotAllowed: a text is not at a level where this can be done.
        PostMissing: the actor does not hold the level's post in a text's organ.
        AuthorMayNotReview: the actor submitted or edited a text.
        SamePersonTwice: the actor passed an earlier level.
        ReasonMissing: a return gives no reason.
        SecrecyConclusionMissing: the secrecy review passes without a conclusion.
        TextChangedSinceApproval: a draft was edited since it was submitted.
    """
    submissions = list(
        Submission.objects.select_for_update(of=("self",))
        .select_related("organ", "revision", "page")
        .only(*_NEEDED)
        .filter(pk__in=submission_ids)
        .order_by("pk")
    )
    if len(submissions) != len(set(submission_ids)):
        raise Submission.DoesNotExist
    reviewer = _Reviewer(actor, at, {})
    authors = _authors(submissions)
    decisions = [
        _decision(submission, action, opinion, reviewer, authors[submission.pk])
        for submission in submissions
    ]
    Step.objects.bulk_create(_step(decision, reviewer) for decision in decisions)
    _move(decisions, reviewer)
    audit.record_all([_act(decision) for decision in decisions], at=at, actor=actor)
    return submissions


def _decision(
    submission: Submission,
    action: Action,
    opinion: Opinion,
    reviewer: _Reviewer,
    authors: frozenset[int],
) -> _Decision:
    """Return what the opinion leads to, or refuse."""
    state = State(submission.state)
    if action not in _DECISIONS:
        raise ReviewActionNotAllowed(state=state.label, action=action.label)
    post = reviewer.post(submission, role_for_action(state, action))
    earlier = {getattr(submission, f"{name}_id") for name in _REVIEWER_FIELD.values()} - {None}
    check_reviewer(reviewer.actor.pk, authors, earlier)
    _check_text(submission)
    after = advance(state, action)
    if state is State.SECRECY_REVIEW:
        action, opinion = secrecy_outcome(action, opinion)
        after = state if refers(opinion) else advance(state, action)
    check_opinion(state, action, reasons=opinion.text, proofreading=opinion.proofreading)
    return _Decision(submission, state, after, action, opinion, post)


def _authors(submissions: Sequence[Submission]) -> Mapping[int, frozenset[int]]:
    """Return who wrote each text: whoever submitted it or edited it since it was last live."""
    edits = Revision.objects.filter(
        object_id__in={str(submission.page_id) for submission in submissions},
        base_content_type_id__in={s.revision.base_content_type_id for s in submissions},
        user__isnull=False,
    ).values_list("object_id", "pk", "user_id")
    known = list(edits)
    return {
        submission.pk: frozenset(
            {
                submission.submitted_by_id,
                *(
                    user_id
                    for object_id, pk, user_id in known
                    if object_id == str(submission.page_id)
                    and int(submission.page.live_revision_id or 0) < pk <= submission.revision_id
                ),
            }
        )
        for submission in submissions
    }


def _check_text(submission: Submission) -> None:
    """Refuse when the draft is not the text that was submitted."""
    current = str(hash_of(submission.revision.content))
    newest = submission.page.latest_revision_id
    if current != submission.text_hash or newest != submission.revision_id:
        raise TextChangedSinceApproval(title=submission.title)


def _step(decision: _Decision, reviewer: _Reviewer) -> Step:
    """Return the step of the record."""
    return step_of(
        submission=decision.submission,
        state=decision.state,
        action=decision.action,
        actor=reviewer.actor,
        post=decision.post,
        at=reviewer.at,
        opinion=decision.opinion,
    )


def _move(decisions: Sequence[_Decision], reviewer: _Reviewer) -> None:
    """Take the texts to their next states; the last one publishes."""
    steps = sorted(decisions, key=_way)
    for (before, after), moved in groupby(steps, key=_way):
        submissions = [decision.submission for decision in moved]
        values: dict[str, object] = {"state": after, "changed_at": reviewer.at}
        if after not in {before, State.RETURNED.value}:
            values[_REVIEWER_FIELD[State(before)]] = reviewer.actor
        if after == State.PUBLISHED.value:
            values["published_at"] = reviewer.at
        Submission.objects.filter(pk__in=[s.pk for s in submissions]).update(**values)
        for submission in submissions:
            for name, value in values.items():
                setattr(submission, name, value)
            if after == State.PUBLISHED.value:
                door.publish(submission=submission, actor=reviewer.actor, at=reviewer.at)


def _way(decision: _Decision) -> tuple[str, str]:
    """Return from which state to which a text goes."""
    return decision.state.value, decision.after.value


def _act(decision: _Decision) -> audit.Act:
    """Return what the audit keeps of a decision."""
    return audit.Act(
        f"review.{decision.action.value}",
        decision.submission,
        {
            "level": decision.state.value,
            "after": decision.after.value,
            "text_hash": decision.submission.text_hash,
        },
        str(decision.post),
    )
