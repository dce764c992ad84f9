"""Read officers and posts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest

from gongkai.domain.errors import Refusal
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.organs.models import Organ


class PostMissing(Refusal):
    """The person does not hold the post this step asks for."""

    code = "post_missing"


def officer_of(request: HttpRequest) -> User:
    """Return the signed-in officer; the admin lets nobody else in.

    Raises:
        PermissionDenied: nobody is signed in.
    """
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def posts_held(user_id: int, on: date) -> list[Post]:
    """Return the posts the person holds on a day."""
    return list(
        Post.objects.filter(
            Q(to_on__isnull=True) | Q(to_on__gte=on),
            user_id=user_id,
            user__is_active=True,
            from_on__lte=on,
        ).select_related("organ")
    )


def roles_held(user_id: int, on: date) -> frozenset[Role]:
    """Return the roles the person holds anywhere on a day."""
    return frozenset(Role(post.role) for post in posts_held(user_id, on))


def roles_from(user_id: int, on: date) -> frozenset[Role]:
    """Return the roles of the person's posts on a day and later, of a closed account too."""
    rows = Post.objects.filter(Q(to_on__isnull=True) | Q(to_on__gte=on), user_id=user_id)
    return frozenset(Role(role) for role in rows.order_by().values_list("role", flat=True))


def required_post(*, user: User, organ: Organ, role: Role, on: date) -> Post:
    """Return the person's post of this role in this organ.

    Raises:
        PostMissing: the person holds no such post on that day, or is deactivated.
    """
    post = (
        Post.objects.filter(
            Q(to_on__isnull=True) | Q(to_on__gte=on),
            user_id=user.pk,
            user__is_active=True,
            organ_id=organ.pk,
            role=role.value,
            from_on__lte=on,
        )
        .order_by()
        .first()
    )
    if post is not None:
        post.organ = organ
        return post
    raise PostMissing(name=user.name, organ=organ.short_name, role=role.label)


def organs_of(user_id: int, on: date) -> set[int]:
    """Return the ids of the organs in which the person holds a post."""
    return {post.organ_id for post in posts_held(user_id, on)}


def holders(*roles: Role, on: date, organ_ids: Iterable[int] | None = None) -> list[User]:
    """Return the active officers who hold one of the roles on a day, each once.

    Args:
        roles: which posts.
        on: the day.
        organ_ids: in which organs; None for everywhere.
    """
    posts = Post.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=on),
        role__in=[role.value for role in roles],
        from_on__lte=on,
        user__is_active=True,
    ).select_related("user")
    if organ_ids is not None:
        posts = posts.filter(organ_id__in=list(organ_ids))
    return list({post.user_id: post.user for post in posts.order_by("pk")}.values())


def open_government_officers(on: date) -> list[User]:
    """Return the officers of the open-government office."""
    return holders(Role.OGI_OFFICER, on=on)


def administrators(on: date) -> list[User]:
    """Return who looks after the system: its administrators and the office."""
    return holders(Role.SYSTEM_ADMIN, Role.OGI_OFFICER, on=on)


def colleagues(user: User, organ_ids: Iterable[int], on: date) -> list[User]:
    """Return the other active officers with a post in one of the organs, by name."""
    found = User.objects.filter(
        Q(posts__to_on__isnull=True) | Q(posts__to_on__gte=on),
        posts__organ_id__in=list(organ_ids),
        posts__from_on__lte=on,
        is_active=True,
    )
    return list(found.exclude(pk=user.pk).distinct().order_by("name", "pk"))
