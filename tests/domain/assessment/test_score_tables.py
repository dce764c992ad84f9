"""Scores reckoned by hand, and every step of a rectification."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.assessment.rectification import (
    RectificationAction,
    RectificationActionNotAllowed,
    RectificationState,
    advance,
    is_overdue,
)
from gongkai.domain.assessment.scores import (
    Frame,
    Indicator,
    IndicatorKind,
    Mark,
    NegativePoints,
    UnknownIndicator,
    score,
    weight_is_too_low,
)

TABLE = (
    Indicator("V1", "站点无法访问", IndicatorKind.VETO),
    Indicator("V2", "栏目不更新", IndicatorKind.VETO),
    Indicator("D1", "发布解读", IndicatorKind.DEDUCTION, Decimal(25)),
    Indicator("D2", "办事服务", IndicatorKind.DEDUCTION, Decimal(20)),
    Indicator("D3", "互动交流", IndicatorKind.DEDUCTION, Decimal(60)),
    Indicator("B1", "内容创新", IndicatorKind.BONUS, Decimal(20)),
    Indicator("B2", "智能检索", IndicatorKind.BONUS, Decimal(20)),
)


@pytest.mark.parametrize(
    ("marks", "points", "deducted", "bonus", "verdict"),
    [
        ({}, "100", "0", "0", "合格"),
        ({"D1": "5"}, "95", "5", "0", "合格"),
        ({"D1": "25"}, "75", "25", "0", "合格"),
        ({"D1": "26"}, "75", "25", "0", "合格"),
        ({"D1": "400"}, "75", "25", "0", "合格"),
        ({"D1": "0.5", "D2": "0.25"}, "99.25", "0.75", "0", "合格"),
        ({"D2": "20", "D3": "20"}, "60", "40", "0", "合格"),
        ({"D2": "20", "D3": "20.01"}, "59.99", "40.01", "0", "不合格"),
        ({"D1": "25", "D2": "20", "D3": "60"}, "0", "105", "0", "不合格"),
        ({"B1": "10"}, "110", "0", "10", "合格"),
        ({"B1": "25"}, "120", "0", "20", "合格"),
        ({"B1": "20", "B2": "20"}, "130", "0", "30", "合格"),
        ({"D2": "20", "B1": "10"}, "80", "20", "0", "合格"),
        ({"D2": "19.99", "B1": "10"}, "90.01", "19.99", "10", "合格"),
        # bonus never lifts a unit over the pass mark
        ({"D3": "45", "B1": "20"}, "55", "45", "0", "不合格"),
    ],
)
def test_points_are_full_marks_less_capped_deductions_plus_earned_bonus(
    marks, points, deducted, bonus, verdict
):
    result = score(TABLE, [Mark(code, Decimal(taken)) for code, taken in marks.items()])
    assert (result.points, result.deducted, result.bonus) == (
        Decimal(points),
        Decimal(deducted),
        Decimal(bonus),
    )
    assert (result.verdict.label, result.vetoed_by) == (verdict, ())


@pytest.mark.parametrize(
    ("codes", "vetoed_by"),
    [
        (["V1"], ("V1",)),
        (["V2"], ("V2",)),
        (["V2", "V1"], ("V1", "V2")),
        (["V1", "V1"], ("V1",)),
        (["V2", "B1", "D1"], ("V2",)),
    ],
)
def test_one_veto_leaves_no_points_and_no_bonus(codes, vetoed_by):
    result = score(TABLE, [Mark(code, Decimal(3)) for code in codes])
    assert (result.points, result.bonus, result.vetoed_by) == (None, Decimal(0), vetoed_by)
    assert result.verdict.label == "不合格"
    assert result.is_vetoed


def test_several_marks_on_one_row_add_up_before_the_cap():
    marks = [Mark("D1", Decimal("10.5")), Mark("D1", Decimal(9)), Mark("D1", Decimal(9))]
    assert score(TABLE, marks[:2]).deducted == Decimal("19.5")
    assert score(TABLE, marks).deducted == Decimal(25)


@pytest.mark.parametrize("code", ["", "D4", "d1", "V1 "])
def test_a_mark_on_no_row_is_refused(code):
    with pytest.raises(UnknownIndicator) as refused:
        score(TABLE, [Mark(code, Decimal(1))])
    assert refused.value.facts == {"indicator_code": code}


@pytest.mark.parametrize("points", ["-0.01", "-5"])
@pytest.mark.parametrize("code", ["V1", "D1", "B1"])
def test_points_below_zero_are_refused_on_every_kind_of_row(code, points):
    with pytest.raises(NegativePoints):
        score(TABLE, [Mark(code, Decimal(points))])


def test_a_notice_may_set_another_frame():
    frame = Frame(
        full_marks=Decimal(50), pass_mark=Decimal(40), bonus_above=Decimal(45), max_bonus=Decimal(2)
    )
    assert score(TABLE, [Mark("D1", Decimal(4)), Mark("B1", Decimal(9))], frame).points == Decimal(
        48
    )
    assert score(TABLE, [Mark("D1", Decimal(5)), Mark("B1", Decimal(9))], frame).points == Decimal(
        45
    )
    assert score(TABLE, [Mark("D1", Decimal(11))], frame).verdict.label == "不合格"


@given(st.lists(st.tuples(st.sampled_from(["D1", "D2", "D3", "B1"]), st.integers(0, 70))))
def test_the_order_of_marks_does_not_matter_and_points_stay_in_bounds(pairs):
    marks = [Mark(code, Decimal(points)) for code, points in pairs]
    result = score(TABLE, marks)
    assert result == score(TABLE, marks[::-1])
    assert 0 <= result.points <= 120


@pytest.mark.parametrize(
    ("percent", "is_low"),
    [("0", True), ("3.99", True), ("4", False), ("4.00", False), ("4.01", False)],
)
def test_four_percent_is_the_least_weight(percent, is_low):
    assert weight_is_too_low(Decimal(percent)) is is_low


STEPS = [
    ("open", "report", "reported"),
    ("open", "confirm", None),
    ("open", "reject", None),
    ("reported", "report", None),
    ("reported", "confirm", "confirmed"),
    ("reported", "reject", "open"),
    ("confirmed", "report", None),
    ("confirmed", "confirm", None),
    ("confirmed", "reject", None),
]


@pytest.mark.parametrize(("state", "action", "after"), STEPS)
def test_a_problem_is_reported_then_confirmed_or_sent_back(state, action, after):
    if after is None:
        with pytest.raises(RectificationActionNotAllowed):
            advance(RectificationState(state), RectificationAction(action))
    else:
        made = advance(RectificationState(state), RectificationAction(action))
        assert made is RectificationState(after)


@pytest.mark.parametrize(
    ("state", "today", "overdue"),
    [
        ("open", date(2025, 6, 29), False),
        ("open", date(2025, 6, 30), False),
        ("open", date(2025, 7, 1), True),
        ("reported", date(2025, 7, 1), False),
        ("confirmed", date(2025, 7, 1), False),
    ],
)
def test_only_a_problem_still_open_after_its_day_is_overdue(state, today, overdue):
    due_on = date(2025, 6, 30)
    assert is_overdue(RectificationState(state), due_on=due_on, today=today) is overdue
