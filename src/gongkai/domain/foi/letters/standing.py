"""Say where a letter stands on its way, and which letters a request may have when."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gongkai.domain.errors import Refusal
from gongkai.domain.foi.letters.kinds import LetterKind
from gongkai.domain.foi.lifecycle import REVIEWS, Event, State
from gongkai.domain.terms import Term


class LetterState(Term):
    """Where a letter stands."""

    DRAFT = "draft", "草稿"
    SIGNED = "signed", "已签发"
    SENT = "sent", "已发出"
    SERVED = "served", "已送达"
    RETURNED = "returned", "退回"
    VOID = "void", "作废"


class LetterAct(Term):
    """What is done with a letter, named as the officer's button."""

    SIGN = "sign", "签发"
    SEND = "send", "发出"
    SERVE = "serve", "确认送达"
    RETURN = "return", "登记退回"
    VOID = "void", "作废"


class ServiceWay(Term):
    """How a letter reached whom it is for (送达方式)."""

    HAND = "hand", "当面送达"
    MAIL = "mail", "邮寄送达"
    ELECTRONIC = "electronic", "电子送达"
    NOTICE = "notice", "公告送达"


class LetterActRefused(Refusal):
    """A letter cannot take this act as it stands."""

    code = "foi_letter_act_refused"


class LetterNotNow(Refusal):
    """A letter of this kind has no place while the request stands so."""

    code = "foi_letter_not_now"


_TURNS: Mapping[tuple[LetterState, LetterAct], LetterState] = MappingProxyType(
    {
        (LetterState.DRAFT, LetterAct.SIGN): LetterState.SIGNED,
        (LetterState.DRAFT, LetterAct.VOID): LetterState.VOID,
        (LetterState.SIGNED, LetterAct.SEND): LetterState.SENT,
        (LetterState.SIGNED, LetterAct.VOID): LetterState.VOID,
        (LetterState.SENT, LetterAct.SERVE): LetterState.SERVED,
        (LetterState.SENT, LetterAct.RETURN): LetterState.RETURNED,
        (LetterState.RETURNED, LetterAct.SEND): LetterState.SENT,
        (LetterState.RETURNED, LetterAct.VOID): LetterState.VOID,
    }
)

_K, _S = LetterKind, State
# A notice may be written before its step is entered or just after it.
_WHILE: Mapping[LetterKind, tuple[State, ...]] = MappingProxyType(
    {
        _K.RECEIPT: (_S.REGISTERED, _S.EXAMINING, _S.PROCESSING),
        _K.CORRECTION: (_S.EXAMINING, _S.AWAIT_CORRECTION),
        _K.REASON: (_S.EXAMINING, _S.PROCESSING, _S.AWAIT_REASON),
        _K.EXTENSION: (_S.PROCESSING, *REVIEWS),
        _K.THIRD_PARTY_INQUIRY: (_S.PROCESSING,),
        _K.INQUIRY_NOTICE: (_S.PROCESSING,),
        _K.THIRD_PARTY_NOTICE: (_S.PROCESSING, *REVIEWS, _S.ISSUED, _S.DISPATCHED),
        _K.CO_PRODUCER_INQUIRY: (_S.PROCESSING,),
        _K.ASSISTANCE: (_S.PROCESSING,),
        _K.FEE_NOTICE: (_S.PROCESSING, _S.AWAIT_FEE),
        _K.REPLY: (_S.PROCESSING,),
    }
)
# The step of the request that sending a notice is; a fee is noticed with its own sums.
STEP_OF: Mapping[LetterKind, Event] = MappingProxyType(
    {
        _K.CORRECTION: Event.REQUEST_CORRECTION,
        _K.REASON: Event.REQUIRE_REASON,
        _K.EXTENSION: Event.EXTEND,
        _K.THIRD_PARTY_INQUIRY: Event.OPEN_CONSULT,
        _K.CO_PRODUCER_INQUIRY: Event.OPEN_CONSULT,
    }
)


def turn(state: LetterState, act: LetterAct) -> LetterState:
    """Return how a letter stands after an act.

    Raises:
        LetterActRefused: it cannot take the act as it stands.
    """
    try:
        return _TURNS[state, act]
    except KeyError:
        raise LetterActRefused(state=state, act=act) from None


def acts_on(state: LetterState) -> tuple[LetterAct, ...]:
    """Return what may be done with a letter that stands so."""
    return tuple(act for act in LetterAct if (state, act) in _TURNS)


def kinds_for(state: State) -> tuple[LetterKind, ...]:
    """Return the letters that may be written while a request stands so."""
    return tuple(kind for kind in LetterKind if state in _WHILE[kind])


def check_kind(kind: LetterKind, state: State) -> None:
    """Accept a letter of this kind while the request stands so, or refuse.

    Raises:
        LetterNotNow: it has no place there.
    """
    if state not in _WHILE[kind]:
        raise LetterNotNow(kind=kind, state=state)
