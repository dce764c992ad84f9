"""Hook the review into Wagtail: menu, the button that submits, edits that void."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, reverse
from wagtail import hooks
from wagtail.admin.action_menu import ActionMenuItem
from wagtail.admin.menu import MenuItem

from gongkai.apps.review import queries, services, urls
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.queries import posts_held
from gongkai.foundation.pages.models import GovPage


class ReviewMenuItem(MenuItem):
    """The desk in the side menu; officers without any post have no use for it."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Show it to whoever holds a post."""
        return bool(
            request.user.is_superuser or posts_held(int(request.user.pk or 0), clock.today())
        )


class SubmitItem(ActionMenuItem):
    """Save the draft and hand it to the first reviewer."""

    label = "保存并送一审"
    name = "action-gongkai-submit"
    icon_name = "clipboard-list"
    order = 0


@hooks.register("register_admin_urls")
def register_urls() -> list[Any]:
    """Put the desk under the admin."""
    return [path("review/", include(urls))]


@hooks.register("register_admin_menu_item")
def register_menu_item() -> MenuItem:
    """Put the desk into the side menu."""
    return ReviewMenuItem(
        "审校", reverse("review:desk"), name="review", icon_name="clipboard-list", order=110
    )


@hooks.register("register_page_action_menu_item")
def register_submit_item() -> ActionMenuItem:
    """Offer submitting in the editor."""
    return SubmitItem(order=10)


@hooks.register("construct_page_action_menu")
def keep_one_door(items: list[Any], _request: HttpRequest, _context: Any) -> None:
    """Leave only saving and submitting: publishing is the review's, deleting is in the list."""
    items[:] = [
        item
        for item in items
        if item.name in {"action-gongkai-submit", None, "action-save-draft"}
        or type(item).__name__ in {"SaveDraftMenuItem", "PageLockedMenuItem"}
    ]


@hooks.register("after_create_page")
@hooks.register("after_edit_page")
def after_edit(request: HttpRequest, page: Any) -> HttpResponse | None:
    """Void reviews under way after an edit; submit when asked to."""
    voided = services.void(page_id=page.pk, actor=request.user, at=clock.now())  # type: ignore[arg-type]
    if voided:
        messages.warning(request, "稿件改动后，原来的审核作废，请重新送审。")
    if "action-gongkai-submit" not in request.POST:
        return None
    try:
        submission = services.submit(page_id=page.pk, actor=request.user, at=clock.now())  # type: ignore[arg-type]
    except Refusal as refusal:
        messages.error(request, refusals.sentence(refusal))
        return redirect("wagtailadmin_pages:edit", page.pk)
    messages.success(request, f"《{submission.title}》已送一审。")
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
