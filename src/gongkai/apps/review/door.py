"""Publish: the one door to the public, opened only by the finish of a complete review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.functions import Coalesce
from wagtail.signals import page_published

from gongkai.apps.review import events
from gongkai.apps.review.hashing import hash_of
from gongkai.apps.review.models import Edition, Submission, Withdrawal
from gongkai.domain.review.editions import EditionKind, EditionNumber, next_number
from gongkai.domain.review.text_hash import TextChangedSinceApproval
from gongkai.foundation.accounts.models import User
from gongkai.foundation.pages.models import GovPage


def publish_all(submissions: Sequence[Submission], *, actor: User | None, at: datetime) -> None:
    """Make the approved texts the live pages, number their editions and announce them.

    Call it inside the transaction of the act that completes the reviews.

    Raises:
        TextChangedSinceApproval: a live page does not say what was approved.
    """
    for submission in submissions:
        _publish(submission, actor, at)
    _number_editions(submissions, at)
    restored = _lift_withdrawals([submission.page_id for submission in submissions], at)
    for submission in submissions:
        events.announce(
            events.Publication(
                submission.page_id,
                submission.pk,
                "restored" if submission.page_id in restored else "published",
                submission.text_hash,
                at,
            )
        )


def _publish(submission: Submission, actor: User | None, at: datetime) -> None:
    """Make one approved text the live page, dated when the review finished.

    A page that was never edited after its first draft says in its own row already what
    was approved, and the hash proves it: then only its life is written, not its text.
    """
    page = _page(submission)
    first_published_at = page.first_published_at or at
    timed = submission.revision.content.get("go_live_at")
    if page.live or timed or not _says(page, submission):
        page.first_published_at = first_published_at
        GovPage.objects.filter(pk=page.pk).update(first_published_at=first_published_at)
        submission.revision.publish(user=actor, skip_permission_checks=True)
        page = _page(submission)
        if not page.live or not _says(page, submission):
            raise TextChangedSinceApproval(title=submission.title)
        GovPage.objects.filter(pk=page.pk).update(last_published_at=at, taken_down_reason="")
        return
    GovPage.objects.filter(pk=page.pk).update(
        live=True,
        live_revision_id=submission.revision_id,
        has_unpublished_changes=False,
        expired=False,
        first_published_at=Coalesce("first_published_at", first_published_at),
        last_published_at=at,
        taken_down_reason="",
    )
    page.live = True
    page_published.send(sender=type(page), instance=page, revision=submission.revision)


def _number_editions(submissions: Sequence[Submission], at: datetime) -> None:
    """Give each published text the number after its page's latest edition."""
    latest: dict[int, EditionNumber] = {}
    rows = Edition.objects.filter(page_id__in=[s.page_id for s in submissions])
    for page_id, major, minor in rows.order_by("major", "minor").values_list(
        "page_id", "major", "minor"
    ):
        latest[page_id] = EditionNumber(major, minor)
    editions = []
    for submission in submissions:
        kind = EditionKind(submission.edition_kind)
        number = next_number(latest.get(submission.page_id), kind)
        latest[submission.page_id] = number
        editions.append(
            Edition(
                page_id=submission.page_id,
                submission=submission,
                major=number.major,
                minor=number.minor,
                kind=kind.value,
                note=submission.change_note,
                text_hash=submission.text_hash,
                published_at=at,
            )
        )
    Edition.objects.bulk_create(editions)


def _lift_withdrawals(page_ids: Sequence[int], at: datetime) -> frozenset[int]:
    """End the withdrawals of pages that are public again; return whose."""
    open_ones = Withdrawal.objects.filter(page_id__in=page_ids, lifted_at=None)
    lifted = frozenset(open_ones.order_by().values_list("page_id", flat=True))
    if lifted:
        open_ones.update(lifted_at=at)
    return lifted


def _page(submission: Submission) -> Any:
    """Return the page with all that its kind holds."""
    kind: Any = ContentType.objects.get_for_id(submission.revision.content_type_id)
    return kind.model_class()._default_manager.get(pk=submission.page_id)


def _says(page: Any, submission: Submission) -> bool:
    """Tell whether the page says exactly what was approved."""
    return str(hash_of(page.serializable_data())) == submission.text_hash
