"""The reviewers' desk and the page of one text under review."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from gongkai.apps.review import queries, services
from gongkai.apps.review.forms import OpinionForm, TakeDownForm
from gongkai.apps.review.models import Submission
from gongkai.domain.errors import Refusal
from gongkai.domain.review.checklists import CHECKLISTS
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import REVIEW_ORDER, Action, State, role_for
from gongkai.domain.roles import Role
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.queries import posts_held

_ROWS = 30
_LEVEL_NAMES: Mapping[State, str] = {
    State.FIRST_REVIEW: "一审一校",
    State.SECOND_REVIEW: "二审二校",
    State.SECRECY_REVIEW: "保密审查",
    State.FINAL_REVIEW: "三审三校",
}


def _actor(request: HttpRequest) -> Any:
    """Return the signed-in officer."""
    return request.user


def desk(request: HttpRequest) -> HttpResponse:
    """List what waits for me, and what my organs have under way or done."""
    actor, today = _actor(request), clock.today()
    posts = posts_held(actor.pk, today)
    lane = request.GET.get("lane", "mine")
    organs = None if _sees_all(actor) else {post.organ_id for post in posts}
    lanes = queries.lanes(posts, organs)
    if lane not in lanes:
        lane = "mine"
    sheet = Paginator(lanes[lane][1], _ROWS).get_page(request.GET.get("page"))
    return render(
        request,
        "review/desk.html",
        {
            "title": "审校",
            "lane": lane,
            "lanes": [(key, label, rows.count()) for key, (label, rows) in lanes.items()],
            "rows": [(row, (today - clock.day_of(row.changed_at)).days) for row in sheet],
            "sheet": sheet,
        },
    )


def _sees_all(actor: Any) -> bool:
    """Tell whether the officer may read the texts of every organ."""
    held = {Role(post.role) for post in posts_held(actor.pk, clock.today())}
    return bool(actor.is_superuser or held & {Role.OGI_OFFICER, Role.AUDIT_ADMIN})


def _visible(request: HttpRequest, pk: int) -> Submission:
    """Return a text the officer may read."""
    submission = get_object_or_404(
        Submission.objects.select_related("organ", "page", "revision", "submitted_by"), pk=pk
    )
    organs = {post.organ_id for post in posts_held(_actor(request).pk, clock.today())}
    if submission.organ_id not in organs and not _sees_all(_actor(request)):
        raise PermissionDenied
    return submission


def detail(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one text with its chain, and take the opinion of whoever's turn it is."""
    submission = _visible(request, pk)
    state = State(submission.state)
    form = OpinionForm(state, request.POST or None)
    if request.method == "POST" and form.is_valid():
        action = Action.RETURN if "return" in request.POST else Action.PASS
        try:
            decided = services.decide(
                submission_id=pk,
                action=action,
                actor=_actor(request),
                at=clock.now(),
                opinion=form.opinion(),
            )
        except Refusal as refusal:
            messages.error(request, refusals.sentence(refusal))
        else:
            messages.success(request, f"《{submission.title}》：{State(decided.state).label}。")
            return redirect("review:desk")
    return render(request, "review/detail.html", _detail_context(request, submission, form))


def _detail_context(
    request: HttpRequest, submission: Submission, form: OpinionForm
) -> dict[str, Any]:
    """Return what the page of one text shows."""
    state = State(submission.state)
    steps = list(submission.steps.all())
    turn = state in REVIEW_ORDER and any(
        post.organ_id == submission.organ_id and post.role == role_for(state).value
        for post in posts_held(_actor(request).pk, clock.today())
    )
    return {
        "title": submission.title,
        "submission": submission,
        "state": state,
        "form": form,
        "chain": _chain(steps, state),
        "steps": [(step, State(step.level).label, _act_label(step)) for step in steps],
        "checklist": CHECKLISTS.get(state),
        "is_my_turn": turn,
        "blocked_by": queries.why_not(submission, _actor(request)) if turn else "",
        "draft": submission.revision.as_object(),
        "take_down_form": TakeDownForm() if state is State.PUBLISHED else None,
        "breadcrumbs_items": [
            {"url": "/admin/review/", "label": "审校"},
            {"url": "", "label": submission.title},
        ],
        "header_icon": "clipboard-list",
    }


def _act_label(step: Any) -> str:
    """Return what a person did at his level, in words."""
    if step.secrecy_conclusion == SecrecyConclusion.REFERRED.value:
        return SecrecyConclusion.REFERRED.label
    return Action(step.action).label


def _chain(steps: list[Any], state: State) -> list[dict[str, Any]]:
    """Return the levels with who passed them and when."""
    passed = {
        step.level: step
        for step in steps
        if step.action == Action.PASS.value
        and step.secrecy_conclusion != SecrecyConclusion.REFERRED.value
    }
    return [
        {
            "name": name,
            "step": passed.get(level.value),
            "is_current": level is state,
            "role": role_for(level).label,
        }
        for level, name in _LEVEL_NAMES.items()
    ]


@require_POST
def submit(request: HttpRequest, page_id: int) -> HttpResponse:
    """Hand the latest draft of a page to the first reviewer."""
    try:
        submission = services.submit(page_id=page_id, actor=_actor(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusals.sentence(refusal))
        return redirect("wagtailadmin_pages:edit", page_id)
    messages.success(request, f"《{submission.title}》已送一审。")
    return redirect("review:detail", submission.pk)


@require_POST
def take_down(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a published text off the site with a reason."""
    submission = _visible(request, pk)
    form = TakeDownForm(request.POST)
    if not form.is_valid():
        messages.error(request, "撤稿时请写明理由。")
        return redirect("review:detail", pk)
    try:
        services.take_down(
            page_id=submission.page_id,
            reason=form.cleaned_data["reason"],
            actor=_actor(request),
            at=clock.now(),
        )
    except Refusal as refusal:
        messages.error(request, refusals.sentence(refusal))
    else:
        messages.success(request, f"《{submission.title}》已撤稿。")
    return redirect("review:detail", pk)
