"""Pages about rectification in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from wagtail.admin.ui.menus import MenuItem

from gongkai.apps.assessment import services
from gongkai.apps.assessment.forms import StepForm
from gongkai.apps.assessment.models import Rectification
from gongkai.domain.assessment.rectification import (
    RectificationAction,
    RectificationState,
    allowed_actions,
    is_overdue,
)
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock, refusals
from gongkai.foundation.ui.records import RecordIndexView, visible_to


def standing_in_words(row: Rectification) -> str:
    """Return where a problem stands, as its list says it."""
    state = RectificationState(row.state)
    today = clock.today()
    if is_overdue(state, due_on=row.due_on, today=today):
        return f"{state.label}，已超期{(today - row.due_on).days}天"
    return state.label


class RectificationIndexView(RecordIndexView):
    """The list of problems, each with the way to its next step."""

    def get_list_more_buttons(self, instance: Rectification) -> list[Any]:
        """Return Wagtail's buttons and the next step."""
        buttons = list(super().get_list_more_buttons(instance))
        if self.user_has_permission("change"):
            url = reverse("rectification:steps", args=(instance.pk,))
            buttons.append(MenuItem("办理整改", url=url, icon_name="tasks", priority=15))
        return buttons


class StepsView(View):
    """Report, confirm or send back the rectification of one problem."""

    viewset: Any = None

    def _row(self, request: HttpRequest, pk: int) -> Rectification:
        if not self.viewset.permission_policy.user_has_permission(request.user, "change"):
            raise PermissionDenied
        rows = Rectification.objects.select_related("organ", "round")
        row: Rectification = get_object_or_404(visible_to(rows, request.user, "organ"), pk=pk)
        return row

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the problem and the steps open now."""
        row = self._row(request, pk)
        return self._page(request, row, StepForm(initial={"on": clock.today()}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Take one step."""
        row = self._row(request, pk)
        form = StepForm(request.POST)
        if not form.is_valid():
            return self._page(request, row, form, status=422)
        action = RectificationAction(form.cleaned_data["action"])
        try:
            services.perform(
                rectification_id=row.pk,
                action=action,
                on=form.cleaned_data["on"],
                measure=form.cleaned_data["measure"],
                actor=request.user,  # type: ignore[arg-type]
                at=clock.now(),
            )
        except Refusal as refusal:
            messages.error(request, refusals.sentence(refusal))
            return self._page(request, row, form, status=422)
        messages.success(request, f"已办理：{action.label}。")
        return redirect("rectification:steps", pk)

    def _page(
        self, request: HttpRequest, row: Rectification, form: StepForm, status: int = 200
    ) -> HttpResponse:
        context = {
            "title": row.problem,
            "header_icon": "tasks",
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": "首页"},
                {"url": reverse("rectification:index"), "label": "整改事项"},
                {"url": "", "label": row.organ.short_name},
            ],
            "row": row,
            "standing": standing_in_words(row),
            "actions": allowed_actions(RectificationState(row.state)),
            "form": form,
        }
        return render(request, "assessment/rectification_steps.html", context, status=status)
