"""Give every public template the site it stands in."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from gongkai.apps.websites import queries
from gongkai.foundation import clock

ELDER_COOKIE = "elder"


def public_site(request: HttpRequest) -> dict[str, Any]:
    """Return portal, site, menu and reading mode for public pages; little for the admin."""
    common = {"is_demo": settings.GONGKAI_DEMO, "today": clock.today()}
    if request.path.startswith(("/admin/", "/static/", "/media/")):
        return common
    return {**common, **_site(request)}


def _site(request: HttpRequest) -> dict[str, Any]:
    """Return what the frame of a public page says."""
    portal = queries.get_portal()
    page = getattr(request, "gongkai_page", None)
    website = (queries.website_of(page) if page is not None else None) or portal
    sections = queries.navigation(website) if website else []
    here = request.path
    return {
        "portal": portal,
        "website": website,
        "navigation": [
            {
                "title": section.title,
                "url": section.url,
                "current": bool(section.url) and here.startswith(section.url),
            }
            for section in sections
        ],
        "elder_mode": request.COOKIES.get(ELDER_COOKIE) == "1",
    }
