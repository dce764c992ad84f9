"""Hook the checks into Wagtail: their addresses, and the way to them from a page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin import widgets

from gongkai.apps.content_checks import urls


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    """Put the checks under the admin."""
    return [path("content-checks/", include(urls))]


@hooks.register("register_page_header_buttons")
def register_button(page: Any, user: Any, view_name: str, next_url: Any = None) -> Iterator[Any]:
    """Lead from a page's editor to what was found in it."""
    if view_name == "edit":
        address = reverse("content_checks:page", args=[page.pk])
        yield widgets.Button("检查文字", address, icon_name="warning", priority=15)
