"""Say who may read what on the reviewers' screens."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from gongkai.apps.review import queries
from gongkai.apps.review.models import Submission
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.accounts.queries import officer_of
from gongkai.foundation.pages.models import GovPage

READS_ALL = frozenset({Role.OGI_OFFICER, Role.AUDIT_ADMIN})
SETS_CHAINS = frozenset({Role.OGI_OFFICER, Role.SYSTEM_ADMIN})
_POSTS = "_gongkai_duties"  # remembered on the officer for one request
_READ = ("organ", "page", "revision", "submitted_by", "final_reviewer")


def reads_all(actor: User, posts: list[Post]) -> bool:
    """Tell whether the officer may read the texts of every organ."""
    return bool(actor.is_superuser or {Role(post.role) for post in posts} & READS_ALL)


def sets_chains(actor: User, posts: list[Post]) -> bool:
    """Tell whether the officer may say which reviews an organ's texts pass."""
    return bool(actor.is_superuser or {Role(post.role) for post in posts} & SETS_CHAINS)


def visible(request: HttpRequest, pk: int) -> Submission:
    """Return a text the officer may read.

    Raises:
        Http404: there is no such text.
        PermissionDenied: it belongs to an organ in which he has no duty.
    """
    submission = get_object_or_404(Submission.objects.select_related(*_READ), pk=pk)
    actor = officer_of(request)
    posts = posts_of(actor)
    if submission.organ_id not in {post.organ_id for post in posts} and not reads_all(actor, posts):
        raise PermissionDenied
    return submission


def posts_of(actor: User) -> list[Post]:
    """Return the posts whose duties the officer has today, his own and those he stands in for."""
    known: list[Post] | None = getattr(actor, _POSTS, None)  # the menu asks at every entry
    if known is None:
        known = queries.posts_for(actor.pk, clock.today())
        setattr(actor, _POSTS, known)
    return known


def posted_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only a sent form act; whoever opens the address is told so and shown the way back."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if request.method == "POST":
            return view(request, *args, **kwargs)
        context = {"title": "这一步要在页面上按按钮办理", "desk": reverse("review:desk")}
        response = render(request, "review/not_by_link.html", context, status=405)
        response["Allow"] = "POST"
        return response

    return checked


def may_touch(request: HttpRequest, page_id: int) -> GovPage:
    """Return a page whose organ the officer has a duty in; the services ask for the post.

    Raises:
        Http404: there is no such page.
        PermissionDenied: it belongs to an organ in which he has no duty.
    """
    page = get_object_or_404(GovPage.objects.select_related("organ"), pk=page_id)
    actor = officer_of(request)
    organs = {post.organ_id for post in posts_of(actor)}
    if page.organ_id is not None and page.organ_id not in organs and not actor.is_superuser:
        raise PermissionDenied
    return page
