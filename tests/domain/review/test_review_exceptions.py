"""Emergencies, editions, withdrawals, delegations and openings, by hand."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.review.chains import emergency_chain
from gongkai.domain.review.delegation import (
    DelegatesToHimself,
    DelegationNotPossible,
    DelegationPeriodWrong,
    DelegationReasonMissing,
    check_delegation,
    on_behalf,
)
from gongkai.domain.review.editions import (
    ChangeNoteMissing,
    EditionKind,
    EditionNumber,
    check_note,
    next_number,
)
from gongkai.domain.review.emergencies import (
    EMERGENCY_SOURCES,
    EmergencyGroundsMissing,
    EmergencyKind,
    EmergencyNotCleared,
    check_emergency,
    confirmation_due_at,
    confirmation_level,
    confirming_action,
)
from gongkai.domain.review.openings import NotOpened, check_opened
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import Action, State
from gongkai.domain.review.withdrawals import (
    NEUTRAL_SENTENCE,
    InternalReasonMissing,
    PublicReasonMissing,
    RedirectTargetMissing,
    RedirectToItself,
    WithdrawalKind,
    check_reasons,
    check_redirect,
    public_sentence,
)
from gongkai.domain.roles import Role

FIRST, SECOND, SECRECY = State.FIRST_REVIEW, State.SECOND_REVIEW, State.SECRECY_REVIEW
MAJOR, MINOR = EditionKind.MAJOR, EditionKind.MINOR

# -- emergencies


def test_the_kinds_of_emergencies_have_their_official_names():
    labels = "防汛 森林防火 地震 公共卫生 其他突发事件"
    assert " ".join(kind.label for kind in EmergencyKind) == labels


def test_emergencies_rest_on_the_regulations():
    assert [source.number for source in EMERGENCY_SOURCES] == [20, 17]


def test_confirmations_are_due_a_day_later():
    released = datetime(2025, 7, 12, 14, 5, tzinfo=UTC)
    assert confirmation_due_at(released) == datetime(2025, 7, 13, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize("grounds", ["", " ", "\u3000"])
def test_an_emergency_without_grounds_is_refused(grounds):
    with pytest.raises(EmergencyGroundsMissing):
        check_emergency(grounds=grounds, secrecy=SecrecyConclusion.MAY_BE_DISCLOSED)


@pytest.mark.parametrize(
    "secrecy", [None, SecrecyConclusion.NOT_TO_BE_DISCLOSED, SecrecyConclusion.REFERRED]
)
def test_an_emergency_still_needs_its_secrecy_review(secrecy):
    with pytest.raises(EmergencyNotCleared):
        check_emergency(grounds="柳河水位超过警戒线", secrecy=secrecy)


def test_an_emergency_with_grounds_and_clearance_is_accepted():
    check_emergency(grounds="山火", secrecy=SecrecyConclusion.MAY_BE_DISCLOSED)


@pytest.mark.parametrize(
    ("reviews", "confirmed", "level", "action"),
    [
        (3, set(), FIRST, Action.CONFIRM),
        (3, {FIRST}, SECOND, Action.CONCLUDE),
        (3, {FIRST, SECOND}, None, Action.CONCLUDE),
        (2, set(), FIRST, Action.CONFIRM),
        (2, {FIRST}, SECRECY, Action.CONCLUDE),
        (2, {FIRST, SECRECY}, None, Action.CONCLUDE),
        (3, {State.FINAL_REVIEW}, FIRST, Action.CONFIRM),
    ],
)
def test_two_people_confirm_in_order(reviews, confirmed, level, action):
    chain = emergency_chain(reviews)
    assert confirmation_level(chain, confirmed) is level
    assert confirming_action(chain, confirmed) is action


# -- editions


@pytest.mark.parametrize(
    ("latest", "kind", "after"),
    [
        (None, MAJOR, "1.0"),
        (None, MINOR, "1.0"),
        ((1, 0), MAJOR, "2.0"),
        ((1, 0), MINOR, "1.1"),
        ((1, 9), MINOR, "1.10"),
        ((1, 9), MAJOR, "2.0"),
        ((9, 9), MAJOR, "10.0"),
    ],
)
def test_the_number_after(latest, kind, after):
    number = next_number(EditionNumber(*latest) if latest else None, kind)
    assert str(number) == after


@given(st.lists(st.sampled_from(EditionKind), min_size=1, max_size=30))
def test_numbers_only_grow(kinds):
    numbers = []
    for kind in kinds:
        numbers.append(next_number(numbers[-1] if numbers else None, kind))
    assert numbers == sorted(set(numbers))
    assert numbers[0] == (1, 0)


@pytest.mark.parametrize(
    ("is_first", "kind", "note", "refused"),
    [
        (True, MAJOR, "", False),
        (True, MINOR, "", False),
        (False, MINOR, "", False),
        (False, MAJOR, "调整里程", False),
        (False, MAJOR, "", True),
        (False, MAJOR, " ", True),
    ],
)
def test_a_later_major_edition_tells_what_changed(is_first, kind, note, refused):
    given = {"title": "通知", "is_first": is_first, "kind": kind, "note": note}
    if refused:
        with pytest.raises(ChangeNoteMissing) as caught:
            check_note(**given)
        assert caught.value.facts == {"title": "通知"}
    else:
        check_note(**given)


# -- withdrawals


@pytest.mark.parametrize(
    ("kind", "public", "internal", "refusal"),
    [
        ("banner", "数据有误", "", None),
        ("banner", "", "内部", PublicReasonMissing),
        ("redirect", "已更新", "", None),
        ("redirect", " ", "", PublicReasonMissing),
        ("gone", "", "含个人信息", None),
        ("gone", "说明", " ", InternalReasonMissing),
    ],
)
def test_a_withdrawal_gives_its_reasons(kind, public, internal, refusal):
    reasons = {"public_reason": public, "internal_reason": internal}
    if refusal is None:
        check_reasons(WithdrawalKind(kind), **reasons)
    else:
        with pytest.raises(refusal):
            check_reasons(WithdrawalKind(kind), **reasons)


def test_a_leak_is_never_named_to_the_public():
    assert public_sentence(WithdrawalKind.GONE, "含张某某的病历") == NEUTRAL_SENTENCE
    assert public_sentence(WithdrawalKind.BANNER, " 数据有误 ") == "数据有误"


@pytest.mark.parametrize(
    ("target", "live", "redirects", "refusal"),
    [
        (2, True, {}, None),
        (2, True, {3: 2}, None),
        (None, False, {}, RedirectTargetMissing),
        (2, False, {}, RedirectTargetMissing),
        (1, True, {}, RedirectToItself),
        (2, True, {2: 1}, RedirectToItself),
        (2, True, {2: 3, 3: 1}, RedirectToItself),
        (2, True, {2: 3, 3: 2}, RedirectToItself),
    ],
)
def test_a_redirect_leads_somewhere_and_never_round(target, live, redirects, refusal):
    given = {"target_is_live": live, "redirects": redirects}
    if refusal is None:
        check_redirect(1, target, **given)
    else:
        with pytest.raises(refusal):
            check_redirect(1, target, **given)


# -- delegations

TODAY = date(2025, 3, 12)


def delegation(role=Role.FIRST_REVIEWER, delegate=2, first=0, last=7, reason="出差"):
    check_delegation(
        role=role,
        holder_id=1,
        delegate_id=delegate,
        from_on=TODAY + timedelta(days=first),
        to_on=TODAY + timedelta(days=last),
        today=TODAY,
        reason=reason,
    )


@pytest.mark.parametrize("role", list(Role))
def test_only_review_posts_are_delegated(role):
    labels = {"一审", "二审", "三审", "保密审查员", "合法性审核员"}
    if role.label in labels:
        delegation(role)
    else:
        with pytest.raises(DelegationNotPossible):
            delegation(role)


@pytest.mark.parametrize(("first", "last"), [(0, 0), (-3, 0), (0, 89), (30, 119)])
def test_days_within_reason_are_accepted(first, last):
    delegation(first=first, last=last)


@pytest.mark.parametrize(("first", "last"), [(1, 0), (-9, -1), (0, 90), (-80, 20)])
def test_days_out_of_reason_are_refused(first, last):
    with pytest.raises(DelegationPeriodWrong):
        delegation(first=first, last=last)


def test_nobody_delegates_to_himself_or_without_a_reason():
    with pytest.raises(DelegatesToHimself):
        delegation(delegate=1)
    with pytest.raises(DelegationReasonMissing):
        delegation(reason=" ")


def test_a_delegates_post_names_the_holder():
    assert on_behalf("县交通局一审", "王审") == "县交通局一审，代王审"


# -- openings


def test_what_was_opened_may_be_decided():
    check_opened(title="通知", is_opened=True)
    with pytest.raises(NotOpened) as refused:
        check_opened(title="通知", is_opened=False)
    assert refused.value.facts == {"title": "通知"}
