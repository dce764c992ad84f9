"""Addresses under the admin that this product closes.

Reviews are the review app's, publishing has one door, and nothing here sends passwords by
mail: Wagtail's screens for these would offer what then does not happen.
"""

from __future__ import annotations

from typing import Any, NoReturn

from django.http import Http404, HttpRequest
from django.urls import re_path

CLOSED = (
    r"workflows/",
    r"pages/workflow/",
    r"pages/\d+/workflow_history/",
    r"pages/\d+/(privacy|unpublish|convert_alias)/",
    r"collections/\d+/privacy/",
    r"reports/(locked|workflow|workflow_tasks|page-types-usage)/",
    r"groups/",  # rights follow posts, see gongkai.project.rights
    r"snippets/",
    r"images/\d+/generate_url/",
    r"password_reset/",
    r"(test404|failwhale)/",
)


def closed(_request: HttpRequest, *_args: Any) -> NoReturn:
    """Answer that there is no such page."""
    raise Http404


urlpatterns = [re_path(rf"^{pattern}", closed) for pattern in CLOSED]
