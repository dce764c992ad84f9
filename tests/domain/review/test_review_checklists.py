from gongkai.domain.review.checklists import CHECKLISTS
from gongkai.domain.review.opinions import PROOFREADING_STATES
from gongkai.domain.review.three_reviews import REVIEW_ORDER, State


def test_every_level_has_a_checklist_in_the_order_of_review():
    assert tuple(CHECKLISTS) == REVIEW_ORDER


def test_only_the_three_reviews_proofread():
    assert {state for state, c in CHECKLISTS.items() if c.proofreading_focus} == PROOFREADING_STATES


def test_the_final_review_keeps_the_five_gates():
    assert CHECKLISTS[State.FINAL_REVIEW].review_focus[:5] == (
        "政治关",
        "法律关",
        "政策关",
        "保密关",
        "文字关",
    )
