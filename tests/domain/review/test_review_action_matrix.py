"""Every state against every action, role, opinion and pair of people, written out by hand."""

from itertools import permutations

import pytest

from gongkai.domain.review.opinions import (
    ErrorsLeftUncorrected,
    Proofreading,
    ProofreadingImpossible,
    ProofreadingMissing,
    ReasonMissing,
    check_opinion,
)
from gongkai.domain.review.people import AuthorMayNotReview, SamePersonTwice, check_reviewer
from gongkai.domain.review.three_reviews import (
    Action,
    ReviewActionNotAllowed,
    State,
    allowed_actions,
    as_mermaid,
    role_for_action,
)

NOBODY = None

# state, then the post behind 提交审核, 审核通过, 退回修改, 修改, 撤稿
POSTS = [
    ("draft", "信息员", NOBODY, NOBODY, "信息员", NOBODY),
    ("first_review", NOBODY, "一审", "一审", "信息员", NOBODY),
    ("second_review", NOBODY, "二审", "二审", "信息员", NOBODY),
    ("secrecy_review", NOBODY, "保密审查员", "保密审查员", "信息员", NOBODY),
    ("final_review", NOBODY, "三审", "三审", "信息员", NOBODY),
    ("published", NOBODY, NOBODY, NOBODY, "信息员", "三审"),
    ("returned", NOBODY, NOBODY, NOBODY, "信息员", NOBODY),
    ("taken_down", NOBODY, NOBODY, NOBODY, "信息员", NOBODY),
]
ACTIONS = ("submit", "pass", "return", "revise", "take_down")
CELLS = [
    (row[0], action, post) for row in POSTS for action, post in zip(ACTIONS, row[1:], strict=True)
]


def test_the_matrix_leaves_no_state_and_no_action_out():
    assert {state for state, _, _ in CELLS} == {state.value for state in State}
    assert {action for _, action, _ in CELLS} == {action.value for action in Action}


@pytest.mark.parametrize(("state", "action", "post"), CELLS)
def test_each_step_belongs_to_one_post_or_to_nobody(state, action, post):
    if post is NOBODY:
        with pytest.raises(ReviewActionNotAllowed):
            role_for_action(State(state), Action(action))
    else:
        assert role_for_action(State(state), Action(action)).label == post


@pytest.mark.parametrize("row", POSTS, ids=[row[0] for row in POSTS])
def test_the_buttons_of_a_state_are_the_filled_cells_of_its_row(row):
    open_actions = [a for a, post in zip(ACTIONS, row[1:], strict=True) if post is not NOBODY]
    assert [action.value for action in allowed_actions(State(row[0]))] == open_actions


@pytest.mark.parametrize(("state", "action", "post"), CELLS)
def test_the_drawing_has_an_arrow_for_each_allowed_step_only(state, action, post):
    label = Action(action).label
    arrows = [
        line
        for line in as_mermaid().splitlines()
        if line.strip().startswith(f"{state} -->") and line.endswith(f": {label}")
    ]
    assert len(arrows) == (0 if post is NOBODY else 1)


# state, action, reasons given, (found, corrected) or nobody proofread -> refusal
OPINIONS = [
    ("first_review", "pass", "", None, ProofreadingMissing),
    ("second_review", "pass", "", None, ProofreadingMissing),
    ("secrecy_review", "pass", "", None, None),
    ("final_review", "pass", "", None, ProofreadingMissing),
    ("first_review", "pass", "同意", None, ProofreadingMissing),
    ("final_review", "pass", "同意", None, ProofreadingMissing),
    ("first_review", "pass", "", (0, 0), None),
    ("second_review", "pass", "", (0, 0), None),
    ("secrecy_review", "pass", "", (0, 0), None),
    ("final_review", "pass", "", (0, 0), None),
    ("first_review", "pass", "", (2, 2), None),
    ("second_review", "pass", "", (5, 5), None),
    ("final_review", "pass", "", (1, 1), None),
    ("first_review", "pass", "", (1, 0), ErrorsLeftUncorrected),
    ("second_review", "pass", "", (5, 4), ErrorsLeftUncorrected),
    ("final_review", "pass", "", (9, 0), ErrorsLeftUncorrected),
    ("first_review", "return", "", None, ReasonMissing),
    ("second_review", "return", " ", None, ReasonMissing),
    ("secrecy_review", "return", "\u3000", None, ReasonMissing),
    ("final_review", "return", "\n", None, ReasonMissing),
    ("first_review", "return", "数字有误", None, None),
    ("second_review", "return", "依据不足", None, None),
    ("secrecy_review", "return", "含个人信息", None, None),
    ("final_review", "return", "暂缓", None, None),
    # a text that goes back need not be clean
    ("first_review", "return", "数字有误", (3, 0), None),
    ("final_review", "return", "错字多", (7, 2), None),
    ("final_review", "return", "", (7, 7), ReasonMissing),
    ("published", "take_down", "", None, ReasonMissing),
    ("published", "take_down", "\t", (0, 0), ReasonMissing),
    ("published", "take_down", "附件有误", None, None),
    ("draft", "submit", "", None, None),
    ("draft", "revise", "", None, None),
    ("returned", "revise", "", None, None),
    ("published", "revise", "", None, None),
]


@pytest.mark.parametrize(("state", "action", "reasons", "counts", "refusal"), OPINIONS)
def test_an_opinion_is_complete_or_says_what_is_missing(state, action, reasons, counts, refusal):
    proofreading = None if counts is None else Proofreading(*counts)
    given = {"reasons": reasons, "proofreading": proofreading}
    if refusal is None:
        check_opinion(State(state), Action(action), **given)
    else:
        with pytest.raises(refusal):
            check_opinion(State(state), Action(action), **given)


@pytest.mark.parametrize(
    ("found", "corrected", "left"),
    [(0, 0, 0), (1, 0, 1), (1, 1, 0), (2, 0, 2), (2, 1, 1), (2, 2, 0), (12, 5, 7)],
)
def test_errors_left_are_those_found_less_those_corrected(found, corrected, left):
    assert Proofreading(found, corrected).errors_left == left


@pytest.mark.parametrize(("found", "corrected"), [(0, 1), (1, 2), (-1, 0), (-2, -2), (5, -1)])
def test_the_refused_counts_are_named(found, corrected):
    with pytest.raises(ProofreadingImpossible) as refused:
        Proofreading(found, corrected)
    assert refused.value.facts == {"found": found, "corrected": corrected}


PEOPLE = {"author": 1, "co_author": 2, "first": 3, "second": 4, "secrecy": 5, "final": 6}


@pytest.mark.parametrize(("one", "other"), list(permutations(PEOPLE, 2)))
def test_two_different_people_never_stand_in_each_others_way(one, other):
    check_reviewer(PEOPLE[one], [PEOPLE[other]], [])
    check_reviewer(PEOPLE[one], [], [PEOPLE[other]])


@pytest.mark.parametrize("who", list(PEOPLE))
def test_one_person_in_two_places_is_refused(who):
    number = PEOPLE[who]
    others = [other for other in PEOPLE.values() if other != number]
    check_reviewer(number, others, others)
    with pytest.raises(AuthorMayNotReview):
        check_reviewer(number, [number], others)
    with pytest.raises(SamePersonTwice) as twice:
        check_reviewer(number, others, [number])
    assert twice.value.facts == {"actor_id": number}


@pytest.mark.parametrize("level", [0, 1, 2])
def test_an_earlier_reviewer_is_remembered_at_every_later_level(level):
    with pytest.raises(SamePersonTwice):
        check_reviewer([3, 4, 5][level], [1, 2], [3, 4, 5])


def test_having_written_the_text_is_told_before_having_passed_it():
    with pytest.raises(AuthorMayNotReview):
        check_reviewer(1, [1], [1])
