"""Read reviews."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet
from wagtail.documents import get_document_model

from gongkai.apps.review.models import Submission
from gongkai.domain.review.people import AuthorMayNotReview, SamePersonTwice
from gongkai.domain.review.text_hash import TextHash, text_hash
from gongkai.domain.review.three_reviews import REVIEW_ORDER, State, role_for
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.pages.models import GovPage

# Where a page stands in the tree and in its life, not what it says.
_NOT_TEXT = frozenset(
    {
        "pk", "path", "depth", "numchild", "url_path", "draft_title", "live", "latest_revision",
        "live_revision", "has_unpublished_changes", "first_published_at", "last_published_at",
        "latest_revision_created_at", "go_live_at", "expire_at", "expired", "locked", "locked_at",
        "locked_by", "owner", "alias_of", "translation_key", "locale", "content_type",
        "wagtail_admin_comments", "taken_down_reason", "index_entries", "slug",
        # decided by acts of their own, each with its audit row
        "index_number", "amended_on", "repealed_on", "repealed_by", "validity_basis",
    }
)  # fmt: skip

# A block of attached files, or a link to a file inside a paragraph, as they are stored.
_FILE = re.compile(r""""type": ?"file", ?"value": ?\d+|<a [^>]*linktype=\\*"document[^>]*>""")
_NUMBER = re.compile(r"""(?:"value": ?|\bid=\\*")(\d+)""")


def hash_of(content: Mapping[str, Any]) -> TextHash:
    """Return the hash of all that a page says: a revision's content or a live page's data."""
    said = {key: value for key, value in content.items() if key not in _NOT_TEXT}
    # A revision is kept as JSON, a live page holds days and decimals: compare both as JSON.
    text = json.loads(json.dumps(said, cls=DjangoJSONEncoder))
    return text_hash(title=str(content["title"]), body=text, attachments=_files(text))


def _files(text: Mapping[str, Any]) -> dict[str, str]:
    """Return the digest of every file the text offers, so that none can be exchanged later."""
    wanted = {
        int(number)
        for value in text.values()
        if isinstance(value, str)
        for tag in _FILE.findall(value)
        for number in _NUMBER.findall(tag)
    }
    if not wanted:
        return {}
    found = get_document_model().objects.in_bulk(wanted)
    return {
        f"document:{pk}": found[pk].get_file_hash() if pk in found else "" for pk in sorted(wanted)
    }


def waiting_for(posts: Iterable[Post]) -> QuerySet[Submission]:
    """Return the texts that wait for the holder of these posts, oldest first."""
    level_of = {role_for(level).value: level for level in REVIEW_ORDER}
    waiting = Submission.objects.none()
    for post in posts:
        if level := level_of.get(post.role):
            waiting = waiting | Submission.objects.filter(organ_id=post.organ_id, state=level.value)
    return waiting.select_related("organ", "submitted_by").order_by("changed_at")


def submissions_of_page(page_id: int) -> list[Submission]:
    """Return all versions of a page that were submitted, newest first."""
    return list(
        Submission.objects.filter(page_id=page_id)
        .prefetch_related("steps")
        .select_related("organ", "submitted_by")
    )


def must_be_kept(page: GovPage) -> bool:
    """Tell whether the page, or one below it, was once public or under review."""
    pages = GovPage.objects.descendant_of(page, inclusive=True)
    return bool(
        pages.filter(first_published_at__isnull=False).exists()
        or Submission.objects.filter(page__in=pages).exists()
    )


def published_without_record() -> list[int]:
    """Return ids of live information pages that no complete review stands behind."""
    reviewed = Submission.objects.filter(state=State.PUBLISHED.value).values("page_id")
    return [
        page.pk
        for page in GovPage.objects.filter(live=True).exclude(pk__in=reviewed)
        if getattr(page.specific_class, "counts_as_information", False)
    ]


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
    under_way = [str(level.value) for level in REVIEW_ORDER]
    return {
        "mine": ("等我审", waiting_for(posts)),
        "under_way": ("在审", rows.filter(state__in=under_way).order_by("changed_at")),
        "returned": ("退回与作废", rows.filter(state__in=["returned", "draft"])),
        "published": ("已发布", rows.filter(state="published")),
        "taken_down": ("已撤稿", rows.filter(state="taken_down")),
    }


def why_not(submission: Submission, actor: User) -> str:
    """Return the refusal code that keeps a person from reviewing a text; empty when none."""
    if actor.pk == submission.submitted_by_id:
        return AuthorMayNotReview.code
    earlier = {
        submission.first_reviewer_id,
        submission.second_reviewer_id,
        submission.secrecy_reviewer_id,
    }
    return SamePersonTwice.code if actor.pk in earlier else ""
