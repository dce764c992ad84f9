"""Pages about new-media accounts in the admin."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from wagtail.admin.ui.menus import MenuItem

from gongkai.apps.new_media import queries, services
from gongkai.apps.new_media.forms import StepForm
from gongkai.apps.new_media.models import NewMediaAccount
from gongkai.domain.errors import Refusal
from gongkai.domain.new_media.accounts import AccountAction, AccountState, allowed_actions
from gongkai.domain.new_media.staleness import Freshness
from gongkai.foundation import clock, refusals
from gongkai.foundation.ui.records import RecordIndexView, visible_to


def freshness_in_words(account: Any) -> str:
    """Return how long an account has been silent, as its list says it."""
    standing = queries.standing_of(account, clock.today())
    if standing is None:
        return "不要求更新"
    if standing.days_since_update is None:
        return "没有更新记录"
    said = f"{standing.days_since_update}天未更新" if standing.days_since_update else "今天已更新"
    fresh = standing.freshness is Freshness.FRESH
    return said if fresh else f"{said}（{standing.freshness.label}）"


class AccountIndexView(RecordIndexView):
    """The list of accounts, each with the way to its filings."""

    def get_list_more_buttons(self, instance: NewMediaAccount) -> list[Any]:
        """Return Wagtail's buttons and the filings."""
        buttons = list(super().get_list_more_buttons(instance))
        if self.user_has_permission("change"):
            url = reverse("newmediaaccount:steps", args=(instance.pk,))
            buttons.append(MenuItem("办理备案事项", url=url, icon_name="history", priority=15))
        return buttons


class StepsView(View):
    """Show what was filed about an account and file the next step."""

    viewset: Any = None

    def _account(self, request: HttpRequest, pk: int) -> NewMediaAccount:
        if not self.viewset.permission_policy.user_has_permission(request.user, "change"):
            raise PermissionDenied
        rows = NewMediaAccount.objects.select_related("organ")
        account: NewMediaAccount = get_object_or_404(visible_to(rows, request.user, "organ"), pk=pk)
        return account

    def get(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Show the filings and the steps open now."""
        account = self._account(request, pk)
        return self._page(request, account, StepForm(initial={"on": clock.today()}))

    def post(self, request: HttpRequest, pk: int) -> HttpResponse:
        """File one step."""
        account = self._account(request, pk)
        form = StepForm(request.POST)
        if not form.is_valid():
            return self._page(request, account, form, status=422)
        action = AccountAction(form.cleaned_data["action"])
        try:
            services.file_step(
                account_id=account.pk,
                action=action,
                on=form.cleaned_data["on"],
                basis=form.cleaned_data["basis"],
                actor=request.user,  # type: ignore[arg-type]
                at=clock.now(),
            )
        except Refusal as refusal:
            messages.error(request, refusals.sentence(refusal))
            return self._page(request, account, form, status=422)
        messages.success(request, f"已办理：{action.label}。")
        return redirect("newmediaaccount:steps", pk)

    def _page(
        self, request: HttpRequest, account: NewMediaAccount, form: StepForm, status: int = 200
    ) -> HttpResponse:
        context = {
            "title": account.name,
            "header_icon": "history",
            "breadcrumbs_items": [
                {"url": reverse("wagtailadmin_home"), "label": "首页"},
                {"url": reverse("newmediaaccount:index"), "label": "新媒体账号"},
                {"url": "", "label": account.name},
            ],
            "account": account,
            "actions": allowed_actions(AccountState(account.state)),
            "filings": account.filings.select_related("filed_by"),
            "form": form,
        }
        return render(request, "new_media/account_steps.html", context, status=status)
