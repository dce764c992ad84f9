"""Divide and join requests on their page; decide on what several asked for."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views import View
from wagtail.admin.auth import require_admin_access

from gongkai.apps.foi import services
from gongkai.apps.foi.desk_views import visible_requests
from gongkai.apps.foi.models import ProactiveDecision
from gongkai.apps.foi.queries.proposals import proposals, recent
from gongkai.apps.foi.views import opened
from gongkai.domain.errors import Refusal
from gongkai.domain.foi.likeness import SOURCE, ProposalDecision
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import posts_held
from gongkai.foundation.refusals import sentence
from gongkai.foundation.ui.records import visible_to

_SHOWN = 50


class SplitView(View):
    """Make one request of each matter."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Divide, or say why not."""
        row = opened(request, pk)
        who: dict[str, Any] = {"actor": request.user, "at": clock.now()}
        pieces = request.POST.get("pieces", "").splitlines()
        try:
            made = services.split_request(request_id=row.pk, pieces=pieces, **who)
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
        else:
            messages.success(request, f"已分成{len(made)}件，分别编号。")
        return redirect("foi_requests:detail", row.pk)


class JoinView(View):
    """Handle a request together with another."""

    http_method_names = ("post",)

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Join or part them, or say why not."""
        row = opened(request, pk)
        who: dict[str, Any] = {"actor": request.user, "at": clock.now()}
        number = request.POST.get("lead_number", "")[:60]
        try:
            services.join_request(request_id=row.pk, lead_number=number, **who)
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
        else:
            messages.success(request, "已保存。")
        return redirect("foi_requests:detail", row.pk)


class ProposalView(View):
    """What several applicants were given, and what was decided about it."""

    def get(self, request: HttpRequest) -> HttpResponse:
        """Show the proposals of the person's organs."""
        rows = visible_requests(request)
        decided = visible_to(
            ProactiveDecision.objects.select_related("lead"), request.user, "organ"
        )
        posts = posts_held(request.user.pk or 0, clock.today())
        context = {
            "title": "转为主动公开",
            "header_icon": "mail",
            "breadcrumbs_items": [
                {"url": reverse("foi_requests:desk"), "label": "依申请公开"},
                {"url": "", "label": "转为主动公开"},
            ],
            "source": SOURCE,
            "found": proposals(rows, recent(clock.today()))[:_SHOWN],
            "decided": decided[:_SHOWN],
            "may_decide": {post.organ_id for post in posts if post.role == Role.FOI_HEAD.value},
        }
        return render(request, "foi/proposals.html", context)

    def post(self, request: HttpRequest) -> HttpResponse:
        """Decide, or say why not."""
        lead, decision = request.POST.get("lead", ""), request.POST.get("decision", "")
        known = lead.isdecimal() and decision in ProposalDecision.values()
        row = opened(request, int(lead)) if known else None
        if row is None:
            messages.error(request, "请选择纳入或者不纳入。")
            return redirect("foi_requests:proposals")
        who: dict[str, Any] = {"actor": request.user, "at": clock.now()}
        reason = request.POST.get("reason", "")[:300]
        try:
            services.decide_proactive(
                lead_id=row.pk, decision=ProposalDecision(decision), reason=reason, **who
            )
        except Refusal as refusal:
            messages.error(request, sentence(refusal))
        else:
            messages.success(request, "已登记决定。")
        return redirect("foi_requests:proposals")


split = require_admin_access(SplitView.as_view())
join = require_admin_access(JoinView.as_view())
proposal = require_admin_access(ProposalView.as_view())
