"""Read at once what an export would ask again for every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from gongkai.apps.review import queries as reviews
from gongkai.apps.static_site.registry import RenderFrame
from gongkai.apps.websites import listing, places
from gongkai.apps.websites.models import HomePage
from gongkai.foundation.pages.paths import parent_path

EDITIONS = "review.editions"
# A section may hold thousands of texts; for a few of them, a question each is quicker.
_WORTH_THE_SECTION = 20


def read_ahead(pages: Sequence[Any], frame: RenderFrame) -> None:
    """Put the places of a batch's pages, the versions and neighbours of its texts in its frame."""
    _keep_places(pages, frame)
    texts = [page for page in pages if getattr(page, "counts_as_information", False)]
    for pk, editions in reviews.editions_by_page([page.pk for page in texts]).items():
        frame.keep((EDITIONS, pk), editions)
    by_section: dict[str, list[Any]] = {}
    for page in texts:
        by_section.setdefault(parent_path(page.path), []).append(page)
    for path, some in by_section.items():
        if len(some) < _WORTH_THE_SECTION:
            continue
        for pk, beside in listing.neighbours_under(path, some).items():
            frame.keep((listing.NEIGHBOURS, pk), beside)


def _keep_places(pages: Sequence[Any], frame: RenderFrame) -> None:
    """Put where the pages stand, and the site of each section and text, into the frame."""
    above = places.above_each(parent_path(page.path) for page in pages)
    for path, line in above.items():
        frame.keep((places.ABOVE, path), line)
    for page in pages:
        homes = [one for one in above[parent_path(page.path)] if isinstance(one, HomePage)]
        if homes and not isinstance(page, HomePage):
            frame.keep((places.WEBSITE, page.path), homes[-1])
