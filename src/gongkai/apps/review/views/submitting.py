"""Hand a draft to its reviewers, or release it in an emergency."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from gongkai.apps.content_checks import queries as found
from gongkai.apps.content_checks import services as content_checks
from gongkai.apps.review import queries, services
from gongkai.apps.review.forms import EmergencyForm, SubmitForm
from gongkai.apps.review.models import Submission
from gongkai.apps.review.views.access import may_touch
from gongkai.domain.content_checks.answers import FindingsMustBePutRight
from gongkai.domain.errors import Refusal
from gongkai.domain.review.editions import EditionKind
from gongkai.domain.review.emergencies import CONFIRMATION_HOURS, EmergencyKind
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import State
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.queries import officer_of
from gongkai.foundation.pages.models import GovPage


def submit(request: HttpRequest, page_id: int) -> HttpResponse:
    """Hand the latest draft to the first reviewer; ask what changed when it was public before."""
    page = may_touch(request, page_id)
    later = bool(queries.editions_of(page_id))
    form = SubmitForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (not later or form.is_valid()):
        data = form.cleaned_data if later else {}
        sent = hand_in(
            request,
            page_id,
            EditionKind(data.get("edition_kind", EditionKind.MAJOR.value)),
            data.get("change_note", ""),
        )
        if sent is not None:
            return redirect("review:detail", sent.pk)
        if must_be_put_right(page_id):
            return redirect("content_checks:page", page_id)
    context = {"form": form if later else None}
    return _page(request, "review/submit.html", page, f"送审：{page.title}", context)


def hand_in(request: HttpRequest, page_id: int, kind: EditionKind, note: str) -> Submission | None:
    """Submit the latest draft of a page and tell the officer; None when it was refused."""
    try:
        submission = services.submit(
            page_id=page_id,
            actor=officer_of(request),
            at=clock.now(),
            edition_kind=kind,
            change_note=note,
        )
    except FindingsMustBePutRight as refusal:
        content_checks.check_latest(page_id=page_id, at=clock.now())  # what was refused is kept
        messages.error(request, refusals.sentence(refusal))
        return None
    except Refusal as refusal:
        messages.error(request, refusals.sentence(refusal))
        return None
    to = State(submission.state).label.removeprefix("待")
    messages.success(request, f"《{submission.title}》已送{to}。")
    return submission


def must_be_put_right(page_id: int) -> bool:
    """Tell whether findings keep a draft from being submitted."""
    standing = found.standing([page_id]).get(page_id)
    return bool(standing and standing.blocking)


def release_in_emergency(request: HttpRequest, page_id: int) -> HttpResponse:
    """Ask the final reviewer to confirm, then publish before the reviews."""
    page = may_touch(request, page_id)
    form = EmergencyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            submission = services.release_in_emergency(
                page_id=page_id,
                kind=EmergencyKind(data["kind"]),
                grounds=data["grounds"],
                secrecy=SecrecyConclusion.MAY_BE_DISCLOSED,
                actor=officer_of(request),
                at=clock.now(),
            )
        except Refusal as refusal:
            messages.error(request, refusals.sentence(refusal))
        else:
            messages.success(request, f"《{page.title}》已应急发布，请在期限内完成补审。")
            return redirect("review:detail", submission.pk)
    context = {"form": form, "hours": CONFIRMATION_HOURS}
    return _page(request, "review/emergency.html", page, f"应急发布：{page.title}", context)


def _page(
    request: HttpRequest, template: str, page: GovPage, title: str, context: dict[str, Any]
) -> HttpResponse:
    """Return a page that asks about one draft."""
    context |= {
        "title": title,
        "page": page,
        "breadcrumbs_items": [
            {"url": reverse("review:desk"), "label": "审校"},
            {"url": "", "label": title},
        ],
        "header_icon": "clipboard-list",
    }
    return render(request, template, context)
