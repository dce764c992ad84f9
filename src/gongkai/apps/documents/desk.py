"""The officers' screens of the library: validity, ledger, numbers, import, rounds."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gongkai.apps.documents import clean_up, ledger, queries, services
from gongkai.apps.documents.clean_up import Chosen
from gongkai.apps.documents.importing import columns
from gongkai.apps.documents.importing import services as importing
from gongkai.apps.documents.importing.folder import Folder
from gongkai.apps.documents.making import tables
from gongkai.apps.documents.models import CleanUpRound, PolicyDocument
from gongkai.apps.websites import queries as websites
from gongkai.domain.documents.upkeep import Decision
from gongkai.domain.documents.validity_acts import Act, ActKind, possible_acts
from gongkai.domain.errors import Refusal
from gongkai.domain.roles import Role
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.queries import officer_of, posts_held
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.ui.records import visible_to

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_DAY = {"type": "date", "class": "g-input"}
_TEXT = {"class": "g-input"}


class ActForm(forms.Form):
    """One act on a document's validity."""

    kind = forms.ChoiceField(label="事项", widget=forms.Select(attrs=_TEXT))
    on = forms.DateField(label="生效日期", widget=forms.DateInput(attrs=_DAY))
    until = forms.DateField(
        label="延长至（只有延长有效期要填）", required=False, widget=forms.DateInput(attrs=_DAY)
    )
    basis = forms.CharField(label="依据", max_length=200, widget=forms.TextInput(attrs=_TEXT))
    by_document = forms.ModelChoiceField(
        PolicyDocument.objects.none(),
        label="替代文件或者依据文件",
        required=False,
        widget=forms.Select(attrs=_TEXT),
    )

    def __init__(self, document: PolicyDocument, kinds: list[ActKind], *args: Any) -> None:
        super().__init__(*args)
        fields: dict[str, Any] = self.fields
        fields["on"].initial = clock.today()
        fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        fields["by_document"].queryset = (
            PolicyDocument.objects.live().exclude(pk=document.pk).order_by("-signed_on")
        )


class RoundForm(forms.Form):
    """The head of a round."""

    title = forms.CharField(label="名称", max_length=120, widget=forms.TextInput(attrs=_TEXT))
    basis = forms.CharField(label="依据", max_length=200, widget=forms.TextInput(attrs=_TEXT))
    as_of = forms.DateField(label="清理截止日", widget=forms.DateInput(attrs=_DAY))
    decided_on = forms.DateField(label="决定日期", widget=forms.DateInput(attrs=_DAY))
    organs = forms.ModelMultipleChoiceField(
        Organ.objects.none(), label="清理范围", widget=forms.CheckboxSelectMultiple
    )
    normative_only = forms.BooleanField(label="只清理行政规范性文件", required=False, initial=True)

    def __init__(self, organs: Any, *args: Any) -> None:
        super().__init__(*args)
        fields: dict[str, Any] = self.fields
        fields["organs"].queryset = organs


def _rows(request: HttpRequest) -> Any:
    """Return the documents an officer may see on these screens."""
    if not request.user.has_perm("documents.view_policydocument"):
        raise PermissionDenied
    rows = visible_to(PolicyDocument.objects.all(), request.user, "organ")
    return rows.select_related("organ").defer("body", "attachment_files")


def _show(request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
    crumbs = [
        {"url": reverse("policy_documents:index"), "label": "文件库"},
        {"url": "", "label": title},
    ]
    page = {"title": title, "breadcrumbs_items": crumbs, "header_icon": "doc-full", **context}
    return render(request, f"documents/admin/{name}.html", page)


def _organs_led(request: HttpRequest) -> Any:
    """Return the organs in which the officer is the final reviewer."""
    posts = posts_held(officer_of(request).pk, clock.today())
    ids = [post.organ_id for post in posts if post.role == Role.FINAL_REVIEWER.value]
    return Organ.objects.filter(pk__in=ids)


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
    rows = ledger.rows(_rows(request).order_by("-signed_on", "-pk"), today)
    only = request.GET.get("only", "")
    if only == "doubts":
        rows = [row for row in rows if row.doubts]
    twice, left_out = queries.number_faults()
    expiring = {row.pk for row in queries.expiring(today, ledger.assess_months())}
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
        last_round=CleanUpRound.objects.exclude(carried_out_at=None).first(),
        round_due_on=ledger.clean_up_due(),
        today=today,
    )


def steps(request: HttpRequest, pk: int) -> HttpResponse:
    """Record legality review and filing of a document."""
    document = get_object_or_404(_rows(request), pk=pk)
    form = ledger.form_of(document, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        ledger.save(document=document, form=form, actor=officer_of(request), at=clock.now())
        messages.success(request, "办理记录已保存。")
        return redirect("documents_desk:ledger")
    return _show(request, "steps", "办理记录", document=document, form=form)


def bring_in(request: HttpRequest) -> HttpResponse:
    """Take a spreadsheet and its files: check only, or import."""
    if "template" in request.GET:
        response = HttpResponse(columns.template(), content_type=_XLSX)
        response["Content-Disposition"] = 'attachment; filename="documents-template.xlsx"'
        return response
    actor = officer_of(request)
    known = websites.sections_of_kind(SectionKind.DOCUMENTS)
    sections = [one for one in known if one.permissions_for_user(actor).can_add_subpage()]
    if not sections:
        raise PermissionDenied
    report = None
    dry = request.POST.get("dry") == "1"
    upload, packed = request.FILES.get("file"), request.FILES.get("files")
    if request.method == "POST" and upload is not None:
        try:
            folder = Folder.none()
            if packed is not None:
                folder = Folder.of_zip(BytesIO(packed.read()), str(packed.name))
            stream = BytesIO(upload.read())
            if dry:
                report = importing.check(stream=stream, folder=folder, at=clock.now())
            else:
                report = importing.write(
                    stream=stream,
                    folder=folder,
                    section=sections[0],
                    actor=actor,
                    at=clock.now(),
                    submit=request.POST.get("submit") == "1",
                )
        except Refusal as refusal:
            messages.error(request, refusals.sentence(refusal))
    return _show(request, "import", "导入文件库", report=report, dry=dry, columns=columns.COLUMNS)


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
        rounds=CleanUpRound.objects.all(),
        form=form,
        may=organs.exists(),
    )


def one_round(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a round: decide about each document, then carry all out."""
    _rows(request)
    opened = get_object_or_404(CleanUpRound, pk=pk)
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
        rows=opened.decisions.select_related("document", "successor"),
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
