"""Hook posts into the admin and keep people from being deleted."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks

from gongkai.foundation.accounts.admin import VIEWSETS
from gongkai.foundation.accounts.models import User
from gongkai.foundation.ui.records import RecordViewSet

_KEPT = "人员不能删除，离开岗位时请停用账号，经手的记录才有据可查。"


@hooks.register("register_admin_viewset")
def register_registers() -> list[RecordViewSet]:
    """Put the register into the menu."""
    return list(VIEWSETS)


@hooks.register("before_delete_user")
def never_delete(request: HttpRequest, _user: Any) -> HttpResponse:
    """Refuse: records name the person for ever."""
    messages.error(request, _KEPT)
    return redirect("wagtailusers_users:index")


@hooks.register("before_bulk_action")
def never_delete_many(
    request: HttpRequest, action_type: str, objects: Any, _action: Any
) -> HttpResponse | None:
    """Refuse to delete several people at once, too."""
    if action_type == "delete" and any(isinstance(row, User) for row in objects):
        messages.error(request, _KEPT)
        return redirect("wagtailusers_users:index")
    return None
