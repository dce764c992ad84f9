"""Hook the website group into Wagtail."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks


@hooks.register("before_serve_page")
def remember_page(page: Any, request: HttpRequest, _args: Any, _kwargs: Any) -> None:
    """Let the frame of the page know which site it stands in."""
    request.gongkai_page = page  # type: ignore[attr-defined]
