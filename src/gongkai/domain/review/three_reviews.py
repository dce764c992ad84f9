"""Lead a text through three reviews and the secrecy review to publication.

No national statute defines 三审三校; the chain follows publishing practice and the
local rules built on it. The secrecy review alone is statutory
(``OGI_REGULATIONS.article(17)``).
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gongkai.domain.errors import Refusal
from gongkai.domain.roles import Role
from gongkai.domain.terms import Term


class State(Term):
    """Where a text stands between draft and publication."""

    DRAFT = "draft", "拟稿"
    FIRST_REVIEW = "first_review", "待一审"
    SECOND_REVIEW = "second_review", "待二审"
    SECRECY_REVIEW = "secrecy_review", "待保密审查"
    FINAL_REVIEW = "final_review", "待三审"
    PUBLISHED = "published", "已发布"
    RETURNED = "returned", "已退回"
    TAKEN_DOWN = "taken_down", "已撤稿"


class Action(Term):
    """What somebody does with a text under review."""

    SUBMIT = "submit", "提交审核"
    PASS = "pass", "审核通过"
    RETURN = "return", "退回修改"
    REVISE = "revise", "修改"
    TAKE_DOWN = "take_down", "撤稿"


REVIEW_ORDER = (
    State.FIRST_REVIEW,
    State.SECOND_REVIEW,
    State.SECRECY_REVIEW,
    State.FINAL_REVIEW,
)

# No level can be skipped, and any edit voids every approval: what is published is,
# letter by letter, what the final reviewer read.
TRANSITIONS: Mapping[tuple[State, Action], State] = MappingProxyType(
    {
        (State.DRAFT, Action.SUBMIT): State.FIRST_REVIEW,
        (State.DRAFT, Action.REVISE): State.DRAFT,
        (State.FIRST_REVIEW, Action.PASS): State.SECOND_REVIEW,
        (State.FIRST_REVIEW, Action.RETURN): State.RETURNED,
        (State.FIRST_REVIEW, Action.REVISE): State.DRAFT,
        (State.SECOND_REVIEW, Action.PASS): State.SECRECY_REVIEW,
        (State.SECOND_REVIEW, Action.RETURN): State.RETURNED,
        (State.SECOND_REVIEW, Action.REVISE): State.DRAFT,
        (State.SECRECY_REVIEW, Action.PASS): State.FINAL_REVIEW,
        (State.SECRECY_REVIEW, Action.RETURN): State.RETURNED,
        (State.SECRECY_REVIEW, Action.REVISE): State.DRAFT,
        (State.FINAL_REVIEW, Action.PASS): State.PUBLISHED,
        (State.FINAL_REVIEW, Action.RETURN): State.RETURNED,
        (State.FINAL_REVIEW, Action.REVISE): State.DRAFT,
        (State.RETURNED, Action.REVISE): State.DRAFT,
        (State.PUBLISHED, Action.REVISE): State.DRAFT,
        (State.PUBLISHED, Action.TAKE_DOWN): State.TAKEN_DOWN,
        (State.TAKEN_DOWN, Action.REVISE): State.DRAFT,
    }
)

_ROLES: Mapping[State, Role] = MappingProxyType(
    {
        State.DRAFT: Role.EDITOR,
        State.FIRST_REVIEW: Role.FIRST_REVIEWER,
        State.SECOND_REVIEW: Role.SECOND_REVIEWER,
        State.SECRECY_REVIEW: Role.SECRECY_REVIEWER,
        State.FINAL_REVIEW: Role.FINAL_REVIEWER,
        State.PUBLISHED: Role.FINAL_REVIEWER,
        State.RETURNED: Role.EDITOR,
        State.TAKEN_DOWN: Role.EDITOR,
    }
)


class ReviewActionNotAllowed(Refusal):
    """The review has no such step from here."""

    code = "review_action_not_allowed"


def advance(state: State, action: Action) -> State:
    """Return the state that ``action`` leads to, or refuse.

    Raises:
        ReviewActionNotAllowed: the lifecycle has no such transition.
    """
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise ReviewActionNotAllowed(state=state.label, action=action.label) from None


def allowed_actions(state: State) -> tuple[Action, ...]:
    """Return the actions open in ``state``, in the order of the list of actions."""
    return tuple(action for action in Action if (state, action) in TRANSITIONS)


def role_for(state: State) -> Role:
    """Return the post whose turn it is."""
    return _ROLES[state]


def role_for_action(state: State, action: Action) -> Role:
    """Return the post that carries out ``action``: editors write, reviewers decide.

    Raises:
        ReviewActionNotAllowed: the lifecycle has no such transition.
    """
    advance(state, action)
    return Role.EDITOR if action in {Action.SUBMIT, Action.REVISE} else role_for(state)


def as_mermaid() -> str:
    """Draw the lifecycle for the handbook, as a Mermaid state diagram."""
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{state.label}" as {state.value}' for state in State]
    lines.append(f"    [*] --> {State.DRAFT.value}")
    lines += [
        f"    {before.value} --> {after.value}: {action.label}"
        for (before, action), after in TRANSITIONS.items()
    ]
    return "\n".join(lines) + "\n"
