"""The register of interpretations."""

from __future__ import annotations

from typing import Any

from wagtail.admin.ui.tables import Column
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet

from gongkai.apps.interpretations.models import Interpretation


class InterpretationListing(PageListingViewSet):
    """All interpretations, drafts included."""

    model = Interpretation
    icon = "doc-full-inverse"
    menu_label = "政策解读"
    menu_order = 430
    add_to_admin_menu = True
    list_display: list[Any] = [
        PageTitleColumn("title", label="标题", sort_key="title", classname="title"),
        Column("get_form_value_display", label="形式"),
        Column("document", label="解读的文件"),
        PageStatusColumn("status", label="状态", sort_key="live"),
    ]


VIEWSETS = [InterpretationListing("interpretations")]
