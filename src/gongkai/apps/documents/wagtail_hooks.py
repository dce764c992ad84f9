"""Hook the register of documents into the admin."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from wagtail import hooks

from gongkai.apps.documents import services
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
