"""The registers of interpretations and of their plans."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.urls import reverse
from wagtail.admin.ui.tables import Column, TitleColumn
from wagtail.admin.ui.tables.pages import PageStatusColumn, PageTitleColumn
from wagtail.admin.views.pages.listing import IndexView

from gongkai.apps.interpretations.forms import PlanForm
from gongkai.apps.interpretations.models import Interpretation, InterpretationPlan
from gongkai.apps.interpretations.plan_views import PlanCreateView, PlanEditView, PlanIndexView
from gongkai.apps.websites.choosing import SectionPages
from gongkai.domain.websites import SectionKind
from gongkai.foundation.ui.records import RecordViewSet

_KEPT = frozenset({"index", "index_results", "add", "edit"})


def _of_document(page: Interpretation) -> str | None:
    """Return the way from an interpretation to all there is about its document."""
    if page.document_id is None:
        return None
    return reverse("interpretations_desk:of_document", args=[page.document_id])


def _of_plan(plan: InterpretationPlan) -> str:
    """Return the page of a plan."""
    return reverse("interpretations_desk:plan", args=[plan.pk])


def _day(name: str, label: str) -> Column:
    """Return a column that shows a day."""

    def shown(row: Any) -> str:
        value = getattr(row, name)
        return f"{value:%Y-%m-%d}" if value else ""

    return Column(name, label=label, accessor=shown, sort_key=name)


def _explained(page: Interpretation) -> str:
    """Return what an interpretation explains."""
    if page.document is None:
        return page.meeting_title
    return f"{page.document.title.replace('｜', '')}（{page.document.document_number}）"


class DocumentColumn(Column):  # type: ignore[misc]  # of untyped Wagtail
    """What an interpretation explains; a document leads to all there is about it."""

    cell_template_name = "interpretations/admin/_document_cell.html"

    def get_cell_context_data(self, instance: Any, parent_context: Any) -> dict[str, Any]:
        """Add the address."""
        context: dict[str, Any] = super().get_cell_context_data(instance, parent_context)
        return {**context, "url": _of_document(instance)}


class InterpretationIndexView(IndexView):  # type: ignore[misc]  # of untyped Wagtail
    """The list, its documents read with its rows."""

    def get_base_queryset(self) -> Any:
        """Return the rows with their documents, without the texts of these."""
        documents = Interpretation._meta.get_field("document").related_model
        lean = documents._default_manager.defer("body", "attachment_files")
        # Wagtail reads the rows anew as the kind they are; only what is fetched after stays.
        return super().get_base_queryset().prefetch_related(Prefetch("document", queryset=lean))


class InterpretationListing(SectionPages):
    """All interpretations, drafts included."""

    model = Interpretation
    section_kind = SectionKind.INTERPRETATIONS
    index_view_class = InterpretationIndexView
    icon = "doc-full-inverse"
    menu_label = "政策解读"
    menu_order = 430
    add_to_admin_menu = True
    list_display: list[Any] = [
        PageTitleColumn("title", label="标题", sort_key="title", classname="title"),
        Column("get_form_value_display", label="形式"),
        DocumentColumn("document", label="解读的文件", accessor=_explained),
        PageStatusColumn("status", label="状态", sort_key="live"),
    ]


class PlanViewSet(RecordViewSet):
    """Plans; their state changes by steps, not by editing."""

    model = InterpretationPlan
    index_view_class = PlanIndexView
    add_view_class = PlanCreateView
    edit_view_class = PlanEditView
    icon = "clipboard-list"
    menu_label = "解读方案"
    menu_order = 431
    add_to_admin_menu = True
    list_display = [
        TitleColumn("subject", label="解读的文件", get_url=_of_plan),
        Column("organ", label="牵头单位", accessor="organ.short_name"),
        "first_reader",
        Column("forms_label", label="解读形式"),
        _day("planned_on", "计划发布"),
        Column("state_label", label="状态", sort_key="state"),
        _day("finished_on", "完成日期"),
    ]
    list_export = [
        *("subject", "organ", "first_reader", "first_reader_post", "forms_label"),
        *("planned_on", "state_label", "finished_on"),
    ]
    list_filter = ["state", "organ"]
    search_fields = ["document_title", "document__title", "first_reader"]

    def get_form_class(self, for_update: bool = False) -> Any:
        """Return the form of a plan."""
        return PlanForm

    def get_common_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Leave out deleting: what was planned stays."""
        return super().get_common_view_kwargs(**{"delete_url_name": None, **kwargs})  # type: ignore[no-any-return]

    def get_urlpatterns(self) -> list[Any]:
        """Return the list and the two forms."""
        return [one for one in super().get_urlpatterns() if one.name in _KEPT]


VIEWSETS = [InterpretationListing("interpretations"), PlanViewSet()]
