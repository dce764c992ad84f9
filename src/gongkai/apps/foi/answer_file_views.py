"""Add a file that a reply gives, hide what must not be given, look at every page, check."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views import View
from wagtail.admin.auth import require_admin_access

from gongkai.apps.foi import services
from gongkai.apps.foi.answer_file_forms import AnswerFileForm, RedactionForm
from gongkai.apps.foi.models import AnswerFile, InformationRequest
from gongkai.apps.foi.views import opened
from gongkai.domain.errors import Refusal
from gongkai.domain.foi.redaction import AnswerFileState
from gongkai.foundation import clock
from gongkai.foundation.refusals import sentence

_UNPROCESSABLE = 422


def _file(row: InformationRequest, file_id: int) -> AnswerFile:
    rows = row.answer_files.defer("original", "redacted")
    found: AnswerFile = get_object_or_404(rows, pk=file_id)
    return found


class AddView(View):
    """Keep a file with a request."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Keep it, or say why not."""
        row, form = opened(request, pk), AnswerFileForm(request.POST, request.FILES)
        if not form.is_valid():
            messages.error(request, "请写附件名称并选择文件。")
            return redirect("foi_requests:detail", row.pk)
        who: dict[str, Any] = {"actor": request.user, "at": clock.now()}
        try:
            kept = services.add_answer_file(request_id=row.pk, **form.cleaned_data, **who)
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
            return redirect("foi_requests:detail", row.pk)
        return redirect("foi_requests:answer_file", row.pk, kept.pk)


class FileView(View):
    """The pages of a file, what is hidden on them, and what may be done."""

    def get(self, request: HttpRequest, pk: int, file_id: int) -> HttpResponse:
        """Show the file; the look is remembered."""
        return self._page(request, opened(request, pk), file_id, None)

    def post(self, request: HttpRequest, pk: int, file_id: int) -> HttpResponse:
        """Hide what was marked, or say why not."""
        row = opened(request, pk)
        file, form = _file(row, file_id), RedactionForm(request.POST)
        if form.is_valid():
            who: dict[str, Any] = {"actor": request.user, "at": clock.now()}
            try:
                services.redact_answer_file(file_id=file.pk, **form.cleaned_data, **who)
            except Refusal as refusal:
                form.add_error(None, sentence(refusal))
            else:
                messages.success(request, "已遮盖。请逐页看一遍，再由另一人复核。")
                return redirect("foi_requests:answer_file", row.pk, file.pk)
        return self._page(request, row, file_id, form)

    def _page(
        self, request: HttpRequest, row: InformationRequest, file_id: int, tried: Any
    ) -> HttpResponse:
        file = _file(row, file_id)
        who: dict[str, Any] = {"actor": request.user, "at": clock.now()}
        try:
            services.open_answer_file(file_id=file.pk, **who)
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
            return redirect("foi_requests:detail", row.pk)
        context = {
            "row": row,
            "file": file,
            "title": file.title,
            "header_icon": "mail",
            "breadcrumbs_items": [
                {"url": reverse("foi_requests:desk"), "label": "依申请公开"},
                {"url": reverse("foi_requests:detail", args=[row.pk]), "label": row.number},
                {"url": "", "label": file.title},
            ],
            "form": tried or RedactionForm(initial={"boxes": file.boxes, "reason": file.reason}),
            "pages": range(1, file.pages + 1),
            "is_redacted": file.state != AnswerFileState.DRAFT.value,
            "is_checked": file.state == AnswerFileState.CHECKED.value,
            "boxes": len(file.boxes.splitlines()),
        }
        return render(
            request, "foi/answer_file.html", context, status=_UNPROCESSABLE if tried else 200
        )


class PageView(View):
    """One page as a picture, of the original or of what will be given."""

    def get(
        self, request: HttpRequest, pk: int, file_id: int, which: str, page: int
    ) -> HttpResponse:
        """Give the picture; that the file was opened is remembered by its page."""
        file = _file(opened(request, pk), file_id)
        if which not in ("original", "given") or not 1 <= page <= file.pages:
            raise Http404
        is_given = which == "given"
        if is_given and not file.redacted_sha256:
            raise Http404
        who: dict[str, Any] = {"actor": request.user, "at": clock.now()}
        try:
            shown = services.answer_file_page(file_id=file.pk, page=page, is_given=is_given, **who)
        except Refusal as refusal:
            return HttpResponse(sentence(refusal), status=403, content_type="text/plain")
        response = HttpResponse(shown, content_type="image/png")
        response["Cache-Control"] = "no-store"
        return response


class ActView(View):
    """Check, remove, or take the file home."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int, file_id: int, act: str) -> HttpResponse:
        """Do it, or say why not."""
        row = opened(request, pk)
        file = _file(row, file_id)
        said: dict[str, Any] = {"file_id": file.pk, "actor": request.user, "at": clock.now()}
        try:
            if act == "check":
                services.check_answer_file(**said)
                messages.success(request, "已复核，可以提供。")
            elif act == "remove":
                services.remove_answer_file(**said)
                messages.success(request, "已移除。")
                return redirect("foi_requests:detail", row.pk)
            elif act == "download" and file.redacted_sha256:
                return _given(services.open_answer_file(**said))
            else:
                raise Http404
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
        return redirect("foi_requests:answer_file", row.pk, file.pk)


def _given(file: AnswerFile) -> HttpResponse:
    response = HttpResponse(bytes(file.redacted), content_type="application/pdf")
    disposition = content_disposition_header(as_attachment=True, filename=f"{file.title}.pdf")
    response["Content-Disposition"] = disposition or "attachment"
    response["Cache-Control"] = "no-store"
    return response


add = require_admin_access(AddView.as_view())
file = require_admin_access(FileView.as_view())
page = require_admin_access(PageView.as_view())
act = require_admin_access(ActView.as_view())
