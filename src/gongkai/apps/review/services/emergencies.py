"""Publish in an emergency at once, and have the reviews made up for afterwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongkai.apps.content_checks import services as content_checks
from gongkai.apps.review import door
from gongkai.apps.review.hashing import hash_of
from gongkai.apps.review.models import Edition, ReviewChain, Submission
from gongkai.apps.review.queries import (
    NEEDED_FOR_DECIDING,
    NO_RULE,
    REVIEWER_FIELD,
    confirmed_levels,
    reviewer_ids,
)
from gongkai.apps.review.services.opening import check_all_opened
from gongkai.apps.review.services.opinions import Opinion, secrecy_outcome, step_of
from gongkai.apps.review.services.posts import ActingPost, acting_post
from gongkai.apps.review.services.submitting import OrganMissing, void
from gongkai.apps.review.services.texts import authors_of, check_version, drafts_of
from gongkai.domain.errors import Refusal
from gongkai.domain.review import chains
from gongkai.domain.review.editions import EditionKind
from gongkai.domain.review.emergencies import (
    EmergencyKind,
    check_emergency,
    confirmation_due_at,
    confirmation_level,
    confirming_action,
)
from gongkai.domain.review.opinions import PROOFREADING_STATES, check_opinion
from gongkai.domain.review.people import check_reviewer
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import (
    Action,
    ReviewActionNotAllowed,
    State,
    advance,
    role_for,
    role_for_action,
)
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.pages.models import GovPage


class AuthorUnknown(Refusal):
    """Nothing says who wrote the text, so nobody can be told apart from its author."""

    code = "author_unknown"


@transaction.atomic
def release_in_emergency(
    *,
    page_id: int,
    kind: EmergencyKind,
    grounds: str,
    actor: User,
    at: datetime,
    secrecy: SecrecyConclusion | None,
    change_note: str = "",
) -> Submission:
    """Publish the latest text of a page at once; two others confirm within 24 hours.

    Reviews under way for the page end here: the confirmations start anew.

    Raises:
        OrganMissing: the page names no organ.
        PostMissing: the actor is no final reviewer of the organ.
        EmergencyGroundsMissing: nothing says what happened.
        EmergencyNotCleared: the actor does not conclude that the text may be disclosed.
        AuthorMayNotReview: the actor wrote or edited the text.
        AuthorUnknown: nothing says who wrote it.
        FindingsMustBePutRight: the text holds what the rules let nobody publish.
        SignatureMissing: such a finding is kept on one person's word.
    """
    page = (
        GovPage.objects.select_for_update(of=("self",))
        .select_related("organ", "latest_revision")
        .get(pk=page_id)
    )
    if page.organ is None:
        raise OrganMissing(title=page.title)
    role = role_for_action(State.DRAFT, Action.EMERGENCY_RELEASE)
    post = acting_post(user=actor, organ=page.organ, role=role, at=at)
    check_emergency(grounds=grounds, secrecy=secrecy)
    submission = _emergency(page, kind, grounds.strip(), at)
    submission.change_note = change_note.strip() or submission.change_note
    check_reviewer(actor.pk, authors_of([submission])[submission.pk], set())
    content_checks.check_drafts(drafts_of([submission]), at=at)
    content_checks.require_right({page_id: submission.title})
    content_checks.require_signed({page_id: submission.title})
    void(page_id=page_id, actor=actor, at=at)
    submission.final_reviewer = actor
    submission.save(force_insert=True)
    opinion = Opinion(text=submission.emergency_grounds, secrecy=secrecy, checklist=())
    act = _Act(Action.EMERGENCY_RELEASE, State.FINAL_REVIEW, actor, post, at, opinion)
    _keep_step(submission, act)
    door.publish_all([submission], actor=actor, at=at)
    return submission


def _emergency(page: GovPage, kind: EmergencyKind, grounds: str, at: datetime) -> Submission:
    """Return the version of a page that is released, not saved yet."""
    revision = page.latest_revision
    under_way = Submission.objects.filter(page_id=page.pk, revision=revision).order_by("-pk")
    last = under_way.first()
    author_id = last.submitted_by_id if last else (revision and revision.user_id) or page.owner_id
    if revision is None or author_id is None:
        raise AuthorUnknown(title=page.title)
    row = ReviewChain.objects.filter(organ_id=page.organ_id).first()
    rule = row.rule if row else NO_RULE
    edited = Edition.objects.filter(page_id=page.pk).exists()
    return Submission(
        page=page,
        revision=revision,
        organ=page.organ,
        title=revision.content["title"],
        state=advance(State.DRAFT, Action.EMERGENCY_RELEASE).value,
        chain=chains.printed(chains.emergency_chain(rule.reviews)),
        text_hash=str(hash_of(revision.content)),
        submitted_by_id=author_id,
        submitted_at=at,
        changed_at=at,
        published_at=at,
        emergency_kind=kind.value,
        emergency_grounds=grounds,
        emergency_due_at=confirmation_due_at(at),
        edition_kind=EditionKind.MAJOR.value,
        change_note=f"{kind.label}应急发布" if edited else "",
    )


@transaction.atomic
def confirm(
    *,
    submission_id: int,
    actor: User,
    at: datetime,
    opinion: Opinion,
    action: Action = Action.CONFIRM,
) -> Submission:
    """Make up for one review of a text released in an emergency, or object to it.

    Raises:
        ReviewActionNotAllowed: the text waits for no confirmation.
        PostMissing: the actor does not hold the post whose turn it is.
        AuthorMayNotReview: the actor submitted or edited the text.
        SamePersonTwice: the actor released or confirmed it before.
        NotOpened: the actor has not opened the text.
        ReasonMissing: an objection gives no reason.
        TextChangedSinceApproval: the text is no longer the released one.
        FindingsUnanswered: a proofreading leaves a finding without an answer.
    """
    submission = _locked(submission_id)
    state, levels = State(submission.state), submission.levels
    passed = confirmed_levels(submission)
    level = confirmation_level(levels, passed)
    if action not in {Action.CONFIRM, Action.OBJECT} or level is None:
        raise ReviewActionNotAllowed(state=state.label, action=action.label)
    advance(state, action, levels)
    post = acting_post(user=actor, organ=submission.organ, role=role_for(level), at=at)
    check_reviewer(actor.pk, authors_of([submission])[submission.pk], reviewer_ids(submission))
    check_all_opened([submission], actor)
    check_version(submission)
    if action is Action.CONFIRM and level in PROOFREADING_STATES:
        content_checks.require_answered({submission.page_id: submission.title})
    action, opinion = _said(level, action, opinion)
    if action is Action.CONFIRM:
        action = confirming_action(levels, passed)
        _write(submission, {REVIEWER_FIELD[level]: actor})
    _write(submission, {"state": advance(state, action, levels).value, "changed_at": at})
    _keep_step(submission, _Act(action, level, actor, post, at, opinion))
    return submission


def _said(level: State, action: Action, opinion: Opinion) -> tuple[Action, Opinion]:
    """Return what a confirmation comes to; a secrecy conclusion against it is an objection."""
    if action is Action.CONFIRM and level is State.SECRECY_REVIEW:
        outcome, opinion = secrecy_outcome(Action.PASS, opinion)
        cleared = opinion.secrecy is SecrecyConclusion.MAY_BE_DISCLOSED
        action = action if outcome is Action.PASS and cleared else Action.OBJECT
    if action is Action.CONFIRM:
        check_opinion(level, Action.PASS, proofreading=opinion.proofreading)
    else:
        check_opinion(level, action, reasons=opinion.text)
    return action, opinion


@transaction.atomic
def keep(*, submission_id: int, reason: str, actor: User, at: datetime) -> Submission:
    """Leave a disputed text public; the confirmation that objected is asked for again.

    Raises:
        ReviewActionNotAllowed: nobody objected.
        PostMissing: the actor is no final reviewer of the organ.
        AuthorMayNotReview: the actor submitted or edited the text.
        ReasonMissing: no reason is given.
    """
    submission = _locked(submission_id)
    state, levels = State(submission.state), submission.levels
    role = role_for_action(state, Action.KEEP, levels)
    post = acting_post(user=actor, organ=submission.organ, role=role, at=at)
    check_reviewer(actor.pk, authors_of([submission])[submission.pk], set())
    check_opinion(state, Action.KEEP, reasons=reason)
    _write(submission, {"state": advance(state, Action.KEEP, levels).value, "changed_at": at})
    opinion = Opinion(text=reason, checklist=())
    _keep_step(submission, _Act(Action.KEEP, State.FINAL_REVIEW, actor, post, at, opinion))
    return submission


@dataclass(frozen=True, slots=True)
class _Act:
    """What somebody did, when, in which post and with which words."""

    action: Action
    level: State
    actor: User
    post: ActingPost
    at: datetime
    opinion: Opinion


def _keep_step(submission: Submission, act: _Act) -> None:
    """Keep what somebody did as a step of the record and in the audit."""
    step_of(
        submission=submission,
        state=act.level,
        action=act.action,
        actor=act.actor,
        post=act.post,
        at=act.at,
        opinion=act.opinion,
    ).save(force_insert=True)
    audit.record(
        action=f"review.{act.action.value}",
        subject=submission,
        at=act.at,
        actor=act.actor,
        post=str(act.post),
        level=act.level.value,
        after=submission.state,
        reason=act.opinion.text,
        text_hash=submission.text_hash,
    )


def _locked(pk: int) -> Submission:
    """Return a text for one act alone."""
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("organ", "revision", "page")
        .only(*NEEDED_FOR_DECIDING)
        .get(pk=pk)
    )


def _write(submission: Submission, values: dict[str, object]) -> None:
    """Write some columns of one row."""
    Submission.objects.filter(pk=submission.pk).update(**values)
    for name, value in values.items():
        setattr(submission, name, value)
