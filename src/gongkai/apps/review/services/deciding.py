"""Give one level's opinion on a text, or on several at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db import transaction

from gongkai.apps.content_checks import services as content_checks
from gongkai.apps.review import door
from gongkai.apps.review.models import Step, Submission
from gongkai.apps.review.queries import NEEDED_FOR_DECIDING, REVIEWER_FIELD, reviewer_ids
from gongkai.apps.review.services.opening import check_all_opened
from gongkai.apps.review.services.opinions import Opinion, refers, secrecy_outcome, step_of
from gongkai.apps.review.services.posts import ActingPost, Officer
from gongkai.apps.review.services.texts import authors_of, check_text, drafts_of
from gongkai.domain.errors import Refusal
from gongkai.domain.review.opinions import check_opinion, ends_proofreading
from gongkai.domain.review.people import check_reviewer
from gongkai.domain.review.three_reviews import (
    Action,
    ReviewActionNotAllowed,
    State,
    advance,
    role_for_action,
)
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit

_DECISIONS = frozenset({Action.PASS, Action.RETURN})


class ReleaseInThePast(Refusal):
    """A text is to be published at an hour that has passed."""

    code = "release_in_the_past"


class LevelPassed(Refusal):
    """The opinion was formed for another level than the one that waits now.

    Facts: title, state.
    """

    code = "review_level_passed"


@dataclass(frozen=True, slots=True)
class _Decision:
    """What is decided about one text."""

    submission: Submission
    state: State
    after: State
    action: Action
    opinion: Opinion
    post: ActingPost


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What the reviewer says of all texts of one act."""

    action: Action
    opinion: Opinion


def decide(
    *,
    submission_id: int,
    action: Action,
    actor: User,
    at: datetime,
    opinion: Opinion,
    release_at: datetime | None = None,
    level: State | None = None,
) -> Submission:
    """Give one level's opinion on one text; see ``decide_all``."""
    return decide_all(
        submission_ids=[submission_id],
        action=action,
        actor=actor,
        at=at,
        opinion=opinion,
        release_at=release_at,
        level=level,
    )[0]


def _check_level(submissions: Sequence[Submission], level: State | None) -> None:
    """Refuse an opinion on texts that have moved on from the level it was formed for."""
    for submission in submissions:
        state = State(submission.state)
        if level is not None and state is not level:
            raise LevelPassed(title=submission.title, state=state.label)


@transaction.atomic
def decide_all(
    *,
    submission_ids: Sequence[int],
    action: Action,
    actor: User,
    at: datetime,
    opinion: Opinion,
    release_at: datetime | None = None,
    level: State | None = None,
) -> list[Submission]:
    """Give one level's opinion on texts, all or none; a last pass publishes with it.

    A text referred upwards by the secrecy review waits at that level. With
    ``release_at`` the final pass publishes at that hour instead of at once. ``level`` is
    the one the reviewer had before him: whoever holds the posts of two levels must not
    decide at the second with what he said for the first.

    Raises:
        ReviewActionNotAllowed: a text is not at a level where this can be done.
        PostMissing: the actor does not hold the level's post in a text's organ.
        AuthorMayNotReview: the actor submitted or edited a text.
        SamePersonTwice: the actor passed an earlier level.
        NotOpened: the actor has not opened a text in this version.
        ReasonMissing: a return gives no reason.
        SecrecyConclusionMissing: the secrecy review passes without a conclusion.
        TextChangedSinceApproval: a draft was edited since it was submitted.
        ReleaseInThePast: the hour of publication has passed.
        LevelPassed: a text waits at another level by now.
        FindingsUnanswered: a proofreading leaves a finding without an answer.
        SignatureMissing: a blocking finding is kept on one person's word.
    """
    submissions = list(
        Submission.objects.select_for_update(of=("self",))
        .select_related("organ", "revision", "page")
        .only(*NEEDED_FOR_DECIDING)
        .filter(pk__in=submission_ids)
        .order_by("pk")
    )
    if not submissions or len(submissions) != len(set(submission_ids)):
        raise Submission.DoesNotExist
    if release_at is not None and release_at <= at:
        raise ReleaseInThePast
    _check_level(submissions, level)
    officer = Officer(actor, at)
    verdict = _Verdict(_asked(submissions[0], action, release_at), opinion)
    posts = [_post(submission, verdict, officer) for submission in submissions]
    _check_people(submissions, actor)
    check_all_opened(submissions, actor)
    decisions = [
        _decision(submission, verdict, post)
        for submission, post in zip(submissions, posts, strict=True)
    ]
    _check_findings(decisions, at)
    Step.objects.bulk_create(_step(decision, officer) for decision in decisions)
    _move(decisions, officer, release_at)
    audit.record_all([_act(decision) for decision in decisions], at=at, actor=actor)
    return submissions


def _asked(submission: Submission, action: Action, release_at: datetime | None) -> Action:
    """Return the step that is asked for: a pass with an hour is a timed one.

    Raises:
        ReviewActionNotAllowed: the action is none of a reviewer.
    """
    if action not in _DECISIONS:
        state = State(submission.state)
        raise ReviewActionNotAllowed(state=state.label, action=action.label)
    return Action.SCHEDULE if action is Action.PASS and release_at else action


def _post(submission: Submission, verdict: _Verdict, officer: Officer) -> ActingPost:
    """Return the post in which the officer decides on a text, or refuse."""
    state = State(submission.state)
    role = role_for_action(state, verdict.action, submission.levels)
    return officer.post(submission.organ, role)


def _check_people(submissions: Sequence[Submission], actor: User) -> None:
    """Refuse a person who wrote one of the texts or passed it before."""
    authors = authors_of(submissions)
    for submission in submissions:
        check_reviewer(actor.pk, authors[submission.pk], reviewer_ids(submission))


def _decision(submission: Submission, verdict: _Verdict, post: ActingPost) -> _Decision:
    """Return what the opinion leads to, or refuse."""
    check_text(submission)
    state, levels = State(submission.state), submission.levels
    action, opinion = verdict.action, verdict.opinion
    after = advance(state, action, levels)
    if state is State.SECRECY_REVIEW:
        action, opinion = secrecy_outcome(action, opinion)
        after = state if refers(opinion) else advance(state, action, levels)
    check_opinion(state, action, reasons=opinion.text, proofreading=opinion.proofreading)
    return _Decision(submission, state, after, action, opinion, post)


def _check_findings(decisions: Sequence[_Decision], at: datetime) -> None:
    """Refuse a proofreading that leaves findings unanswered; check again before publishing.

    Raises:
        FindingsUnanswered: something the rules found has no answer.
        SignatureMissing: a blocking finding is kept on one person's word.
    """
    read = [d.submission for d in decisions if ends_proofreading(d.state, d.action)]
    last = [row for row in read if State(row.state) is State.FINAL_REVIEW]
    content_checks.check_drafts(drafts_of(last), at=at)
    content_checks.require_answered({row.page_id: row.title for row in read})


def _step(decision: _Decision, officer: Officer) -> Step:
    """Return the step of the record."""
    return step_of(
        submission=decision.submission,
        state=decision.state,
        action=decision.action,
        actor=officer.actor,
        post=decision.post,
        at=officer.at,
        opinion=decision.opinion,
    )


def _move(decisions: Sequence[_Decision], officer: Officer, release_at: datetime | None) -> None:
    """Take the texts to their next states; the last one publishes."""
    for (before, after), moved in groupby(sorted(decisions, key=_way), key=_way):
        submissions = [decision.submission for decision in moved]
        values: dict[str, object] = {"state": after, "changed_at": officer.at}
        if after not in {before, State.RETURNED.value}:
            values[REVIEWER_FIELD[State(before)]] = officer.actor
        if after == State.SCHEDULED.value:
            values["release_at"] = release_at
        if after == State.PUBLISHED.value:
            values["published_at"] = officer.at
        Submission.objects.filter(pk__in=[s.pk for s in submissions]).update(**values)
        for submission in submissions:
            for name, value in values.items():
                setattr(submission, name, value)
        if after == State.PUBLISHED.value:
            door.publish_all(submissions, actor=officer.actor, at=officer.at)


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
