"""Write what machines read: feeds of news, maps of the sites for search engines."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape

from django.db.models import Max, Q
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.timezone import get_default_timezone

from gongkai.apps.static_site.registry import once
from gongkai.apps.websites.listing import information, newest_first
from gongkai.apps.websites.meta import absolute, plain
from gongkai.apps.websites.models import HomePage, SectionPage, WebsiteKind
from gongkai.domain.websites import SectionKind
from gongkai.foundation.pages.paths import (
    ParentPath,
    address_below,
    directly_under,
    somewhere_below,
)

ITEMS = 30
FEED, ATOM = "feed.xml", "atom.xml"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_WITHOUT_FEED = frozenset(
    {SectionKind.PLATFORM, SectionKind.GUIDE, SectionKind.ON_REQUEST, SectionKind.CATALOGUE}
)


class _Timeless(SyndicationFeed):
    """A feed whose date never is the moment of writing: the same content, the same bytes."""

    def latest_post_date(self) -> datetime:
        """Return when its newest item became public; without items, when it was opened."""
        opened_at: datetime = self.feed["opened_at"]
        return max((item["pubdate"] for item in self.items if item["pubdate"]), default=opened_at)


class _Rss(_Timeless, Rss201rev2Feed):
    """A feed as RSS 2.0."""


class _Atom(_Timeless, Atom1Feed):
    """A feed as Atom 1.0."""


_KINDS: dict[str, type[SyndicationFeed]] = {FEED: _Rss, ATOM: _Atom}


def has_feed(page: Any) -> bool:
    """Tell whether a page is one that lists news: a home or a section of texts."""
    if isinstance(page, HomePage):
        return True
    return isinstance(page, SectionPage) and SectionKind(page.kind) not in _WITHOUT_FEED


def feed_of(page: Any, name: str = FEED) -> bytes:
    """Return the newest texts of a section, or of a site and the sites below it.

    Args:
        page: the section or the home page.
        name: ``feed.xml`` for RSS 2.0, ``atom.xml`` for Atom 1.0.
    """
    pages = information()
    if isinstance(page, HomePage):
        # Of the portal everything is below, so the newest are found by their day.
        is_portal = page.kind == WebsiteKind.COUNTY.value
        below = somewhere_below(page.path) if is_portal else Q(path__startswith=page.path)
        pages, title = pages.filter(below), page.name
    else:
        pages, title = pages.filter(directly_under(page.path)), plain(page.title)
    feed = _KINDS[name](
        title=title,
        link=absolute(page.url or "/"),
        description=plain(getattr(page, "intro", "")) or f"{title}最新发布的信息",
        language="zh-CN",
        feed_url=absolute(f"{page.url}{name}"),
        opened_at=page.first_published_at,
    )
    # Both formats are made of the same rows.
    newest = once(("websites.feed", page.pk), lambda: list(newest_first(pages)[:ITEMS]))
    for row in newest:
        address = absolute(row.url or "")
        feed.add_item(
            title=plain(row.title),
            link=address,
            description=plain(row.summary),
            pubdate=row.first_published_at,
            updateddate=row.last_published_at,
            unique_id=address,
            unique_id_is_permalink=True,
            author_name=plain(row.source_name) or None,
        )
    return bytes(feed.writeString("utf-8"), "utf-8")


def sitemap_index() -> bytes:
    """Return the list of all parts of the map with the day of each part's newest change."""
    changed_at = dict(
        information()
        .order_by()
        .annotate(section_path=ParentPath("path"))
        .values_list("section_path")
        .annotate(last=Max("last_published_at"))
    )
    homes = HomePage.objects.live().order_by("path")
    rows: list[tuple[int, datetime | None]] = [(home.pk, home.last_published_at) for home in homes]
    sections = SectionPage.objects.live().order_by("path").values_list("pk", "path")
    rows += [(pk, changed_at[path]) for pk, path in sections if path in changed_at]
    return _xml("sitemapindex", "sitemap", ((f"/sitemaps/{pk}.xml", at) for pk, at in rows))


def sitemap_part(page: Any) -> bytes:
    """Return the addresses of a section's texts, or of a site's home and sections."""
    if isinstance(page, HomePage):
        pages = [page, *_sections_of(page)]
        rows = [(one.url or "", one.last_published_at) for one in pages]
    else:
        # Plain values: a section may hold thousands of texts.
        own = information().filter(directly_under(page.path)).order_by("path")
        root = page.url_path.removesuffix((page.url or "/").removeprefix("/"))
        rows = [
            (address_below(url_path, root), at)
            for url_path, at in own.values_list("url_path", "last_published_at")
        ]
    return _xml("urlset", "url", rows)


def _sections_of(home: HomePage) -> list[SectionPage]:
    """Return the sections of a site without those of the sites below it."""
    below = HomePage.objects.descendant_of(home).values_list("path", flat=True)
    others = tuple(below)
    sections = SectionPage.objects.descendant_of(home).live().order_by("path")
    return [one for one in sections if not one.path.startswith(others)] if others else [*sections]


def _xml(root: str, entry: str, rows: Iterable[tuple[str, datetime | None]]) -> bytes:
    """Return a sitemap file of addresses and instants."""
    zone, base = get_default_timezone(), absolute("")

    def lines() -> Iterator[str]:
        yield '<?xml version="1.0" encoding="utf-8"?>'
        yield f'<{root} xmlns="{_NAMESPACE}">'
        for address, at in rows:
            changed = (
                f"<lastmod>{at.astimezone(zone).isoformat('T', 'seconds')}</lastmod>" if at else ""
            )
            yield f"<{entry}><loc>{escape(base + address)}</loc>{changed}</{entry}>"
        yield f"</{root}>"

    return "\n".join(lines()).encode()


def robots() -> bytes:
    """Return what search engines are asked to leave alone, and where the map is."""
    closed = ("/admin/", "/query/", "/search/", "/elder-mode/")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in closed)]
    return "\n".join([*lines, "", f"Sitemap: {absolute('/sitemap.xml')}", ""]).encode()
