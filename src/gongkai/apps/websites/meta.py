"""Say what a page's head tells machines: the three groups of official meta tags.

Names, case and groups are those of the page standard annexed to 《政府网站发展指引》: site
tags on all pages, column tags on columns and texts, content tags on texts. A tag without
content counts as missing, so none is left empty.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.timezone import localtime

from gongkai.apps.websites.models import HomePage, SectionPage
from gongkai.apps.websites.places import Place, place_of
from gongkai.domain.site_structure import column_type
from gongkai.domain.websites import SectionKind
from gongkai.foundation.ui import pictures

Tag = tuple[str, str]
_SEPARATORS = re.compile(r"[,，、;；\s]+")
# 我为政府网站找错: the national page wants the site's code. [recalled, checked on live sites]
_ERROR_REPORT = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code={code}"
_CODE = re.compile(r"[0-9a-zA-Z]{10}")


def base_url() -> str:
    """Return the address before every path, without its last slash."""
    return str(settings.WAGTAILADMIN_BASE_URL).rstrip("/")


def absolute(path: str) -> str:
    """Return a path of the site as a whole address; whole addresses as they are."""
    return path if "://" in path else f"{base_url()}{path}"


def plain(title: object) -> str:
    """Return a title without its soft break points and line breaks."""
    return " ".join(str(title or "").replace("｜", "").split())


def page_meta(page: Any, place: Place | None = None) -> list[Tag]:
    """Return names and contents of the meta tags of a page; without a page, the site's."""
    place = place or place_of(page)
    tags = _site_tags(place)
    if page is None or isinstance(page, HomePage):
        return _filled(tags)
    if place.section is not None:
        tags += _column_tags(place.section, place)
    if not isinstance(page, SectionPage):
        tags += _content_tags(page, place)
    return _filled(tags)


def _filled(tags: list[Tag]) -> list[Tag]:
    return [(name, content) for name, content in tags if content]


def _site_tags(place: Place) -> list[Tag]:
    sites = [one for one in (place.website, place.portal) if one is not None]
    domains = [one.domain for one in sites if one.domain]
    codes = [one.identification_code for one in sites if one.identification_code]
    return [
        ("SiteName", sites[0].name if sites else ""),
        ("SiteDomain", next(iter(domains), urlsplit(base_url()).hostname or "")),
        ("SiteIDCode", next(iter(codes), "")),
    ]


def _column_tags(section: SectionPage, place: Place) -> list[Tag]:
    name = plain(section.title)
    site = place.website.name if place.website else ""
    return [
        ("ColumnName", name),
        ("ColumnDescription", plain(section.intro) or f"{site}{name}栏目发布的信息"),
        ("ColumnKeywords", keywords(section.keywords) or name),
        ("ColumnType", column_type(SectionKind(section.kind), section.column_type)),
    ]


def _content_tags(page: Any, place: Place) -> list[Tag]:
    sources = (page.source_name, getattr(page, "issuer_names", ""))
    source = next((one for one in sources if one), "")
    if not source:
        source = page.organ.name if page.organ else (place.website.name if place.website else "")
    words = [getattr(page, "theme", ""), getattr(page, "document_number", "")]
    return [
        ("ArticleTitle", plain(page.title)),
        ("PubDate", f"{localtime(page.published_at):%Y-%m-%d %H:%M}" if page.published_at else ""),
        ("ContentSource", plain(source)),
        ("Keywords", keywords(",".join(word for word in words if word))),
        ("Author", plain(getattr(page, "editor_name", ""))),
        ("Description", plain(page.summary or page.search_description)),
        ("Image", _picture(page)),
        ("Url", absolute(page.url or "")),
    ]


def keywords(text: str) -> str:
    """Return words the way the standard separates them, by commas."""
    return ",".join(word for word in _SEPARATORS.split(text) if word)


def _picture(page: Any) -> str:
    """Return the address of the first picture of the text."""
    first = pictures.first_of(getattr(page, "body", None))
    return absolute(pictures.address_of(first)) if first is not None else ""


def error_report_url(website: HomePage | None, portal: HomePage | None) -> str:
    """Return where errors of a site are reported nationally; empty without a real code."""
    for site in (website, portal):
        if site is not None and _CODE.fullmatch(site.identification_code):
            return _ERROR_REPORT.format(code=site.identification_code)
    return ""
