"""Public addresses of the library that are not pages of the tree."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gongkai.apps.documents import queries
from gongkai.apps.documents.making import exporting, tables
from gongkai.apps.documents.models import PolicyDocument
from gongkai.apps.static_site.registry import RenderFrame
from gongkai.domain.documents.validity import Validity
from gongkai.domain.websites import SectionKind

_MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "json": "application/json",
}
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_LEGEND = (
    (Validity.IN_FORCE, "可以作为办事依据。"),
    (Validity.AMENDED, "其中一些条款已经修改，办事以修改后的为准。"),
    (Validity.NOT_YET, "已经公布，还没有到施行日期。"),
    (Validity.SUSPENDED, "制定机关决定暂不执行，恢复施行以前不能作为办事依据。"),
    (Validity.EXPIRED, "有效期已满，没有延续，不能作为办事依据。"),
    (Validity.REPEALED, "制定机关决定不再执行；有替代文件的，标记里有链接。"),
)


@require_GET
def legend(request: HttpRequest) -> HttpResponse:
    """Say what the marks of validity mean."""
    return render(request, "documents/legend.html", {"legend": _LEGEND})


@require_GET
def file_of(request: HttpRequest, address: str, kind: str) -> HttpResponse:
    """Give a file of a document, where no file server does."""
    frame = RenderFrame()
    root = frame.site.root_page.specific if frame.site else None
    if root is None:
        raise Http404("网站尚未开设")
    page = root.route(request, [name for name in address.split("/") if name]).page
    name = f"document.{kind}"
    if not isinstance(page, PolicyDocument) or name not in exporting.names():
        raise Http404("没有这个文件")
    content = exporting.content_of(page, name, frame)
    return HttpResponse(content, content_type=_MEDIA[kind])


@require_GET
def list_of(request: HttpRequest, address: str) -> HttpResponse:
    """Give the list of a library as data, where no file server does."""
    frame = RenderFrame()
    root = frame.site.root_page.specific if frame.site else None
    if root is None:
        raise Http404("网站尚未开设")
    page = root.route(request, [name for name in address.split("/") if name]).page
    for output in exporting.list_of(str(page.pk), frame):
        return HttpResponse(output.content, content_type=_MEDIA["json"])
    raise Http404("这里没有文件库")


@require_GET
def table_of(request: HttpRequest, address: str) -> HttpResponse:
    """Give what a reader found in a library, or all of it, as a spreadsheet."""
    frame = RenderFrame()
    root = frame.site.root_page.specific if frame.site else None
    if root is None:
        raise Http404("网站尚未开设")
    page = root.route(request, [name for name in address.split("/") if name]).page
    if getattr(page, "kind", "") != SectionKind.DOCUMENTS.value:
        raise Http404("这里没有文件库")
    found = queries.library(request.GET, queries.of_section(page))["found"]
    response = HttpResponse(tables.list_of(found, frame.day), content_type=_XLSX)
    response["Content-Disposition"] = 'attachment; filename="documents.xlsx"'
    response["X-Robots-Tag"] = "noindex"
    return response
