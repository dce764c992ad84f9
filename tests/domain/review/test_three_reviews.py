from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.review.three_reviews import (
    THREE_REVIEWS,
    TRANSITIONS,
    Action,
    ReviewActionNotAllowed,
    State,
    advance,
    allowed_actions,
    as_mermaid,
    role_for,
    role_for_action,
)
from gongkai.domain.roles import Role

# state x event, every combination by hand: anything not listed is refused.
EXPECTED = {
    ("拟稿", "提交审核"): "待一审",
    ("拟稿", "修改"): "拟稿",
    ("拟稿", "应急发布"): "应急发布待补审",
    ("待一审", "审核通过"): "待二审",
    ("待二审", "审核通过"): "待保密审查",
    ("待保密审查", "审核通过"): "待三审",
    ("待三审", "审核通过"): "已发布",
    ("待三审", "通过并定时发布"): "待定时发布",
    **{
        (level, action): after
        for level in ("待一审", "待二审", "待保密审查", "待三审")
        for action, after in (("退回修改", "已退回"), ("修改", "拟稿"), ("撤回送审", "拟稿"))
    },
    ("待定时发布", "到时发布"): "已发布",
    ("待定时发布", "取消定时发布"): "待三审",
    ("待定时发布", "修改"): "拟稿",
    ("待定时发布", "撤回送审"): "拟稿",
    ("应急发布待补审", "补审通过"): "应急发布待补审",
    ("应急发布待补审", "补审办结"): "已发布",
    ("应急发布待补审", "补审提出异议"): "补审有异议",
    ("应急发布待补审", "修改"): "拟稿",
    ("应急发布待补审", "撤稿"): "已撤稿",
    ("补审有异议", "维持发布"): "应急发布待补审",
    ("补审有异议", "修改"): "拟稿",
    ("补审有异议", "撤稿"): "已撤稿",
    ("已退回", "修改"): "拟稿",
    ("已发布", "修改"): "拟稿",
    ("已发布", "撤稿"): "已撤稿",
    ("已撤稿", "修改"): "拟稿",
}


@pytest.mark.parametrize(("state", "action"), list(product(State, Action)))
def test_every_combination_leads_where_the_house_rule_says(state, action):
    expected = EXPECTED.get((state.label, action.label))
    if expected is None:
        with pytest.raises(ReviewActionNotAllowed) as refused:
            advance(state, action)
        assert refused.value.facts == {"state": state.label, "action": action.label}
    else:
        assert advance(state, action).label == expected


def test_four_passes_after_submission_publish():
    state = advance(State.DRAFT, Action.SUBMIT)
    passed = []
    while state is not State.PUBLISHED:
        passed.append(state)
        state = advance(state, Action.PASS)
    assert tuple(passed) == THREE_REVIEWS


@given(st.lists(st.sampled_from(Action), max_size=40))
def test_nothing_is_published_without_four_passes_since_the_last_edit(actions):
    state, passes = State.DRAFT, 0
    for action in actions:
        try:
            state = advance(state, action)
        except ReviewActionNotAllowed:
            continue
        if action in {Action.PASS, Action.SCHEDULE}:
            passes += 1
        elif action is Action.CANCEL_RELEASE:
            passes -= 1
        elif action is not Action.RELEASE:
            passes = 0
        if state is State.PUBLISHED and action is not Action.CONCLUDE:
            assert passes == 4


@pytest.mark.parametrize("state", [s for s in State if s is not State.LEGALITY_REVIEW])
def test_an_edit_always_leads_back_to_the_draft(state):
    assert advance(state, Action.REVISE) is State.DRAFT


def test_buttons_of_a_review_are_pass_return_revise_and_recall():
    for state in THREE_REVIEWS[:-1]:
        assert allowed_actions(state) == (
            Action.PASS,
            Action.RETURN,
            Action.REVISE,
            Action.RECALL,
        )
    assert Action.SCHEDULE in allowed_actions(State.FINAL_REVIEW)


def test_a_returned_text_can_only_be_revised():
    assert allowed_actions(State.RETURNED) == (Action.REVISE,)


@pytest.mark.parametrize(
    ("state", "role"),
    [
        (State.DRAFT, Role.EDITOR),
        (State.FIRST_REVIEW, Role.FIRST_REVIEWER),
        (State.SECOND_REVIEW, Role.SECOND_REVIEWER),
        (State.LEGALITY_REVIEW, Role.LEGALITY_REVIEWER),
        (State.SECRECY_REVIEW, Role.SECRECY_REVIEWER),
        (State.SCHEDULED, Role.FINAL_REVIEWER),
        (State.EMERGENCY, Role.FIRST_REVIEWER),
        (State.EMERGENCY_DISPUTED, Role.FINAL_REVIEWER),
        (State.FINAL_REVIEW, Role.FINAL_REVIEWER),
        (State.PUBLISHED, Role.FINAL_REVIEWER),
        (State.RETURNED, Role.EDITOR),
        (State.TAKEN_DOWN, Role.EDITOR),
    ],
)
def test_each_state_waits_for_one_post(state, role):
    assert role_for(state) is role


def test_editors_write_and_reviewers_decide():
    assert role_for_action(State.FINAL_REVIEW, Action.PASS) is Role.FINAL_REVIEWER
    assert role_for_action(State.FINAL_REVIEW, Action.REVISE) is Role.EDITOR
    assert role_for_action(State.PUBLISHED, Action.TAKE_DOWN) is Role.FINAL_REVIEWER
    with pytest.raises(ReviewActionNotAllowed):
        role_for_action(State.DRAFT, Action.PASS)


def test_diagram_names_every_state_and_draws_every_transition():
    lines = as_mermaid().splitlines()
    assert lines[0] == "stateDiagram-v2"
    assert '    state "待保密审查" as secrecy_review' in lines
    assert "    final_review --> published: 审核通过" in lines
    assert sum(" --> " in line for line in lines) == len(TRANSITIONS) + 1
