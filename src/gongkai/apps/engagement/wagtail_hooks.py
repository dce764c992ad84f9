"""Hook the registers and the desk into Wagtail's admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.apps.engagement.admin import VIEWSETS
from gongkai.apps.engagement.views import desk


def register_registers() -> list[Any]:
    """Return the registers of this app."""
    return VIEWSETS


def register_addresses() -> list[Any]:
    """Return the addresses of the desk."""
    return [
        path("engagement/", desk.outcomes, name="engagement_outcomes"),
        path("engagement/calls/<int:pk>/outcome/", desk.draw_up, name="engagement_draw_up"),
        path("engagement/interviews/<int:pk>/answers/", desk.gather, name="engagement_gather"),
    ]


class DeskMenuItem(MenuItem):
    """The desk, for those who deal with what the public sends."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Tell whether the person has a right to the register of opinions."""
        return request.user.has_perm("engagement.change_publicopinion")


def register_desk() -> MenuItem:
    """Put the desk into the menu."""
    url = reverse("engagement_outcomes")
    return DeskMenuItem("征集和访谈办理", url, icon_name="tasks", order=444)


hooks.register("register_admin_viewset", register_registers)
hooks.register("register_admin_urls", register_addresses)
hooks.register("register_admin_menu_item", register_desk)
