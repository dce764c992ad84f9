"""Publish in an emergency before the reviews, and have them made up for afterwards."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from gongkai.domain.errors import Refusal
from gongkai.domain.law import OGI_REGULATIONS
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import Action, Chain, State
from gongkai.domain.terms import Term

# Warnings and responses are to be disclosed; the secrecy review still comes first.
EMERGENCY_SOURCES = (OGI_REGULATIONS.article(20, item=12), OGI_REGULATIONS.article(17))
CONFIRMATION_HOURS = 24  # house rule: no statute sets a time for the reviews made up for


class EmergencyKind(Term):
    """What makes waiting for the reviews wrong (突发事件)."""

    FLOOD = "flood", "防汛"
    FOREST_FIRE = "forest_fire", "森林防火"
    EARTHQUAKE = "earthquake", "地震"
    PUBLIC_HEALTH = "public_health", "公共卫生"
    OTHER = "other", "其他突发事件"


class EmergencyGroundsMissing(Refusal):
    """A text is released in an emergency without saying what happened."""

    code = "emergency_grounds_missing"


class EmergencyNotCleared(Refusal):
    """A text is released although its secrecy review did not end with 可以公开."""

    code = "emergency_not_cleared"


def check_emergency(*, grounds: str, secrecy: SecrecyConclusion | None) -> None:
    """Accept an emergency release, or refuse.

    Raises:
        EmergencyGroundsMissing: nothing says what happened.
        EmergencyNotCleared: the releaser did not conclude that the text may be disclosed.
    """
    if not grounds.strip():
        raise EmergencyGroundsMissing
    if secrecy is not SecrecyConclusion.MAY_BE_DISCLOSED:
        raise EmergencyNotCleared


def confirmation_due_at(released_at: datetime) -> datetime:
    """Return until when both confirmations must be there."""
    return released_at + timedelta(hours=CONFIRMATION_HOURS)


def confirmation_level(chain: Chain, confirmed: Collection[State]) -> State | None:
    """Return whose confirmation is next; None when all are there."""
    return next((level for level in chain[:-1] if level not in confirmed), None)


def confirming_action(chain: Chain, confirmed: Collection[State]) -> Action:
    """Return what the next confirmation does: the last one concludes the emergency."""
    left = [level for level in chain[:-1] if level not in confirmed]
    return Action.CONFIRM if len(left) > 1 else Action.CONCLUDE
