"""Set how an organ's texts are reviewed, and who acts for an absent reviewer."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.review.models import Delegation, ReviewChain
from gongkai.domain.errors import Refusal
from gongkai.domain.review.chains import ChainRule
from gongkai.domain.review.delegation import check_delegation
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.accounts.queries import roles_held
from gongkai.foundation.audit import services as audit


class MayNotSetReview(Refusal):
    """Neither the system administrator nor, for a delegation, the holder of the post."""

    code = "may_not_set_review"


@transaction.atomic
def set_chain(
    *, organ_id: int, reviews: int, legality_kinds: Collection[str], actor: User, at: datetime
) -> ReviewChain:
    """Set the reviews of an organ; texts on their way keep the chain they were submitted with.

    Args:
        organ_id: whose texts.
        reviews: two or three.
        legality_kinds: kinds of pages that pass 合法性审核, as ``app.model``.
        actor: a system administrator, or an officer of the county's open-government office.
        at: when.

    Raises:
        MayNotSetReview: the actor is neither of them.
        ReviewsOutOfRange: neither two nor three reviews.
    """
    held = roles_held(actor.pk, clock.day_of(at))
    if not _administers(actor, at) and Role.OGI_OFFICER not in held:
        raise MayNotSetReview
    rule = ChainRule(reviews, frozenset(legality_kinds))
    row, _ = ReviewChain.objects.select_for_update().update_or_create(
        organ_id=organ_id,
        defaults={
            "reviews": rule.reviews,
            "legality_kinds": sorted(rule.legality_kinds),
            "changed_at": at,
        },
    )
    audit.record(
        action="review.set_chain",
        subject=row,
        at=at,
        actor=actor,
        reviews=reviews,
        legality_kinds=row.legality_kinds,
    )
    return row


@transaction.atomic
def delegate(
    *,
    post_id: int,
    delegate_id: int,
    from_on: date,
    to_on: date,
    reason: str,
    actor: User,
    at: datetime,
) -> Delegation:
    """Let another officer act in a review post for some days.

    Raises:
        MayNotSetReview: the actor neither holds the post nor administers the system.
        DelegationNotPossible: the post does not review.
        DelegatesToHimself: holder and delegate are one person.
        DelegationPeriodWrong: the days are in the wrong order, over, or too many.
        DelegationReasonMissing: no reason is given.
    """
    post = Post.objects.select_for_update(of=("self",)).select_related("organ").get(pk=post_id)
    if actor.pk != post.user_id and not _administers(actor, at):
        raise MayNotSetReview
    check_delegation(
        role=Role(post.role),
        holder_id=post.user_id,
        delegate_id=delegate_id,
        from_on=from_on,
        to_on=to_on,
        today=clock.day_of(at),
        reason=reason,
    )
    delegation = Delegation.objects.create(
        post=post,
        delegate=User.objects.get(pk=delegate_id, is_active=True),
        from_on=from_on,
        to_on=to_on,
        reason=reason.strip(),
        made_by=actor,
        made_at=at,
    )
    audit.record(
        action="review.delegate",
        subject=delegation,
        at=at,
        actor=actor,
        post=str(post),
        delegate=delegation.delegate.username,
        from_on=from_on,
        to_on=to_on,
        reason=delegation.reason,
    )
    return delegation


@transaction.atomic
def end_delegation(*, delegation_id: int, actor: User, at: datetime) -> Delegation:
    """Take a delegation back before its last day.

    Raises:
        MayNotSetReview: the actor neither holds the post nor administers the system.
    """
    delegation = (
        Delegation.objects.select_for_update(of=("self",))
        .select_related("post__organ", "delegate")
        .get(pk=delegation_id)
    )
    if actor.pk != delegation.post.user_id and not _administers(actor, at):
        raise MayNotSetReview
    if delegation.ended_at is None:
        delegation.ended_at = at
        delegation.save(update_fields=["ended_at"])
        audit.record(action="review.end_delegation", subject=delegation, at=at, actor=actor)
    return delegation


def _administers(actor: User, at: datetime) -> bool:
    """Tell whether the person administers the system that day."""
    return bool(actor.is_superuser or Role.SYSTEM_ADMIN in roles_held(actor.pk, clock.day_of(at)))
