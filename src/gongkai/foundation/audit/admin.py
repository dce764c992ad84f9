"""The record of acts, for reading only."""

from __future__ import annotations

import json
from typing import Any

from django.utils.html import format_html
from django_filters import ChoiceFilter, DateFromToRangeFilter
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views import generic
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from gongkai.foundation.audit.models import Entry
from gongkai.foundation.audit.wording import act_label, known_acts, subject_kind
from gongkai.foundation.ui.records import RecordViewSet


class ReadOnly(ModelPermissionPolicy):
    """Nobody adds, changes or deletes an entry by hand."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        """Allow viewing to whoever may view."""
        return action in {"view", "any"} and bool(super().user_has_permission(user, "view"))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        """Allow viewing to whoever may view."""
        return "view" in set(actions) and self.user_has_permission(user, "view")


class EntryFilterSet(WagtailFilterSet):
    """Find entries by act and day."""

    action = ChoiceFilter(label="行为", choices=known_acts)
    at = DateFromToRangeFilter(label="时间", widget=DateRangePickerWidget)

    class Meta:
        model = Entry
        fields = ["action", "at"]


class EntryView(generic.InspectView):
    """One entry, with its act and what it was done to in words."""

    def get_fields_context(self) -> list[dict[str, Any]]:
        """Return the fields, and the act and the kind of record before them."""
        entry: Any = self.object
        return [
            {"label": "行为", "value": act_label(entry.action)},
            {"label": "对象类别", "value": subject_kind(entry.subject_type)},
            *super().get_fields_context(),
            {"label": "内容", "value": format_html("<code>{}</code>", _as_json(entry.facts))},
        ]


def _as_json(facts: object) -> str:
    """Return facts as they are kept, for whoever compares them with the hash."""
    return json.dumps(facts, ensure_ascii=False)


class EntryViewSet(RecordViewSet):
    """Audit entries: newest first, filters, spreadsheet out."""

    model = Entry
    icon = "history"
    menu_label = "审计记录"
    menu_order = 820
    add_to_admin_menu = True
    organ_path = ""
    inspect_view_enabled = True
    inspect_view_class = EntryView
    inspect_view_fields = ["sequence", "at", "subject_label", "subject_id", "actor_name",
                           "actor_post", "previous_hash", "hash"]  # fmt: skip
    filterset_class = EntryFilterSet
    list_display = [
        "sequence",
        "at",
        Column("action", label="行为", accessor=lambda entry: act_label(entry.action)),
        "subject_label",
        "actor_name",
        "actor_post",
    ]
    list_export = ["sequence", "at", "action", "subject_label", "actor_name", "actor_post"]
    search_fields = ["subject_label", "actor_name"]
    form_fields = ["action"]


register_permission_policy(Entry, ReadOnly(Entry))
VIEWSETS = [EntryViewSet("audit")]
