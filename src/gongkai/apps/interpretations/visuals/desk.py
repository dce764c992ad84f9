"""The screen on which a picture is made of the points (做图解)."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from gongkai.apps.interpretations.models import Interpretation
from gongkai.apps.interpretations.visuals import picture, services, sheets
from gongkai.apps.websites import queries as websites
from gongkai.domain.errors import Refusal
from gongkai.domain.interpretations.cards import Colour, Layout
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.queries import officer_of


class LookForm(forms.Form):
    """How the picture looks."""

    layout = forms.ChoiceField(label="版式", choices=Layout.choices(), widget=forms.RadioSelect)
    colour = forms.ChoiceField(label="颜色", choices=Colour.choices(), widget=forms.RadioSelect)


def _draft(request: HttpRequest, pk: int) -> Interpretation:
    """Return the latest draft of an interpretation the officer may edit.

    Raises:
        PermissionDenied: he may not.
    """
    page = get_object_or_404(Interpretation, pk=pk)
    if not page.permissions_for_user(officer_of(request)).can_edit():
        raise PermissionDenied
    draft: Interpretation = page.get_latest_revision_as_object()
    return draft


def _look(draft: Interpretation, data: Any) -> LookForm:
    """Return the form with what was chosen, or with what the draft has."""
    site = websites.website_of(draft)
    known = {
        "layout": sheets.layout_of(draft).value,
        "colour": sheets.colour_of(draft, site.accent if site else "").value,
    }
    return LookForm({name: data.get(name) or value for name, value in known.items()})


def builder(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the picture in the chosen look, and adopt it."""
    draft = _draft(request, pk)
    form = _look(draft, request.POST if request.method == "POST" else request.GET)
    chosen = form.cleaned_data if form.is_valid() else {}
    if request.method == "POST" and chosen:
        try:
            services.adopt_picture(
                page_id=pk,
                layout=Layout(chosen["layout"]),
                colour=Colour(chosen["colour"]),
                actor=officer_of(request),
                at=clock.now(),
            )
        except Refusal as refusal:
            messages.error(request, refusals.sentence(refusal))
        else:
            messages.success(request, "图解已放进草稿，替代文字已写好。请核对后送审。")
            return redirect("wagtailadmin_pages:edit", pk)
    edit = reverse("wagtailadmin_pages:edit", args=[pk])
    context = {
        "title": "做图解",
        "breadcrumbs_items": [{"url": edit, "label": draft.title}, {"url": "", "label": "做图解"}],
        "header_icon": "image",
        "page": draft,
        "form": form,
        "chosen": chosen,
        "edit_url": edit,
        "problems": [refusals.sentence(one) for one in picture.problems_of(sheets.sheet_of(draft))],
        "adopted": bool(draft.picture_template),
        "cards_url": sheets.cards_url(draft),
    }
    return render(request, "interpretations/admin/picture.html", context)


@require_GET
def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the picture in a look; nothing is kept."""
    draft = _draft(request, pk)
    form = _look(draft, request.GET)
    if not form.is_valid():
        raise Http404("没有这种版式")
    chosen = form.cleaned_data
    try:
        content = picture.draw(
            sheets.sheet_of(draft), Layout(chosen["layout"]), Colour(chosen["colour"])
        )
    except Refusal as refusal:
        raise Http404(refusals.sentence(refusal)) from refusal
    answer = HttpResponse(content, content_type="image/png")
    answer["Cache-Control"] = "no-store"
    return answer
