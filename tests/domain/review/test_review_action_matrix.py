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

# state → action → the post behind it; what is not listed belongs to nobody
POSTS = {
    "draft": {"submit": "信息员", "revise": "信息员", "emergency_release": "三审"},
    **{
        state: {"pass": post, "return": post, "revise": "信息员", "recall": "信息员"}
        for state, post in (
            ("first_review", "一审"),
            ("second_review", "二审"),
            ("secrecy_review", "保密审查员"),
        )
    },
    "legality_review": {},  # no level of the usual chain
    "final_review": {
        "pass": "三审",
        "schedule": "三审",
        "return": "三审",
        "revise": "信息员",
        "recall": "信息员",
    },
    "scheduled": {
        "revise": "信息员",
        "recall": "信息员",
        "release": "三审",
        "cancel_release": "三审",
    },
    "published": {"revise": "信息员", "take_down": "三审"},
    "emergency": {
        "revise": "信息员",
        "confirm": "一审",
        "conclude": "一审",
        "object": "一审",
        "take_down": "三审",
    },
    "emergency_disputed": {"revise": "信息员", "keep": "三审", "take_down": "三审"},
    "returned": {"revise": "信息员"},
    "taken_down": {"revise": "信息员"},
}
ACTIONS = (
    "submit",
    "pass",
    "schedule",
    "return",
    "revise",
    "recall",
    "release",
    "cancel_release",
    "emergency_release",
    "confirm",
    "conclude",
    "object",
    "keep",
    "take_down",
)
CELLS = [
    (state, action, posts.get(action, NOBODY))
    for state, posts in POSTS.items()
    for action in ACTIONS
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


@pytest.mark.parametrize("state", list(POSTS))
def test_the_buttons_of_a_state_are_the_filled_cells_of_its_row(state):
    assert [action.value for action in allowed_actions(State(state))] == list(POSTS[state])


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
    ("final_review", "schedule", "", None, ProofreadingMissing),
    ("final_review", "schedule", "", (1, 0), ErrorsLeftUncorrected),
    ("final_review", "schedule", "", (1, 1), None),
    ("legality_review", "pass", "", None, None),
    ("legality_review", "return", "", None, ReasonMissing),
    ("scheduled", "cancel_release", " ", None, ReasonMissing),
    ("scheduled", "cancel_release", "暂缓", None, None),
    ("emergency", "object", "", None, ReasonMissing),
    ("emergency", "object", "数据有误", None, None),
    ("emergency_disputed", "keep", "", None, ReasonMissing),
    ("emergency_disputed", "keep", "已核对", None, None),
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
