"""Lead a text through its chain of reviews to publication.

No national statute defines 三审三校; the chain follows publishing practice and the
local rules built on it. The secrecy review alone is statutory
(``OGI_REGULATIONS.article(17)``). Which levels a text must pass is its chain
(``gongkai.domain.review.chains``); what may be done at each of them stands here.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from types import MappingProxyType

from gongkai.domain.errors import Refusal
from gongkai.domain.roles import Role
from gongkai.domain.terms import Term


class State(Term):
    """Where a text stands between draft and publication."""

    DRAFT = "draft", "拟稿"
    FIRST_REVIEW = "first_review", "待一审"
    SECOND_REVIEW = "second_review", "待二审"
    LEGALITY_REVIEW = "legality_review", "待合法性审核"
    SECRECY_REVIEW = "secrecy_review", "待保密审查"
    FINAL_REVIEW = "final_review", "待三审"
    SCHEDULED = "scheduled", "待定时发布"
    PUBLISHED = "published", "已发布"
    EMERGENCY = "emergency", "应急发布待补审"
    EMERGENCY_DISPUTED = "emergency_disputed", "补审有异议"
    RETURNED = "returned", "已退回"
    TAKEN_DOWN = "taken_down", "已撤稿"


class Action(Term):
    """What somebody does with a text under review."""

    SUBMIT = "submit", "提交审核"
    PASS = "pass", "审核通过"
    SCHEDULE = "schedule", "通过并定时发布"
    RETURN = "return", "退回修改"
    REVISE = "revise", "修改"
    RECALL = "recall", "撤回送审"
    RELEASE = "release", "到时发布"
    CANCEL_RELEASE = "cancel_release", "取消定时发布"
    EMERGENCY_RELEASE = "emergency_release", "应急发布"
    CONFIRM = "confirm", "补审通过"
    CONCLUDE = "conclude", "补审办结"
    OBJECT = "object", "补审提出异议"
    KEEP = "keep", "维持发布"
    TAKE_DOWN = "take_down", "撤稿"


Chain = tuple[State, ...]

# Every level there is, in the only order a chain may have them.
REVIEW_ORDER: Chain = (
    State.FIRST_REVIEW,
    State.SECOND_REVIEW,
    State.LEGALITY_REVIEW,
    State.SECRECY_REVIEW,
    State.FINAL_REVIEW,
)
# What most organs follow: three reviews and the secrecy review.
THREE_REVIEWS: Chain = (
    State.FIRST_REVIEW,
    State.SECOND_REVIEW,
    State.SECRECY_REVIEW,
    State.FINAL_REVIEW,
)
# On their way: an edit voids them, their author may recall them.
UNDER_WAY: Chain = (*REVIEW_ORDER, State.SCHEDULED)
# Readable by the public.
PUBLIC_STATES: Chain = (State.PUBLISHED, State.EMERGENCY, State.EMERGENCY_DISPUTED)
# With these a reviewer lets a text through his level.
PASSING = frozenset(
    {Action.PASS, Action.SCHEDULE, Action.CONFIRM, Action.CONCLUDE, Action.EMERGENCY_RELEASE}
)

Transitions = Mapping[tuple[State, Action], State]

# Steps that no chain changes. Any edit voids every approval: what is published is,
# letter by letter, what the final reviewer read.
_ALWAYS: Transitions = MappingProxyType(
    {
        (State.DRAFT, Action.REVISE): State.DRAFT,
        (State.DRAFT, Action.EMERGENCY_RELEASE): State.EMERGENCY,
        (State.FINAL_REVIEW, Action.SCHEDULE): State.SCHEDULED,
        (State.SCHEDULED, Action.RELEASE): State.PUBLISHED,
        (State.SCHEDULED, Action.CANCEL_RELEASE): State.FINAL_REVIEW,
        (State.SCHEDULED, Action.REVISE): State.DRAFT,
        (State.SCHEDULED, Action.RECALL): State.DRAFT,
        (State.EMERGENCY, Action.CONFIRM): State.EMERGENCY,
        (State.EMERGENCY, Action.CONCLUDE): State.PUBLISHED,
        (State.EMERGENCY, Action.OBJECT): State.EMERGENCY_DISPUTED,
        (State.EMERGENCY, Action.REVISE): State.DRAFT,
        (State.EMERGENCY, Action.TAKE_DOWN): State.TAKEN_DOWN,
        (State.EMERGENCY_DISPUTED, Action.KEEP): State.EMERGENCY,
        (State.EMERGENCY_DISPUTED, Action.REVISE): State.DRAFT,
        (State.EMERGENCY_DISPUTED, Action.TAKE_DOWN): State.TAKEN_DOWN,
        (State.RETURNED, Action.REVISE): State.DRAFT,
        (State.PUBLISHED, Action.REVISE): State.DRAFT,
        (State.PUBLISHED, Action.TAKE_DOWN): State.TAKEN_DOWN,
        (State.TAKEN_DOWN, Action.REVISE): State.DRAFT,
    }
)


@cache
def transitions(chain: Chain = THREE_REVIEWS) -> Transitions:
    """Return the lifecycle of a text that must pass the levels of ``chain``.

    No level can be skipped: each pass leads to the next of the chain, the last one
    to publication.
    """
    table: dict[tuple[State, Action], State] = {(State.DRAFT, Action.SUBMIT): chain[0]}
    for level, after in zip(chain, (*chain[1:], State.PUBLISHED), strict=True):
        table[level, Action.PASS] = after
        table[level, Action.RETURN] = State.RETURNED
        table[level, Action.REVISE] = State.DRAFT
        table[level, Action.RECALL] = State.DRAFT
    return MappingProxyType(table | dict(_ALWAYS))


TRANSITIONS = transitions()

_ROLES: Mapping[State, Role] = MappingProxyType(
    {
        State.DRAFT: Role.EDITOR,
        State.FIRST_REVIEW: Role.FIRST_REVIEWER,
        State.SECOND_REVIEW: Role.SECOND_REVIEWER,
        State.LEGALITY_REVIEW: Role.LEGALITY_REVIEWER,
        State.SECRECY_REVIEW: Role.SECRECY_REVIEWER,
        State.FINAL_REVIEW: Role.FINAL_REVIEWER,
        State.SCHEDULED: Role.FINAL_REVIEWER,
        State.PUBLISHED: Role.FINAL_REVIEWER,
        # Who confirms depends on who has: ``emergencies.confirmation_level``.
        State.EMERGENCY: Role.FIRST_REVIEWER,
        State.EMERGENCY_DISPUTED: Role.FINAL_REVIEWER,
        State.RETURNED: Role.EDITOR,
        State.TAKEN_DOWN: Role.EDITOR,
    }
)
_EDITORS_ACTIONS = frozenset({Action.SUBMIT, Action.REVISE, Action.RECALL})
_FINAL_ACTIONS = frozenset({Action.EMERGENCY_RELEASE, Action.TAKE_DOWN})


class ReviewActionNotAllowed(Refusal):
    """The review has no such step from here."""

    code = "review_action_not_allowed"


def advance(state: State, action: Action, chain: Chain = THREE_REVIEWS) -> State:
    """Return the state that ``action`` leads to, or refuse.

    Raises:
        ReviewActionNotAllowed: the lifecycle has no such transition.
    """
    try:
        return transitions(chain)[state, action]
    except KeyError:
        raise ReviewActionNotAllowed(state=state.label, action=action.label) from None


def allowed_actions(state: State, chain: Chain = THREE_REVIEWS) -> tuple[Action, ...]:
    """Return the actions open in ``state``, in the order of the list of actions."""
    return tuple(action for action in Action if (state, action) in transitions(chain))


def role_for(state: State) -> Role:
    """Return the post whose turn it is."""
    return _ROLES[state]


def role_for_action(state: State, action: Action, chain: Chain = THREE_REVIEWS) -> Role:
    """Return the post that carries out ``action``: editors write, reviewers decide.

    Raises:
        ReviewActionNotAllowed: the lifecycle has no such transition.
    """
    advance(state, action, chain)
    if action in _EDITORS_ACTIONS:
        return Role.EDITOR
    return Role.FINAL_REVIEWER if action in _FINAL_ACTIONS else role_for(state)


def as_mermaid(chain: Chain = THREE_REVIEWS) -> str:
    """Draw the lifecycle for the handbook, as a Mermaid state diagram."""
    table = transitions(chain)
    shown = {state for (before, _), after in table.items() for state in (before, after)}
    lines = ["stateDiagram-v2"]
    lines += [f'    state "{state.label}" as {state.value}' for state in State if state in shown]
    lines.append(f"    [*] --> {State.DRAFT.value}")
    lines += [
        f"    {before.value} --> {after.value}: {action.label}"
        for (before, action), after in table.items()
    ]
    return "\n".join(lines) + "\n"
