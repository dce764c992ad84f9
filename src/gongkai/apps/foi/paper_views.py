"""The papers of a request: keep one, look at one, take everything as one archive."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.http import content_disposition_header
from django.views import View
from wagtail.admin.auth import require_admin_access

from gongkai.apps.foi import services
from gongkai.apps.foi.forms import PaperForm
from gongkai.apps.foi.models import PaperKind
from gongkai.apps.foi.views import opened
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock
from gongkai.foundation.refusals import sentence


class AddPaperView(View):
    """Keep a scan with a request."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep it, or say why not."""
        row = opened(request, pk)
        form, user = PaperForm(request.POST, request.FILES), request.user
        if not form.is_valid():
            messages.error(request, "请选择材料种类和要上传的文件。")
            return redirect("foi_requests:detail", row.pk)
        kind, upload = PaperKind(form.cleaned_data["kind"]), form.cleaned_data["upload"]
        who: dict[str, Any] = {"actor": user, "at": clock.now()}
        try:
            services.add_paper(request_id=row.pk, kind=kind, upload=upload, **who)
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
        else:
            messages.success(request, f"已上传：{kind.label}。")
        return redirect("foi_requests:detail", row.pk)


class PaperView(View):
    """Show a paper once, and remember who looked."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int, paper: int) -> HttpResponse:
        """Give the file, named by its kind: its own name may be a person's."""
        row = opened(request, pk)
        get_object_or_404(row.papers.defer("content"), pk=paper)
        user: Any = request.user
        try:
            found = services.open_paper(paper_id=paper, actor=user, at=clock.now())
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
            return redirect("foi_requests:detail", row.pk)
        response = HttpResponse(bytes(found.content), content_type=found.media_type)
        ending = {"image/jpeg": "jpg", "image/png": "png"}.get(found.media_type, "pdf")
        response["Content-Disposition"] = f'attachment; filename="{row.number}-{found.pk}.{ending}"'
        response["Cache-Control"] = "no-store"
        return response


class EvidenceView(View):
    """Give everything about a request as one archive, and remember who took it."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Give the archive, or say why not."""
        row = opened(request, pk)
        user: Any = request.user
        try:
            name, content = services.evidence(request_id=row.pk, actor=user, at=clock.now())
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
            return redirect("foi_requests:detail", row.pk)
        response = HttpResponse(content, content_type="application/zip")
        disposition = content_disposition_header(as_attachment=True, filename=name)
        response["Content-Disposition"] = disposition or "attachment"
        response["Cache-Control"] = "no-store"
        return response


add_paper = require_admin_access(AddPaperView.as_view())
paper = require_admin_access(PaperView.as_view())
evidence = require_admin_access(EvidenceView.as_view())
