"""The registers of the open day in the admin."""

from __future__ import annotations

from typing import Any

from gongkai.apps.engagement.models import OpenDay, OpenDayActivity
from gongkai.foundation.ui.records import RecordViewSet


class OpenDayViewSet(RecordViewSet):
    """The yearly open day of the county."""

    model = OpenDay
    icon = "calendar"
    menu_label = "政务公开日"
    menu_order = 450
    add_to_admin_menu = True
    organ_path = ""
    list_display = ["year", "edition", "theme", "live_stream"]
    search_fields = ["theme"]
    form_fields = ["year", "edition", "theme", "live_stream", "note"]

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give the list its rows together with their streams."""
        rows = OpenDay.objects.select_related("live_stream")
        return super().get_index_view_kwargs(**{"queryset": rows, **kwargs})


class OpenDayActivityViewSet(RecordViewSet):
    """What each organ did for the open day."""

    model = OpenDayActivity
    icon = "calendar-check"
    menu_label = "公开日活动"
    menu_order = 460
    add_to_admin_menu = True
    list_display = ["title", "organ", "kind", "held_on", "place", "participants"]
    list_filter = ["open_day", "kind", "organ"]
    search_fields = ["title", "place"]
    form_fields = ["open_day", "organ", "title", "kind", "held_on", "place", "participants"]
    import_fields = ("organ", "title", "kind", "held_on", "place", "participants", "open_day")

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give the list its rows together with their organs."""
        rows = OpenDayActivity.objects.select_related("organ")
        return super().get_index_view_kwargs(**{"queryset": rows, **kwargs})


VIEWSETS: list[RecordViewSet] = [OpenDayViewSet(), OpenDayActivityViewSet()]
