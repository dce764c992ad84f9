from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.review.three_reviews import (
    REVIEW_ORDER,
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

# role x state x event, every combination by hand: anything not listed is refused.
EXPECTED = {
    ("拟稿", "提交审核"): "待一审",
    ("拟稿", "修改"): "拟稿",
    ("待一审", "审核通过"): "待二审",
    ("待一审", "退回修改"): "已退回",
    ("待一审", "修改"): "拟稿",
    ("待二审", "审核通过"): "待保密审查",
    ("待二审", "退回修改"): "已退回",
    ("待二审", "修改"): "拟稿",
    ("待保密审查", "审核通过"): "待三审",
    ("待保密审查", "退回修改"): "已退回",
    ("待保密审查", "修改"): "拟稿",
    ("待三审", "审核通过"): "已发布",
    ("待三审", "退回修改"): "已退回",
    ("待三审", "修改"): "拟稿",
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
    assert tuple(passed) == REVIEW_ORDER


@given(st.lists(st.sampled_from(Action), max_size=40))
def test_nothing_is_published_without_four_passes_since_the_last_edit(actions):
    state, passes = State.DRAFT, 0
    for action in actions:
        try:
            state = advance(state, action)
        except ReviewActionNotAllowed:
            continue
        passes = passes + 1 if action is Action.PASS else 0
        if state is State.PUBLISHED:
            assert passes == 4


@pytest.mark.parametrize("state", list(State))
def test_an_edit_always_leads_back_to_the_draft(state):
    assert advance(state, Action.REVISE) is State.DRAFT


def test_buttons_of_a_review_are_pass_return_and_revise():
    for state in REVIEW_ORDER:
        assert allowed_actions(state) == (Action.PASS, Action.RETURN, Action.REVISE)


def test_a_returned_text_can_only_be_revised():
    assert allowed_actions(State.RETURNED) == (Action.REVISE,)


@pytest.mark.parametrize(
    ("state", "role"),
    [
        (State.DRAFT, Role.EDITOR),
        (State.FIRST_REVIEW, Role.FIRST_REVIEWER),
        (State.SECOND_REVIEW, Role.SECOND_REVIEWER),
        (State.SECRECY_REVIEW, Role.SECRECY_REVIEWER),
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
