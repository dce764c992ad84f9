import pytest

from gongkai.domain.review.opinions import (
    ErrorsLeftUncorrected,
    Proofreading,
    ProofreadingImpossible,
    ProofreadingMissing,
    ReasonMissing,
    check_opinion,
)
from gongkai.domain.review.three_reviews import REVIEW_ORDER, Action, State

CLEAN = Proofreading()


@pytest.mark.parametrize("state", REVIEW_ORDER)
@pytest.mark.parametrize("reasons", ["", "  ", "\n\t"])
def test_a_return_without_reasons_is_refused(state, reasons):
    with pytest.raises(ReasonMissing):
        check_opinion(state, Action.RETURN, reasons=reasons)


def test_a_return_with_reasons_stands():
    check_opinion(State.FIRST_REVIEW, Action.RETURN, reasons="第二段数字与附件不一致。")


def test_a_take_down_says_why():
    with pytest.raises(ReasonMissing):
        check_opinion(State.PUBLISHED, Action.TAKE_DOWN)


@pytest.mark.parametrize("state", [State.FIRST_REVIEW, State.SECOND_REVIEW, State.FINAL_REVIEW])
def test_each_of_the_three_reviews_carries_a_proofreading(state):
    check_opinion(state, Action.PASS, proofreading=CLEAN)
    with pytest.raises(ProofreadingMissing) as refused:
        check_opinion(state, Action.PASS)
    assert refused.value.facts == {"state": state.label}


def test_the_secrecy_review_carries_no_proofreading():
    check_opinion(State.SECRECY_REVIEW, Action.PASS)


def test_marked_errors_must_be_corrected_before_a_pass():
    with pytest.raises(ErrorsLeftUncorrected) as refused:
        check_opinion(State.SECOND_REVIEW, Action.PASS, proofreading=Proofreading(3, 2))
    assert refused.value.facts == {"state": "待二审", "left": 1}
    check_opinion(State.SECOND_REVIEW, Action.PASS, proofreading=Proofreading(3, 3))


@pytest.mark.parametrize(("found", "corrected"), [(1, 2), (0, 1), (-1, -1), (2, -1)])
def test_impossible_counts_are_refused(found, corrected):
    with pytest.raises(ProofreadingImpossible):
        Proofreading(found, corrected)
