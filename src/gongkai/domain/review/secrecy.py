"""Conclude the secrecy review (保密审查) of one text."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from gongkai.domain.errors import Refusal
from gongkai.domain.law import OGI_REGULATIONS, STATE_SECRETS_LAW, STATE_SECRETS_RULES
from gongkai.domain.review.three_reviews import Action
from gongkai.domain.terms import Term

SECRECY_REVIEW_SOURCES = (
    OGI_REGULATIONS.article(17),
    STATE_SECRETS_LAW.article(35),
    STATE_SECRETS_RULES.article(42),
)


class SecrecyConclusion(Term):
    """What the secrecy review ends with."""

    MAY_BE_DISCLOSED = "may_be_disclosed", "可以公开"
    NOT_TO_BE_DISCLOSED = "not_to_be_disclosed", "不予公开"
    REFERRED = "referred", "报请确定"  # OGI_REGULATIONS.article(17, 3): in doubt, ask upwards


class SecrecyGround(Term):
    """What the reviewer found in the text that stands against disclosure."""

    STATE_SECRET = "state_secret", "国家秘密"
    WORK_SECRET = "work_secret", "工作秘密"
    PROHIBITED_BY_LAW = "prohibited_by_law", "法律、行政法规禁止公开"
    PUBLIC_SECURITY = "public_security", "危及国家安全、公共安全、经济安全、社会稳定"
    TRADE_SECRET = "trade_secret", "商业秘密"
    PERSONAL_PRIVACY = "personal_privacy", "个人隐私"
    INTERNAL_AFFAIRS = "internal_affairs", "内部事务信息"
    DELIBERATIVE = "deliberative", "过程性信息"
    ENFORCEMENT_CASE_FILE = "enforcement_case_file", "行政执法案卷信息"


GROUND_SOURCES = MappingProxyType(
    {
        SecrecyGround.STATE_SECRET: OGI_REGULATIONS.article(14),
        SecrecyGround.WORK_SECRET: STATE_SECRETS_LAW.article(64),
        SecrecyGround.PROHIBITED_BY_LAW: OGI_REGULATIONS.article(14),
        SecrecyGround.PUBLIC_SECURITY: OGI_REGULATIONS.article(14),
        SecrecyGround.TRADE_SECRET: OGI_REGULATIONS.article(15),
        SecrecyGround.PERSONAL_PRIVACY: OGI_REGULATIONS.article(15),
        SecrecyGround.INTERNAL_AFFAIRS: OGI_REGULATIONS.article(16, 1),
        SecrecyGround.DELIBERATIVE: OGI_REGULATIONS.article(16, 2),
        SecrecyGround.ENFORCEMENT_CASE_FILE: OGI_REGULATIONS.article(16, 2),
    }
)

# Articles 15 and 16 weigh or permit; Article 14 and work secrets leave no choice.
ABSOLUTE_GROUNDS = frozenset(
    {
        SecrecyGround.STATE_SECRET,
        SecrecyGround.WORK_SECRET,
        SecrecyGround.PROHIBITED_BY_LAW,
        SecrecyGround.PUBLIC_SECURITY,
    }
)

# A referred text waits where it is until the superior organ or the secrecy
# administration has decided.
ACTION_AFTER: Mapping[SecrecyConclusion, Action | None] = MappingProxyType(
    {
        SecrecyConclusion.MAY_BE_DISCLOSED: Action.PASS,
        SecrecyConclusion.NOT_TO_BE_DISCLOSED: Action.RETURN,
        SecrecyConclusion.REFERRED: None,
    }
)


class SecrecyGroundMissing(Refusal):
    """Disclosure is denied, or a higher decision sought, on no stated ground."""

    code = "secrecy_ground_missing"


class SecretMayNotBeDisclosed(Refusal):
    """The text is cleared although a ground without exception was found."""

    code = "secret_may_not_be_disclosed"


def check_secrecy_conclusion(
    conclusion: SecrecyConclusion, grounds: Collection[SecrecyGround] = ()
) -> None:
    """Accept a conclusion that fits its grounds, or refuse.

    Raises:
        SecrecyGroundMissing: a denial or a referral names no ground.
        SecretMayNotBeDisclosed: a clearance in spite of an absolute ground.
    """
    absolute = [ground for ground in SecrecyGround if ground in ABSOLUTE_GROUNDS & set(grounds)]
    if conclusion is SecrecyConclusion.MAY_BE_DISCLOSED:
        if absolute:
            raise SecretMayNotBeDisclosed(grounds="、".join(g.label for g in absolute))
    elif not grounds:
        raise SecrecyGroundMissing(conclusion=conclusion.label)
