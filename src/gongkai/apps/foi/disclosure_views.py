"""Write, let out and take down the public answer on the page of its request."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views import View
from wagtail.admin.auth import require_admin_access

from gongkai.apps.foi import services
from gongkai.apps.foi.disclosure_forms import DisclosedAnswerForm
from gongkai.apps.foi.models import DisclosedAnswer
from gongkai.apps.foi.views import opened, request_page
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock
from gongkai.foundation.refusals import sentence


class DraftView(View):
    """Write the answer."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep the answer, or say why not beside what was written."""
        row = opened(request, pk)
        user: Any = request.user
        form = DisclosedAnswerForm(request.POST)
        if not form.is_valid():
            return request_page(request, row, tried_answer=form)
        try:
            services.draft_answer(
                request_id=row.pk, **form.cleaned_data, actor=user, at=clock.now()
            )
        except Refusal as refusal:
            form.add_error(None, sentence(refusal))
            return request_page(request, row, tried_answer=form)
        messages.success(request, "已保存，由依申请公开负责人审批后公开。")
        return redirect("foi_requests:detail", row.pk)


class PublishView(View):
    """Let the answer out."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Publish, or say why not."""
        row = opened(request, pk)
        get_object_or_404(DisclosedAnswer, request=row)
        user: Any = request.user
        try:
            services.publish_answer(request_id=row.pk, actor=user, at=clock.now())
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
        else:
            messages.success(request, "已公开。")
        return redirect("foi_requests:detail", row.pk)


class TakeDownView(View):
    """Take the answer down."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take it down, or say why not."""
        row = opened(request, pk)
        get_object_or_404(DisclosedAnswer, request=row)
        user: Any = request.user
        reason = request.POST.get("reason", "")[:200]
        try:
            services.take_answer_down(request_id=row.pk, reason=reason, actor=user, at=clock.now())
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
        else:
            messages.success(request, "已撤下。")
        return redirect("foi_requests:detail", row.pk)


draft = require_admin_access(DraftView.as_view())
publish = require_admin_access(PublishView.as_view())
take_down = require_admin_access(TakeDownView.as_view())
