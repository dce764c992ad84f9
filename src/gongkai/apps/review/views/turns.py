"""Say whose turn a text is, what the signed-in officer may do with it, and how far it came."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.http import HttpRequest

from gongkai.apps.review import queries
from gongkai.apps.review.desk import level_now
from gongkai.apps.review.models import Step, Submission
from gongkai.apps.review.views.access import posts_of
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import PASSING, State, role_for
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.queries import officer_of

LEVEL_NAMES: Mapping[State, str] = MappingProxyType(
    {
        State.FIRST_REVIEW: "一审一校",
        State.SECOND_REVIEW: "二审二校",
        State.LEGALITY_REVIEW: "合法性审核",
        State.SECRECY_REVIEW: "保密审查",
        State.FINAL_REVIEW: "三审三校",
    }
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What the signed-in officer may do with a text now.

    Attributes:
        level: the level that waits for an opinion; None when none does.
        is_mine: he holds the post of that level, or stands in for its holder.
        blocked_by: code of the refusal that keeps him from it nevertheless.
        is_author: he submitted the text.
        is_final: he is the organ's final reviewer, or stands in for him.
    """

    level: State | None
    is_mine: bool
    blocked_by: str
    is_author: bool
    is_final: bool

    @property
    def level_label(self) -> str:
        """Return the name of the level that waits."""
        return LEVEL_NAMES[self.level] if self.level else ""

    @property
    def role_label(self) -> str:
        """Return the post that the text waits for."""
        return role_for(self.level).label if self.level else ""


def turn_of(request: HttpRequest, submission: Submission) -> Turn:
    """Return what the officer may do with a text."""
    actor = officer_of(request)
    roles = {Role(p.role) for p in posts_of(actor) if p.organ_id == submission.organ_id}
    level = level_now(submission)
    is_mine = level is not None and role_for(level) in roles
    return Turn(
        level=level,
        is_mine=is_mine,
        blocked_by=queries.why_not(submission, actor) if is_mine else "",
        is_author=actor.pk == submission.submitted_by_id,
        is_final=Role.FINAL_REVIEWER in roles,
    )


@dataclass(frozen=True, slots=True)
class Link:
    """One level of a text's chain.

    Attributes:
        name: 一审一校 and so on.
        role: the post that holds the level.
        step: how it was passed; None while it was not.
        is_current: the text waits here.
    """

    name: str
    role: str
    step: Step | None
    is_current: bool


def chain_of(submission: Submission, steps: Sequence[Step]) -> list[Link]:
    """Return the levels of a text's chain with who passed them."""
    passed = {
        step.level: step
        for step in steps
        if step.action in {action.value for action in PASSING}
        and step.secrecy_conclusion != SecrecyConclusion.REFERRED.value
    }
    now = level_now(submission)
    return [
        Link(LEVEL_NAMES[level], role_for(level).label, passed.get(level.value), level is now)
        for level in submission.levels
    ]
