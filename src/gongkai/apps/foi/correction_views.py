"""Propose and decide corrections of the ledger on the page of a request."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views import View
from wagtail.admin.auth import require_admin_access

from gongkai.apps.foi import queries, services
from gongkai.apps.foi.correction_forms import CorrectionForm, DecisionForm
from gongkai.apps.foi.views import opened, request_page
from gongkai.domain.errors import Refusal
from gongkai.domain.foi.corrections import CorrectionDecision
from gongkai.foundation import clock
from gongkai.foundation.refusals import sentence


class ProposeView(View):
    """Propose a correction."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Propose it, or say why not beside what was written."""
        row = opened(request, pk)
        user: Any = request.user
        form = CorrectionForm(request.POST, ledger=queries.ledger_of(row))
        if not form.is_valid():
            return request_page(request, row, tried_correction=form)
        try:
            services.propose_correction(
                request_id=row.pk, **form.correction(), actor=user, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
            return request_page(request, row, tried_correction=form)
        messages.success(request, "已提出更正，由另一人审批后生效。")
        return redirect("foi_requests:detail", row.pk)


class DecideView(View):
    """Approve or reject a correction."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int, correction_id: int) -> HttpResponse:
        """Decide, or say why not."""
        row = opened(request, pk)
        user: Any = request.user
        correction = get_object_or_404(row.corrections, pk=correction_id)
        form = DecisionForm(request.POST, correction_id=correction.pk)
        if not form.is_valid():
            messages.error(request, "请选择同意或者不同意更正。")
            return redirect("foi_requests:detail", row.pk)
        try:
            decided = services.decide_correction(
                correction_id=correction.pk, **form.cleaned_data, actor=user, at=clock.now()
            )
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
        else:
            messages.success(request, f"已审批：{CorrectionDecision(decided.decision).label}。")
        return redirect("foi_requests:detail", row.pk)


propose = require_admin_access(ProposeView.as_view())
decide = require_admin_access(DecideView.as_view())
