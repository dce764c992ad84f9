"""Hook the register of documents into the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import include, path, reverse, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button

from gongkai.apps.documents import desk_urls, services
from gongkai.apps.documents.admin import VIEWSETS
from gongkai.apps.documents.models import PolicyDocument
from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import officer_of


@hooks.register("after_create_page")
def number(request: HttpRequest, page: Any) -> None:
    """Give a document created in the editor its index number."""
    if isinstance(page, PolicyDocument):
        services.number_created(document_id=page.pk, actor=officer_of(request), at=clock.now())


@hooks.register("register_admin_viewset")
def register_registers() -> list[Any]:
    """Put the register into the menu."""
    return list(VIEWSETS)


class LibraryItem(MenuItem):
    """An entry for whoever may see the documents."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to whoever may see the register."""
        return bool(request.user.has_perm("documents.view_policydocument"))


@hooks.register("register_admin_urls")
def register_desk() -> list[Any]:
    """Give the officers' screens their addresses."""
    return [path("library/", include(desk_urls))]


@hooks.register("register_admin_menu_item")
def register_ledger() -> MenuItem:
    """Put the ledger into the menu."""
    return LibraryItem(
        "文件台账", reverse_lazy("documents_desk:ledger"), icon_name="clipboard-list", order=421
    )


@hooks.register("register_page_header_buttons")
def register_validity_button(page: Any, user: Any, **_kwargs: Any) -> Any:
    """Lead from a document's editor to its validity."""
    if isinstance(page, PolicyDocument) and user.has_perm("documents.view_policydocument"):
        url = reverse("documents_desk:validity", args=[page.pk])
        yield Button("效力管理", url, icon_name="history", priority=5)
