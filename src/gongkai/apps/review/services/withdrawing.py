"""Take a published text off the site; its row and record stay."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.apps.review import events
from gongkai.apps.review.models import Submission, Withdrawal
from gongkai.apps.review.services.opinions import Opinion, step_of
from gongkai.apps.review.services.posts import ActingPost, acting_post
from gongkai.domain.errors import Refusal
from gongkai.domain.review.three_reviews import (
    PUBLIC_STATES,
    Action,
    State,
    advance,
    role_for_action,
)
from gongkai.domain.review.withdrawals import (
    WithdrawalKind,
    check_reasons,
    check_redirect,
    public_sentence,
)
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.pages.models import GovPage

_PUBLIC = [state.value for state in PUBLIC_STATES]


class NotPublished(Refusal):
    """The page is not on the site, so it cannot be withdrawn."""

    code = "page_not_published"


@transaction.atomic
def withdraw(
    *,
    page_id: int,
    kind: WithdrawalKind,
    public_reason: str,
    actor: User,
    at: datetime,
    internal_reason: str = "",
    redirect_to: int | None = None,
) -> Withdrawal:
    """Take a published page off the site; only a new review brings it back.

    Args:
        page_id: the page.
        kind: what stands at its address afterwards.
        public_reason: what the public reads; a page that leaked shows a neutral sentence.
        actor: a final reviewer of the page's organ, or whoever acts for him.
        at: when.
        internal_reason: what the record keeps beside it.
        redirect_to: the public page it leads to.

    Raises:
        PostMissing: the actor is no final reviewer of the page's organ.
        NotPublished: the page is not on the site.
        PublicReasonMissing: nothing tells the public why.
        InternalReasonMissing: a page vanishes and the record does not say why.
        RedirectTargetMissing: it leads nowhere.
        RedirectToItself: it leads back to itself.
    """
    submission = _on_the_site(page_id)
    state = State(submission.state)
    role = role_for_action(state, Action.TAKE_DOWN, submission.levels)
    post = acting_post(user=actor, organ=submission.organ, role=role, at=at)
    check_reasons(kind, public_reason=public_reason, internal_reason=internal_reason)
    target = redirect_to if kind is WithdrawalKind.REDIRECT else None
    if kind is WithdrawalKind.REDIRECT:
        _check_redirect(page_id, target)
    withdrawal = Withdrawal(
        page_id=page_id,
        submission=submission,
        kind=kind.value,
        public_reason=public_sentence(kind, public_reason),
        internal_reason=internal_reason.strip(),
        redirect_to_id=target,
        actor=actor,
        actor_name=actor.name,
        actor_post=str(post),
        at=at,
    )
    withdrawal.save(force_insert=True)
    _leave(submission, state, withdrawal, actor, post, at)
    audit.record(
        action="review.take_down",
        subject=submission,
        at=at,
        actor=actor,
        post=str(post),
        kind=kind.value,
        reason=withdrawal.internal_reason or withdrawal.public_reason,
        text_hash=submission.text_hash,
    )
    events.announce(
        events.Publication(page_id, submission.pk, "withdrawn", submission.text_hash, at)
    )
    return withdrawal


def _on_the_site(page_id: int) -> Submission:
    """Return the version of a page that the public reads, locked.

    Raises:
        NotPublished: there is none.
    """
    submission = (
        Submission.objects.filter(page_id=page_id, state__in=_PUBLIC)
        .select_for_update(of=("self",))
        .select_related("organ", "page")
        .order_by("-published_at", "-pk")
        .first()
    )
    if submission is None or not submission.page.live:
        raise NotPublished
    return submission


def _check_redirect(page_id: int, target: int | None) -> None:
    """Accept the page a withdrawn one leads to, or refuse."""
    open_ones = Withdrawal.objects.filter(lifted_at=None, redirect_to__isnull=False)
    check_redirect(
        page_id,
        target,
        target_is_live=GovPage.objects.filter(pk=target, live=True).exists(),
        redirects=dict(open_ones.order_by().values_list("page_id", "redirect_to_id")),
    )


def _leave(
    submission: Submission,
    state: State,
    withdrawal: Withdrawal,
    actor: User,
    post: ActingPost,
    at: datetime,
) -> None:
    """Take the page and all its editions off the site, and keep who did it."""
    step_of(
        submission=submission,
        state=state,
        action=Action.TAKE_DOWN,
        actor=actor,
        post=post,
        at=at,
        opinion=Opinion(text=withdrawal.internal_reason or withdrawal.public_reason),
    ).save(force_insert=True)
    after = advance(state, Action.TAKE_DOWN, submission.levels)
    Submission.objects.filter(page_id=submission.page_id, state__in=_PUBLIC).update(
        state=after.value, changed_at=at
    )
    submission.state, submission.changed_at = after.value, at
    GovPage.objects.filter(pk=submission.page_id).update(
        taken_down_reason=withdrawal.public_reason, live=False, has_unpublished_changes=True
    )
