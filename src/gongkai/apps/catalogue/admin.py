"""The registers of catalogues in the admin."""

from __future__ import annotations

from typing import Any

from django.urls import path
from wagtail.admin.ui.tables import Column

from gongkai.apps.catalogue.models import DisclosureCatalogue, DisclosureItem
from gongkai.apps.catalogue.views import CatalogueIndexView, WorkbookView, status_in_words
from gongkai.foundation.ui.records import RecordViewSet


class CatalogueViewSet(RecordViewSet):
    """Each organ's catalogue of the year."""

    model = DisclosureCatalogue
    index_view_class = CatalogueIndexView
    icon = "list-ul"
    menu_label = "公开事项目录"
    menu_order = 600
    add_to_admin_menu = True
    list_display = [
        "title",
        "organ",
        "year",
        Column("status", label="进度", accessor=status_in_words),
        "compiled_on",
        "uploaded_on",
        "item_count",
    ]
    list_filter = ["year", "organ"]
    search_fields = ["title"]
    form_fields = [
        "organ",
        "year",
        "title",
        "due_on",
        "compiled_on",
        "uploaded_on",
        "item_count",
        "note",
    ]
    import_fields = (
        "organ",
        "year",
        "title",
        "due_on",
        "compiled_on",
        "uploaded_on",
        "item_count",
    )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give the list its rows together with their organs."""
        rows = DisclosureCatalogue.objects.select_related("organ")
        return super().get_index_view_kwargs(**{"queryset": rows, **kwargs})

    def get_urlpatterns(self) -> list[Any]:
        """Return the register's addresses and the spreadsheet's."""
        workbook = WorkbookView.as_view(viewset=self)
        return [*super().get_urlpatterns(), path("workbook/<int:pk>/", workbook, name="workbook")]


class ItemViewSet(RecordViewSet):
    """The items of the catalogues."""

    model = DisclosureItem
    icon = "doc-full"
    menu_label = "公开事项"
    menu_order = 610
    add_to_admin_menu = True
    organ_path = "catalogue__organ"
    list_display = ["level_2", "level_1", "catalogue", "position", "audience"]
    list_filter = ["catalogue", "audience"]
    search_fields = ["level_1", "level_2", "level_3", "content", "basis"]
    form_fields = [
        "catalogue",
        "position",
        "level_1",
        "level_2",
        "level_3",
        "content",
        "basis",
        "audience",
        "group",
        "power_item_number",
    ]
    import_fields = (
        "catalogue",
        "position",
        "level_1",
        "level_2",
        "level_3",
        "content",
        "basis",
        "audience",
        "group",
    )

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give the list its rows together with their catalogues."""
        rows = DisclosureItem.objects.select_related("catalogue")
        return super().get_index_view_kwargs(**{"queryset": rows, **kwargs})


VIEWSETS: list[RecordViewSet] = [CatalogueViewSet(), ItemViewSet()]
