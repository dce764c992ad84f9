"""Publish: the one door to the public, opened only by the finish of a complete review."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models.functions import Coalesce
from wagtail.signals import page_published

from gongkai.apps.review.models import Submission
from gongkai.apps.review.queries import hash_of
from gongkai.domain.review.text_hash import TextChangedSinceApproval
from gongkai.foundation.accounts.models import User
from gongkai.foundation.pages.models import GovPage


def publish(*, submission: Submission, actor: User, at: datetime) -> None:
    """Make the approved text the live page, dated when the review finished.

    A page that was never edited after its first draft says in its own row already what
    was approved, and the hash proves it: then only its life is written, not its text.

    Raises:
        TextChangedSinceApproval: the live page does not say what was approved.
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
        GovPage.objects.filter(pk=page.pk).update(last_published_at=at)
        return
    GovPage.objects.filter(pk=page.pk).update(
        live=True,
        live_revision_id=submission.revision_id,
        has_unpublished_changes=False,
        expired=False,
        first_published_at=Coalesce("first_published_at", first_published_at),
        last_published_at=at,
    )
    page.live = True
    page_published.send(sender=type(page), instance=page, revision=submission.revision)


def _page(submission: Submission) -> Any:
    """Return the page with all that its kind holds."""
    kind: Any = ContentType.objects.get_for_id(submission.revision.content_type_id)
    return kind.model_class()._default_manager.get(pk=submission.page_id)


def _says(page: Any, submission: Submission) -> bool:
    """Tell whether the page says exactly what was approved."""
    return str(hash_of(page.serializable_data())) == submission.text_hash
