"""Show the sections of the 政府信息公开 platform (国办公开办函〔2019〕61号)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from django.http import HttpRequest

from gongkai.apps.static_site import registry as static_site
from gongkai.apps.websites import entries, home, listing, queries, reports, statutory
from gongkai.apps.websites.models import HomePage, SectionPage, WebsiteKind
from gongkai.apps.websites.registry import SectionView
from gongkai.domain.foi.deadlines import FEE_PAYMENT, MAX_EXTENSION, REPLY
from gongkai.domain.platform.checks import BLOCKS
from gongkai.domain.platform.items import DISCLOSE_WITHIN_WORKING_DAYS
from gongkai.domain.platform.rules import NATIONAL_RULES, OWN_RULES
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock
from gongkai.foundation.organs.queries import guide_confirmed_on
from gongkai.foundation.pages.paths import paths_above

_BLOCK_TEXTS = {
    SectionKind.GUIDE: "怎么找、怎么申请、找谁",
    SectionKind.RULES: "法律法规和本机关的规定",
    SectionKind.STATUTORY: "按条例列项，可检索、下载",
    SectionKind.REPORTS: "历年年报，按年度查看",
}

# What an app above adds to a site's platform: its name in the template, and the value.
Part = Callable[[HomePage], Any]
_parts: dict[str, Part] = {}


def register_part(name: str, provider: Part) -> None:
    """Contribute one value to every platform's front page; called when an app is ready."""
    _parts[name] = provider


def site_of(section: SectionPage) -> HomePage:
    """Return the site of a section; every section stands under one."""
    site = queries.website_of(section)
    if site is None:
        raise HomePage.DoesNotExist(section.pk)
    return site


def day_of(request: HttpRequest) -> date:
    """Return the day a page is drawn for."""
    frame = static_site.frame_of(request)
    return frame.day if frame is not None else clock.today()


def _blocks(site: HomePage) -> list[dict[str, Any]]:
    """Return the four blocks under their uniform names, in the order of the notice.

    A site without a section of its own leads to the portal's; one nobody has is shown
    without address, so that the frame is the same everywhere.
    """
    portal = queries.get_portal()
    found = []
    for kind in BLOCKS:
        section = queries.section_of_kind(site, kind)
        if section is None and portal is not None:
            section = queries.section_of_kind(portal, kind)
        url = section.url if section else ""
        found.append(
            {"kind": kind.value, "title": kind.label, "text": _BLOCK_TEXTS[kind], "url": url}
        )
    return found


def landing(section: SectionPage, request: HttpRequest) -> Mapping[str, Any]:
    """Return the platform's front page, or what a reader seeks within the platform."""
    site = site_of(section)
    today = day_of(request)
    rows = statutory.rows_in_batch(site, today)
    query = queries.reading_of(request).query
    frame: dict[str, Any] = {
        **listing.links_of(section),
        "site": site,
        "organ": site.organ,
        "is_portal": site.kind == WebsiteKind.COUNTY.value,
        "blocks": _blocks(site),
        "entrance": home.BLOCKS["on_request_url"](site),
        "query": {},
    }
    if query is not None:
        return {**frame, **_found(section, rows, query), "is_query": True}
    return {
        **frame,
        "groups": statutory.grouped(rows),
        "filled": sum(bool(row.entries) for row in rows),
        "entries": statutory.total(rows),
        "reports": reports.of_organ(site.organ, today),
        "guide_confirmed_on": guide_confirmed_on(site.organ_id) if site.organ_id else None,
        "platforms": _platforms() if site.kind == WebsiteKind.COUNTY.value else [],
        "portal_platform": _portal_platform(site),
        **{name: provider(site) for name, provider in _parts.items()},
    }


def _found(section: SectionPage, rows: list[statutory.ItemRow], query: Any) -> dict[str, Any]:
    """Return the pages of the platform that a reader's words and year meet."""
    holding = [section, *(row.section for row in rows if row.section is not None)]
    return listing.section_listing(statutory.entries_of(holding), query)


def _platforms() -> list[tuple[str, list[dict[str, str]]]]:
    """Return the platforms of departments and townships by kind, each with its address."""
    groups = [("部门", queries.departments()), *queries.townships()]
    paths = {site.path for _, sites in groups for site in sites}
    urls: dict[str, str] = {}
    for row in queries.sections_of_kind(SectionKind.PLATFORM):
        above = [path for path in paths_above(row.path) if path in paths]
        if above:
            urls.setdefault(above[-1], row.url or "")
    return [
        (
            label,
            [
                {"name": site.short_name, "url": urls.get(site.path) or site.url or ""}
                for site in sites
            ],
        )
        for label, sites in groups
        if sites
    ]


def _portal_platform(site: HomePage) -> str:
    """Return the address of the county's platform for a site below it."""
    portal = queries.get_portal()
    if portal is None or portal.pk == site.pk:
        return ""
    section = queries.section_of_kind(portal, SectionKind.PLATFORM)
    return (section.url or "") if section else ""


def statutory_view(section: SectionPage, request: HttpRequest) -> Mapping[str, Any]:
    """Return the statutory items of a site, or the pages of one of them.

    Raises:
        Http404: a month is asked in which nothing became public.
    """
    site = site_of(section)
    reading = queries.reading_of(request)
    if _is_root(section, site) and not reading.part:
        rows = statutory.rows_in_batch(site, day_of(request))
        shown = {
            **queries.section_context(section, request),
            "site": site,
            "within_working_days": DISCLOSE_WITHIN_WORKING_DAYS,
        }
        if reading.query is not None:
            return {**shown, **_found(section, rows, reading.query)}
        return {**shown, **_index(rows)}
    found = dict(queries.section_context(section, request))
    place = statutory.item_of_section(section)
    return {
        **found,
        "item": place[1] if place else None,
        "within_working_days": DISCLOSE_WITHIN_WORKING_DAYS,
        "list_url": entries.address_of(section) if found["count"] else "",
    }


def _is_root(section: SectionPage, site: HomePage) -> bool:
    """Tell whether a section is the site's list of items, not one of them."""
    root = queries.section_of_kind(site, SectionKind.STATUTORY)
    return root is not None and root.pk == section.pk


def _index(rows: list[statutory.ItemRow]) -> dict[str, Any]:
    return {
        "only_statutory": True,
        "groups": statutory.grouped(rows),
        "filled": sum(bool(row.entries) for row in rows),
        "total": len(rows),
        "entries": statutory.total(rows),
    }


def guide(section: SectionPage, request: HttpRequest) -> Mapping[str, Any]:
    """Return what article 12 wants in the guide, from the organ's own data."""
    site = site_of(section)
    confirmed_on = guide_confirmed_on(site.organ_id) if site.organ_id else None
    portal = queries.get_portal()
    return {
        **queries.section_frame(section),
        **_periods(),
        "site": site,
        "organ": site.organ,
        "supervisor": portal.name if portal else "",
        "on_request": queries.section_of_kind(site, SectionKind.ON_REQUEST)
        or (queries.section_of_kind(portal, SectionKind.ON_REQUEST) if portal else None),
        "statutory": queries.section_of_kind(site, SectionKind.STATUTORY),
        "groups": statutory.grouped(statutory.rows_in_batch(site, day_of(request))),
        "last_updated": confirmed_on or section.last_published_at,
        "is_confirmed": confirmed_on is not None,
        "files": _files(section),
        "items": list(listing.newest_first(listing.rows_of(section))),
    }


def _periods() -> dict[str, Any]:
    return {
        "reply_working_days": REPLY.working_days,
        "extension_working_days": MAX_EXTENSION.working_days,
        "payment_working_days": FEE_PAYMENT.working_days,
        "within_working_days": DISCLOSE_WITHIN_WORKING_DAYS,
    }


def _files(section: SectionPage) -> list[dict[str, Any]]:
    """Return the files of the texts in a section: forms to fill in, the guide to keep."""
    pages: Any = listing.newest_first(listing.rows_of(section))
    return [file for page in pages.specific() for file in getattr(page, "attachments", [])]


def report_years(section: SectionPage, request: HttpRequest) -> dict[str, Any]:
    """Return the reports back to the first year: all organs' on the portal, else the site's own."""
    site, today = site_of(section), day_of(request)
    if site.kind == WebsiteKind.COUNTY.value:
        return {"matrix": reports.matrix(today), "places": []}
    return {"matrix": None, "places": reports.of_organ(site.organ, today)}


def rules(section: SectionPage, request: HttpRequest) -> Mapping[str, Any]:
    """Return the national rules by rank, and the organ's own."""
    return {
        **queries.section_context(section, request),
        "national": [
            (group.label, [str(rule) for rule in group.rules]) for group in NATIONAL_RULES
        ],
        "own_label": OWN_RULES,
    }


def on_request(section: SectionPage, _request: HttpRequest) -> Mapping[str, Any]:
    """Return how to ask for information, with the periods of the Regulations."""
    site = site_of(section)
    return {
        **queries.section_frame(section),
        **_periods(),
        "site": site,
        "organ": site.organ,
        "files": _files(section),
        "guide": queries.section_of_kind(site, SectionKind.GUIDE),
    }


SECTION_VIEWS: Mapping[SectionKind, SectionView] = MappingProxyType(
    {
        SectionKind.PLATFORM: SectionView("websites/ogi_platform.html", landing),
        SectionKind.GUIDE: SectionView("websites/platform/guide.html", guide),
        SectionKind.RULES: SectionView("websites/platform/rules.html", rules, listing.parts_of),
        SectionKind.ON_REQUEST: SectionView("websites/platform/on_request.html", on_request),
        SectionKind.STATUTORY: SectionView(
            "websites/platform/statutory.html", statutory_view, listing.parts_of
        ),
    }
)
