"""Make the files of the public site that are no pages of the tree.

Targets: ``archive:<section>:<part>``, ``view:<name>``, ``feed:<page>``, ``sitemap:<page>``,
``sitemap:index`` and ``entries:<section>``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.http import Http404
from django.template.loader import render_to_string
from django.urls import resolve

from gongkai.apps.static_site.frame import body_of
from gongkai.apps.static_site.registry import (
    Output,
    RenderFrame,
    register_producer,
    register_read_ahead,
)
from gongkai.apps.websites import ahead, entries, feeds, registry
from gongkai.apps.websites.models import HomePage, SectionPage
from gongkai.domain.websites import SectionKind

INDEX = "index"
_REDIRECTS = frozenset({301, 302})


def register() -> None:
    """Say who makes these kinds; called when the app is ready."""
    register_read_ahead(ahead.read_ahead)
    register_producer("archive", archive, "{title}{part}的目录")
    register_producer("view", plain_view, "公共页面")
    register_producer("feed", feed, "{title}的订阅")
    register_producer("sitemap", sitemap, "{title}的网站地图")
    register_producer(entries.KIND, entries.produce, "{title}的条目")


def archive(reference: str, frame: RenderFrame) -> Iterator[Output]:
    """Yield the page of one part of a section; nothing when the part is empty now."""
    pk, _, part = reference.partition(":")
    section = frame.once(
        ("websites.section", pk), lambda: SectionPage.objects.live().filter(pk=pk).first()
    )
    if section is None or not registry.is_part(part):
        return
    if not registry.has_parts(SectionKind(section.kind)):
        return
    address = f"{section.url}{part}/"
    try:
        content = body_of(section.serve(frame.request(address, section), part=part), address)
    except Http404:
        return
    yield Output(f"{address.removeprefix('/')}index.html", content)


def plain_view(reference: str, frame: RenderFrame) -> Iterator[Output]:
    """Yield the answer of an address outside the tree; a redirect as a page that leads on."""
    path = registry.plain_views().get(reference)
    if path is None:
        return
    match = resolve(f"/{path}")
    request = frame.request(f"/{path}")
    try:
        response = match.func(request, *match.args, **match.kwargs)
    except Http404:
        return
    if response.status_code in _REDIRECTS:
        context = {"redirect_to": response["Location"]}
        content = render_to_string("ui/redirect.html", context, request).encode()
    else:
        content = body_of(response, f"/{path}")
    yield Output(path if not path.endswith("/") else f"{path}index.html", content)


def feed(reference: str, _frame: RenderFrame) -> Iterator[Output]:
    """Yield the feed of a section or of a site, as RSS and as Atom."""
    page = live_structure(reference)
    if page is None or not feeds.has_feed(page):
        return
    folder = (page.url or "/").removeprefix("/")
    for name in (feeds.FEED, feeds.ATOM):
        yield Output(f"{folder}{name}", feeds.feed_of(page, name))


def sitemap(reference: str, _frame: RenderFrame) -> Iterator[Output]:
    """Yield the list of the map's parts, or one part."""
    if reference == INDEX:
        yield Output("sitemap.xml", feeds.sitemap_index())
        return
    page = live_structure(reference)
    if page is not None:
        yield Output(f"sitemaps/{page.pk}.xml", feeds.sitemap_part(page))


def live_structure(reference: str) -> Any:
    """Return the live home or section with this id; None when there is none."""
    if not reference.isdigit():
        return None
    pk = int(reference)
    home = HomePage.objects.live().select_related("organ").filter(pk=pk).first()
    return home or SectionPage.objects.live().filter(pk=pk).first()
