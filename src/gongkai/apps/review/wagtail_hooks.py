"""Hook the review into Wagtail: menu, the button that submits, edits that void."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from gongkai.apps.review import queries, services, urls
from gongkai.apps.review.views.access import posts_of, sets_chains
from gongkai.apps.review.views.submitting import hand_in, must_be_put_right
from gongkai.domain.review.editions import EditionKind
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import officer_of
from gongkai.foundation.pages.models import GovPage

SUBMIT, EMERGENCY = "action-gongkai-submit", "action-gongkai-emergency"


class DeskItem(MenuItem):
    """An entry for whoever holds a post; officers without any have no use for it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to whoever has a duty, his own or one he stands in for."""
        actor = officer_of(request)
        return actor.is_superuser or bool(posts_of(actor))


class ChainsItem(MenuItem):
    """The entry for whoever says which reviews an organ's texts pass."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to the county office and the system administrator."""
        actor = officer_of(request)
        return sets_chains(actor, posts_of(actor))


class SubmitItem(ActionMenuItem):
    """Save the draft and hand it to the first reviewer."""

    label = "保存并送审"
    name = SUBMIT
    icon_name = "clipboard-list"
    order = 0


class EmergencyItem(ActionMenuItem):
    """Save the draft and go to the page that releases it before the reviews."""

    label = "保存并应急发布"
    name = EMERGENCY
    icon_name = "warning"

    def is_shown(self, context: Mapping[str, Any]) -> bool:
        """Show it to a final reviewer of the page's organ, on a page that exists."""
        page = context.get("page")
        if not super().is_shown(context) or context["view"] != "edit" or page is None:
            return False
        return any(
            post.role == Role.FINAL_REVIEWER.value and post.organ_id == page.organ_id
            for post in posts_of(officer_of(context["request"]))
        )


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    """Put the desk under the admin."""
    return [path("review/", include(urls))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Put the desk, the delegations and the chains into the side menu."""
    desk = DeskItem("审校台", reverse("review:desk"), icon_name="clipboard-list", order=1)
    mine = DeskItem("我的委托", reverse("review:delegations"), icon_name="group", order=2)
    chains = ChainsItem("审核流程", reverse("review:chains"), icon_name="list-ul", order=3)
    items = Menu(items=[desk, mine, chains])
    return SubmenuMenuItem("审校", items, name="review", icon_name="clipboard-list", order=110)


@hooks.register("register_page_action_menu_item")
def register_submit_item() -> ActionMenuItem:
    """Offer submitting in the editor."""
    return SubmitItem(order=10)


@hooks.register("register_page_action_menu_item")
def register_emergency_item() -> ActionMenuItem:
    """Offer the emergency release to those who may."""
    return EmergencyItem(order=20)


@hooks.register("construct_page_action_menu")
def keep_one_door(items: list[Any], _request: HttpRequest, _context: Any) -> None:
    """Leave only saving and submitting: publishing is the review's, deleting is in the list."""
    items[:] = [
        item
        for item in items
        if item.name in {SUBMIT, EMERGENCY, None, "action-save-draft"}
        or type(item).__name__ in {"SaveDraftMenuItem", "PageLockedMenuItem"}
    ]


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def after_edit(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Void reviews under way after an edit; submit or go on to the release when asked to."""
    voided = services.void(page_id=page.pk, actor=request.user, at=clock.now())  # type: ignore[arg-type]
    if voided:
        messages.warning(request, "稿件改动后，原来的审核作废，请重新送审。")
    if EMERGENCY in request.POST:
        return redirect("review:emergency", page.pk)
    if SUBMIT not in request.POST:
        return None
    if queries.editions_of(page.pk):
        return redirect("review:submit", page.pk)  # asks what the public reads about the change
    submission = hand_in(request, page.pk, EditionKind.MAJOR, "")
    if submission is None and must_be_put_right(page.pk):
        return redirect("content_checks:page", page.pk)
    if submission is None:
        return redirect("wagtailadmin_pages:edit", page.pk)
    return redirect("review:detail", submission.pk)


_KEPT = "公开过或者送审过的信息不能删除。需要下线时，请在审校中撤稿并写明理由。"


@hooks.register("before_delete_page")
def keep_what_was_public(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Refuse to delete what was once public or under review."""
    if not queries.must_be_kept(page):
        return None
    messages.error(request, _KEPT)
    return redirect("wagtailadmin_explore", page.get_parent().pk)


@hooks.register("before_bulk_action")
def keep_all_that_was_public(
    request: HttpRequest, action_type: str, objects: Any, action: Any
) -> HttpResponse | None:
    """Refuse to delete many pages at once when one of them must be kept."""
    pages = [page for page in objects if isinstance(page, GovPage)]
    if action_type != "delete" or not any(queries.must_be_kept(page) for page in pages):
        return None
    messages.error(request, _KEPT)
    return redirect("wagtailadmin_explore_root")
