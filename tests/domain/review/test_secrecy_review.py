import pytest

from gongkai.domain.review.secrecy import (
    ACTION_AFTER,
    GROUND_SOURCES,
    SECRECY_REVIEW_SOURCES,
    SecrecyConclusion,
    SecrecyGround,
    SecrecyGroundMissing,
    SecretMayNotBeDisclosed,
    check_secrecy_conclusion,
)
from gongkai.domain.review.three_reviews import Action


def test_the_statutes_behind_the_secrecy_review():
    assert [str(source) for source in SECRECY_REVIEW_SOURCES] == [
        "《中华人民共和国政府信息公开条例》第十七条",
        "《中华人民共和国保守国家秘密法》第三十五条",
        "《中华人民共和国保守国家秘密法实施条例》第四十二条",
    ]


def test_every_ground_has_its_article():
    assert set(GROUND_SOURCES) == set(SecrecyGround)


def test_a_text_without_any_ground_may_be_disclosed():
    check_secrecy_conclusion(SecrecyConclusion.MAY_BE_DISCLOSED)


@pytest.mark.parametrize(
    "ground",
    [
        SecrecyGround.STATE_SECRET,
        SecrecyGround.WORK_SECRET,
        SecrecyGround.PROHIBITED_BY_LAW,
        SecrecyGround.PUBLIC_SECURITY,
    ],
)
def test_article_14_leaves_no_choice(ground):
    with pytest.raises(SecretMayNotBeDisclosed) as refused:
        check_secrecy_conclusion(SecrecyConclusion.MAY_BE_DISCLOSED, [ground])
    assert refused.value.facts == {"grounds": ground.label}


@pytest.mark.parametrize("ground", [SecrecyGround.TRADE_SECRET, SecrecyGround.PERSONAL_PRIVACY])
def test_article_15_allows_disclosure_after_weighing(ground):
    check_secrecy_conclusion(SecrecyConclusion.MAY_BE_DISCLOSED, [ground])


@pytest.mark.parametrize(
    "conclusion", [SecrecyConclusion.NOT_TO_BE_DISCLOSED, SecrecyConclusion.REFERRED]
)
def test_a_denial_or_referral_names_its_ground(conclusion):
    with pytest.raises(SecrecyGroundMissing):
        check_secrecy_conclusion(conclusion)
    check_secrecy_conclusion(conclusion, [SecrecyGround.STATE_SECRET])


def test_a_referred_text_waits():
    assert dict(ACTION_AFTER) == {
        SecrecyConclusion.MAY_BE_DISCLOSED: Action.PASS,
        SecrecyConclusion.NOT_TO_BE_DISCLOSED: Action.RETURN,
        SecrecyConclusion.REFERRED: None,
    }
