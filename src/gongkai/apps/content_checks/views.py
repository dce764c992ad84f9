"""Show an officer what the rules found in a draft, and take his answers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from gongkai.apps.content_checks import queries, services
from gongkai.apps.content_checks.forms import ANSWERS, AnswerForm
from gongkai.apps.content_checks.models import FoundPlace
from gongkai.apps.content_checks.sheet import sheet_of
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.queries import officer_of, posts_held
from gongkai.foundation.pages.models import GovPage


def page(request: HttpRequest, page_id: int) -> HttpResponse:
    """Show the latest draft of a page with what was found in it."""
    base = get_object_or_404(GovPage.objects.select_related("latest_revision"), pk=page_id)
    actor = officer_of(request)
    posts = posts_held(actor.pk, clock.today())
    if not actor.is_superuser and not queries.may(posts, base, queries.ANSWERERS):
        raise PermissionDenied
    draft = services.check_latest(page_id=page_id, at=clock.now())
    writer = base.latest_revision.user_id if base.latest_revision else None
    context = {
        "title": f"检查发现：{draft.title}",
        "page": draft,
        "sheet": sheet_of(draft, actor, writer_id=writer),
        "answers": ANSWERS,
        "back": request.path,
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_pages:edit", args=[page_id]), "label": draft.title},
            {"url": "", "label": "检查发现"},
        ],
        "header_icon": "warning",
    }
    return render(request, "content_checks/page.html", context)


@require_POST
def answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the words of one place, with the reason."""
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, "答复没有登记：请选择答复，理由不超过300字。")
        return _back(request, pk)

    def act(**who: Any) -> str:
        reason = form.cleaned_data["reason"]
        rows = services.answer(place_id=pk, kind=form.answer(), reason=reason, **who)
        alike = f"，同一写法共{len(rows)}处一并答复" if len(rows) > 1 else ""
        return f"已答复“{rows[0].quote}”：{form.answer().label}{alike}。"

    return _acted(request, pk, act)


@require_POST
def sign(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm as a second person that the words of one place are right."""

    def act(**who: Any) -> str:
        return f"已签认“{services.sign(place_id=pk, **who).quote}”。"

    return _acted(request, pk, act)


def _acted(request: HttpRequest, pk: int, act: Callable[..., str]) -> HttpResponse:
    """Do an act, say what came of it and go back to where the officer was."""
    get_object_or_404(FoundPlace, pk=pk)
    try:
        messages.success(request, act(actor=officer_of(request), at=clock.now()))
    except Refusal as refusal:
        messages.error(request, refusals.sentence(refusal))
    return _back(request, pk)


def _back(request: HttpRequest, pk: int) -> HttpResponse:
    """Return to the screen the officer came from."""
    to = request.POST.get("next", "")
    if not url_has_allowed_host_and_scheme(to, allowed_hosts={request.get_host()}):
        place = get_object_or_404(FoundPlace, pk=pk)
        to = reverse("content_checks:page", args=[place.page_id])
    return redirect(to)
