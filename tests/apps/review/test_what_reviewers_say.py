import pytest

from gongkai.apps.review import services
from gongkai.apps.review.models import Step
from gongkai.apps.review.services import Opinion
from gongkai.domain.errors import Refusal
from gongkai.domain.review.opinions import Proofreading
from gongkai.domain.review.secrecy import (
    SecrecyConclusion,
    SecrecyGround,
    SecrecyGroundMissing,
    SecretMayNotBeDisclosed,
)
from gongkai.domain.review.three_reviews import Action, ReviewActionNotAllowed, State
from tests.factories.review import LEVELS, pass_levels
from tests.factories.review_acts import AT, FIELDS, before, decide, refused

# -- what must be said -----------------------------------------------------------------


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_a_return_needs_a_reason(submission, staff, level, reason):
    pass_levels(submission, staff, AT, before(level))
    sentence = refused(
        Refusal,
        lambda: decide(
            submission,
            getattr(staff, level),
            level,
            action=Action.RETURN,
            opinion=Opinion(text=reason),
        ),
    )
    assert sentence.startswith("退回修改时请写明理由")


@pytest.mark.parametrize("level", LEVELS)
def test_a_return_with_a_reason_ends_the_review(submission, staff, level):
    pass_levels(submission, staff, AT, before(level))
    back = decide(
        submission,
        getattr(staff, level),
        level,
        action=Action.RETURN,
        opinion=Opinion(text="数字与附件不一致"),
    )
    assert State(back.state) is State.RETURNED
    assert getattr(back, FIELDS[level]) is None
    assert Step.objects.last().action == "return"


@pytest.mark.parametrize("level", ["first", "second", "final"])
def test_each_review_records_its_proofreading(submission, staff, level):
    pass_levels(submission, staff, AT, before(level))
    person = getattr(staff, level)
    sentence = refused(Refusal, lambda: decide(submission, person, level, opinion=Opinion("同意")))
    assert "校对还没有记录" in sentence
    sentence = refused(
        Refusal,
        lambda: decide(submission, person, level, opinion=Opinion("同意", Proofreading(3, 1))),
    )
    assert "2处没有改正" in sentence


def test_the_secrecy_review_needs_a_conclusion(submission, staff):
    pass_levels(submission, staff, AT, before("secrecy"))
    sentence = refused(
        services.SecrecyConclusionMissing,
        lambda: decide(submission, staff.secrecy, "secrecy", opinion=Opinion("看过")),
    )
    assert "报请确定" in sentence


def test_a_negative_secrecy_conclusion_returns_the_text(submission, staff):
    pass_levels(submission, staff, AT, before("secrecy"))
    back = decide(
        submission,
        staff.secrecy,
        "secrecy",
        opinion=Opinion(
            secrecy=SecrecyConclusion.NOT_TO_BE_DISCLOSED,
            secrecy_grounds=[SecrecyGround.PERSONAL_PRIVACY, SecrecyGround.TRADE_SECRET],
        ),
    )
    step = Step.objects.last()
    assert State(back.state) is State.RETURNED
    assert back.secrecy_reviewer_id is None
    assert (step.action, step.secrecy_conclusion) == ("return", "not_to_be_disclosed")
    assert step.opinion == "不予公开：个人隐私、商业秘密"
    assert step.secrecy_grounds == ["personal_privacy", "trade_secret"]


def test_a_referred_text_waits_and_is_decided_later(submission, staff):
    pass_levels(submission, staff, AT, before("secrecy"))
    waiting = decide(
        submission,
        staff.secrecy,
        "secrecy",
        opinion=Opinion(
            text="报县保密局确定",
            secrecy=SecrecyConclusion.REFERRED,
            secrecy_grounds=[SecrecyGround.STATE_SECRET],
        ),
    )
    assert State(waiting.state) is State.SECRECY_REVIEW
    assert waiting.secrecy_reviewer_id is None
    after = decide(submission, staff.secrecy, "secrecy")
    assert State(after.state) is State.FINAL_REVIEW


@pytest.mark.parametrize(
    "conclusion", [SecrecyConclusion.NOT_TO_BE_DISCLOSED, SecrecyConclusion.REFERRED]
)
def test_a_denial_names_its_ground(submission, staff, conclusion):
    pass_levels(submission, staff, AT, before("secrecy"))
    refused(
        SecrecyGroundMissing,
        lambda: decide(submission, staff.secrecy, "secrecy", opinion=Opinion(secrecy=conclusion)),
    )


def test_a_state_secret_is_never_cleared(submission, staff):
    pass_levels(submission, staff, AT, before("secrecy"))
    opinion = Opinion(
        secrecy=SecrecyConclusion.MAY_BE_DISCLOSED, secrecy_grounds=[SecrecyGround.STATE_SECRET]
    )
    sentence = refused(
        SecretMayNotBeDisclosed,
        lambda: decide(submission, staff.secrecy, "secrecy", opinion=opinion),
    )
    assert "国家秘密" in sentence


@pytest.mark.parametrize(
    "opinion",
    [
        Opinion("格式不对"),
        Opinion("格式不对", secrecy=SecrecyConclusion.MAY_BE_DISCLOSED),
        Opinion("格式不对", secrecy=SecrecyConclusion.REFERRED),
    ],
)
def test_a_return_at_the_secrecy_level_never_moves_forward(submission, staff, opinion):
    pass_levels(submission, staff, AT, before("secrecy"))
    back = decide(submission, staff.secrecy, "secrecy", action=Action.RETURN, opinion=opinion)
    assert State(back.state) is State.RETURNED


@pytest.mark.parametrize("action", [Action.SUBMIT, Action.REVISE, Action.TAKE_DOWN])
@pytest.mark.parametrize("passed", [(), LEVELS])
def test_a_decision_is_a_pass_or_a_return(submission, staff, action, passed):
    pass_levels(submission, staff, AT, passed)
    for person in vars(staff).values():
        refused(
            ReviewActionNotAllowed,
            lambda who=person: decide(submission, who, "first", action=action),
        )


@pytest.mark.parametrize("action", [Action.PASS, Action.RETURN])
def test_a_published_text_is_not_decided_again(submission, staff, action):
    pass_levels(submission, staff, AT)
    for person in vars(staff).values():
        refused(
            ReviewActionNotAllowed,
            lambda who=person: decide(submission, who, "final", action=action),
        )
