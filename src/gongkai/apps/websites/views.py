"""Public pages that are not pages of the tree."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from gongkai.apps.websites import queries
from gongkai.apps.websites.context import ELDER_COOKIE
from gongkai.domain.websites import SectionKind


@require_POST
def elder_mode(request: HttpRequest) -> HttpResponse:
    """Turn the 长辈版 on or off and go back to the same page."""
    target = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, {request.get_host()}):
        target = "/"
    response = redirect(target)
    if request.COOKIES.get(ELDER_COOKIE) == "1":
        response.delete_cookie(ELDER_COOKIE)
    else:
        response.set_cookie(ELDER_COOKIE, "1", max_age=31_536_000, samesite="Lax", httponly=True)
    return response


@require_GET
def search(request: HttpRequest) -> HttpResponse:
    """Find published information by words in title or summary."""
    words = queries.plain_words(request.GET.get("q", ""))
    results = queries.search(words, request.GET.get("page")) if words else None
    portal = queries.get_portal()
    on_request = (
        queries.section_of_kind(portal, SectionKind.ON_REQUEST) if portal is not None else None
    )
    return render(
        request,
        "websites/search.html",
        {
            "q": words,
            "results": results,
            "count": results.paginator.count if results else 0,
            "suggest_request_url": on_request.url if on_request else "",
        },
    )


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
