"""An officer's notices."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_GET, require_POST

from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import officer_of
from gongkai.foundation.notices import queries, services
from gongkai.foundation.notices.models import Notice

_ROWS = 30


@require_GET
def listing(request: HttpRequest) -> HttpResponse:
    """List what I was told."""
    officer = officer_of(request)
    sheet = Paginator(queries.notices_of(officer.pk), _ROWS).get_page(request.GET.get("page"))
    return render(
        request,
        "notices/list.html",
        {"title": "提醒", "sheet": sheet, "unread": queries.unread_count(officer.pk),
         "header_icon": "mail"},
    )  # fmt: skip


@require_GET
def follow(request: HttpRequest, pk: int) -> HttpResponse:
    """Mark a notice of mine as read and go where it leads."""
    try:
        notice = services.read(notice_id=pk, user=officer_of(request), at=clock.now())
    except Notice.DoesNotExist:
        raise Http404("没有这条提醒") from None
    if notice.url and url_has_allowed_host_and_scheme(notice.url, None):
        return redirect(notice.url)
    return redirect("notices:list")


@require_POST
def read_all(request: HttpRequest) -> HttpResponse:
    """Mark all of mine as read."""
    services.read_all(user=officer_of(request), at=clock.now())
    return redirect("notices:list")
