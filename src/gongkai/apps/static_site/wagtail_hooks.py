"""Hook the board into the admin, and keep Django from answering public readers."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from gongkai.apps.static_site import conf, urls, views


class BoardMenuItem(MenuItem):
    """The board in the side menu."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to whoever looks after publishing."""
        return views.may_watch(request)


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    """Put the board under the admin."""
    return [path("static-site/", include(urls))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Put the board into the side menu."""
    return BoardMenuItem(
        "静态发布", reverse("static_site:board"), name="static-site", icon_name="desktop", order=880
    )


@hooks.register("before_serve_page")
def leave_readers_to_the_files(_page: Any, request: HttpRequest, _args: Any, _kwargs: Any) -> None:
    """Answer public pages only to officers where readers are answered from files.

    Raises:
        Http404: nobody is signed in, and files answer the public.
    """
    if not conf.answers_public_pages() and not request.user.is_authenticated:
        raise Http404
