"""Say which steps a request may take: one table, from which all else is derived."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gongkai.domain.errors import Refusal
from gongkai.domain.terms import Term


class State(Term):
    """Where a request stands."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已提交待确认登记"
    REGISTERED = "registered", "已登记"
    EXAMINING = "examining", "审查"
    AWAIT_CORRECTION = "await_correction", "待补正"
    PROCESSING = "processing", "办理中"
    AWAIT_REASON = "await_reason", "待说明理由"
    AWAIT_FEE = "await_fee", "待缴费"
    REVIEW1 = "review1", "承办机构审核"
    REVIEW2 = "review2", "保密与合法性审核"
    REVIEW3 = "review3", "公开机构负责人审签"
    ISSUED = "issued", "已签发"
    DISPATCHED = "dispatched", "已发出"
    CLOSED = "closed", "办结"
    ARCHIVED = "archived", "归档"
    REDO = "redo", "重办"
    DISCARDED = "discarded", "草稿作废"


class Event(Term):
    """What happens to a request, named as the officer's button."""

    SUBMIT = "submit", "提交申请"
    DISCARD_DRAFT = "discard_draft", "作废草稿"
    REGISTER = "register", "登记"
    REGISTER_OFFLINE = "register_offline", "线下申请登记"
    WITHDRAW = "withdraw", "申请人撤回"
    EXAMINE = "examine", "开始审查"
    REPLY_ON_SPOT = "reply_on_spot", "当场答复"
    REQUEST_CORRECTION = "request_correction", "告知补正"
    CORRECTION_RECEIVED = "correction_received", "收到补正"
    CORRECTION_LAPSED = "correction_lapsed", "逾期不补正"
    ACCEPT = "accept", "交办"
    ASSIGN = "assign", "调整承办"
    OPEN_CONSULT = "open_consult", "发函征求意见"
    CONSULT_ANSWERED = "consult_answered", "收到意见"
    CONSULT_LAPSED = "consult_lapsed", "征求意见期满"
    EXTEND = "extend", "延期答复"
    REQUIRE_REASON = "require_reason", "要求说明理由"
    REASON_RECEIVED = "reason_received", "收到理由说明"
    REASON_LAPSED = "reason_lapsed", "逾期未说明理由"
    FEE_NOTICE = "fee_notice", "通知缴费"
    FEE_PAID = "fee_paid", "已缴费"
    FEE_LAPSED = "fee_lapsed", "逾期不缴费"
    SUBMIT_REVIEW = "submit_review", "送审"
    PASS1 = "pass1", "一审通过"
    PASS2 = "pass2", "二审通过"
    RETURN_DRAFT = "return_draft", "退回修改"
    SIGN = "sign", "签发"
    REVOKE_ISSUE = "revoke_issue", "撤回签发"
    DISPATCH = "dispatch", "发出答复"
    SERVED = "served", "确认送达"
    RETURNED_MAIL = "returned_mail", "退件"
    REMEDY_ORDER = "remedy_order", "责令重办"
    SELF_CORRECT = "self_correct", "自行纠正"
    REDO_START = "redo_start", "开始重办"
    ARCHIVE = "archive", "归档"


class ActionNotAllowed(Refusal):
    """The lifecycle has no such step from this state."""

    code = "foi_action_not_allowed"


FINAL_STATES = frozenset({State.ARCHIVED, State.DISCARDED})
REVIEWS = (State.REVIEW1, State.REVIEW2, State.REVIEW3)
# 办结前: between the applicant's submission and the dispatch of the reply. A draft has
# nothing to withdraw; after dispatch the reply is out and remedies take over.
WITHDRAWABLE = (
    State.SUBMITTED,
    State.REGISTERED,
    State.EXAMINING,
    State.AWAIT_CORRECTION,
    State.PROCESSING,
    State.AWAIT_REASON,
    State.AWAIT_FEE,
    *REVIEWS,
    State.ISSUED,
)

TRANSITIONS: Mapping[tuple[State, Event], State] = MappingProxyType(
    {
        (State.DRAFT, Event.SUBMIT): State.SUBMITTED,
        (State.DRAFT, Event.DISCARD_DRAFT): State.DISCARDED,
        (State.DRAFT, Event.REGISTER_OFFLINE): State.REGISTERED,
        (State.SUBMITTED, Event.REGISTER): State.REGISTERED,
        (State.REGISTERED, Event.EXAMINE): State.EXAMINING,
        (State.REGISTERED, Event.REPLY_ON_SPOT): State.ISSUED,
        (State.EXAMINING, Event.REPLY_ON_SPOT): State.ISSUED,
        (State.EXAMINING, Event.REQUEST_CORRECTION): State.AWAIT_CORRECTION,
        (State.EXAMINING, Event.REQUIRE_REASON): State.AWAIT_REASON,
        (State.EXAMINING, Event.ACCEPT): State.PROCESSING,
        (State.AWAIT_CORRECTION, Event.CORRECTION_RECEIVED): State.EXAMINING,
        (State.AWAIT_CORRECTION, Event.CORRECTION_LAPSED): State.CLOSED,
        (State.PROCESSING, Event.ASSIGN): State.PROCESSING,
        (State.PROCESSING, Event.OPEN_CONSULT): State.PROCESSING,
        (State.PROCESSING, Event.CONSULT_ANSWERED): State.PROCESSING,
        (State.PROCESSING, Event.CONSULT_LAPSED): State.PROCESSING,
        (State.PROCESSING, Event.EXTEND): State.PROCESSING,
        (State.PROCESSING, Event.REQUIRE_REASON): State.AWAIT_REASON,
        (State.PROCESSING, Event.FEE_NOTICE): State.AWAIT_FEE,
        (State.PROCESSING, Event.SUBMIT_REVIEW): State.REVIEW1,
        (State.AWAIT_REASON, Event.REASON_RECEIVED): State.PROCESSING,
        (State.AWAIT_REASON, Event.REASON_LAPSED): State.PROCESSING,
        (State.AWAIT_FEE, Event.FEE_PAID): State.PROCESSING,
        (State.AWAIT_FEE, Event.FEE_LAPSED): State.CLOSED,
        (State.REVIEW1, Event.PASS1): State.REVIEW2,
        (State.REVIEW2, Event.PASS2): State.REVIEW3,
        (State.REVIEW3, Event.SIGN): State.ISSUED,
        **{(review, Event.EXTEND): review for review in REVIEWS},
        **{(review, Event.RETURN_DRAFT): State.PROCESSING for review in REVIEWS},
        (State.ISSUED, Event.REVOKE_ISSUE): State.PROCESSING,
        (State.ISSUED, Event.DISPATCH): State.DISPATCHED,
        (State.DISPATCHED, Event.SERVED): State.CLOSED,
        (State.DISPATCHED, Event.RETURNED_MAIL): State.ISSUED,
        (State.CLOSED, Event.REMEDY_ORDER): State.REDO,
        (State.CLOSED, Event.SELF_CORRECT): State.REDO,
        (State.CLOSED, Event.ARCHIVE): State.ARCHIVED,
        (State.REDO, Event.REDO_START): State.PROCESSING,
        **{(state, Event.WITHDRAW): State.CLOSED for state in WITHDRAWABLE},
    }
)


def advance(state: State, event: Event) -> State:
    """Return the state that ``event`` leads to.

    Raises:
        ActionNotAllowed: the lifecycle has no such step.
    """
    try:
        return TRANSITIONS[state, event]
    except KeyError:
        raise ActionNotAllowed(state=state, event=event) from None


def allowed_events(state: State) -> tuple[Event, ...]:
    """Return the events possible in ``state``, in the order of the list."""
    return tuple(event for event in Event if (state, event) in TRANSITIONS)


def as_mermaid() -> str:
    """Return the lifecycle as a Mermaid state diagram."""
    lines = ["stateDiagram-v2", f"    [*] --> {State.DRAFT}"]
    lines += [f'    state "{state.label}" as {state}' for state in State]
    lines += [f"    {a} --> {b}: {event.label}" for (a, event), b in TRANSITIONS.items()]
    lines += [f"    {state} --> [*]" for state in State if state in FINAL_STATES]
    return "\n".join(lines) + "\n"
