"""Open accounts, fill posts and end them."""

from __future__ import annotations

from datetime import date, datetime

from django.contrib.auth.models import Group
from django.db import transaction

from gongkai.domain.roles import Role, check_roles_together
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.accounts.queries import roles_from
from gongkai.foundation.audit import services as audit


@transaction.atomic
def open_account(
    *,
    username: str,
    name: str,
    at: datetime,
    actor: User | None,
    password_hash: str | None = None,
    is_superuser: bool = False,
) -> User:
    """Open an account; without ``password_hash`` the person cannot sign in yet."""
    user = User(username=username, name=name, is_superuser=is_superuser, is_staff=is_superuser)
    user.date_joined = at
    if password_hash is None:
        user.set_unusable_password()
    else:
        user.password = password_hash
    user.save(force_insert=True)
    audit.record(action="accounts.open", subject=user, at=at, actor=actor)
    return user


@transaction.atomic
def appoint(
    *,
    user_id: int,
    organ_id: int,
    role: Role,
    at: datetime,
    actor: User | None,
    from_on: date,
    title: str = "",
) -> Post:
    """Give a person a post and the rights that go with it.

    Raises:
        AdministratorsNotSeparate: two of the three administrators' posts would meet.
    """
    user = User.objects.get(pk=user_id)
    check_roles_together({*roles_from(user_id, from_on), role})
    post = Post.objects.create(
        user=user, organ_id=organ_id, role=role.value, title=title, from_on=from_on
    )
    user.groups.add(*_groups_of(post))
    audit.record(action="accounts.appoint", subject=post, at=at, actor=actor, user=user.username)
    return post


def group_name(role: Role, organ_code: str = "") -> str:
    """Return the name of the group whose members have a role, everywhere or in one organ."""
    return f"{role.label}·{organ_code}" if organ_code else role.label


def _groups_of(post: Post) -> list[Group]:
    """Return the groups a post puts its holder into; editors also get their organ's pages."""
    role = Role(post.role)
    names = [group_name(role)]
    if role is Role.EDITOR:
        names.append(group_name(role, post.organ.code))
    return [Group.objects.get_or_create(name=name)[0] for name in names]


@transaction.atomic
def end_post(*, post_id: int, on: date, at: datetime, actor: User | None) -> Post:
    """End a post on a day; the row stays as evidence of who held it."""
    post = Post.objects.select_for_update().get(pk=post_id)
    post.to_on = on
    post.save(update_fields=["to_on"])
    kept = Post.objects.filter(user=post.user, to_on__isnull=True).select_related("organ")
    post.user.groups.set({group for other in kept for group in _groups_of(other)})
    audit.record(action="accounts.end_post", subject=post, at=at, actor=actor)
    return post


@transaction.atomic
def deactivate(*, user_id: int, at: datetime, actor: User | None) -> User:
    """Close an account; the person can no longer sign in, his records stay."""
    user = User.objects.select_for_update().get(pk=user_id)
    user.is_active = False
    user.save(update_fields=["is_active"])
    audit.record(action="accounts.deactivate", subject=user, at=at, actor=actor)
    return user
