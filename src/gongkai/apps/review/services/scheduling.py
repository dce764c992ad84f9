"""Publish at the hour the final reviewer set, or call it off."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongkai.apps.content_checks import services as content_checks
from gongkai.apps.review import door
from gongkai.apps.review.models import Submission
from gongkai.apps.review.queries import NEEDED_FOR_DECIDING, releases_due
from gongkai.apps.review.services.opinions import Opinion, step_of
from gongkai.apps.review.services.posts import acting_post
from gongkai.apps.review.services.texts import check_text, drafts_of
from gongkai.domain.errors import Refusal
from gongkai.domain.review.opinions import check_opinion
from gongkai.domain.review.three_reviews import Action, State, advance, role_for_action
from gongkai.foundation import refusals
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit

logger = logging.getLogger(__name__)
_ERROR_LENGTH = 300


@dataclass(frozen=True, slots=True)
class Releases:
    """What one round of timed releases did: ids of texts."""

    released: tuple[int, ...]
    failed: tuple[int, ...]


def release_due(*, at: datetime) -> Releases:
    """Publish every text whose hour has come, each on its own; a failure stops no other.

    A text that cannot be published stays scheduled, says why, and is tried again.
    """
    released, failed = [], []
    for pk in releases_due(at).values_list("pk", flat=True):
        try:
            if _release(pk, at):
                released.append(pk)
        except Exception as error:
            logger.exception("review.release_failed", extra={"submission": pk})
            _keep_failure(pk, _reason(error), at)
            failed.append(pk)
    return Releases(tuple(released), tuple(failed))


def _reason(error: Exception) -> str:
    """Return why a release failed, in words an officer reads."""
    if isinstance(error, Refusal):
        return refusals.sentence(error)[:_ERROR_LENGTH]
    return f"程序出错（{type(error).__name__}），请联系系统管理员。"


@transaction.atomic
def _release(pk: int, at: datetime) -> bool:
    """Publish one text; False when somebody was faster.

    Raises:
        TextChangedSinceApproval: the text is not the one that was approved.
        FindingsUnanswered: the rules of today find what nobody has answered.
    """
    submission = _locked(pk)
    if submission.state != State.SCHEDULED.value:
        return False
    check_text(submission)
    content_checks.check_drafts(drafts_of([submission]), at=at)
    content_checks.require_answered({submission.page_id: submission.title})
    after = advance(State.SCHEDULED, Action.RELEASE, submission.levels)
    values = {"state": after.value, "changed_at": at, "published_at": at, "release_error": ""}
    _write(submission, values)
    door.publish_all([submission], actor=None, at=at)
    audit.record(
        action="review.release",
        subject=submission,
        at=at,
        actor=None,
        after=after.value,
        release_at=submission.release_at,
        text_hash=submission.text_hash,
    )
    return True


@transaction.atomic
def _keep_failure(pk: int, reason: str, at: datetime) -> None:
    """Write down why a text is still not public; once for each reason."""
    submission = _locked(pk)
    if submission.release_error == reason:
        return
    _write(submission, {"release_error": reason})
    audit.record(
        action="review.release_failed", subject=submission, at=at, actor=None, reason=reason
    )


@transaction.atomic
def cancel_release(*, submission_id: int, reason: str, actor: User, at: datetime) -> Submission:
    """Call a timed release off; the text waits for its final review again.

    Raises:
        ReviewActionNotAllowed: the text is not scheduled.
        PostMissing: the actor is no final reviewer of the organ.
        ReasonMissing: no reason is given.
    """
    submission = _locked(submission_id)
    state, levels = State(submission.state), submission.levels
    role = role_for_action(state, Action.CANCEL_RELEASE, levels)
    post = acting_post(user=actor, organ=submission.organ, role=role, at=at)
    check_opinion(state, Action.CANCEL_RELEASE, reasons=reason)
    after = advance(state, Action.CANCEL_RELEASE, levels)
    step_of(
        submission=submission,
        state=state,
        action=Action.CANCEL_RELEASE,
        actor=actor,
        post=post,
        at=at,
        opinion=Opinion(text=reason),
    ).save(force_insert=True)
    _write(
        submission,
        {
            "state": after.value,
            "changed_at": at,
            "release_at": None,
            "release_error": "",
            "final_reviewer": None,
        },
    )
    audit.record(
        action="review.cancel_release",
        subject=submission,
        at=at,
        actor=actor,
        post=str(post),
        reason=reason,
        text_hash=submission.text_hash,
    )
    return submission


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
