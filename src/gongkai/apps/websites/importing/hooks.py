"""Hang the screen on which an editor starts a text into the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.apps.websites.importing import views
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import officer_of, roles_held


class WriteItem(MenuItem):
    """An entry for editors."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to whoever holds an editor's post."""
        actor = officer_of(request)
        return actor.is_superuser or Role.EDITOR in roles_held(actor.pk, clock.today())


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    """Put the screen under the admin."""
    return [path("write/", views.write, name="gongkai_write")]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Put it first in the side menu."""
    return WriteItem("写信息", reverse("gongkai_write"), name="write", icon_name="edit", order=50)
