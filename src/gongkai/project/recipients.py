"""Find the officers whom a scheduled job tells something."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q

from gongkai.domain.roles import Role
from gongkai.foundation.accounts.models import Post, User


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


def office(on: date) -> list[User]:
    """Return the officers of the open-government office."""
    return holders(Role.OGI_OFFICER, on=on)


def administrators(on: date) -> list[User]:
    """Return who looks after the system: its administrators and the office."""
    return holders(Role.SYSTEM_ADMIN, Role.OGI_OFFICER, on=on)
