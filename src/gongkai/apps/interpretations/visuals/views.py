"""The cards where no file server gives them."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from gongkai.apps.interpretations.models import Interpretation
from gongkai.apps.interpretations.visuals import exporting
from gongkai.apps.static_site.registry import RenderFrame


@require_GET
def cards(request: HttpRequest, address: str) -> HttpResponse:
    """Show the cards of a public interpretation."""
    frame = RenderFrame()
    root = frame.site.root_page.specific if frame.site else None
    if root is None:
        raise Http404("网站尚未开设")
    found = root.route(request, [name for name in address.split("/") if name]).page
    if not isinstance(found, Interpretation):
        raise Http404("没有卡片版")
    made = list(exporting.files_of(str(found.pk), frame))
    if not made:
        raise Http404("没有卡片版")
    return HttpResponse(made[0].content)
