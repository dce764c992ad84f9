"""The officers' screens of interpretations: how things stand, one document, one plan."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from gongkai.apps.interpretations import keeping, services, workbook
from gongkai.apps.interpretations.forms import StepForm
from gongkai.apps.interpretations.keeping import Explained, Faulty
from gongkai.apps.interpretations.messages import fault_sentence
from gongkai.apps.interpretations.models import InterpretationPlan
from gongkai.apps.websites import queries as websites
from gongkai.domain.errors import Refusal
from gongkai.domain.interpretations.pairing import Form
from gongkai.domain.interpretations.plans import (
    PlanAction,
    PlanState,
    allowed_actions,
    forms_waiting,
    missing,
)
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.queries import officer_of, posts_held, roles_held
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.records.sheets import MEDIA_TYPE
from gongkai.foundation.ui.records import visible_to

_SHOWN = 200
_UNPROCESSABLE = 422


def _right(request: HttpRequest) -> None:
    if not request.user.has_perm("interpretations.view_interpretation"):
        raise PermissionDenied


def _scope(request: HttpRequest) -> set[int] | None:
    """Return the organs a person looks at; None for all of the county."""
    every = Organ.objects.order_by()
    seen = set(visible_to(every, request.user, "pk").values_list("pk", flat=True))
    return seen if len(seen) < every.count() else None


def _show(
    request: HttpRequest, name: str, title: str, *, status: int = 200, **context: Any
) -> HttpResponse:
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": "首页"},
        {"url": reverse("interpretations_desk:keeping_up"), "label": "解读情况"},
        *([] if name == "keeping_up" else [{"url": "", "label": title}]),
    ]
    page = {"title": title, "breadcrumbs_items": crumbs, "header_icon": "doc-full-inverse"}
    template = f"interpretations/admin/{name}.html"
    return render(request, template, {**page, **context}, status=status)


def _said(rows: list[Faulty]) -> list[tuple[Any, list[str]]]:
    """Return interpretations with what they lack in sentences."""
    return [(one.interpretation, [fault_sentence(fault) for fault in one.faults]) for one in rows]


def keeping_up(request: HttpRequest) -> HttpResponse:
    """Show how well the organs keep up in a year, or give it as a spreadsheet (解读情况)."""
    _right(request)
    today = clock.today()
    asked = request.GET.get("year", "")
    newest = next(iter(keeping.years()), today.year)
    year = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 5 else newest  # noqa: PLR2004 -- a year
    found = keeping.keeping(year=year, scope=_scope(request), today=today)
    if "download" in request.GET:
        response = HttpResponse(workbook.of(found), content_type=MEDIA_TYPE)
        name = f"interpretations-{year}.xlsx"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    return _show(
        request,
        "keeping_up",
        "解读情况",
        found=found,
        bars=[(row.organ.short_name, row.percent) for row in found.organs],
        waiting=found.waiting[:_SHOWN],
        faulty=_said(found.faulty[:_SHOWN]),
        forms_offered=Form.choices(),
        today=today,
        may_write=_writes(request),
    )


def _writes(request: HttpRequest) -> bool:
    """Return whether the person drafts texts anywhere."""
    return services.WRITER in roles_held(officer_of(request).pk, clock.today())


def _explained(request: HttpRequest, pk: int) -> Explained:
    """Return what there is about a document of an organ the person works for."""
    _right(request)
    try:
        found = keeping.explained(pk, clock.today())
    except ObjectDoesNotExist:
        raise Http404 from None
    scope = _scope(request)
    organs = {found.document.organ_id, *(plan.organ_id for plan in found.plans)}
    organs |= {one.interpretation.organ_id for one in found.interpretations}
    if scope is not None and not organs & scope:
        raise PermissionDenied
    return found


def of_document(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the plans and interpretations of one document."""
    found = _explained(request, pk)
    return _show(
        request,
        "of_document",
        "文件的解读",
        found=found,
        document=found.document,
        rows=_said(found.interpretations),
        forms_offered=Form.choices(),
        may_write=_writes(request),
    )


@require_POST
def begin(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin an interpretation of a document, with what is known filled in."""
    found = _explained(request, pk)
    actor, form = officer_of(request), request.POST.get("form", "")
    sections = [
        one
        for one in websites.sections_of_kind(SectionKind.INTERPRETATIONS)
        if one.permissions_for_user(actor).can_add_subpage()
    ]
    if not sections or form not in Form.values():
        raise PermissionDenied
    page = services.begin(
        document=found.document,
        form=Form(form),
        section=sections[0],
        organ=_writing_organ(request, found),
        actor=actor,
        at=clock.now(),
    )
    messages.success(request, "已起草解读稿，文件、标题、期限和联系方式已经填好，请核对后补充。")
    return redirect("wagtailadmin_pages:edit", page.pk)


def _writing_organ(request: HttpRequest, found: Explained) -> Organ:
    """Return for which organ the person writes: the one that leads, else the one that issued."""
    posts = posts_held(officer_of(request).pk, clock.today())
    own = {post.organ_id: post.organ for post in posts if post.role == services.WRITER.value}
    wanted = [*(plan.organ_id for plan in found.plans[:1]), found.document.organ_id, *own]
    organ = next((own[pk] for pk in wanted if pk in own), None)
    if organ is None:
        raise PermissionDenied
    return organ


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one plan, or take a step with it."""
    _right(request)
    rows = InterpretationPlan.objects.select_related(
        "organ", "document", "drafted_by", "revised_by", "submitted_by", "signed_by"
    )
    row = get_object_or_404(rows, pk=pk)
    if not visible_to(rows.filter(pk=pk), request.user, "organ").exists():
        raise PermissionDenied
    form = StepForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _plan_page(request, row, form)
    if form.is_valid():
        action = PlanAction(form.cleaned_data["action"])
        try:
            services.perform(
                plan_id=pk,
                action=action,
                actor=officer_of(request),
                at=clock.now(),
                opinion=form.cleaned_data["opinion"],
            )
        except Refusal as refusal:
            messages.error(request, refusals.sentence(refusal))
        else:
            messages.success(request, f"已办理：{action.label}。")
            return redirect("interpretations_desk:plan", pk)
    return _plan_page(request, row, form, status=_UNPROCESSABLE)


def _steps(state: PlanState) -> list[tuple[str, str]]:
    """Return the states a plan goes through, each with how it stands to it."""
    every = list(PlanState)
    place = every.index(state)
    at_end = state is PlanState.DONE
    standings = ["done" if n < place or at_end else "now" if n == place else "" for n in range(4)]
    return [(one.label, standing) for one, standing in zip(every, standings, strict=True)]


def _plan_page(
    request: HttpRequest, row: InterpretationPlan, form: StepForm, status: int = 200
) -> HttpResponse:
    found = keeping.explained(row.document_id, clock.today()) if row.document_id else None
    rows = [one.interpretation for one in found.interpretations] if found else []
    public = {one.form for one in rows if one.live}
    state = row.plan_state
    posts = posts_held(officer_of(request).pk, clock.today())
    roles = {post.role for post in posts if post.organ_id == row.organ_id}
    return _show(
        request,
        "plan",
        f"《{row.subject}》解读方案",
        status=status,
        row=row,
        steps=_steps(state),
        points=[(point.label, said) for point, said in row.points.items()],
        found=found,
        public=[one for one in row.planned if one in public],
        waiting=forms_waiting(row.planned, public),
        lacking=list(missing(row.text)) if state is PlanState.DRAFT else [],
        form=form,
        forms_offered=Form.choices(),
        actions=allowed_actions(state),
        is_signing=state is PlanState.SIGNING,
        may_sign=services.SIGNER.value in roles and officer_of(request).pk not in row.writers,
        may_write=services.WRITER.value in roles,
    )
