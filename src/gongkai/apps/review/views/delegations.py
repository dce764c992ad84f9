"""Who reviews in my place, and in whose place I review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from gongkai.apps.review import queries, services
from gongkai.apps.review.forms import DelegationForm
from gongkai.apps.review.models import Delegation
from gongkai.apps.review.views.access import posted_only
from gongkai.domain.errors import Refusal
from gongkai.domain.review.delegation import DELEGABLE, LONGEST_DELEGATION_DAYS
from gongkai.domain.roles import Role
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.accounts.queries import colleagues, officer_of, posts_held

_SHOWN = 50


def delegations(request: HttpRequest) -> HttpResponse:
    """List my delegations and those given to me; take a new one."""
    actor, today = officer_of(request), clock.today()
    posts = [p for p in posts_held(actor.pk, today) if Role(p.role) in DELEGABLE]
    data = request.POST if request.method == "POST" else None
    form = DelegationForm({p.pk: str(p) for p in posts}, _colleagues(actor, posts), data)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = services.delegate(
                post_id=given["post"],
                delegate_id=given["delegate"],
                from_on=given["from_on"],
                to_on=given["to_on"],
                reason=given["reason"],
                actor=actor,
                at=clock.now(),
            )
        except Refusal as refusal:
            messages.error(request, refusals.sentence(refusal))
        else:
            messages.success(request, f"已委托{made.delegate.name}代审，到{made.to_on}止。")
            return redirect("review:delegations")
    rows = queries.delegations_of(actor.pk)[:_SHOWN]
    context = {
        "title": "我的委托",
        "form": form if posts else None,
        "rows": [(row, _how_it_stands(row, today), row.post.user_id == actor.pk) for row in rows],
        "most_days": LONGEST_DELEGATION_DAYS,
        "breadcrumbs_items": [
            {"url": reverse("review:desk"), "label": "审校"},
            {"url": "", "label": "我的委托"},
        ],
        "header_icon": "group",
    }
    return render(request, "review/delegations.html", context)


@posted_only
def end_delegation(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a delegation back."""
    row = get_object_or_404(Delegation.objects.select_related("delegate"), pk=pk)
    try:
        services.end_delegation(delegation_id=pk, actor=officer_of(request), at=clock.now())
    except Refusal as refusal:
        messages.error(request, refusals.sentence(refusal))
    else:
        messages.success(request, f"{row.delegate.name}的代审已收回。")
    return redirect("review:delegations")


def _colleagues(actor: User, posts: Sequence[Post]) -> dict[int, str]:
    """Return the officers with a post in the same organs, who can stand in."""
    found = colleagues(actor, {post.organ_id for post in posts}, clock.today())
    return {user.pk: user.name for user in found}


def _how_it_stands(row: Delegation, today: date) -> str:
    """Return whether a delegation is to come, running, over or taken back."""
    if row.ended_at is not None:
        return "已收回"
    if row.to_on < today:
        return "已到期"
    return "生效中" if row.from_on <= today else "未开始"
