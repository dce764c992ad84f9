"""Screens on which officers deal with questions, opinions and outcomes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from wagtail.admin.auth import require_admin_access

from gongkai.apps.engagement import queries, services
from gongkai.apps.engagement.forms import AnswerForm, RejectForm, SettleForm, VoidForm
from gongkai.apps.engagement.models import (
    InterviewQuestion,
    OnlineInterview,
    OpinionCall,
    OpinionChannel,
    PublicOpinion,
)
from gongkai.domain.engagement.adoption import Treatment
from gongkai.domain.engagement.questions import (
    QuestionAction,
    QuestionState,
    RejectionGround,
    allowed_actions,
)
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import officer_of
from gongkai.foundation.refusals import sentence
from gongkai.foundation.ui.records import RecordCreateView, RecordIndexView, visible_to

_UNPROCESSABLE = 422


class QuestionIndexView(RecordIndexView):
    """The register of questions: every row opens its question."""

    def get_edit_url(self, instance: InterviewQuestion) -> str:
        """Return the page of the question."""
        return reverse("interviewquestion:detail", args=[instance.pk])

    def get_delete_url(self, instance: InterviewQuestion) -> None:
        """Return nothing: what was asked stays."""

    def get_add_url(self) -> None:
        """Return nothing: questions come from the public."""


class OpinionIndexView(RecordIndexView):
    """The register of opinions: every row opens its opinion."""

    add_item_label = "登记线下意见"

    def get_edit_url(self, instance: PublicOpinion) -> str:
        """Return the page of the opinion."""
        return reverse("publicopinion:detail", args=[instance.pk])

    def get_delete_url(self, instance: PublicOpinion) -> None:
        """Return nothing: what was sent stays."""


class OfflineOpinionView(RecordCreateView):
    """Enter an opinion that came by letter, telephone or at a meeting."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Register, or show why not."""
        try:
            response: HttpResponse = super().form_valid(form)
        except Refusal as refusal:
            self.produced_error_message = sentence(refusal)
            form.add_error(None, self.produced_error_message)
            response = self.form_invalid(form)
        return response

    def save_instance(self) -> PublicOpinion:
        """Register through the service."""
        data = self.form.cleaned_data
        return services.submit_opinion(
            call_id=data["call"].pk,
            text=data["text"],
            name=data["name"],
            contact=data["contact"],
            channel=OpinionChannel(data["channel"]),
            actor=officer_of(self.request),
            at=clock.now(),
        )


def _row(request: HttpRequest, rows: Any, pk: int, organ_path: str) -> Any:
    """Return a row of an organ the person works for.

    Raises:
        PermissionDenied: it belongs to another organ, or the person has no right to the register.
    """
    model = rows.model._meta
    if not request.user.has_perm(f"engagement.change_{model.model_name}"):
        raise PermissionDenied
    row = get_object_or_404(rows, pk=pk)
    if not visible_to(rows.filter(pk=pk), request.user, organ_path).exists():
        raise PermissionDenied
    return row


def _question(request: HttpRequest, pk: int) -> InterviewQuestion:
    rows = InterviewQuestion.objects.select_related("interview__organ")
    found: InterviewQuestion = _row(request, rows, pk, "interview__organ")
    return found


def _opinion(request: HttpRequest, pk: int) -> PublicOpinion:
    rows = PublicOpinion.objects.select_related("call__organ")
    found: PublicOpinion = _row(request, rows, pk, "call__organ")
    return found


def _crumbs(register: str, label: str, number: str) -> list[dict[str, str]]:
    return [
        {"url": reverse(f"{register}:index"), "label": label},
        {"url": "", "label": number},
    ]


def _question_page(
    request: HttpRequest, row: InterviewQuestion, *, personal: Any = None, **forms: Any
) -> HttpResponse:
    actions = allowed_actions(QuestionState(row.state))
    context = {
        "row": row,
        "title": row.number,
        "header_icon": "help",
        "breadcrumbs_items": _crumbs("interviewquestion", "网友提问", row.number),
        "may_accept": QuestionAction.ACCEPT in actions,
        "reject_form": forms.get("reject") or RejectForm(),
        "may_reject": QuestionAction.REJECT in actions,
        "answer_form": forms.get("answer")
        or AnswerForm(initial={"guest": row.guest, "text": row.answer}),
        "may_answer": QuestionAction.ANSWER in actions,
        "personal": personal,
    }
    status = _UNPROCESSABLE if forms else 200
    return render(request, "engagement/admin/question.html", context, status=status)


@require_admin_access
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one question, or take a step with it."""
    row = _question(request, pk)
    if request.method != "POST":
        return _question_page(request, row)
    act = request.POST.get("act", "")
    forms = {"reject": RejectForm, "answer": AnswerForm}
    form: Any = forms[act](request.POST) if act in forms else None
    if form is not None and not form.is_valid():
        return _question_page(request, row, **{act: form})
    try:
        _act_on_question(request, row, act, form)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, "已办理。")
    return redirect("interviewquestion:detail", row.pk)


def _act_on_question(request: HttpRequest, row: InterviewQuestion, act: str, form: Any) -> None:
    """Call the service of a step."""
    who: dict[str, Any] = {"actor": officer_of(request), "at": clock.now()}
    if act == "answer":
        services.answer(question_id=row.pk, **form.cleaned_data, **who)
    elif act == "reject":
        ground = RejectionGround(form.cleaned_data["ground"])
        services.moderate(
            question_id=row.pk,
            action=QuestionAction.REJECT,
            ground=ground,
            note=form.cleaned_data["note"],
            **who,
        )
    else:
        services.moderate(question_id=row.pk, action=QuestionAction.ACCEPT, **who)


@require_admin_access
def reveal_question(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who asked, once, and remember who looked."""
    row = _question(request, pk)
    if request.method != "POST":
        return redirect("interviewquestion:detail", row.pk)
    try:
        personal = services.reveal_question(
            question_id=row.pk, actor=officer_of(request), at=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return redirect("interviewquestion:detail", row.pk)
    return _question_page(request, row, personal=personal)


def _opinion_page(
    request: HttpRequest, row: PublicOpinion, *, personal: Any = None, **forms: Any
) -> HttpResponse:
    settled = {"point": row.point or row.text[:100], "reason": row.reason}
    if row.treatment:
        settled["treatment"] = row.treatment
    context = {
        "row": row,
        "title": row.number,
        "header_icon": "mail",
        "breadcrumbs_items": _crumbs("publicopinion", "公众意见", row.number),
        "answers": [(one.text, "、".join(row.answers.get(one.key, []))) for one in row.call.survey],
        "settle_form": forms.get("settle") or SettleForm(initial=settled),
        "void_form": forms.get("void") or VoidForm(initial={"reason": row.void_reason}),
        "personal": personal,
    }
    status = _UNPROCESSABLE if forms else 200
    return render(request, "engagement/admin/opinion.html", context, status=status)


@require_admin_access
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one opinion, or say what became of it."""
    row = _opinion(request, pk)
    if request.method != "POST":
        return _opinion_page(request, row)
    act = "void" if request.POST.get("act") == "void" else "settle"
    form: Any = VoidForm(request.POST) if act == "void" else SettleForm(request.POST)
    if not form.is_valid():
        return _opinion_page(request, row, **{act: form})
    who: dict[str, Any] = {"opinion_id": row.pk, "actor": officer_of(request), "at": clock.now()}
    data = form.cleaned_data
    try:
        if act == "void":
            services.void_opinion(reason=data["reason"], **who)
        else:
            treatment = Treatment(data.pop("treatment"))
            services.settle_opinion(treatment=treatment, **data, **who)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
    else:
        messages.success(request, "已办理。")
    return redirect("publicopinion:detail", row.pk)


@require_admin_access
def reveal_opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Show who wrote, once, and remember who looked."""
    row = _opinion(request, pk)
    if request.method != "POST":
        return redirect("publicopinion:detail", row.pk)
    try:
        personal = services.reveal_opinion(
            opinion_id=row.pk, actor=officer_of(request), at=clock.now()
        )
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return redirect("publicopinion:detail", row.pk)
    return _opinion_page(request, row, personal=personal)


def _desk_right(request: HttpRequest) -> None:
    if not request.user.has_perm("engagement.change_publicopinion"):
        raise PermissionDenied


@require_admin_access
def outcomes(request: HttpRequest) -> HttpResponse:
    """Show calls with their clocks and interviews with their counts."""
    _desk_right(request)
    calls = OpinionCall.objects.live().select_related("organ").order_by("-closes_on", "-pk")
    standings = queries.standings(visible_to(calls, request.user, "organ"), clock.today())
    interviews = OnlineInterview.objects.filter(asked__isnull=False).distinct()
    interviews = visible_to(interviews.select_related("organ"), request.user, "organ")
    context = {
        "title": "征集和访谈办理",
        "header_icon": "tasks",
        "breadcrumbs_items": [
            {"url": reverse("wagtailadmin_home"), "label": "首页"},
            {"url": "", "label": "征集和访谈办理"},
        ],
        "standings": standings,
        "overdue": sum(one.is_overdue for one in standings),
        "interviews": queries.question_counts(interviews.order_by("-held_at")),
    }
    return render(request, "engagement/admin/outcomes.html", context)


@require_admin_access
def draw_up(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw up the outcome of a call as a draft, and hand it to the reviewers if asked to."""
    _desk_right(request)
    who: dict[str, Any] = {"call_id": pk, "actor": officer_of(request), "at": clock.now()}
    if request.method != "POST":
        return redirect("engagement_outcomes")
    get_object_or_404(OpinionCall, pk=pk)
    try:
        if "submit" in request.POST:
            services.publish_outcome(**who)
            messages.success(request, "结果已汇总并送审，终审通过后公布。")
            return redirect("engagement_outcomes")
        services.draw_up_outcome(**who)
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return redirect("engagement_outcomes")
    messages.success(request, "结果已汇总到草稿，请补充结果说明后送审。")
    return redirect("wagtailadmin_pages:edit", pk)


@require_admin_access
def gather(request: HttpRequest, pk: int) -> HttpResponse:
    """Put answered questions and counts into a draft of the interview."""
    _desk_right(request)
    if request.method != "POST":
        return redirect("engagement_outcomes")
    get_object_or_404(OnlineInterview, pk=pk)
    try:
        services.gather_answers(interview_id=pk, actor=officer_of(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, sentence(refusal))
        return redirect("engagement_outcomes")
    messages.success(request, "问答和数量已汇总到草稿，核对后送审。")
    return redirect("wagtailadmin_pages:edit", pk)
