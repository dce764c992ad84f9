"""Hook the website group into Wagtail."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse
from wagtail import hooks

from gongkai.apps.websites.importing import hooks as importing_hooks

__all__ = ["importing_hooks", "remember_page"]
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import ListingButton

from gongkai.apps.websites import desk, platform_desk
from gongkai.apps.websites.models import SectionPage
from gongkai.apps.websites.places import levels_below_home
from gongkai.domain.errors import Refusal
from gongkai.domain.site_structure import check_depth
from gongkai.foundation import refusals


@hooks.register("before_serve_page")
def remember_page(page: Any, request: HttpRequest, _args: Any, kwargs: Any) -> None:
    """Let the frame of the page know which site it stands in."""
    request.gongkai_page = page  # type: ignore[attr-defined]


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    """Put the officers' pages under the admin."""
    return [
        path("mirrors/<int:page_id>/", desk.mirrors, name="websites_mirrors"),
        path("mirrors/remove/<int:pk>/", desk.unmirror, name="websites_unmirror"),
        path("platforms/", platform_desk.platforms, name="websites_platforms"),
        path("platforms/file/", platform_desk.platforms_file, name="websites_platforms_file"),
        path("platforms/guides/", platform_desk.guides, name="websites_guides"),
        path(
            "platforms/guides/<int:organ_id>/confirm/",
            platform_desk.confirm_guide,
            name="websites_guide_confirm",
        ),
        path("platforms/<int:site_id>/", platform_desk.platform, name="websites_platform"),
        path("platforms/<int:site_id>/items/", platform_desk.items, name="websites_items"),
    ]


@hooks.register("register_admin_menu_item")
def platform_menu_item() -> MenuItem:
    """Put the self-check of the platforms into the side menu."""
    return MenuItem(
        "平台自查",
        reverse("websites_platforms"),
        name="platforms",
        icon_name="glasses",
        order=620,
    )


@hooks.register("register_admin_menu_item")
def guides_menu_item() -> MenuItem:
    """Put the list of the guides that wait for their check into the side menu."""
    return MenuItem(
        "指南核对",
        reverse("websites_guides"),
        name="guides",
        icon_name="calendar-check",
        order=622,
    )


@hooks.register("register_page_listing_buttons")
def mirror_button(page: Any, user: Any, next_url: str | None = None) -> Iterator[ListingButton]:
    """Offer to list a public text in another section."""
    if page.live and getattr(page.specific_class, "counts_as_information", False):
        address = reverse("websites_mirrors", args=[page.pk])
        yield ListingButton("推送到其他栏目", address, icon_name="copy", priority=45)


@hooks.register("before_create_page")
def keep_sites_flat(
    request: HttpRequest, parent_page: Any, page_class: type[Any]
) -> HttpResponse | None:
    """Refuse a section that would stand too deep, and say so."""
    if not issubclass(page_class, SectionPage):
        return None
    try:
        check_depth(levels_below_home(parent_page.specific) + 1, "新建的栏目")
    except Refusal as refusal:
        messages.error(request, refusals.sentence(refusal))
        return redirect("wagtailadmin_explore", parent_page.pk)
    return None
