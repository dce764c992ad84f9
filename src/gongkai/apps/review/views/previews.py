"""Show a text as the public would see it: on a desk, on a phone, in large letters."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.views.decorators.clickjacking import xframe_options_sameorigin

from gongkai.apps.review.views.access import visible

LOOKS: Mapping[str, str] = MappingProxyType({"desktop": "电脑", "phone": "手机", "elder": "长辈版"})


def preview(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the frame in which the text stands as it will look."""
    submission = visible(request, pk)
    look = request.GET.get("look", "desktop")
    if look not in LOOKS:
        look = "desktop"
    address = reverse("review:preview_text", args=[pk])
    return render(
        request,
        "review/preview.html",
        {
            "title": f"预览：{submission.title}",
            "submission": submission,
            "look": look,
            "looks": LOOKS,
            "address": f"{address}?elder=1" if look == "elder" else address,
            "breadcrumbs_items": [
                {"url": reverse("review:desk"), "label": "审校"},
                {"url": reverse("review:detail", args=[pk]), "label": submission.title},
                {"url": "", "label": "预览"},
            ],
            "header_icon": "view",
        },
    )


@xframe_options_sameorigin
def preview_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Return the public page of exactly the version under review."""
    draft = visible(request, pk).revision.as_object()
    response: HttpResponse = draft.make_preview_request(request, draft.default_preview_mode)
    if request.GET.get("elder") and b"</head>" in response.content:
        letters = format_html('<link rel="stylesheet" href="{}">', static("gongkai/elder.css"))
        response.content = response.content.replace(b"</head>", letters.encode() + b"</head>", 1)
    response["Cache-Control"] = "private, no-store"
    return response
