"""Say who wrote a text, and that it is still the one that was submitted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import Revision

from gongkai.apps.review.hashing import hash_of
from gongkai.apps.review.models import Submission
from gongkai.domain.review.text_hash import TextChangedSinceApproval
from gongkai.foundation.pages.models import GovPage


def authors_of(submissions: Sequence[Submission]) -> Mapping[int, frozenset[int]]:
    """Return who wrote each text: whoever submitted it or edited it since it was last live."""
    edits = Revision.objects.filter(
        object_id__in={str(submission.page_id) for submission in submissions},
        base_content_type_id__in={s.revision.base_content_type_id for s in submissions},
        user__isnull=False,
    ).values_list("object_id", "pk", "user_id")
    known: dict[str, list[tuple[int, int]]] = {}
    for object_id, pk, user_id in edits:
        known.setdefault(object_id, []).append((pk, user_id))
    return {
        submission.pk: frozenset(
            {
                submission.submitted_by_id,
                *(
                    user_id
                    for pk, user_id in known.get(str(submission.page_id), [])
                    if _last_live(submission) < pk <= submission.revision_id
                ),
            }
        )
        for submission in submissions
    }


def _last_live(submission: Submission) -> int:
    """Return the version that was live before this one; 0 when there was none."""
    live = int(submission.page.live_revision_id or 0)
    return live if live < submission.revision_id else 0


def check_text(submission: Submission) -> None:
    """Refuse when the draft is not the text that was submitted, files and pictures included.

    Raises:
        TextChangedSinceApproval: something differs, or a newer draft exists.
    """
    check_version(submission)
    if submission.page.latest_revision_id != submission.revision_id:
        raise TextChangedSinceApproval(title=submission.title)


def check_version(submission: Submission) -> None:
    """Refuse when the submitted version no longer says what it said.

    Raises:
        TextChangedSinceApproval: something differs.
    """
    if str(hash_of(submission.revision.content)) != submission.text_hash:
        raise TextChangedSinceApproval(title=submission.title)


def drafts_of(submissions: Sequence[Submission]) -> list[GovPage]:
    """Return each text as a page of its own kind that says what was submitted.

    One question for each kind of page, however many there are of it.
    """
    kinds: dict[int, list[Submission]] = {}
    for submission in submissions:
        kinds.setdefault(submission.revision.content_type_id, []).append(submission)
    drafts = []
    for kind, rows in kinds.items():
        model: Any = ContentType.objects.get_for_id(kind).model_class()
        pages = model._default_manager.select_related("latest_revision", "organ").in_bulk(
            [row.page_id for row in rows]
        )
        drafts += [pages[row.page_id].with_content_json(row.revision.content) for row in rows]
    return drafts
