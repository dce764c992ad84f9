"""The plan of an interpretation: its way, what it needs, its clock."""

from datetime import date, timedelta
from itertools import product

import pytest

from gongkai.domain.interpretations.pairing import Form
from gongkai.domain.interpretations.plans import (
    Clock,
    FirstReaderNotHead,
    KeyPoint,
    PlanAction,
    PlanActionNotAllowed,
    PlanChannel,
    PlanIncomplete,
    PlanState,
    PlanText,
    WriterMaySignNot,
    advance,
    allowed_actions,
    check_ready,
    check_signer,
    clock,
    forms_waiting,
    is_head,
)

WAYS = {
    ("draft", "submit"): "signing",
    ("signing", "approve"): "executing",
    ("signing", "return"): "draft",
    ("executing", "revise"): "draft",
    ("executing", "finish"): "done",
}


@pytest.mark.parametrize(("state", "action"), list(product(PlanState, PlanAction)))
def test_a_plan_goes_only_the_ways_there_are(state, action):
    target = WAYS.get((state.value, action.value))
    if target is None:
        with pytest.raises(PlanActionNotAllowed) as refusal:
            advance(state, action)
        assert refusal.value.facts == {"state": state, "action": action}
    else:
        assert advance(state, action).value == target


def test_states_are_called_as_the_rule_calls_them():
    assert [state.label for state in PlanState] == ["起草", "待审签", "执行", "完成"]


@pytest.mark.parametrize(
    ("state", "labels"),
    [
        (PlanState.DRAFT, ["报请审签"]),
        (PlanState.SIGNING, ["审签通过", "退回修改"]),
        (PlanState.EXECUTING, ["调整方案"]),  # finishing is no button
        (PlanState.DONE, []),
    ],
)
def test_a_person_may_do_everything_but_finish(state, labels):
    assert [action.label for action in allowed_actions(state)] == labels


def test_the_nine_points_of_content():
    assert "、".join(point.label for point in KeyPoint) == (
        "背景依据、目标任务、主要内容、适用范围、执行标准、注意事项、关键词诠释、"
        "惠民利民举措、新旧政策差异"
    )


def text(**fields):
    full = {
        "first_reader": "王立",
        "first_reader_post": "县农业农村局局长",
        "forms": {Form.TEXT},
        "points": {
            KeyPoint.BACKGROUND: "落实上级要求",
            KeyPoint.GOALS: "稳定面积",
            KeyPoint.CONTENT: "每亩一百元",
        },
        "channels": {PlanChannel.WEBSITE},
        "planned_on": date(2025, 3, 20),
    }
    return PlanText(**{**full, **fields})


def test_a_full_plan_may_be_signed():
    check_ready(text())


@pytest.mark.parametrize(
    ("fields", "missing"),
    [
        ({"first_reader": " "}, "第一解读人及职务"),
        ({"first_reader_post": ""}, "第一解读人及职务"),
        ({"forms": ()}, "解读形式"),
        ({"points": {KeyPoint.CONTENT: "每亩一百元"}}, "背景依据、目标任务"),
        ({"channels": ()}, "解读渠道"),
        ({"planned_on": None}, "计划发布日期"),
        (
            {"first_reader": "", "forms": (), "points": {}, "channels": (), "planned_on": None},
            "第一解读人及职务、解读形式、背景依据、目标任务、主要内容、解读渠道、计划发布日期",
        ),
    ],
)
def test_what_a_plan_lacks_is_named_as_in_its_form(fields, missing):
    with pytest.raises(PlanIncomplete) as refusal:
        check_ready(text(**fields))
    assert refusal.value.facts == {"missing": missing}


@pytest.mark.parametrize(
    ("post", "head"),
    [
        ("县农业农村局局长", True),
        ("县政府办公室主任", True),
        ("镇长", True),
        ("党组书记、局长", True),
        ("县农业农村局副局长", False),
        ("副主任科员", False),
        ("副局长（主持工作）", True),
        ("副局长（主持全面工作）", True),
        ("代理局长", True),
    ],
)
def test_the_head_interprets_first(post, head):
    assert is_head(post) is head
    if not head:
        with pytest.raises(FirstReaderNotHead) as refusal:
            check_ready(text(first_reader_post=post))
        assert refusal.value.facts == {"post": post}


def test_nobody_signs_what_he_wrote():
    check_signer(3, [1, 2])
    with pytest.raises(WriterMaySignNot):
        check_signer(2, [1, 2])


@pytest.mark.parametrize(
    ("planned", "public", "waiting"),
    [
        ({Form.TEXT}, set(), (Form.TEXT,)),
        ({Form.TEXT}, {Form.TEXT}, ()),
        ({Form.H5, Form.PICTURE}, {Form.TEXT}, (Form.PICTURE, Form.H5)),
        ({Form.H5, Form.PICTURE}, {Form.PICTURE}, (Form.H5,)),
        (set(), set(), ()),
    ],
)
def test_a_plan_waits_for_every_form_it_names(planned, public, waiting):
    assert forms_waiting(planned, public) == waiting


class PlainWeeks:
    def add_working_days(self, start, working_days, /):
        day = start
        while working_days:
            day += timedelta(days=1)
            working_days -= day.isoweekday() < 6
        return day


@pytest.mark.parametrize(
    ("today", "days_left", "overdue"),
    [
        (date(2025, 3, 12), 5, False),
        (date(2025, 3, 17), 0, False),
        (date(2025, 3, 18), -1, True),
    ],
)
def test_the_clock_runs_from_the_publication_of_the_document(today, days_left, overdue):
    # Wednesday the 12th; Thursday, Friday, Monday the 17th
    found = clock(date(2025, 3, 12), today, PlainWeeks())
    assert found == Clock(date(2025, 3, 17), days_left)
    assert found.is_overdue is overdue
    assert found.days_over == overdue  # one day, or none


def test_no_clock_runs_before():
    found = clock(None, date(2025, 3, 12), PlainWeeks())
    assert found == Clock(None, None)
    assert not found.is_overdue
