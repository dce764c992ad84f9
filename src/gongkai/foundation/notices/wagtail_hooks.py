"""Put the bell into the side menu."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.foundation.notices import queries, urls


class NoticesMenuItem(MenuItem):
    """The bell: how many notices the officer has not read."""

    def render_component(self, request: HttpRequest) -> Any:
        """Return the entry with the number of unread notices behind its name."""
        entry = super().render_component(request)
        unread = queries.unread_count(int(request.user.pk or 0))
        if unread:
            entry.label = f"{entry.label}（{unread}）"
        return entry


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    """Put the list under the admin."""
    return [path("notices/", include(urls))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Put the bell near the top of the side menu."""
    return NoticesMenuItem(
        "提醒", reverse("notices:list"), name="notices", icon_name="mail", order=105
    )
