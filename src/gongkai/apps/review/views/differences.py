"""Set a version of a text beside the one before it, change by change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.safestring import SafeString

from gongkai.apps.review import queries
from gongkai.apps.review.models import Submission


@dataclass(frozen=True, slots=True)
class Change:
    """What became of one field, deletions and additions marked."""

    label: str
    html: SafeString


@dataclass(frozen=True, slots=True)
class Differences:
    """What a version changes.

    Attributes:
        against: with what it is compared, in words.
        changes: one for each field that differs.
    """

    against: str
    changes: list[Change]


def differences(request: HttpRequest, submission: Submission, draft: Any) -> Differences | None:
    """Return what a version changes in the live text, or in the version submitted before.

    None when there is nothing to compare it with.
    """
    page = submission.page
    if page.live and page.live_revision_id not in {None, submission.revision_id}:
        return _compared(request, page.live_revision.as_object(), draft, "网站上现在的内容")
    before = queries.version_before(submission)
    if before is None:
        return None
    return _compared(request, before.revision.as_object(), draft, "上一次送审的一稿")


def _compared(request: HttpRequest, old: Any, new: Any, against: str) -> Differences:
    """Return the fields in which two versions of a page differ."""
    panel = new.get_edit_handler().get_bound_panel(instance=new, request=request, form=None)
    compared = (comparison(old, new) for comparison in panel.get_comparison())
    return Differences(
        against,
        [
            Change(str(found.field_label()), found.htmldiff())
            for found in compared
            if found.has_changed()
        ],
    )
