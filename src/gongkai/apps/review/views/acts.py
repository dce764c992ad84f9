"""Acts on one text beside the opinions: recall, cancel, keep, withdraw.

Each ends on the text's page with a sentence, whatever was sent.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from gongkai.apps.review import services
from gongkai.apps.review.forms import ReasonForm, WithdrawForm
from gongkai.apps.review.views.access import posted_only, visible
from gongkai.domain.errors import Refusal
from gongkai.domain.review.withdrawals import WithdrawalKind
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.queries import officer_of
from gongkai.foundation.pages.models import GovPage


def _carry_out(request: HttpRequest, act: Callable[[], object], done: str) -> None:
    """Carry out one act and tell the officer what came of it."""
    try:
        act()
    except Refusal as refusal:
        messages.error(request, refusals.sentence(refusal))
    else:
        messages.success(request, done)


def _complain(request: HttpRequest, form: forms.Form) -> None:
    """Tell the officer what is missing in a form."""
    messages.error(request, " ".join(str(e) for found in form.errors.values() for e in found))


@posted_only
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a text back before it is public; its author does."""
    submission = visible(request, pk)
    actor = officer_of(request)
    _carry_out(
        request,
        lambda: services.recall(submission_id=pk, actor=actor, at=clock.now()),
        f"《{submission.title}》已撤回送审，改好后请重新送审。",
    )
    return redirect("review:detail", pk)


@posted_only
def cancel_release(request: HttpRequest, pk: int) -> HttpResponse:
    """Call a timed release off."""
    submission = visible(request, pk)
    form = ReasonForm(request.POST, prefix="cancel")
    actor = officer_of(request)
    if not form.is_valid():
        _complain(request, form)
        return redirect("review:detail", pk)
    _carry_out(
        request,
        lambda: services.cancel_release(
            submission_id=pk, reason=form.cleaned_data["reason"], actor=actor, at=clock.now()
        ),
        f"《{submission.title}》的定时发布已取消，回到待三审。",
    )
    return redirect("review:detail", pk)


@posted_only
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a text released in an emergency public in spite of an objection."""
    submission = visible(request, pk)
    form = ReasonForm(request.POST, prefix="keep")
    actor = officer_of(request)
    if not form.is_valid():
        _complain(request, form)
        return redirect("review:detail", pk)
    _carry_out(
        request,
        lambda: services.keep(
            submission_id=pk, reason=form.cleaned_data["reason"], actor=actor, at=clock.now()
        ),
        f"《{submission.title}》维持发布，继续补审。",
    )
    return redirect("review:detail", pk)


@posted_only
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a published text off the site."""
    submission = visible(request, pk)
    form = WithdrawForm(request.POST, prefix="withdraw")
    actor = officer_of(request)
    if not form.is_valid():
        _complain(request, form)
        return redirect("review:detail", pk)
    data = form.cleaned_data
    _carry_out(
        request,
        lambda: services.withdraw(
            page_id=submission.page_id,
            kind=WithdrawalKind(data["kind"]),
            public_reason=data["public_reason"],
            internal_reason=data["internal_reason"],
            redirect_to=page_at(data["redirect_to"]),
            actor=actor,
            at=clock.now(),
        ),
        f"《{submission.title}》已撤稿。",
    )
    return redirect("review:detail", pk)


def page_at(address: str) -> int | None:
    """Return the number of the live page at an address an officer copied; None when none is.

    The last part of an address names one page; when several sites use it, the whole path
    decides.
    """
    try:
        parts = [part for part in urlsplit(address.strip()).path.split("/") if part]
    except ValueError:  # no address at all
        return None
    if not parts:
        return None
    found = list(GovPage.objects.filter(slug=parts[-1], live=True)[:20])
    if len(found) == 1:
        return int(found[0].pk)
    path = "/".join(parts)
    return next(
        (int(page.pk) for page in found if (page.url or "").strip("/").endswith(path)), None
    )
