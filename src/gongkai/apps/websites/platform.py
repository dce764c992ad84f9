"""Show the sections of the 政府信息公开 platform (国办公开办函〔2019〕61号)."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from django.http import Http404, HttpRequest

from gongkai.apps.websites import home, listing, queries
from gongkai.apps.websites.models import HomePage, SectionPage
from gongkai.apps.websites.registry import SectionView
from gongkai.domain.foi.deadlines import FEE_PAYMENT, MAX_EXTENSION, REPLY
from gongkai.domain.websites import SectionKind

_NEWEST_REPORTS = 6


def _site(section: SectionPage) -> HomePage:
    """Return the site of a section; every section stands under one."""
    site = queries.website_of(section)
    if site is None:
        raise HomePage.DoesNotExist(section.pk)
    return site


def landing(section: SectionPage, _request: HttpRequest) -> Mapping[str, Any]:
    """Return the platform's front page: four blocks, statutory content, reports, organs."""
    site = _site(section)
    statutory = queries.section_of_kind(site, SectionKind.STATUTORY)
    reports = queries.section_of_kind(site, SectionKind.REPORTS)
    return {
        "blocks": home.BLOCKS["ogi_blocks"](site),
        "statutory": _statutory_rows(statutory) or _rows_by_site(site) if statutory else [],
        "reports": [
            {"title": page.title, "url": page.url, "published_on": page.published_at}
            for page in queries.newest_in(reports, _NEWEST_REPORTS)
        ]
        if reports
        else [],
        "organs": [
            *queries.departments(),
            *(site for _label, sites in queries.townships() for site in sites),
        ],
    }


def _statutory_rows(section: SectionPage) -> list[tuple[str, str, int, Any]]:
    """Return each statutory item with how much stands in it and when it was last added to."""
    return [
        (child.title, child.url or "", count, last_on)
        for child, count, last_on in queries.subsections(section)
    ]


def _rows_by_site(site: HomePage) -> list[tuple[str, str, int, Any]]:
    """Return what each site of the group holds where no statutory items are set up."""
    return [
        (home.short_name, section.url or "", count, last_on)
        for home, section, count, last_on in queries.sections_of_group(site, SectionKind.STATUTORY)
    ]


def statutory(section: SectionPage, request: HttpRequest) -> Mapping[str, Any]:
    """Return the statutory items, or the pages of one of them.

    Raises:
        Http404: a month is asked of a section that holds items, not pages.
    """
    rows = _statutory_rows(section)
    if not rows:
        return queries.section_context(section, request)
    if queries.reading_of(request).part:
        raise Http404("这个栏目按项目列出，没有月份")
    # An item of the statutory list is a section of its own, so the list is as short as
    # articles 20 and 21 of the Regulations are.
    return {"statutory": rows, "blocks": [], "reports": [], "organs": [], "only_statutory": True}


def guide(section: SectionPage, _request: HttpRequest) -> Mapping[str, Any]:
    """Return what article 12 wants in the guide, from the organ's own data."""
    site = _site(section)
    return {
        "site": site,
        "organ": site.organ,
        "on_request": queries.section_of_kind(site, SectionKind.ON_REQUEST),
        "statutory": queries.section_of_kind(site, SectionKind.STATUTORY),
        "last_updated": section.last_published_at,
    }


def on_request(section: SectionPage, _request: HttpRequest) -> Mapping[str, Any]:
    """Return how to ask for information, with the periods of the Regulations."""
    site = _site(section)
    return {
        "site": site,
        "organ": site.organ,
        "reply_working_days": REPLY.working_days,
        "extension_working_days": MAX_EXTENSION.working_days,
        "payment_working_days": FEE_PAYMENT.working_days,
    }


SECTION_VIEWS: Mapping[SectionKind, SectionView] = MappingProxyType(
    {
        SectionKind.PLATFORM: SectionView("websites/ogi_platform.html", landing),
        SectionKind.GUIDE: SectionView("websites/platform/guide.html", guide),
        SectionKind.ON_REQUEST: SectionView("websites/platform/on_request.html", on_request),
        SectionKind.STATUTORY: SectionView(
            "websites/platform/statutory.html", statutory, listing.parts_of
        ),
    }
)
