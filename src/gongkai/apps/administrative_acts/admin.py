"""The register of administrative acts in the admin."""

from __future__ import annotations

from typing import Any

from gongkai.apps.administrative_acts.models import YearlyActs
from gongkai.foundation.ui.records import RecordViewSet


class YearlyActsViewSet(RecordViewSet):
    """Yearly numbers of permits, penalties, coercive acts and fees."""

    model = YearlyActs
    icon = "table"
    menu_label = "行政行为数据"
    menu_order = 650
    add_to_admin_menu = True
    list_display = [
        "organ",
        "year",
        "kind",
        "quantity",
        "unpublished",
        "amount_yuan",
        "source_note",
    ]
    list_filter = ["year", "kind", "organ"]
    search_fields = ["source_note", "evidence"]
    form_fields = [
        "organ",
        "year",
        "kind",
        "quantity",
        "unpublished",
        "amount_yuan",
        "source_note",
        "evidence",
    ]
    import_fields = (
        "organ",
        "year",
        "kind",
        "quantity",
        "unpublished",
        "amount_yuan",
        "source_note",
    )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give the list its rows together with their organs."""
        rows = YearlyActs.objects.select_related("organ")
        return super().get_index_view_kwargs(**{"queryset": rows, **kwargs})


VIEWSETS: list[RecordViewSet] = [YearlyActsViewSet()]
