"""The record of acts, for reading only."""

from __future__ import annotations

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from gongkai.foundation.audit.models import Entry
from gongkai.foundation.ui.records import RecordViewSet


class ReadOnly(ModelPermissionPolicy):
    """Nobody adds, changes or deletes an entry by hand."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Allow viewing to whoever may view."""
        return action in {"view", "any"} and bool(super().user_has_permission(user, "view"))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Allow viewing to whoever may view."""
        return "view" in set(actions) and self.user_has_permission(user, "view")


class EntryViewSet(RecordViewSet):
    """Audit entries: newest first, filters, spreadsheet out."""

    model = Entry
    icon = "history"
    menu_label = "审计记录"
    menu_order = 820
    add_to_admin_menu = True
    organ_path = ""
    inspect_view_enabled = True
    list_display = ["sequence", "at", "action", "subject_label", "actor_name", "actor_post"]
    list_filter = ["action", "at"]
    search_fields = ["subject_label", "actor_name"]
    form_fields = ["action"]


register_permission_policy(Entry, ReadOnly(Entry))
VIEWSETS = [EntryViewSet("audit")]
