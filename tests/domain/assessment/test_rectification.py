from datetime import date
from itertools import product

import pytest

from gongkai.domain.assessment.rectification import (
    RectificationAction,
    RectificationActionNotAllowed,
    RectificationState,
    advance,
    allowed_actions,
    is_overdue,
)

EXPECTED = {
    ("待整改", "反馈整改情况"): "已反馈",
    ("已反馈", "确认整改到位"): "已整改",
    ("已反馈", "退回继续整改"): "待整改",
}


@pytest.mark.parametrize(
    ("state", "action"), list(product(RectificationState, RectificationAction))
)
def test_every_combination_leads_where_the_office_says(state, action):
    expected = EXPECTED.get((state.label, action.label))
    if expected is None:
        with pytest.raises(RectificationActionNotAllowed):
            advance(state, action)
    else:
        assert advance(state, action).label == expected


def test_nothing_is_left_to_do_once_confirmed():
    assert allowed_actions(RectificationState.CONFIRMED) == ()
    assert allowed_actions(RectificationState.REPORTED) == (
        RectificationAction.CONFIRM,
        RectificationAction.REJECT,
    )


@pytest.mark.parametrize(
    ("state", "today", "overdue"),
    [
        (RectificationState.OPEN, date(2025, 6, 30), False),
        (RectificationState.OPEN, date(2025, 7, 1), True),
        (RectificationState.REPORTED, date(2025, 7, 1), False),
        (RectificationState.CONFIRMED, date(2025, 7, 1), False),
    ],
)
def test_only_a_unit_that_owes_feedback_is_overdue(state, today, overdue):
    assert is_overdue(state, due_on=date(2025, 6, 30), today=today) is overdue
