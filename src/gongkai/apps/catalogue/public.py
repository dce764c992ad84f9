"""Answer readers who download catalogues."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from gongkai.apps.catalogue import downloads
from gongkai.foundation.records.sheets import MEDIA_TYPE

_TYPES = {"xlsx": MEDIA_TYPE, "json": "application/json"}


@require_GET
def download(_request: HttpRequest, year: str, code: str, form: str) -> HttpResponse:
    """Give one organ's catalogue of a year, or the whole county's."""
    content = downloads.BUILDERS[form](int(year), code)
    if content is None:
        raise Http404("没有这份目录")
    return HttpResponse(content, content_type=_TYPES[form])
