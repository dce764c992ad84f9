"""The register of plans: its list, its two forms."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from gongkai.apps.documents import queries as documents
from gongkai.apps.interpretations import services
from gongkai.apps.interpretations.models import InterpretationPlan
from gongkai.domain.errors import Refusal
from gongkai.domain.interpretations.plans import PlanState
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.queries import officer_of, roles_held
from gongkai.foundation.ui.records import RecordCreateView, RecordEditView, RecordIndexView


class PlanIndexView(RecordIndexView):
    """The list; every row opens its plan."""

    add_item_label = "起草解读方案"

    def get_base_queryset(self) -> Any:
        """Return the rows with their documents, without the texts of these."""
        return (
            super().get_base_queryset().select_related("organ", "document").defer("document__body")
        )

    def get_add_url(self) -> str | None:
        """Return the form for whoever drafts texts somewhere."""
        url: str | None = super().get_add_url()
        return (
            url
            if services.WRITER in roles_held(officer_of(self.request).pk, clock.today())
            else None
        )

    def get_edit_url(self, instance: InterpretationPlan) -> str:
        """Return the page of the plan."""
        return reverse("interpretations_desk:plan", args=[instance.pk])

    def get_delete_url(self, instance: InterpretationPlan) -> None:
        """Return nothing: plans are kept."""


class _Refusing:
    """Show why a plan is not saved instead of failing."""

    form: Any
    produced_error_message: str

    def form_valid(self, form: Any) -> HttpResponse:
        """Save, or say why not."""
        try:
            response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        except Refusal as refusal:
            self.produced_error_message = refusals.sentence(refusal)
            form.add_error(None, self.produced_error_message)
            response = self.form_invalid(form)  # type: ignore[attr-defined]
        return response

    def get_success_url(self) -> str:
        """Go on to the plan, where it is sent to be signed."""
        return reverse("interpretations_desk:plan", args=[self.form.instance.pk])


class PlanCreateView(_Refusing, RecordCreateView):
    """Begin a plan; the document may be named in the address."""

    def get_initial_form_instance(self) -> InterpretationPlan:
        """Return an empty plan, of the document in the address when there is one."""
        plan = InterpretationPlan()
        asked = self.request.GET.get("document", "")
        if asked.isascii() and asked.isdecimal() and (row := documents.found(int(asked))):
            plan.document_id = row[0]
            if row[1] is not None:
                plan.organ_id = row[1]
        return plan

    def save_instance(self) -> InterpretationPlan:
        """Save through the service."""
        plan = self.form.save(commit=False)
        return services.draft_plan(plan=plan, actor=officer_of(self.request), at=clock.now())


class PlanEditView(_Refusing, RecordEditView):
    """Change a plan that is a draft."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Lead from a plan that is signed, or being signed, to its page."""
        plan = InterpretationPlan.objects.filter(pk=kwargs["pk"]).first()
        if plan is not None and plan.plan_state is not PlanState.DRAFT:
            messages.warning(
                request, "方案已经报请审签。要修改的，由审签人退回或者办理“调整方案”。"
            )
            return redirect("interpretations_desk:plan", plan.pk)
        response: HttpResponse = super().dispatch(request, *args, **kwargs)
        return response

    def save_instance(self) -> InterpretationPlan:
        """Save through the service."""
        plan = self.form.save(commit=False)
        return services.revise_plan(
            plan=plan,
            changed=self.form.changed_data,
            actor=officer_of(self.request),
            at=clock.now(),
        )
