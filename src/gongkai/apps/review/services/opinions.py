"""Hold what a reviewer says, and keep it as his step of the record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from gongkai.apps.review.models import Step, Submission
from gongkai.apps.review.services.posts import ActingPost
from gongkai.domain.errors import Refusal
from gongkai.domain.review.checklists import CHECKLISTS
from gongkai.domain.review.opinions import Proofreading
from gongkai.domain.review.secrecy import (
    ACTION_AFTER,
    SecrecyConclusion,
    SecrecyGround,
    check_secrecy_conclusion,
)
from gongkai.domain.review.three_reviews import Action, State
from gongkai.foundation.accounts.models import User


class SecrecyConclusionMissing(Refusal):
    """The secrecy review passes a text without a conclusion."""

    code = "secrecy_conclusion_missing"


@dataclass(frozen=True, slots=True)
class Opinion:
    """What a reviewer says at his level.

    Attributes:
        text: the opinion in words; required for a return.
        proofreading: slips found and corrected; required to pass one of the three reviews.
        secrecy: conclusion of the secrecy review, at that level only.
        secrecy_grounds: what was found that stands against disclosure.
        checklist: the points he ticked; None for all of his level.
    """

    text: str = ""
    proofreading: Proofreading | None = None
    secrecy: SecrecyConclusion | None = None
    secrecy_grounds: Sequence[SecrecyGround] = field(default_factory=tuple)
    checklist: Sequence[str] | None = None


def step_of(
    *,
    submission: Submission,
    state: State,
    action: Action,
    actor: User,
    post: ActingPost,
    at: datetime,
    opinion: Opinion,
) -> Step:
    """Return what one person said, with names as they are now; not saved yet."""
    checklist = CHECKLISTS.get(state) if opinion.checklist is None else None
    reading = opinion.proofreading
    return Step(
        submission=submission,
        level=state.value,
        action=action.value,
        actor=actor,
        actor_name=actor.name,
        actor_post=str(post),
        acting_for=post.acting_for,
        at=at,
        text_hash=submission.text_hash,
        opinion=opinion.text,
        errors_found=reading.errors_found if reading else None,
        errors_corrected=reading.errors_corrected if reading else None,
        checklist=[*checklist.review_focus, *checklist.proofreading_focus]
        if checklist
        else list(opinion.checklist or ()),
        secrecy_conclusion=opinion.secrecy.value if opinion.secrecy else "",
        secrecy_grounds=[ground.value for ground in opinion.secrecy_grounds],
    )


def secrecy_outcome(action: Action, opinion: Opinion) -> tuple[Action, Opinion]:
    """Return what the secrecy conclusion leads to, with its grounds put into words.

    Raises:
        SecrecyConclusionMissing: a pass without a conclusion.
        SecrecyGroundMissing: a denial or a referral names no ground.
        SecretMayNotBeDisclosed: a clearance in spite of an absolute ground.
    """
    if action is Action.RETURN:
        return action, replace(opinion, secrecy=None) if refers(opinion) else opinion
    if opinion.secrecy is None:
        raise SecrecyConclusionMissing
    check_secrecy_conclusion(opinion.secrecy, opinion.secrecy_grounds)
    action = ACTION_AFTER[opinion.secrecy] or action
    if action is Action.RETURN and not opinion.text.strip():
        found = "、".join(ground.label for ground in opinion.secrecy_grounds)
        opinion = replace(opinion, text=f"{opinion.secrecy.label}：{found}")
    return action, opinion


def refers(opinion: Opinion) -> bool:
    """Tell whether the opinion asks a higher organ."""
    return opinion.secrecy is SecrecyConclusion.REFERRED
