"""Read reviews."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from types import MappingProxyType

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gongkai.apps.review.hashing import hash_of
from gongkai.apps.review.models import (
    Delegation,
    Edition,
    Opening,
    ReviewChain,
    Submission,
    Withdrawal,
)
from gongkai.domain.review.chains import ChainRule
from gongkai.domain.review.people import AuthorMayNotReview, SamePersonTwice
from gongkai.domain.review.three_reviews import (
    PUBLIC_STATES,
    REVIEW_ORDER,
    UNDER_WAY,
    State,
    role_for,
)
from gongkai.domain.review.withdrawals import WithdrawalKind
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.accounts.queries import posts_held
from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.reference_data import work_calendar

__all__ = ["hash_of"]

NO_RULE = ChainRule()
REVIEWER_FIELD: Mapping[State, str] = MappingProxyType(
    {level: level.value.replace("review", "reviewer") for level in REVIEW_ORDER}
)
# A decision reads the text and two keys of the page, not the whole of three wide rows.
NEEDED_FOR_DECIDING = (
    *(field.name for field in Submission._meta.concrete_fields if not field.is_relation),
    *(f"{name}_id" for name in REVIEWER_FIELD.values()),
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
LATE_RELEASE = timedelta(minutes=1)
_PUBLIC = [str(state.value) for state in PUBLIC_STATES]
_EMERGENCIES = [State.EMERGENCY.value, State.EMERGENCY_DISPUTED.value]


def reviewer_ids(submission: Submission) -> set[int]:
    """Return everybody who passed this version at some level."""
    return {getattr(submission, f"{name}_id") for name in REVIEWER_FIELD.values()} - {None}


def confirmed_levels(submission: Submission) -> set[State]:
    """Return the levels of this version that somebody passed."""
    return {level for level, name in REVIEWER_FIELD.items() if getattr(submission, f"{name}_id")}


def chain_rule(organ_id: int) -> ChainRule:
    """Return how an organ's texts are reviewed."""
    row = ReviewChain.objects.filter(organ_id=organ_id).first()
    return row.rule if row else NO_RULE


def chain_rules() -> dict[int, ChainRule]:
    """Return for each organ that has a rule of its own how its texts are reviewed."""
    return {row.organ_id: row.rule for row in ReviewChain.objects.all()}


# Whose turn it is.


def delegations_on(user_id: int, on: date) -> QuerySet[Delegation]:
    """Return the posts in which a person may act for their holders on a day."""
    return (
        Delegation.objects.filter(
            Q(post__to_on__isnull=True) | Q(post__to_on__gte=on),
            delegate_id=user_id,
            delegate__is_active=True,
            from_on__lte=on,
            to_on__gte=on,
            ended_at=None,
            post__from_on__lte=on,
        )
        .select_related("post__organ", "post__user")
        .order_by("pk")
    )


def delegations_of(user_id: int) -> QuerySet[Delegation]:
    """Return what a person gave and was given to review in another's place, newest first."""
    return (
        Delegation.objects.filter(Q(post__user_id=user_id) | Q(delegate_id=user_id))
        .select_related("post__organ", "post__user", "delegate")
        .order_by("-from_on", "-pk")
    )


def posts_for(user_id: int, on: date) -> list[Post]:
    """Return the posts a person holds on a day and those delegated to him."""
    delegated = [delegation.post for delegation in delegations_on(user_id, on)]
    return [*posts_held(user_id, on), *delegated]


def with_delegated(posts: Iterable[Post]) -> list[Post]:
    """Return the posts of one person and those delegated to him today."""
    held = list(posts)
    people = {post.user_id for post in held}
    if len(people) != 1:
        return held
    known = {post.pk for post in held}
    delegated = delegations_on(people.pop(), clock.today())
    return held + [row.post for row in delegated if row.post_id not in known]


def waiting_for(posts: Iterable[Post]) -> QuerySet[Submission]:
    """Return the texts that wait for the holder of these posts, oldest first.

    Posts delegated to him today count as well.
    """
    condition = Q(pk__in=[])
    for post in with_delegated(posts):
        turn = _TURNS.get(Role(post.role))
        if turn is not None:
            condition |= Q(organ_id=post.organ_id) & turn
    rows = Submission.objects.filter(condition)
    return rows.select_related("organ", "submitted_by").order_by("changed_at")


def _turns() -> dict[Role, Q]:
    """Return which texts wait for each role: reviews, and confirmations of emergencies."""
    turns = {role_for(level): Q(state=level.value) for level in REVIEW_ORDER}
    emergency = Q(state=State.EMERGENCY.value)
    for level in (State.SECOND_REVIEW, State.SECRECY_REVIEW):
        turns[role_for(level)] |= (
            emergency
            & Q(first_reviewer__isnull=False, chain__contains=level.value)
            & Q(**{f"{REVIEWER_FIELD[level]}__isnull": True})
        )
    turns[Role.FIRST_REVIEWER] |= emergency & Q(first_reviewer__isnull=True)
    turns[Role.FINAL_REVIEWER] |= Q(state=State.EMERGENCY_DISPUTED.value)
    return turns


_TURNS: Mapping[Role, Q] = MappingProxyType(_turns())


def working_days_waited(submission: Submission, on: date) -> int:
    """Return for how many working days a text has been where it is, its first day not counted."""
    since = clock.day_of(submission.changed_at)
    return work_calendar().expected_working_days_between(since, on)


def all_stand_at(level: State, submission_ids: Iterable[int]) -> bool:
    """Tell whether none of these texts stands anywhere but at one level."""
    elsewhere = Submission.objects.filter(pk__in=list(submission_ids)).exclude(state=level.value)
    return not elsewhere.exists()


def has_opened(submission: Submission, actor: User) -> bool:
    """Tell whether the person opened this very version."""
    return Opening.objects.filter(
        submission=submission, actor_id=actor.pk, text_hash=submission.text_hash
    ).exists()


def why_not(submission: Submission, actor: User) -> str:
    """Return the refusal code that keeps a person from reviewing a text; empty when none."""
    if actor.pk == submission.submitted_by_id:
        return AuthorMayNotReview.code
    return SamePersonTwice.code if actor.pk in reviewer_ids(submission) else ""


def submissions_of_page(page_id: int) -> list[Submission]:
    """Return all versions of a page that were submitted, newest first."""
    return list(
        Submission.objects.filter(page_id=page_id)
        .prefetch_related("steps")
        .select_related("organ", "submitted_by")
    )


def version_before(submission: Submission) -> Submission | None:
    """Return the version of the page that was submitted before with another text."""
    return (
        Submission.objects.filter(page_id=submission.page_id, pk__lt=submission.pk)
        .exclude(revision_id=submission.revision_id)
        .select_related("revision")
        .order_by("-pk")
        .first()
    )


def lanes(
    posts: Iterable[Post], organ_ids: set[int] | None
) -> dict[str, tuple[str, QuerySet[Submission]]]:
    """Return the desk's lists: mine, under way, returned, published.

    Args:
        posts: posts the person holds.
        organ_ids: organs whose texts he may read; None for all.
    """
    rows = Submission.objects.select_related("organ", "submitted_by")
    if organ_ids is not None:
        rows = rows.filter(organ_id__in=organ_ids)
    under_way = [str(level.value) for level in UNDER_WAY]
    return {
        "mine": ("等我审", waiting_for(posts)),
        "under_way": ("在审", rows.filter(state__in=under_way).order_by("changed_at")),
        "emergency": ("应急待补审", rows.filter(state__in=_EMERGENCIES)),
        "returned": ("退回与作废", rows.filter(state__in=["returned", "draft"])),
        "published": ("已发布", rows.filter(state="published")),
        "taken_down": ("已撤稿", rows.filter(state="taken_down")),
    }


# What is public, and what stands behind it.


def must_be_kept(page: GovPage) -> bool:
    """Tell whether the page, or one below it, was once public or under review."""
    pages = GovPage.objects.descendant_of(page, inclusive=True)
    return bool(
        pages.filter(first_published_at__isnull=False).exists()
        or Submission.objects.filter(page__in=pages).exists()
    )


def approved_hashes() -> dict[int, str]:
    """Return for every public page the hash of the text that was approved."""
    rows = Submission.objects.filter(
        state__in=_PUBLIC, page__live=True, revision_id=F("page__live_revision_id")
    )
    return dict(rows.order_by("pk").values_list("page_id", "text_hash"))


def published_without_record() -> list[int]:
    """Return ids of live information pages that no complete review stands behind."""
    reviewed = Submission.objects.filter(
        page_id=OuterRef("pk"), revision_id=OuterRef("live_revision_id"), state__in=_PUBLIC
    )
    return [
        page.pk
        for page in GovPage.objects.filter(~Exists(reviewed), live=True)
        if getattr(page.specific_class, "counts_as_information", False)
    ]


@dataclass(frozen=True, slots=True)
class EditionView:
    """One published version as the public sees it listed."""

    number: str
    published_at: datetime
    note: str
    is_major: bool


def editions_of(page_id: int) -> list[EditionView]:
    """Return the published versions of a page, newest first."""
    return editions_by_page([page_id])[page_id]


def editions_by_page(page_ids: Sequence[int]) -> dict[int, list[EditionView]]:
    """Return the published versions of every one of some pages, newest first."""
    found: dict[int, list[EditionView]] = {page_id: [] for page_id in page_ids}
    for row in Edition.objects.filter(page_id__in=page_ids).order_by("-major", "-minor"):
        found[row.page_id].append(
            EditionView(str(row.number), row.published_at, row.note, row.is_major)
        )
    return found


@dataclass(frozen=True, slots=True)
class WithdrawalView:
    """What the public may know of a withdrawn page; never the internal reason."""

    page_id: int
    kind: WithdrawalKind
    public_reason: str
    redirect_to_id: int | None
    at: datetime


def withdrawals() -> dict[int, WithdrawalView]:
    """Return the pages that are withdrawn now."""
    return {row.page_id: _view(row) for row in Withdrawal.objects.filter(lifted_at=None).order_by()}


def withdrawal_of(page_id: int) -> WithdrawalView | None:
    """Return how a page is withdrawn now; None when it is not."""
    row = Withdrawal.objects.filter(page_id=page_id, lifted_at=None).first()
    return _view(row) if row else None


def _view(row: Withdrawal) -> WithdrawalView:
    """Return the public side of a withdrawal."""
    return WithdrawalView(
        row.page_id, WithdrawalKind(row.kind), row.public_reason, row.redirect_to_id, row.at
    )


# What must not be overlooked.


def releases_due(at: datetime) -> QuerySet[Submission]:
    """Return the scheduled texts whose hour has come, earliest first."""
    rows = Submission.objects.filter(state=State.SCHEDULED.value, release_at__lte=at)
    return rows.order_by("release_at", "pk")


def releases_failed() -> QuerySet[Submission]:
    """Return the scheduled texts whose publication failed."""
    rows = Submission.objects.filter(state=State.SCHEDULED.value).exclude(release_error="")
    return rows.select_related("organ").order_by("release_at", "pk")


def releases_late(at: datetime) -> QuerySet[Submission]:
    """Return the scheduled texts still not public more than a minute after their hour."""
    return releases_due(at - LATE_RELEASE).filter(release_at__lt=at - LATE_RELEASE)


def emergencies_overdue(at: datetime) -> QuerySet[Submission]:
    """Return the texts released in an emergency whose reviews are not made up for in time."""
    rows = Submission.objects.filter(state__in=_EMERGENCIES, emergency_due_at__lt=at)
    return rows.select_related("organ").order_by("emergency_due_at", "pk")
