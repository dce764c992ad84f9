"""Give every public template the site it stands in.

Nothing here depends on who asks or when: a page is written once as a file.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from gongkai.apps.review import queries as reviews
from gongkai.apps.websites import feeds, meta, places
from gongkai.apps.websites.ahead import EDITIONS
from gongkai.apps.websites.listing import part_label
from gongkai.apps.websites.registry import reading_of
from gongkai.foundation import clock

ELDER_COOKIE = "elder"
QUERY_PREFIX = "/query"
_NOT_PUBLIC = ("/admin/", "/static/", "/media/")


def public_site(request: HttpRequest) -> dict[str, Any]:
    """Return portal, site, menu and head of public pages; little for the admin."""
    if request.path.startswith(_NOT_PUBLIC):
        return {"is_demo": settings.GONGKAI_DEMO, "today": clock.today()}
    return {"is_demo": settings.GONGKAI_DEMO, **_site(request)}


def _site(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of a public page says."""
    once = places.once_for(request)
    page = getattr(request, "gongkai_page", None)
    place = places.place_of(page, once)
    reading = reading_of(request)
    here = request.path.removeprefix(QUERY_PREFIX)
    tags = meta.page_meta(page, place)
    if reading.query is not None:
        tags.append(("robots", "noindex"))
    return {
        "portal": place.portal,
        "website": place.website,
        "section": place.section,
        "navigation": [
            {
                "title": section.title,
                "url": section.url,
                "current": bool(section.url) and here.startswith(section.url),
            }
            for section in places.menu_of(place.website, once)
        ],
        "section_urls": places.doors_of(place.portal, once),
        "page_meta": tags,
        "canonical_url": meta.absolute(here),
        "editions": (
            once((EDITIONS, page.pk), lambda: reviews.editions_of(page.pk))
            if page and _is_text(page)
            else []
        ),
        **_feeds_of(page, place),
        "error_report_url": meta.error_report_url(place.website, place.portal),
        "trail": places.trail_of(page, place, part_label(reading.part)) if page else None,
    }


def _feeds_of(page: Any, place: places.Place) -> dict[str, str]:
    """Return the addresses of the nearest feeds: the section's, else the site's."""
    nearest = page if page is not None and feeds.has_feed(page) else place.section
    if nearest is None or not feeds.has_feed(nearest):
        nearest = place.website
    folder = nearest.url if nearest is not None else None
    return {
        "feed_url": f"{folder}{feeds.FEED}" if folder else "",
        "atom_url": f"{folder}{feeds.ATOM}" if folder else "",
    }


def _is_text(page: Any) -> bool:
    """Tell whether a page is a text of its own, whose versions readers may know."""
    return bool(getattr(page, "counts_as_information", False))
