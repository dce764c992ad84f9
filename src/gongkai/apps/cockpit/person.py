"""Know who looks: his posts, what they let him see, whose work they make his."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from gongkai.apps.review import queries as review
from gongkai.apps.websites import queries as websites
from gongkai.apps.websites.queries import OverdueSection
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import Post, User

REVIEWERS = frozenset(
    {Role.FIRST_REVIEWER, Role.SECOND_REVIEWER, Role.SECRECY_REVIEWER, Role.FINAL_REVIEWER}
)
REQUEST_OFFICERS = frozenset({Role.FOI_REGISTRAR, Role.FOI_HANDLER, Role.FOI_HEAD})
ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN})


@dataclass(frozen=True)  # no slots: what is read once is kept on it
class Person:
    """The officer at the desk, read once.

    Attributes:
        user: the account.
        posts: his posts of today, and those he stands in for.
        roles: the roles of these posts.
        organ_ids: the organs of these posts.
        at: now.
    """

    user: User
    posts: tuple[Post, ...]
    roles: frozenset[Role]
    organ_ids: frozenset[int]
    at: datetime

    @property
    def sees_county(self) -> bool:
        """Tell whether the whole county is his business."""
        return bool(self.user.is_superuser or Role.OGI_OFFICER in self.roles)

    @property
    def scope(self) -> set[int] | None:
        """Return the organs whose work is his; None for all of the county."""
        return None if self.sees_county else set(self.organ_ids)

    @cached_property
    def overdue_sections(self) -> list[OverdueSection]:
        """Return the sections of his work that should have been updated by now."""
        found = websites.overdue_sections(clock.day_of(self.at))
        scope = self.scope
        return [row for row in found if scope is None or row.section.organ_id in scope]

    def is_one_of(self, roles: frozenset[Role]) -> bool:
        """Tell whether he holds one of the roles."""
        return bool(self.roles & roles)


def person(user: User, at: datetime) -> Person:
    """Return who the officer is at this moment."""
    posts = tuple(review.posts_for(user.pk, clock.day_of(at)))
    return Person(
        user,
        posts,
        frozenset(Role(post.role) for post in posts),
        frozenset(post.organ_id for post in posts),
        at,
    )
