"""Public addresses that are not pages of the tree."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST
from wagtail.models import Site

from gongkai.apps.websites import entries, exporting, feeds, queries, searching, statutory
from gongkai.apps.websites.context import ELDER_COOKIE
from gongkai.apps.websites.models import HomePage, SectionPage
from gongkai.apps.websites.registry import Reading
from gongkai.domain.websites import SectionKind
from gongkai.foundation.records.sheets import MEDIA_TYPE

_YEAR_SECONDS = 31_536_000


# Without a token, because the form stands on pages that are files: turning the large type
# on for somebody is no harm, and the answer leads nowhere but into this site.
@csrf_exempt
@require_POST
def elder_mode(request: HttpRequest) -> HttpResponse:
    """Turn the 长辈版 on or off and go back to the same page."""
    response = redirect(_own_path(request.POST.get("next", "/")))
    if request.COOKIES.get(ELDER_COOKIE) == "1":
        response.delete_cookie(ELDER_COOKIE)
    else:
        response.set_cookie(ELDER_COOKIE, "1", max_age=_YEAR_SECONDS, samesite="Lax", httponly=True)
    return response


def _own_path(target: str) -> str:
    """Return a path of this site; the home page for anything else."""
    is_path = target.startswith("/") and not target.startswith(("//", "/\\"))
    return target if is_path and url_has_allowed_host_and_scheme(target, None) else "/"


@require_GET
def mode_sheet(request: HttpRequest) -> HttpResponse:
    """Give the style sheet of the mode a reader chose: the large type's, or none."""
    is_elder = request.COOKIES.get(ELDER_COOKIE) == "1"
    sheet = f'@import url("{static("gongkai/elder.css")}");\n' if is_elder else ""
    response = HttpResponse(sheet, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "no-cache"
    response["Vary"] = "Cookie"
    return response


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Find what is public, narrowed and ordered as the address says."""
    response = render(request, "websites/search.html", searching.context(request.GET))
    response["X-Robots-Tag"] = "noindex"
    return response


@require_GET
def suggest(request: HttpRequest) -> JsonResponse:
    """Give titles that hold what is being typed."""
    titles = searching.suggestions(request.GET.get("q", ""))
    return JsonResponse({"suggestions": titles}, json_dumps_params={"ensure_ascii": False})


@require_GET
def section_query(request: HttpRequest, address: str) -> HttpResponse:
    """Answer what a reader seeks in a section: words, a year, the next sheet."""
    section = _section_at(request, address)
    request.gongkai_page = section  # type: ignore[attr-defined]
    request.gongkai_reading = Reading(query=request.GET)  # type: ignore[attr-defined]
    response: HttpResponse = section.serve(request)
    response["X-Robots-Tag"] = "noindex"
    return response


def _section_at(request: HttpRequest, address: str) -> SectionPage:
    """Return the live section at an address.

    Raises:
        Http404: there is no section there.
    """
    site = Site.find_for_request(request)
    root = site.root_page.specific if site else None
    if root is None:
        raise Http404("网站尚未开设")
    found = root.route(request, [name for name in address.split("/") if name])
    if not isinstance(found.page, SectionPage) or found.kwargs:
        raise Http404("这里没有栏目")
    return found.page


@require_GET
def entries_file(request: HttpRequest, address: str) -> HttpResponse:
    """Give the entries of a statutory item as a file."""
    section = _section_at(request, address)
    if not statutory.holds_item(section):
        raise Http404("这个栏目没有目录文件")
    content = entries.workbook(section, request.build_absolute_uri("/").rstrip("/"))
    return HttpResponse(content, content_type=MEDIA_TYPE)


@require_GET
def feed(request: HttpRequest, address: str, name: str) -> HttpResponse:
    """Give the feed of a section or site."""
    site = Site.find_for_request(request)
    root = site.root_page.specific if site else None
    if root is None:
        raise Http404("网站尚未开设")
    page = root.route(request, [name for name in address.split("/") if name]).page
    if not isinstance(page, HomePage | SectionPage) or not feeds.has_feed(page):
        raise Http404("这里没有订阅源")
    kind = "atom" if name == feeds.ATOM else "rss"
    content = feeds.feed_of(page, name)
    return HttpResponse(content, content_type=f"application/{kind}+xml; charset=utf-8")


@require_GET
def sitemap_index(_request: HttpRequest) -> HttpResponse:
    """Give the list of the parts of the map for search engines."""
    return HttpResponse(feeds.sitemap_index(), content_type="application/xml")


@require_GET
def sitemap_part(_request: HttpRequest, pk: int) -> HttpResponse:
    """Give one part of the map for search engines."""
    page = exporting.live_structure(str(pk))
    if page is None:
        raise Http404("没有这一部分")
    return HttpResponse(feeds.sitemap_part(page), content_type="application/xml")


@require_GET
def robots(_request: HttpRequest) -> HttpResponse:
    """Tell search engines what to leave alone."""
    return HttpResponse(feeds.robots(), content_type="text/plain; charset=utf-8")


@require_GET
def sitemap(request: HttpRequest) -> HttpResponse:
    """List all sites and their sections."""
    tree = [
        {"title": home.title, "url": home.url, "children": sections}
        for home, sections in queries.site_tree()
    ]
    return render(request, "websites/sitemap.html", {"tree": tree})


@require_GET
def to_section(request: HttpRequest, kind: str) -> HttpResponse:
    """Go to the portal's section of a kind."""
    portal = queries.get_portal()
    section = queries.section_of_kind(portal, SectionKind(kind)) if portal else None
    if section is None or not section.url:
        raise Http404("栏目尚未开设")
    return redirect(section.url)


@require_GET
def accessibility(request: HttpRequest) -> HttpResponse:
    """Say how the site can be used with a keyboard, a reader, large type."""
    return render(request, "websites/accessibility.html", {"title": "无障碍说明"})
