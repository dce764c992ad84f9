from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.review.chains import (
    DEFAULT_PRINTED,
    ChainRule,
    NoChain,
    ReviewsOutOfRange,
    emergency_chain,
    is_ordered,
    parse,
    printed,
)
from gongkai.domain.review.three_reviews import (
    REVIEW_ORDER,
    THREE_REVIEWS,
    Action,
    ReviewActionNotAllowed,
    State,
    advance,
    transitions,
)

DOCUMENT, ARTICLE = "documents.policydocument", "websites.articlepage"


@pytest.mark.parametrize(
    ("reviews", "kind", "levels"),
    [
        (3, ARTICLE, "待一审 待二审 待保密审查 待三审"),
        (3, DOCUMENT, "待一审 待二审 待合法性审核 待保密审查 待三审"),
        (2, ARTICLE, "待一审 待保密审查 待三审"),
        (2, DOCUMENT, "待一审 待合法性审核 待保密审查 待三审"),
    ],
)
def test_an_organs_rule_names_the_levels_of_a_page(reviews, kind, levels):
    chain = ChainRule(reviews, frozenset({DOCUMENT})).chain(kind)
    assert " ".join(level.label for level in chain) == levels


@pytest.mark.parametrize("reviews", [-1, 0, 1, 4, 9])
def test_other_numbers_of_reviews_are_refused(reviews):
    with pytest.raises(ReviewsOutOfRange) as refused:
        ChainRule(reviews)
    assert refused.value.facts == {"reviews": reviews, "fewest": 2, "most": 3}


def test_without_a_rule_three_reviews_and_the_secrecy_review_are_passed():
    assert ChainRule().chain(DOCUMENT) == THREE_REVIEWS
    assert DEFAULT_PRINTED == "first_review second_review secrecy_review final_review"


@pytest.mark.parametrize(
    ("reviews", "levels"), [(3, "待一审 待二审 待三审"), (2, "待一审 待保密审查 待三审")]
)
def test_an_emergency_is_answered_for_by_three_people(reviews, levels):
    assert " ".join(level.label for level in emergency_chain(reviews)) == levels


CHAINS = [
    (*levels, State.FINAL_REVIEW)
    for size in range(1, len(REVIEW_ORDER))
    for levels in combinations(REVIEW_ORDER[:-1], size)
]


@pytest.mark.parametrize("chain", CHAINS, ids=printed)
def test_a_chain_is_read_as_it_was_printed(chain):
    assert is_ordered(chain)
    assert parse(printed(chain)) == chain


@pytest.mark.parametrize(
    "text",
    [
        "",
        "final_review",
        "first_review",
        "second_review first_review final_review",
        "first_review first_review final_review",
        "first_review final_review second_review",
        "first_review published final_review",
        "first_review approved final_review",
    ],
)
def test_levels_out_of_order_are_no_chain(text):
    with pytest.raises(NoChain):
        parse(text)


@pytest.mark.parametrize("chain", CHAINS, ids=printed)
def test_passes_lead_through_each_level_once_and_in_order(chain):
    state, passed = advance(State.DRAFT, Action.SUBMIT, chain), []
    while state is not State.PUBLISHED:
        passed.append(state)
        state = advance(state, Action.PASS, chain)
    assert tuple(passed) == chain


@given(chain=st.sampled_from(CHAINS), actions=st.lists(st.sampled_from(Action), max_size=40))
def test_no_level_is_skipped_whatever_is_tried(chain, actions):
    state, passed = State.DRAFT, []
    for action in actions:
        try:
            after = advance(state, action, chain)
        except ReviewActionNotAllowed:
            continue
        if action in {Action.PASS, Action.SCHEDULE}:
            passed.append(state)
        elif action is Action.CANCEL_RELEASE:
            passed.pop()
        elif action is not Action.RELEASE:
            passed = []
        state = after
        if state in {State.PUBLISHED, State.SCHEDULED} and action is not Action.CONCLUDE:
            assert tuple(passed) == chain


@pytest.mark.parametrize("chain", CHAINS, ids=printed)
def test_a_level_outside_the_chain_is_reached_by_nothing(chain):
    outside = set(REVIEW_ORDER) - set(chain)
    assert outside.isdisjoint(transitions(chain).values())
    assert not {state for state, _ in transitions(chain)} & outside
