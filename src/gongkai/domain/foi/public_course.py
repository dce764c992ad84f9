"""Tell an applicant how far his request has come, without what is the office's own business.

What is not in the table is not told: who handles it, who reviews it, what they noted.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from gongkai.domain.foi.lifecycle import Event, State


@dataclass(frozen=True, slots=True)
class PublicStep:
    """One step as the applicant reads it.

    Attributes:
        heading: what happened.
        words: what it means for him.
        on: the day; None for what is still to come.
        is_done: whether it is over.
    """

    heading: str
    words: str
    on: date | None = None
    is_done: bool = True


_TOLD: Mapping[Event, tuple[str, str]] = MappingProxyType(
    {
        Event.SUBMIT: ("收到您的申请", "在线提交成功，等待与您确认后登记。"),
        Event.REGISTER: ("已登记", "已与您确认收到申请。"),
        Event.REGISTER_OFFLINE: ("已登记", "已收到您的申请。"),
        Event.ACCEPT: ("开始办理", "正在查找、核对您需要的信息。"),
        Event.REQUEST_CORRECTION: (
            "请您补正",
            "补正告知书写明了要补充的内容。收到补正后，答复期限重新计算。",
        ),
        Event.CORRECTION_RECEIVED: ("收到补正", "答复期限从次日起重新计算。"),
        Event.CORRECTION_LAPSED: ("逾期未补正", "补正期限已满，不再办理这件申请。"),
        Event.OPEN_CONSULT: ("征求意见", "依法征求有关方面的意见，征求意见的时间不计入期限。"),
        Event.CONSULT_ANSWERED: ("收到意见", "答复期限接着计算。"),
        Event.CONSULT_LAPSED: ("征求意见期满", "答复期限接着计算。"),
        Event.EXTEND: ("延长答复期限", "延期答复告知书写明了理由。"),
        Event.REQUIRE_REASON: ("请您说明理由", "请按告知书说明申请的数量、频次为什么合理。"),
        Event.REASON_RECEIVED: ("收到理由说明", "继续办理。"),
        Event.FEE_NOTICE: ("通知缴费", "收费通知书写明了数额和依据。缴费后，答复期限重新计算。"),
        Event.FEE_PAID: ("已缴费", "答复期限从次日起重新计算。"),
        Event.FEE_LAPSED: ("逾期未缴费", "视为放弃申请，不再办理。"),
        Event.SUBMIT_REVIEW: ("审核答复", "三级审核，完成后答复您。"),
        Event.DISPATCH: ("答复已发出", "答复书写明了结果、依据和不服时的办法。"),
        Event.SERVED: ("答复已送达", "对答复不服的，按答复书写明的期限和机关办理。"),
        Event.RETURNED_MAIL: ("答复被退回", "请与我们联系，核对收件地址。"),
        Event.REMEDY_ORDER: ("重新办理", "按复议决定或者判决重新答复。"),
        Event.SELF_CORRECT: ("重新办理", "我们自行纠正，重新答复。"),
        Event.WITHDRAW: ("申请已撤回", "不再办理。以后需要，可以再申请。"),
    }
)
_OVER = frozenset({State.DISPATCHED, State.CLOSED, State.ARCHIVED, State.DISCARDED})
_ON_TIME_OR_HELD = {
    State.AWAIT_CORRECTION: "收到您的补正后重新计算期限。",
    State.AWAIT_FEE: "收到缴费后重新计算期限。",
}


def public_course(
    entries: Iterable[tuple[Event, date]], state: State, due_on: date | None
) -> list[PublicStep]:
    """Return the steps of a request for its applicant, the reply still to come last.

    Args:
        entries: what happened and when, in the order of the ledger.
        state: where the request stands.
        due_on: last day for the reply; None while none runs.
    """
    steps = [PublicStep(*_TOLD[event], on) for event, on in entries if event in _TOLD]
    if state not in _OVER:
        words = _ON_TIME_OR_HELD.get(state, "我们按您选择的方式答复。")
        steps.append(PublicStep("答复", words, due_on, is_done=False))
    return steps
