"""Hook the registers and screens of interpretations into the admin."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.contrib import messages as shown
from django.http import HttpRequest
from django.urls import include, path, reverse, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from gongkai.apps.documents import queries as documents
from gongkai.apps.interpretations import desk_urls, keeping
from gongkai.apps.interpretations.admin import VIEWSETS
from gongkai.apps.interpretations.messages import fault_sentence
from gongkai.apps.interpretations.models import Interpretation
from gongkai.apps.interpretations.visuals import desk_urls as picture_urls

_SUBMIT = "action-gongkai-submit"  # of the review, which says itself what stops it


@hooks.register("register_admin_viewset")
def register_registers() -> list[Any]:
    """Put the registers into the menu."""
    return list(VIEWSETS)


@hooks.register("register_admin_urls")
def register_pictures() -> list[Any]:
    """Give the making of pictures its address."""
    return [path("interpretation-pictures/", include(picture_urls))]


@hooks.register("register_page_header_buttons")
@hooks.register("register_page_listing_more_buttons")
def register_picture_button(page: Any, user: Any, **_kwargs: Any) -> Any:
    """Lead from an interpretation to its picture."""
    if isinstance(page, Interpretation) and page.permissions_for_user(user).can_edit():
        url = reverse("interpretation_pictures:builder", args=[page.pk])
        yield Button("做图解", url, icon_name="image", priority=5)


@hooks.register("register_admin_urls")
def register_desk() -> list[Any]:
    """Give the officers' screens their addresses."""
    return [path("interpretations/", include(desk_urls))]


class KeepingItem(MenuItem):
    """An entry for whoever may see the interpretations."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to whoever may see the register."""
        return bool(request.user.has_perm("interpretations.view_interpretation"))


@hooks.register("register_admin_menu_item")
def register_keeping_up() -> MenuItem:
    """Put how things stand into the menu."""
    url = reverse_lazy("interpretations_desk:keeping_up")
    return KeepingItem("解读情况", url, icon_name="history", order=431)


@hooks.register("register_page_header_buttons")
def register_header_button(page: Any, user: Any, **_kwargs: Any) -> Iterator[Button]:
    """Lead from a document, or from what explains it, to all its plans and interpretations."""
    pk = explained_by(page)
    if pk is not None and user.has_perm("interpretations.view_interpretation"):
        url = reverse("interpretations_desk:of_document", args=[pk])
        label = "解读的文件" if isinstance(page, Interpretation) else "解读与方案"
        yield Button(label, url, icon_name="doc-full-inverse", priority=6)


@hooks.register("register_page_listing_more_buttons")
def register_listing_button(page: Any, user: Any, **_kwargs: Any) -> Iterator[Button]:
    """Offer the same in the menu of a row of the registers."""
    yield from register_header_button(page, user)


def explained_by(page: Any) -> int | None:
    """Return the document that a page is, or explains; None for any other page."""
    if isinstance(page, Interpretation):
        pk: int | None = page.document_id
        return pk
    return page.pk if documents.is_document(page) else None


@hooks.register("after_edit_page")
@hooks.register("after_create_page")
def name_faults(request: HttpRequest, page: Any) -> None:
    """Tell an editor who saves a draft what it still lacks; submitting says it itself."""
    if not isinstance(page, Interpretation) or _SUBMIT in request.POST:
        return
    for sentence in map(fault_sentence, keeping.faults_now(page)):
        shown.warning(request, f"送审前请补充：{sentence}。")
