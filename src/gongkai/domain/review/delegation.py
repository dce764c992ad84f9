"""Let another officer act for the holder of a review post for a time (委托代审)."""

from __future__ import annotations

from datetime import date

from gongkai.domain.errors import Refusal
from gongkai.domain.roles import Role

LONGEST_DELEGATION_DAYS = 90  # house rule: whoever is away longer gives up the post
DELEGABLE = frozenset(
    {
        Role.FIRST_REVIEWER,
        Role.SECOND_REVIEWER,
        Role.LEGALITY_REVIEWER,
        Role.SECRECY_REVIEWER,
        Role.FINAL_REVIEWER,
    }
)


class DelegationNotPossible(Refusal):
    """The post is none of the review, so nobody reviews in its holder's place."""

    code = "delegation_not_possible"


class DelegatesToHimself(Refusal):
    """The holder names himself."""

    code = "delegates_to_himself"


class DelegationPeriodWrong(Refusal):
    """The delegation ends before it begins, lies in the past or lasts too long."""

    code = "delegation_period_wrong"


class DelegationReasonMissing(Refusal):
    """Nothing says why the holder is away."""

    code = "delegation_reason_missing"


def check_delegation(
    *,
    role: Role,
    holder_id: int,
    delegate_id: int,
    from_on: date,
    to_on: date,
    today: date,
    reason: str,
) -> None:
    """Accept a delegation, or refuse.

    Raises:
        DelegationNotPossible: the post does not review.
        DelegatesToHimself: holder and delegate are one person.
        DelegationPeriodWrong: the days are in the wrong order, over, or too many.
        DelegationReasonMissing: no reason is given.
    """
    if role not in DELEGABLE:
        raise DelegationNotPossible(role=role.label)
    if holder_id == delegate_id:
        raise DelegatesToHimself
    days = (to_on - from_on).days + 1
    if not 0 < days <= LONGEST_DELEGATION_DAYS or to_on < today:
        raise DelegationPeriodWrong(most=LONGEST_DELEGATION_DAYS)
    if not reason.strip():
        raise DelegationReasonMissing


def on_behalf(post: str, holder: str) -> str:
    """Return the post a delegate acts in, with the person he acts for."""
    return f"{post}，代{holder}"
