"""Take what readers send from pages that are files: no session, no cookie, no token."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from gongkai.apps.engagement import conf, services
from gongkai.apps.engagement.forms import TakePartForm
from gongkai.apps.engagement.models import OnlineInterview, OpinionCall
from gongkai.domain.engagement.calls import CallNotOpen
from gongkai.domain.engagement.questions import QuestionsNotTaken
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock
from gongkai.foundation.refusals import sentence

_OVER = (CallNotOpen, QuestionsNotTaken)
_SEEN_BY_MACHINES = "—"


def _place(request: HttpRequest) -> str:
    """Return the address a request comes from, as the server in front of us says."""
    return str(request.META.get(conf.address_header(), ""))[:64]


def _page(request: HttpRequest, page: Any, status: int = 200, **said: Any) -> HttpResponse:
    request.gongkai_page = page  # type: ignore[attr-defined]
    context = {"back_url": page.url, "back_title": page.title, **said}
    response = render(request, "engagement/take_part.html", context, status=status)
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "no-store"
    return response


def _refused(
    request: HttpRequest, page: Any, form: TakePartForm, refusal: Refusal, **said: Any
) -> HttpResponse:
    may_try = not isinstance(refusal, _OVER)
    return _page(request, page, 422, form=form, error=sentence(refusal), may_try=may_try, **said)


# Without a token: the form stands on pages that are files, and whoever sends it has no
# rights here that somebody else could abuse.
@csrf_exempt
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a question for an interview."""
    interview = get_object_or_404(OnlineInterview.objects.live(), pk=pk)
    if request.method == "GET":
        return redirect(interview.url)
    form = TakePartForm(request.POST)
    said: dict[str, Any] = {
        "title": "向嘉宾提问",
        "text_label": "您的问题",
        "text_hint": "一次提一个问题，写清楚事情和地点。不超过2000字。",
        "must": True,
        "thanks": "您的问题经审核后转给嘉宾，答复在访谈页面公布。",
    }
    if form.is_by_machine:  # told what people are told, kept nowhere
        return _page(request, interview, number=_SEEN_BY_MACHINES, **said)
    try:
        question = services.ask(
            interview_id=interview.pk,
            text=form.data.get("text", ""),
            name=form.data.get("name", ""),
            contact=form.data.get("contact", ""),
            place=_place(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        return _refused(request, interview, form, refusal, **said)
    return _page(request, interview, number=question.number, **said)


def _filled_in(call: OpinionCall, form: TakePartForm) -> list[dict[str, Any]]:
    """Return the questionnaire with what was chosen already."""
    given = form.answers()
    return [{**asdict(question), "given": given.get(question.key, [])} for question in call.survey]


@csrf_exempt
@require_http_methods(["GET", "POST"])
def opinion(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an opinion or a questionnaire."""
    call = get_object_or_404(OpinionCall.objects.live(), pk=pk)
    if request.method == "GET":
        return redirect(call.url)
    form = TakePartForm(request.POST)
    said: dict[str, Any] = {
        "title": "填写问卷" if call.is_survey else "提交意见",
        "text_label": "其他意见" if call.is_survey else "您的意见",
        "text_hint": "不超过2000字。",
        "must": not call.is_survey,
        "survey": _filled_in(call, form),
        "thanks": "意见采纳情况在征集结束后公布在征集页面。",
    }
    if form.is_by_machine:
        return _page(request, call, number=_SEEN_BY_MACHINES, **said)
    try:
        row = services.submit_opinion(
            call_id=call.pk,
            text=form.data.get("text", ""),
            answers=form.answers(),
            name=form.data.get("name", ""),
            contact=form.data.get("contact", ""),
            place=_place(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        return _refused(request, call, form, refusal, **said)
    return _page(request, call, number=row.number, **said)
