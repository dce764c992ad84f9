"""Follow a problem found by an inspection until it is put right (整改)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from gongkai.domain.errors import Refusal
from gongkai.domain.terms import Term


class RectificationState(Term):
    """Where a problem stands."""

    OPEN = "open", "待整改"
    REPORTED = "reported", "已反馈"
    CONFIRMED = "confirmed", "已整改"


class RectificationAction(Term):
    """What the unit or the office does about it."""

    REPORT = "report", "反馈整改情况"
    CONFIRM = "confirm", "确认整改到位"
    REJECT = "reject", "退回继续整改"


TRANSITIONS: Mapping[tuple[RectificationState, RectificationAction], RectificationState] = (
    MappingProxyType(
        {
            (RectificationState.OPEN, RectificationAction.REPORT): RectificationState.REPORTED,
            (
                RectificationState.REPORTED,
                RectificationAction.CONFIRM,
            ): RectificationState.CONFIRMED,
            (RectificationState.REPORTED, RectificationAction.REJECT): RectificationState.OPEN,
        }
    )
)


class RectificationActionNotAllowed(Refusal):
    """The problem stands where this step makes no sense."""

    code = "rectification_action_not_allowed"


def advance(state: RectificationState, action: RectificationAction) -> RectificationState:
    """Return the state that ``action`` leads to, or refuse.

    Raises:
        RectificationActionNotAllowed: the lifecycle has no such transition.
    """
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise RectificationActionNotAllowed(state=state.label, action=action.label) from None


def allowed_actions(state: RectificationState) -> tuple[RectificationAction, ...]:
    """Return the actions open in ``state``."""
    return tuple(action for action in RectificationAction if (state, action) in TRANSITIONS)


def is_overdue(state: RectificationState, *, due_on: date, today: date) -> bool:
    """Return whether the unit still owes its feedback after ``due_on``."""
    return state is RectificationState.OPEN and today > due_on
