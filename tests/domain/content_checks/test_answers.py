"""Who may say what about a finding, and what the answers say about a rule."""

import pytest

from gongkai.domain.content_checks.answers import (
    KEEPING,
    FindingAnswer,
    FindingNotOpen,
    FindingReasonMissing,
    FindingState,
    NothingToSign,
    SignerAnsweredHimself,
    check_answer,
    check_signature,
    state_of,
)
from gongkai.domain.content_checks.findings import Tier
from gongkai.domain.content_checks.masks import masked


@pytest.mark.parametrize(
    ("tier", "stands", "answer", "signed", "state"),
    [
        (Tier.BLOCKS, True, None, False, FindingState.OPEN),
        (Tier.BLOCKS, True, FindingAnswer.RIGHT_HERE, False, FindingState.UNSIGNED),
        (Tier.BLOCKS, True, FindingAnswer.RIGHT_HERE, True, FindingState.SETTLED),
        (Tier.MUST_LOOK, True, FindingAnswer.RIGHT_WORDS, False, FindingState.SETTLED),
        (Tier.MUST_LOOK, True, None, False, FindingState.OPEN),
        (Tier.BLOCKS, False, None, False, FindingState.GONE),
        (Tier.MUST_LOOK, False, FindingAnswer.RULE_WRONG, False, FindingState.GONE),
        # said to be corrected, and there it stands
        (Tier.MUST_LOOK, True, FindingAnswer.CORRECTED, False, FindingState.OPEN),
    ],
)
def test_how_far_a_finding_is(tier, stands, answer, signed, state):
    assert state_of(tier, stands=stands, answer=answer, is_signed=signed) is state


def test_a_blocking_finding_is_kept_only_with_a_reason():
    with pytest.raises(FindingReasonMissing):
        check_answer(Tier.BLOCKS, FindingState.OPEN, FindingAnswer.RIGHT_HERE, "  ")
    check_answer(Tier.BLOCKS, FindingState.OPEN, FindingAnswer.RIGHT_HERE, "热线公开号码")
    check_answer(Tier.MUST_LOOK, FindingState.OPEN, FindingAnswer.RIGHT_HERE, "")


def test_a_rule_is_blamed_only_with_a_reason():
    with pytest.raises(FindingReasonMissing):
        check_answer(Tier.MUST_LOOK, FindingState.OPEN, FindingAnswer.RULE_WRONG, "")
    check_answer(Tier.MUST_LOOK, FindingState.OPEN, FindingAnswer.RULE_WRONG, "旧称仍在用")


@pytest.mark.parametrize("state", [FindingState.SETTLED, FindingState.GONE])
def test_what_is_settled_or_gone_takes_no_answer(state):
    with pytest.raises(FindingNotOpen):
        check_answer(Tier.MUST_LOOK, state, FindingAnswer.RIGHT_HERE, "")


def test_nobody_says_corrected_the_text_shows_it():
    assert FindingAnswer.CORRECTED not in KEEPING
    with pytest.raises(FindingNotOpen):
        check_answer(Tier.MUST_LOOK, FindingState.OPEN, FindingAnswer.CORRECTED, "改了")


def test_the_signer_is_neither_author_nor_answerer():
    check_signature(FindingState.UNSIGNED, 3, {1, 2})
    for signer in (1, 2):
        with pytest.raises(SignerAnsweredHimself):
            check_signature(FindingState.UNSIGNED, signer, {1, 2, None})
    with pytest.raises(NothingToSign):
        check_signature(FindingState.OPEN, 3, {1})


@pytest.mark.parametrize(
    ("words", "kept"),
    [
        ("身份证号11010519491231002X，", "身份证号110*************2X，"),
        ("电话13812345678。", "电话138******78。"),
        ("138 1234 5678", "138********78"),
        ("6222 0200 1234 5678 901", "622******************01"),
        ("2025年5月15日12345热线0421-2814023", "2025年5月15日12345热线042*******23"),
        ("共1324015件", "共1324015件"),
        ("", ""),
    ],
)
def test_long_numbers_are_masked(words, kept):
    assert masked(words) == kept
