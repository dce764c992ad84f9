"""The page of one text under review, and the opinion of whoever's turn it is."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongkai.apps.content_checks.forms import ANSWERS
from gongkai.apps.content_checks.sheet import Sheet, sheet_of
from gongkai.apps.review import queries, services
from gongkai.apps.review.desk import level_now
from gongkai.apps.review.forms import OpinionForm, ReasonForm, WithdrawForm
from gongkai.apps.review.models import Step, Submission
from gongkai.apps.review.views.access import visible
from gongkai.apps.review.views.differences import differences
from gongkai.apps.review.views.turns import Turn, chain_of, turn_of
from gongkai.domain.errors import Refusal
from gongkai.domain.review.emergencies import EmergencyKind
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import (
    PUBLIC_STATES,
    REVIEW_ORDER,
    UNDER_WAY,
    Action,
    State,
)
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.queries import officer_of

# While a text waits for somebody its findings are shown; afterwards it is what it is.
_READ_AGAIN = frozenset({*REVIEW_ORDER, *UNDER_WAY, *PUBLIC_STATES} - {State.PUBLISHED})


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one text with its chain, and take the opinion of whoever's turn it is."""
    submission = visible(request, pk)
    turn = turn_of(request, submission)
    if request.method != "POST":
        return _page(request, submission, turn, _form(submission, turn, None))
    form = _form(submission, turn, request.POST)
    if form is None:
        state = State(submission.state).label
        messages.error(request, f"《{submission.title}》现在是“{state}”，不等审核意见。")
        return redirect("review:detail", pk)
    if form.is_valid():
        try:
            decided = _decide(request, submission, form)
        except Refusal as refusal:
            messages.error(request, refusals.sentence(refusal))
        else:
            messages.success(request, f"《{submission.title}》：{State(decided.state).label}。")
            return redirect("review:desk")
    return _page(request, submission, turn, form)


def _form(submission: Submission, turn: Turn, data: Any) -> OpinionForm | None:
    """Return the form of the level that waits; None when no level does."""
    if turn.level is None or submission.state == State.EMERGENCY_DISPUTED.value:
        return None
    at_level = State(submission.state) in REVIEW_ORDER
    return OpinionForm(turn.level, data, may_schedule=None if at_level else False)


def _decide(request: HttpRequest, submission: Submission, form: OpinionForm) -> Submission:
    """Carry out what the pressed button says."""
    acts: dict[str, Any] = {
        "submission_id": submission.pk,
        "actor": officer_of(request),
        "at": clock.now(),
        "opinion": form.opinion(),
    }
    stops = "return" in request.POST
    if submission.state == State.EMERGENCY.value:
        return services.confirm(**acts, action=Action.OBJECT if stops else Action.CONFIRM)
    acts["level"] = _level_before(request)
    if stops:
        return services.decide(**acts, action=Action.RETURN)
    return services.decide(**acts, action=Action.PASS, release_at=form.hour())


def _level_before(request: HttpRequest) -> State | None:
    """Return the level whose form was filled in; None when the form does not say."""
    level = request.POST.get("level", "")
    return State(level) if level in State.values() else None


def _remember_opening(request: HttpRequest, submission: Submission) -> None:
    """Keep on record that the officer has opened this version while it waits for reviewers."""
    actor = officer_of(request)
    if level_now(submission) is not None and not queries.has_opened(submission, actor):
        services.open_all(submission_ids=[submission.pk], actor=actor, at=clock.now())


def _page(
    request: HttpRequest, submission: Submission, turn: Turn, form: OpinionForm | None
) -> HttpResponse:
    """Return the page of one text."""
    _remember_opening(request, submission)
    state = State(submission.state)
    steps = list(submission.steps.all())
    draft = submission.revision.as_object()
    context = {
        "title": submission.title,
        "submission": submission,
        "state": state,
        "turn": turn,
        "form": form if turn.is_mine and not turn.blocked_by else None,
        "chain": chain_of(submission, steps),
        "steps": [
            (step, State(step.level).label.removeprefix("待"), _act_label(step)) for step in steps
        ],
        "draft": draft,
        "sheet": _sheet(request, submission, draft) if state in _READ_AGAIN else None,
        "answers": ANSWERS,
        "back": request.path,
        "differences": differences(request, submission, draft),
        "emergency": EmergencyKind(submission.emergency_kind).label
        if submission.emergency_kind
        else "",
        "edition": getattr(submission, "edition", None),
        "acts": _acts(submission, turn),
        "withdrawal": submission.withdrawals.order_by("-at").first(),
        "breadcrumbs_items": [
            {"url": reverse("review:desk"), "label": "审校"},
            {"url": "", "label": submission.title},
        ],
        "header_icon": "clipboard-list",
    }
    return render(request, "review/detail.html", context)


def _sheet(request: HttpRequest, submission: Submission, draft: Any) -> Sheet:
    """Return the text with what the rules found in it, and what the officer may say about it."""
    return sheet_of(draft, officer_of(request), writer_id=submission.revision.user_id)


def _acts(submission: Submission, turn: Turn) -> dict[str, Any]:
    """Return the forms of what else the officer may do with a text now."""
    state = State(submission.state)
    forms: dict[str, Any] = {}
    if turn.is_author and state in UNDER_WAY:
        forms["recall"] = True
    if turn.is_final and state is State.SCHEDULED:
        forms["cancel_release"] = ReasonForm(prefix="cancel")
    if turn.is_final and state is State.EMERGENCY_DISPUTED:
        forms["keep"] = ReasonForm(prefix="keep")
    if turn.is_final and state in PUBLIC_STATES and submission.page.live:
        forms["withdraw"] = WithdrawForm(prefix="withdraw")
    if turn.is_final and state in REVIEW_ORDER:
        forms["emergency"] = True
    return forms


def _act_label(step: Step) -> str:
    """Return what a person did at his level, in words."""
    if step.secrecy_conclusion == SecrecyConclusion.REFERRED.value:
        return SecrecyConclusion.REFERRED.label
    return Action(step.action).label
