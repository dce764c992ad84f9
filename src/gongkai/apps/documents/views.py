"""Public addresses of the library that are not pages of the tree."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gongkai.domain.documents.validity import Validity

_LEGEND = (
    (Validity.IN_FORCE, "可以作为办事依据。"),
    (Validity.AMENDED, "其中一些条款已经修改，办事以修改后的为准。"),
    (Validity.NOT_YET, "已经公布，还没有到施行日期。"),
    (Validity.EXPIRED, "有效期已满，没有延续，不能作为办事依据。"),
    (Validity.REPEALED, "制定机关决定不再执行；有替代文件的，标记里有链接。"),
)


@require_GET
def legend(request: HttpRequest) -> HttpResponse:
    """Say what the marks of validity mean."""
    return render(request, "documents/legend.html", {"legend": _LEGEND})
