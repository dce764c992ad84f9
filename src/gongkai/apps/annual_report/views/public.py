"""Public downloads of published reports."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_GET

from gongkai.apps.annual_report import content
from gongkai.apps.annual_report.builders import BUILDERS, MEDIA_TYPES
from gongkai.apps.annual_report.models import AnnualReportPage


def file_response(shown: content.Content, form: str) -> HttpResponse:
    """Return a report as a file to keep; the web page opens in the browser."""
    if form not in BUILDERS:
        raise Http404
    response = HttpResponse(BUILDERS[form](shown), content_type=MEDIA_TYPES[form])
    header = content_disposition_header(form != "html", f"{shown.title}.{form}")
    if header:
        response["Content-Disposition"] = header
    return response


@require_GET
def download(_request: HttpRequest, pk: int, form: str) -> HttpResponse:
    """Give the published snapshot of a report as a file."""
    page = get_object_or_404(AnnualReportPage.objects.live().select_related("snapshot"), pk=pk)
    return file_response(content.of_snapshot(page.snapshot), form)


@require_GET
def download_below_page(_request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """Give the file at the address it has on the public site, below its page."""
    pages = AnnualReportPage.objects.live().select_related("snapshot")
    return file_response(content.of_snapshot(get_object_or_404(pages, slug=slug).snapshot), form)
