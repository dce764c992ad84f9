"""Give Wagtail's admin our colours and our name."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks

# Menu items that the office does not use: everything goes through registers and reviews.
_HIDDEN = frozenset({"help", "reports"})


@hooks.register("insert_global_admin_css")
def theme() -> SafeString:
    """Load the colours."""
    return format_html('<link rel="stylesheet" href="{}">', static("gongkai/admin-theme.css"))


@hooks.register("construct_main_menu")
def tidy_menu(request: HttpRequest, items: list[Any]) -> None:
    """Leave out what no post uses."""
    items[:] = [item for item in items if item.name not in _HIDDEN]
