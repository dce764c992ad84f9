"""The officers' screen that brings a library in, and shows how far it is."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse

from gongkai.apps.documents.importing import columns
from gongkai.apps.documents.importing import services as importing
from gongkai.apps.documents.importing.folder import Folder
from gongkai.apps.websites import queries as websites
from gongkai.domain.errors import Refusal
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import officer_of
from gongkai.foundation.files import removals

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEMPLATE = "documents/admin/import.html"
_PROGRESS = "<!-- progress -->"
_STEPS_SHOWN = 100


def bring_in(request: HttpRequest) -> HttpResponseBase:
    """Take a spreadsheet and its files: check only, or import."""
    if "template" in request.GET:
        response = HttpResponse(columns.template(), content_type=_XLSX)
        response["Content-Disposition"] = 'attachment; filename="documents-template.xlsx"'
        return response
    section = _section_for(request)
    if request.method != "POST" or "file" not in request.FILES:
        return render(request, _TEMPLATE, _context())
    if request.POST.get("dry") == "1":
        return render(request, _TEMPLATE, _context(dry=True, **_checked(request)))
    before, _, after = render_to_string(_TEMPLATE, _context(runs=True), request).partition(
        _PROGRESS
    )
    streamed = StreamingHttpResponse(_written(request, section, before, after))
    streamed["X-Accel-Buffering"] = "no"  # each step is to be seen when it is done
    return streamed


def _section_for(request: HttpRequest) -> Any:
    """Return the library that the officer may write in."""
    sections = sections_to_fill(officer_of(request))
    if not sections:
        raise PermissionDenied
    return sections[0]


def sections_to_fill(actor: User) -> list[Any]:
    """Return the libraries an officer may add documents to."""
    known = websites.sections_of_kind(SectionKind.DOCUMENTS)
    return [one for one in known if one.permissions_for_user(actor).can_add_subpage()]


def _context(**more: Any) -> dict[str, Any]:
    crumbs = [
        {"url": reverse("policy_documents:index"), "label": "文件库"},
        {"url": "", "label": "导入文件库"},
    ]
    return {
        "title": "导入文件库",
        "breadcrumbs_items": crumbs,
        "header_icon": "doc-full",
        "columns": columns.COLUMNS,
        **more,
    }


def _given(request: HttpRequest) -> tuple[BytesIO, Folder]:
    """Return the spreadsheet and the files that came with it.

    Raises:
        Refusal: the archive cannot be read.
    """
    upload: Any = request.FILES["file"]
    packed: Any = request.FILES.get("files")
    folder = Folder.none()
    if packed is not None:
        folder = Folder.of_zip(BytesIO(packed.read()), str(packed.name))
    return BytesIO(upload.read()), folder


def _checked(request: HttpRequest) -> dict[str, Any]:
    """Return what an import would do, or why it cannot."""
    try:
        stream, folder = _given(request)
        return {"report": importing.check(stream=stream, folder=folder, at=clock.now())}
    except Refusal as refusal:
        return {"refused": refusals.sentence(refusal)}


def _written(request: HttpRequest, section: Any, before: str, after: str) -> Iterator[str]:
    """Yield the page piece by piece while the rows are written.

    Each piece hides the one before, so the screen shows one bar that grows without any
    script. Whoever closes the page stops the import, and nothing has been written.
    """
    yield before
    context: dict[str, Any] = {"dry": False}
    with removals.collected() as removed:
        try:
            stream, folder = _given(request)
            steps = importing.write_by_steps(
                stream=stream,
                folder=folder,
                section=section,
                actor=officer_of(request),
                at=clock.now(),
                submit=request.POST.get("submit") == "1",
            )
            context["report"] = yield from _bars(steps)
        except Refusal as refusal:
            context["refused"] = refusals.sentence(refusal)
    context["removed"] = removed
    yield render_to_string("documents/admin/_import_result.html", context, request)
    yield after


def _bars(steps: Any) -> Any:
    """Yield a bar for every hundredth of the way; return the report."""
    shown = 0
    while True:
        try:
            done, total = next(steps)
        except StopIteration as end:
            return end.value
        if done * _STEPS_SHOWN // total > shown or done == total:
            shown = done * _STEPS_SHOWN // total
            yield render_to_string(
                "documents/admin/_import_bar.html", {"done": done, "total": total}
            )
