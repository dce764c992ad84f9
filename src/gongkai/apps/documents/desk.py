"""The officers' screens of the library: validity, ledger, numbers, import, rounds."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gongkai.apps.documents import conf, queries, services
from gongkai.apps.documents.desk_import import sections_to_fill
from gongkai.apps.documents.forms import ActForm, RoundForm, StepsForm
from gongkai.apps.documents.making import tables
from gongkai.apps.documents.models import CleanUpRound, PolicyDocument
from gongkai.apps.documents.services import clean_up
from gongkai.apps.documents.services.clean_up import Chosen
from gongkai.domain.documents.upkeep import Decision
from gongkai.domain.documents.validity_acts import Act, ActKind, possible_acts
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.queries import officer_of
from gongkai.foundation.organs.models import Organ

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _rows(request: HttpRequest) -> QuerySet[PolicyDocument]:
    """Return the documents an officer may see on these screens."""
    if not request.user.has_perm("documents.view_policydocument"):
        raise PermissionDenied
    return queries.visible_documents(request.user)


def _show(request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
    crumbs = [
        {"url": reverse("policy_documents:index"), "label": "文件库"},
        {"url": "", "label": title},
    ]
    page = {"title": title, "breadcrumbs_items": crumbs, "header_icon": "doc-full", **context}
    return render(request, f"documents/admin/{name}.html", page)


def _organs_led(request: HttpRequest) -> QuerySet[Organ]:
    """Return the organs in which the officer is the final reviewer."""
    return queries.organs_led(officer_of(request).pk, clock.today())


def validity(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the life of a document and carry out an act on it (效力管理)."""
    document = get_object_or_404(_rows(request), pk=pk)
    today = clock.today()
    kinds = list(possible_acts(document.lifespan(), today))
    form = ActForm(document, kinds, *([request.POST] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        kind = ActKind(data["kind"])
        try:
            services.carry_out(
                document_id=pk,
                act=Act(kind, data["on"], data["until"] if kind is ActKind.EXTEND else None),
                basis=data["basis"],
                actor=officer_of(request),
                at=clock.now(),
                by_document_id=data["by_document"].pk if data["by_document"] else None,
            )
        except Refusal as refusal:
            messages.error(request, refusals.sentence(refusal))
        else:
            messages.success(request, f"已登记“{kind.label}”，网页、文件库和下载文件随即更新。")
            return redirect("documents_desk:validity", pk)
    may = document.organ_id in set(_organs_led(request).values_list("pk", flat=True))
    return _show(
        request,
        "validity",
        "效力管理",
        document=document,
        form=form,
        acts=document.acts(),
        may=may and bool(kinds),
    )


def register(request: HttpRequest) -> HttpResponse:
    """Show every document with what is missing or late, and number faults (文件台账)."""
    today = clock.today()
    rows = queries.ledger(_rows(request).order_by("-signed_on", "-pk"), today)
    only = request.GET.get("only", "")
    if only == "doubts":
        rows = [row for row in rows if row.doubts]
    twice, left_out = queries.number_faults()
    expiring = {row.pk for row in queries.expiring(today, conf.assess_months())}
    soon = [row for row in rows if row.document.pk in expiring]
    return _show(
        request,
        "ledger",
        "文件台账",
        rows=rows[:500],
        total=len(rows),
        only=only,
        twice=twice,
        left_out=left_out,
        expiring=soon,
        last_round=queries.last_round(),
        round_due_on=queries.clean_up_due(),
        may_import=bool(sections_to_fill(officer_of(request))),
        today=today,
    )


def steps(request: HttpRequest, pk: int) -> HttpResponse:
    """Record legality review and filing of a document."""
    document = get_object_or_404(_rows(request), pk=pk)
    form = StepsForm(
        request.POST if request.method == "POST" else None,
        instance=queries.procedure_of(document),
    )
    if request.method == "POST" and form.is_valid():
        services.record_steps(form=form, actor=officer_of(request), at=clock.now())
        messages.success(request, "办理记录已保存。")
        return redirect("documents_desk:ledger")
    return _show(request, "steps", "办理记录", document=document, form=form)


def rounds(request: HttpRequest) -> HttpResponse:
    """List the rounds and open a new one (文件清理)."""
    _rows(request)
    organs = _organs_led(request)
    form = RoundForm(organs, *([request.POST] if request.method == "POST" else []))
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            opened = clean_up.begin(
                title=data["title"],
                basis=data["basis"],
                as_of=data["as_of"],
                decided_on=data["decided_on"],
                organ_ids=[organ.pk for organ in data["organs"]],
                normative_only=data["normative_only"],
                actor=officer_of(request),
                at=clock.now(),
            )
        except Refusal as refusal:
            messages.error(request, refusals.sentence(refusal))
        else:
            return redirect("documents_desk:round", opened.pk)
    return _show(
        request,
        "rounds",
        "文件清理",
        rounds=queries.rounds(),
        form=form,
        may=organs.exists(),
    )


def one_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a round: decide about each document, then carry all out."""
    _rows(request)
    opened = get_object_or_404(queries.rounds(), pk=pk)
    if "list" in request.GET:
        response = HttpResponse(tables.result_of(opened), content_type=_XLSX)
        response["Content-Disposition"] = 'attachment; filename="clean-up.xlsx"'
        return response
    if request.method == "POST":
        return _decide(request, opened)
    return _show(
        request,
        "round",
        opened.title,
        round=opened,
        rows=queries.decisions_of(opened),
        decisions=Decision.choices(),
        successors=queries.published().filter(signed_on__gte=date(opened.as_of.year - 1, 1, 1)),
        today=clock.today(),
    )


def _decide(request: HttpRequest, opened: CleanUpRound) -> HttpResponse:
    actor, at = officer_of(request), clock.now()
    led = set(_organs_led(request).values_list("pk", flat=True))
    if not set(opened.organs.values_list("pk", flat=True)) <= led:
        raise PermissionDenied
    chosen = {}
    for document_id in opened.decisions.values_list("document_id", flat=True):
        said = request.POST.get(f"decision-{document_id}", "")
        successor = request.POST.get(f"successor-{document_id}", "")
        chosen[document_id] = Chosen(
            Decision(said) if said in Decision.values() else None,
            request.POST.get(f"reason-{document_id}", "").strip(),
            int(successor) if successor.isdigit() else None,
        )
    try:
        waiting = clean_up.decide(round_id=opened.pk, chosen=chosen, actor=actor, at=at)
        if request.POST.get("carry_out") == "1":
            clean_up.carry_out(round_id=opened.pk, actor=actor, at=at)
            messages.success(request, "清理已办结，网页、文件库和下载文件随即更新。")
        else:
            messages.success(request, f"结论已保存，还有{waiting}件没有结论。")
    except Refusal as refusal:
        messages.error(request, refusals.sentence(refusal))
    return redirect("documents_desk:round", opened.pk)
