"""Show officers what is published and what is not, and uploaded files that are not public."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST
from django.views.static import serve

from gongkai.apps.static_site import queries, services
from gongkai.apps.static_site.models import QueueItem
from gongkai.apps.static_site.naming import names_of
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import officer_of, roles_held


def may_watch(request: HttpRequest) -> bool:
    """Tell whether the officer looks after publishing: the office or the system administrator."""
    user = request.user
    if not isinstance(user, User):
        return False
    return user.is_superuser or bool(queries.WATCHERS & roles_held(user.pk, clock.today()))


def _watcher(request: HttpRequest) -> User:
    """Return the officer.

    Raises:
        PermissionDenied: he does not look after publishing.
    """
    if not may_watch(request):
        raise PermissionDenied
    return officer_of(request)


@require_GET
def board(request: HttpRequest) -> HttpResponse:
    """Show the queue, the last export, the last verification, the counts."""
    _watcher(request)
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": "首页"},
        {"url": "", "label": "静态发布"},
    ]
    page = {"title": "静态发布", "header_icon": "site", "breadcrumbs_items": crumbs}
    return render(request, "static_site/board.html", {**page, **queries.board()})


@require_POST
def retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a failed request wait again."""
    actor = _watcher(request)
    get_object_or_404(QueueItem, pk=pk)
    try:
        item = services.retry(item_id=pk, actor=actor, at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusals.sentence(refusal))
    else:
        messages.success(request, f"{names_of([item.target])[item.target]}已重新排队。")
    return redirect("static_site:board")


@require_GET
def uploaded_file(request: HttpRequest, path: str) -> HttpResponseBase:
    """Show an uploaded file to officers; the public gets only what public pages use, as files.

    Raises:
        Http404: nobody is signed in; the answer does not tell whether there is a file.
    """
    if not request.user.is_authenticated:
        raise Http404
    return serve(request, path, document_root=str(settings.MEDIA_ROOT))
