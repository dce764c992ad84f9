"""Acts on one text beside the opinions: recall, cancel, keep, withdraw.

Each ends on the text's page with a sentence, whatever was sent.
"""

from __future__ import annotations

from collections.abc import Callable

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
from gongkai.foundation.pages.queries import live_page_at


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
    done = "《{title}》的定时发布已取消，回到待三审。"
    return _with_reason(request, pk, "cancel", services.cancel_release, done)


@posted_only
def keep(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a text released in an emergency public in spite of an objection."""
    return _with_reason(request, pk, "keep", services.keep, "《{title}》维持发布，继续补审。")


def _with_reason(
    request: HttpRequest, pk: int, prefix: str, act: Callable[..., object], done: str
) -> HttpResponse:
    """Carry out an act that asks for nothing but its reason."""
    submission = visible(request, pk)
    form = ReasonForm(request.POST, prefix=prefix)
    actor = officer_of(request)
    if not form.is_valid():
        _complain(request, form)
        return redirect("review:detail", pk)
    reason = form.cleaned_data["reason"]
    _carry_out(
        request,
        lambda: act(submission_id=pk, reason=reason, actor=actor, at=clock.now()),
        done.format(title=submission.title),
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
            redirect_to=live_page_at(data["redirect_to"]),
            actor=actor,
            at=clock.now(),
        ),
        f"《{submission.title}》已撤稿。",
    )
    return redirect("review:detail", pk)
