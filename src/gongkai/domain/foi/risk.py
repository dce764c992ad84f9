"""Say which request to take up first: the days left against the work that is usually left."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from gongkai.domain.foi.lifecycle import Event, State
from gongkai.domain.terms import Term

# Working days from a state to the dispatch of the reply: registration 1, examination 3,
# handling 10, three reviews 3, dispatch 1. The office's habit, no rule of law.
USUAL_WORKING_DAYS: Mapping[State, int] = MappingProxyType(
    {
        State.SUBMITTED: 18,
        State.REGISTERED: 17,
        State.EXAMINING: 14,
        State.AWAIT_REASON: 10,
        State.PROCESSING: 8,
        State.REVIEW1: 4,
        State.REVIEW2: 3,
        State.REVIEW3: 2,
        State.ISSUED: 1,
        State.REDO: 14,
    }
)
_WATCH = 2  # working days of slack at which a request is watched

# What usually comes next, and how the desk says it.
NEXT_STEPS: Mapping[State, tuple[Event, str]] = MappingProxyType(
    {
        State.SUBMITTED: (Event.REGISTER, "与申请人确认，登记"),
        State.REGISTERED: (Event.EXAMINE, "审查是否要补正"),
        State.EXAMINING: (Event.ACCEPT, "交办，或者告知补正"),
        State.AWAIT_CORRECTION: (Event.CORRECTION_RECEIVED, "等申请人补正"),
        State.PROCESSING: (Event.SUBMIT_REVIEW, "检索、拟答复，送审"),
        State.AWAIT_REASON: (Event.REASON_RECEIVED, "等申请人说明理由"),
        State.AWAIT_FEE: (Event.FEE_PAID, "等申请人缴费"),
        State.REVIEW1: (Event.PASS1, "承办机构审核"),
        State.REVIEW2: (Event.PASS2, "保密与合法性审核"),
        State.REVIEW3: (Event.SIGN, "签发"),
        State.ISSUED: (Event.DISPATCH, "发出答复"),
        State.REDO: (Event.REDO_START, "开始重办"),
    }
)
WAITS_FOR_APPLICANT = frozenset({State.AWAIT_CORRECTION, State.AWAIT_FEE, State.AWAIT_REASON})


class Risk(Term):
    """How likely a request is to miss its day."""

    LATE = "late", "已超期"
    HIGH = "high", "来不及"
    WATCH = "watch", "要抓紧"
    CALM = "calm", "来得及"
    WAITING = "waiting", "期限未起算"


def slack(state: State, days_left: int) -> int:
    """Return the working days that are left over when the rest takes as long as usual."""
    return days_left - USUAL_WORKING_DAYS.get(state, 0)


def risk(state: State, days_left: int | None) -> Risk:
    """Return how likely a request is to miss its day.

    Args:
        state: where it stands.
        days_left: working days to its deadline, the deadline included; below 0 after it;
            None while no period runs.
    """
    if days_left is None:
        return Risk.WAITING
    if days_left < 0:
        return Risk.LATE
    left_over = slack(state, days_left)
    if left_over < 0:
        return Risk.HIGH
    return Risk.WATCH if left_over <= _WATCH else Risk.CALM
