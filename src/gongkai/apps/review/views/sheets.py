"""Hand out the review sheet of one text as a file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import content_disposition_header

from gongkai.apps.review import sheet_docx, sheet_pdf
from gongkai.apps.review.sheet import Form, lay_out
from gongkai.apps.review.sheet_source import sheet_of
from gongkai.apps.review.views.access import visible
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock, refusals


@dataclass(frozen=True, slots=True)
class _Kind:
    """One kind of file the sheet is handed out as."""

    build: Callable[[Form], bytes]
    content_type: str


KINDS: Mapping[str, _Kind] = MappingProxyType(
    {
        "docx": _Kind(
            sheet_docx.build,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ),
        "pdf": _Kind(sheet_pdf.build, "application/pdf"),
    }
)


def sheet(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Return the review sheet of one text as a Word or PDF file.

    Raises:
        Http404: there is no such text, or no such kind of file.
    """
    if kind not in KINDS:
        raise Http404
    submission = visible(request, pk)
    form = lay_out(sheet_of(submission, at=clock.now()))
    try:
        content = KINDS[kind].build(form)
    except Refusal as refusal:
        messages.error(request, refusals.sentence(refusal))
        return redirect("review:detail", pk)
    response = HttpResponse(content, content_type=KINDS[kind].content_type)
    name = f"信息发布审核表{submission.submitted_at:%Y}-{pk:06d}.{kind}"
    response["Content-Disposition"] = str(content_disposition_header(True, name))  # noqa: FBT003 -- its first argument has no other form
    response["Cache-Control"] = "private, no-store"
    return response
