"""Officers' pages about the sections a text is listed in."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.apps.websites import mirroring, queries
from gongkai.apps.websites.forms import MirrorForm
from gongkai.apps.websites.models import Mirror
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.queries import officer_of
from gongkai.foundation.pages.models import GovPage

_UNPROCESSABLE = 422


@require_http_methods(["GET", "POST"])
def mirrors(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show in which sections a page is listed, and list it in another one."""
    page = get_object_or_404(GovPage.objects.live(), pk=page_id)
    if not getattr(page.specific_class, "counts_as_information", False):
        raise Http404("这类页面不能推送")
    actor = officer_of(request)
    offered = queries.sections_with_sites(mirroring.sections_open_to(actor, clock.now()))
    form = MirrorForm(request.POST if request.method == "POST" else None, sections=offered)
    if request.method == "POST" and form.is_valid():
        try:
            mirroring.mirror(
                page_id=page.pk,
                section_id=form.cleaned_data["section"],
                kind=form.cleaned_data["kind"],
                actor=actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            messages.error(request, refusals.sentence(refusal))
        else:
            messages.success(request, "已列入所选栏目，公开页面随即更新。")
        return redirect("websites_mirrors", page.pk)
    return _page(request, page, form)


def _page(request: HttpRequest, page: Any, form: MirrorForm) -> HttpResponse:
    rows = Mirror.objects.filter(page=page).select_related("section", "by")
    context = {
        "title": "推送到其他栏目",
        "page_title": page.title,
        "breadcrumbs_items": [
            {"label": "页面", "url": reverse("wagtailadmin_explore", args=[page.get_parent().pk])},
            {"label": "推送到其他栏目", "url": ""},
        ],
        "header_icon": "copy",
        "form": form,
        "rows": [
            (row, site) for row in rows for _, site in queries.sections_with_sites([row.section])
        ],
    }
    status = _UNPROCESSABLE if form.is_bound else 200
    return render(request, "websites/admin/mirrors.html", context, status=status)


@require_POST
def unmirror(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a page out of a section that is not its own."""
    row = get_object_or_404(Mirror, pk=pk)
    try:
        mirroring.unmirror(mirror_id=row.pk, actor=officer_of(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusals.sentence(refusal))
    else:
        messages.success(request, "已从栏目移出，公开页面随即更新。")
    return redirect("websites_mirrors", row.page_id)
