from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.assessment.scores import (
    WEIGHT_SOURCE,
    Indicator,
    IndicatorKind,
    Mark,
    NegativePoints,
    Score,
    UnknownIndicator,
    Verdict,
    score,
    weight_is_too_low,
)

TABLE = [
    Indicator("WV1", "安全、泄密事故等严重问题", IndicatorKind.VETO),
    Indicator("WV3", "首页不更新", IndicatorKind.VETO),
    Indicator("D05", "政策文件", IndicatorKind.DEDUCTION, Decimal(5)),
    Indicator("D20", "可用性", IndicatorKind.DEDUCTION, Decimal(35)),
    Indicator("D11", "办事指南", IndicatorKind.DEDUCTION, Decimal(10)),
    Indicator("B1", "信息发布", IndicatorKind.BONUS, Decimal(6)),
    Indicator("B2", "创新发展", IndicatorKind.BONUS, Decimal(40)),
]


def marks(**points):
    return [Mark(code, Decimal(value)) for code, value in points.items()]


def test_a_unit_without_findings_has_full_marks():
    assert score(TABLE, []) == Score(Decimal(100), Decimal(0), Decimal(0), (), Verdict.QUALIFIED)


def test_one_veto_leaves_no_points_at_all():
    vetoed = score(TABLE, marks(WV3="0", D05="5", B1="6"))
    assert vetoed == Score(None, Decimal(5), Decimal(0), ("WV3",), Verdict.UNQUALIFIED)
    assert vetoed.is_vetoed


def test_deductions_of_one_item_never_exceed_its_value():
    assert score(TABLE, [Mark("D05", Decimal(3))] * 4).deducted == 5


def test_tenths_of_a_point_add_up_exactly():
    assert score(TABLE, [Mark("D20", Decimal("0.1"))] * 3).points == Decimal("99.7")


@pytest.mark.parametrize(
    ("deducted", "points", "verdict"),
    [
        ("19.9", "86.1", Verdict.QUALIFIED),  # above 80: six bonus points count
        ("20", "80", Verdict.QUALIFIED),  # exactly 80: no bonus
        ("35", "65", Verdict.QUALIFIED),
    ],
)
def test_bonus_counts_only_above_eighty(deducted, points, verdict):
    result = score(TABLE, marks(D20=deducted, B1="6"))
    assert (result.points, result.verdict) == (Decimal(points), verdict)


@pytest.mark.parametrize(
    ("d11", "points", "verdict"),
    [("5", 60, Verdict.QUALIFIED), ("5.1", Decimal("59.9"), Verdict.UNQUALIFIED)],
)
def test_below_sixty_is_unqualified(d11, points, verdict):
    result = score(TABLE, marks(D20="35", D11=d11))
    assert (result.points, result.verdict) == (points, verdict)


def test_bonus_is_at_most_thirty():
    assert score(TABLE, marks(B1="6", B2="40")).points == 130


def test_a_mark_without_a_row_is_refused():
    with pytest.raises(UnknownIndicator):
        score(TABLE, marks(D99="1"))


def test_negative_points_are_refused():
    with pytest.raises(NegativePoints):
        score(TABLE, marks(D05="-1"))


deductions = st.lists(
    st.builds(
        Mark,
        st.sampled_from(["D05", "D11", "D20"]),
        st.decimals(0, 50, places=1),
    )
)


@given(deductions, deductions)
def test_more_findings_never_raise_the_score(some, more):
    assert score(TABLE, some + more).points <= score(TABLE, some).points


@given(deductions)
def test_points_and_deductions_make_full_marks(some):
    result = score(TABLE, some)
    assert result.points + result.deducted == 100


@pytest.mark.parametrize(
    ("weight", "too_low"), [("3.9", True), ("4", False), ("4.0", False), ("5", False)]
)
def test_less_than_four_percent_is_pointed_out(weight, too_low):
    assert weight_is_too_low(Decimal(weight)) is too_low
    assert WEIGHT_SOURCE.document_number == "国办发〔2016〕80号"
