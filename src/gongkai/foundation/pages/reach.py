"""Say whose pages an officer may work on: those of the organs he holds posts in.

Wagtail's rights descend the tree, and all sites stand below the portal: without this an
editor of the portal could draft on every site of the group.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType

from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import organs_of
from gongkai.foundation.pages.paths import paths_above

if TYPE_CHECKING:
    from gongkai.foundation.pages.models import GovPage

_REMEMBERED = "_gongkai_reach"


def is_within(user: Any, page: GovPage) -> bool:
    """Tell whether a page's organ, or its site's, is one the officer holds a post in.

    Two queries for each officer and request, however many pages are asked about.
    """
    if user.is_superuser:
        return True
    held, sites = _reach_of(user)
    if page.organ_id is not None and page.organ_id in held:
        return True
    above = [path for path in paths_above(page.path, inclusive=True) if path in sites]
    return bool(above) and sites[above[-1]] in held


def _reach_of(user: Any) -> tuple[set[int], dict[str, int | None]]:
    """Return the organs of the officer's posts, and each site's organ; read once a user object."""
    found: tuple[set[int], dict[str, int | None]] | None = getattr(user, _REMEMBERED, None)
    if found is None:
        found = (organs_of(user.pk, clock.today()), _site_organs())
        setattr(user, _REMEMBERED, found)
    return found


def _site_organs() -> dict[str, int | None]:
    """Return the organ of every site by the path of its home page."""
    pages: Any = apps.get_model("pages.GovPage")
    homes = [
        model
        for model in apps.get_models()
        if issubclass(model, pages) and getattr(model, "opens_site", False)
    ]
    kinds = ContentType.objects.get_for_models(*homes).values()
    rows = pages.objects.filter(content_type__in=list(kinds))
    return dict(rows.values_list("path", "organ_id"))
