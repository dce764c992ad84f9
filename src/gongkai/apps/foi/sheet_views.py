"""Print the forms that people sign, and the annex that explains a deadline."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views import View
from wagtail.admin.auth import require_admin_access

from gongkai.apps.foi import queries, services, sheets
from gongkai.apps.foi.views import opened
from gongkai.domain.errors import Refusal
from gongkai.domain.foi.letters.forms import ProofForm
from gongkai.foundation import clock
from gongkai.foundation.refusals import sentence


class AsOfForm(forms.Form):
    """As of which day a deadline is asked for."""

    as_of = forms.DateField(
        label="按哪一天掌握的情况",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        help_text="这一天以后登记的步骤和批准的更正不算；放假安排按现在的算。",
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        """Suppose that the present is wanted."""
        kwargs.setdefault("label_suffix", "")
        kwargs.setdefault("initial", {"as_of": today})
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_as_of(self) -> date:
        """Refuse a day that has not come."""
        day: date = self.cleaned_data["as_of"]
        if day > self.today:
            raise forms.ValidationError("这一天还没有到。请填今天或者以前的日期。")
        return day


class DeadlineView(View):
    """The deadline of a request as of a day, day by day, on screen or to print."""

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the count, or give it as a PDF file."""
        row, today = opened(request, pk), clock.today()
        form = AsOfForm(request.GET if "as_of" in request.GET else None, today=today)
        day = today
        if form.is_bound and form.is_valid():
            day = form.cleaned_data["as_of"]
        if request.GET.get("format") == "pdf":
            try:
                return _pdf(sheets.deadline(row, day), f"{row.number}期限计算说明.pdf")
            except Refusal as refusal:
                messages.error(request, sentence(refusal))
        context = {
            "row": row,
            "title": "答复期限计算说明",
            "header_icon": "mail",
            "breadcrumbs_items": [
                {"url": reverse("foi_requests:desk"), "label": "依申请公开"},
                {"url": reverse("foi_requests:detail", args=[row.pk]), "label": row.number},
                {"url": "", "label": "期限计算说明"},
            ],
            "form": form,
            "day": day,
            "due": queries.due_as_known(row, day),
            "days": queries.explained_as_known(row, day),
        }
        status = 422 if form.is_bound and not form.is_valid() else 200
        return render(request, "foi/deadline.html", context, status=status)


class ProofView(View):
    """Give a form filled in with the applicant's data, and remember who took it."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int, form: str) -> HttpResponse:
        """Give the form, or say why not."""
        row, chosen = opened(request, pk), ProofForm(form)
        told = request.POST.get("letter", "")
        letter = get_object_or_404(row.letters, pk=int(told)) if told.isdecimal() else None
        who: dict[str, Any] = {"actor": request.user, "at": clock.now()}
        try:
            content = services.print_form(
                request_id=row.pk, form=chosen, letter_id=letter.pk if letter else None, **who
            )
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
            return redirect("foi_requests:detail", row.pk)
        return _pdf(content, f"{row.number}{chosen.label}.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    disposition = content_disposition_header(as_attachment=True, filename=name)
    response["Content-Disposition"] = disposition or "attachment"
    response["Cache-Control"] = "no-store"
    return response


deadline = require_admin_access(DeadlineView.as_view())
proof = require_admin_access(ProofView.as_view())
