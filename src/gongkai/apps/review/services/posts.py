"""Find the post somebody acts in: his own, or one delegated to him."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from gongkai.apps.review.queries import delegations_on
from gongkai.domain.review.delegation import on_behalf
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.accounts.queries import PostMissing, required_post
from gongkai.foundation.organs.models import Organ


@dataclass(frozen=True, slots=True)
class ActingPost:
    """The post in which somebody acts.

    Attributes:
        post: the post itself.
        acting_for: name of its holder when it was delegated; empty in one's own post.
    """

    post: Post
    acting_for: str = ""

    def __str__(self) -> str:
        """Return the post in words, with the person acted for."""
        held = str(self.post)
        return on_behalf(held, self.acting_for) if self.acting_for else held


@dataclass(slots=True)
class Officer:
    """Who acts and when, with the posts found for him so far."""

    actor: User
    at: datetime
    posts: dict[tuple[int, Role], ActingPost] = field(default_factory=dict)

    def post(self, organ: Organ, role: Role) -> ActingPost:
        """Return his post of a role in an organ; looked up once for each.

        Raises:
            PostMissing: he neither holds the post nor acts for its holder.
        """
        key = (organ.pk, role)
        if key not in self.posts:
            self.posts[key] = acting_post(user=self.actor, organ=organ, role=role, at=self.at)
        return self.posts[key]


def acting_post(*, user: User, organ: Organ, role: Role, at: datetime) -> ActingPost:
    """Return the person's own post, or the one a holder delegated to him.

    Raises:
        PostMissing: there is neither.
    """
    on = clock.day_of(at)
    try:
        return ActingPost(required_post(user=user, organ=organ, role=role, on=on))
    except PostMissing:
        delegation = (
            delegations_on(user.pk, on)
            .filter(post__organ_id=organ.pk, post__role=role.value)
            .first()
        )
        if delegation is None:
            raise
    delegation.post.organ = organ
    return ActingPost(delegation.post, delegation.post.user.name)
