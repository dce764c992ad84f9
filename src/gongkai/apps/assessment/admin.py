"""The registers of the assessment in the admin."""

from __future__ import annotations

from typing import Any

from django.urls import path
from wagtail.admin.ui.tables import Column

from gongkai.apps.assessment.models import Assessment, AssessmentRound, Rectification, Score
from gongkai.apps.assessment.views import RectificationIndexView, StepsView, standing_in_words
from gongkai.foundation.ui.records import RecordViewSet


class AssessmentViewSet(RecordViewSet):
    """The yearly assessments."""

    model = Assessment
    icon = "clipboard-list"
    menu_label = "年度考核"
    menu_order = 620
    add_to_admin_menu = True
    organ_path = ""
    list_display = ["year", "weight_percent", "method"]
    form_fields = ["year", "weight_percent", "method"]


class _Related(RecordViewSet):
    """A register whose list shows what its rows belong to."""

    related: tuple[str, ...] = ()
    add_to_admin_menu = True

    def get_index_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Give the list its rows together with what they belong to."""
        rows = self.model._default_manager.select_related(*self.related)
        return super().get_index_view_kwargs(**{"queryset": rows, **kwargs})


class RoundViewSet(_Related):
    """Rounds of inspection and appraisal."""

    model = AssessmentRound
    related = ("assessment",)
    icon = "tasks"
    menu_label = "监督检查"
    menu_order = 625
    organ_path = ""
    list_display = ["title", "assessment", "kind", "held_on", "scope"]
    list_filter = ["assessment", "kind"]
    search_fields = ["title", "scope"]
    form_fields = ["assessment", "title", "kind", "held_on", "scope"]


class RectificationViewSet(_Related):
    """Problems; their state changes by steps, not by editing."""

    model = Rectification
    related = ("organ", "round")
    index_view_class = RectificationIndexView
    icon = "warning"
    menu_label = "整改事项"
    menu_order = 630
    list_display = [
        "problem",
        "organ",
        "round",
        "found_on",
        "due_on",
        Column("standing", label="整改状态", accessor=standing_in_words),
        "done_on",
    ]
    list_filter = ["round", "state", "organ"]
    search_fields = ["problem", "measure"]
    form_fields = ["round", "organ", "problem", "found_on", "due_on"]
    import_fields = ("round", "organ", "problem", "found_on", "due_on")

    def get_urlpatterns(self) -> list[Any]:
        """Return the register's addresses and the steps'."""
        steps = StepsView.as_view(viewset=self)
        return [*super().get_urlpatterns(), path("steps/<int:pk>/", steps, name="steps")]


class ScoreViewSet(_Related):
    """Scores of the organs."""

    model = Score
    related = ("organ", "assessment")
    icon = "list-ul"
    menu_label = "考核得分"
    menu_order = 640
    list_display = ["organ", "assessment", "points", "vetoed_by", "note"]
    list_filter = ["assessment", "organ"]
    form_fields = ["assessment", "organ", "points", "vetoed_by", "note"]


VIEWSETS: list[RecordViewSet] = [
    AssessmentViewSet(),
    RoundViewSet(),
    RectificationViewSet(),
    ScoreViewSet(),
]
