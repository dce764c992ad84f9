"""Tell where a public page stands: portal, site, sections above it, menu.

An export renders thousands of pages in one batch; what they share is read once a batch
(``static_site``'s frame), and once a request for a reader's own request.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpRequest

from gongkai.apps.static_site.registry import frame_of
from gongkai.apps.static_site.registry import once as once_a_batch
from gongkai.apps.websites.models import HomePage, SectionPage, WebsiteKind
from gongkai.domain.websites import SectionKind
from gongkai.foundation.pages.paths import (
    STEP,
    directly_under,
    parent_path,
    paths_above,
    somewhere_below,
)

T = TypeVar("T")
Once = Callable[[Hashable, Callable[[], Any]], Any]
ABOVE = "websites.above"
WEBSITE = "websites.website_of"
_MENU = 7
_DOORS = {
    SectionKind.PLATFORM.value: "ogi_platform",
    SectionKind.GUIDE.value: "ogi_guide",
    SectionKind.ON_REQUEST.value: "foi_request",
    SectionKind.REPORTS.value: "annual_reports",
    SectionKind.DOCUMENTS.value: "library",
}


@dataclass(frozen=True, slots=True)
class Place:
    """Where a page stands.

    Attributes:
        portal: the county's portal; None before the county is set up.
        website: the site of the page; the portal for what stands in no site.
        section: the nearest section; None on home pages.
        above: homes and sections above the page, the portal first.
    """

    portal: HomePage | None
    website: HomePage | None
    section: SectionPage | None = None
    above: tuple[HomePage | SectionPage, ...] = ()


def once_for(request: HttpRequest) -> Once:
    """Return what reads a fact once: for the whole batch, or for this request."""
    frame = frame_of(request)
    if frame is not None:
        return frame.once
    kept: dict[Hashable, Any] = request.__dict__.setdefault("gongkai_facts", {})

    def once(key: Hashable, make: Callable[[], Any]) -> Any:
        if key not in kept:
            kept[key] = make()
        return kept[key]

    return once


def get_portal() -> HomePage | None:
    """Return the county portal; None before the county is set up."""
    found: HomePage | None = once_a_batch("websites.portal", _portal)
    return found


def _portal() -> HomePage | None:
    return HomePage.objects.select_related("organ").filter(kind=WebsiteKind.COUNTY.value).first()


def place_of(page: Any, once: Once = once_a_batch) -> Place:
    """Return where a page stands; without a page, in the portal."""
    portal = once("websites.portal", _portal)
    if page is None:
        return Place(portal, portal)
    parent = parent_path(page.path)
    above = once((ABOVE, parent), lambda: above_each([parent])[parent])
    line = (*above, page) if isinstance(page, HomePage | SectionPage) else above
    homes = [one for one in line if isinstance(one, HomePage)]
    sections = [one for one in line if isinstance(one, SectionPage)]
    website = homes[-1] if homes else portal
    return Place(portal, website, sections[-1] if sections else None, above)


def above_each(parents: Iterable[str]) -> dict[str, tuple[HomePage | SectionPage, ...]]:
    """Return the homes and sections on the way down to each place, the first above the second.

    Args:
        parents: paths of the pages under which something stands.
    """
    lines = {parent: paths_above(parent, inclusive=True) for parent in parents}
    wanted = {path for line in lines.values() for path in line}
    homes = HomePage.objects.select_related("organ").filter(path__in=wanted)
    sections = SectionPage.objects.select_related("organ").filter(path__in=wanted)
    found: dict[str, HomePage | SectionPage] = {one.path: one for one in (*homes, *sections)}
    return {
        parent: tuple(found[path] for path in sorted(line, key=len) if path in found)
        for parent, line in lines.items()
    }


def levels_below_home(page: Any) -> int:
    """Return how many levels below its site's home page a page stands; 0 for a home."""
    if isinstance(page, HomePage):
        return 0
    above = [one for one in place_of(page).above if isinstance(one, HomePage)]
    return (len(page.path) - len(above[-1].path)) // STEP if above else 0


def menu_of(website: HomePage | None, once: Once = once_a_batch) -> list[SectionPage]:
    """Return the sections in a site's menu, in their order."""
    if website is None:
        return []

    def read() -> list[SectionPage]:
        rows = SectionPage.objects.filter(directly_under(website.path), live=True)
        return list(rows.filter(show_in_menus=True).order_by("path")[:_MENU])

    found: list[SectionPage] = once(("websites.menu", website.pk), read)
    return found


def doors_of(portal: HomePage | None, once: Once = once_a_batch) -> dict[str, str]:
    """Return the addresses of the portal's sections that every page links to, by name."""
    if portal is None:
        return {}

    def read() -> dict[str, str]:
        rows = (
            SectionPage.objects.filter(somewhere_below(portal.path), live=True, kind__in=_DOORS)
            .only("kind", "path", "depth", "url_path")
            .order_by("-depth", "-path")
        )
        return {_DOORS[row.kind]: row.url or "" for row in rows}

    found: dict[str, str] = once("websites.doors", read)
    return found


def trail_of(page: Any, place: Place, part: str = "") -> list[tuple[str, str]]:
    """Return titles and addresses from the portal to a page; the last is where one stands."""
    steps = [
        ("首页" if place.portal and one.pk == place.portal.pk else one.title, one.url or "")
        for one in (*place.above, page)
    ]
    return [*steps, (part, "")] if part else steps
