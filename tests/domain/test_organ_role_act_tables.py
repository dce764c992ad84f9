"""Whose figures enter the county's sum, which posts exclude each other, fees in 万元."""

from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.administrative_acts import (
    AmountNotInFen,
    Decisions,
    NegativeCount,
    fee_in_wan,
    print_wan,
)
from gongkai.domain.organs import (
    OrganLevel,
    enters_roll_up,
    failed_reporting_tests,
    roll_up_exclusion,
)
from gongkai.domain.roles import AdministratorsNotSeparate, Role, check_roles_together


# level, under vertical leadership, writes its own report -> why it stays outside
@pytest.mark.parametrize(
    ("level", "is_vertical", "reports", "why"),
    [
        ("county", False, False, "is_the_county"),
        ("county", False, True, "is_the_county"),
        ("county", True, False, "is_the_county"),
        ("county", True, True, "is_the_county"),
        ("office", False, False, "does_not_report"),
        ("office", False, True, None),
        ("office", True, False, "is_vertical"),
        ("office", True, True, "is_vertical"),
        ("department", False, False, "does_not_report"),
        ("department", False, True, None),
        ("department", True, False, "is_vertical"),
        ("department", True, True, "is_vertical"),
        ("township", False, False, "does_not_report"),
        ("township", False, True, None),
        ("township", True, False, "is_vertical"),
        ("township", True, True, "is_vertical"),
    ],
)
def test_the_sum_takes_in_each_reporting_organ_once(level, is_vertical, reports, why):
    facts = {"is_vertical": is_vertical, "reports_annually": reports}
    exclusion = roll_up_exclusion(OrganLevel(level), **facts)
    assert (None if exclusion is None else exclusion.value) == why
    assert enters_roll_up(OrganLevel(level), **facts) is (why is None)


@pytest.mark.parametrize(
    ("administrative", "outward", "independent", "failed"),
    [
        (True, True, True, []),
        (False, True, True, ["行政性"]),
        (True, False, True, ["外部性"]),
        (True, True, False, ["独立性"]),
        (False, False, True, ["行政性", "外部性"]),
        (False, True, False, ["行政性", "独立性"]),
        (True, False, False, ["外部性", "独立性"]),
        (False, False, False, ["行政性", "外部性", "独立性"]),
    ],
)
def test_an_organ_reports_only_when_it_passes_all_three(
    administrative, outward, independent, failed
):
    found = failed_reporting_tests(
        administrative=administrative, outward=outward, independent=independent
    )
    assert [test.label for test in found] == failed


ADMINISTRATORS = {"system_admin", "security_admin", "audit_admin"}


@pytest.mark.parametrize(("one", "other"), list(combinations([role.value for role in Role], 2)))
def test_of_all_pairs_only_two_administrators_exclude_each_other(one, other):
    if {one, other} <= ADMINISTRATORS:
        with pytest.raises(AdministratorsNotSeparate):
            check_roles_together([Role(one), Role(other)])
    else:
        check_roles_together([Role(one), Role(other)])


def test_the_refusal_names_the_posts_that_meet_and_no_others():
    with pytest.raises(AdministratorsNotSeparate) as refused:
        check_roles_together([Role.EDITOR, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN])
    assert set(refused.value.facts["roles"].split("、")) == {"安全管理员", "审计管理员"}


def test_one_administrator_named_twice_is_one():
    check_roles_together(iter([Role.AUDIT_ADMIN, Role.AUDIT_ADMIN]))


@pytest.mark.parametrize(
    ("yuan", "printed"),
    [
        ([], "0"),
        (["0"], "0"),
        (["0.00"], "0"),
        (["0.01"], "0.000001"),
        (["0.10"], "0.00001"),
        (["1"], "0.0001"),
        (["9999.99"], "0.999999"),
        (["10000"], "1"),
        (["100000.00"], "10"),
        (["1000000"], "100"),
        (["12345.67"], "1.234567"),
        (["5000", "5000"], "1"),
        (["0.01"] * 100, "0.0001"),
        (["3333.33", "3333.33", "3333.34"], "1"),
        (["1234567.89", "0.11"], "123.4568"),
        (["876543210.00"], "87654.321"),
    ],
)
def test_fees_in_yuan_are_printed_in_wan_without_rounding(yuan, printed):
    assert print_wan(fee_in_wan(Decimal(amount) for amount in yuan)) == printed


@pytest.mark.parametrize("amount", ["-0.01", "-1", "0.001", "12.345", "0.009"])
def test_an_amount_that_no_till_takes_is_refused_among_good_ones(amount):
    with pytest.raises(AmountNotInFen) as refused:
        fee_in_wan([Decimal(5), Decimal(amount)])
    assert refused.value.facts == {"amount_yuan": Decimal(amount)}


@given(st.lists(st.integers(0, 10**11), max_size=30))
def test_not_a_fen_is_lost_between_till_and_table(fen):
    made = fee_in_wan(Decimal(amount).scaleb(-2) for amount in fen)
    assert made * 1_000_000 == sum(fen)
    assert Decimal(print_wan(made)) == made


@pytest.mark.parametrize(
    ("published", "unpublished", "total"), [(0, 0, 0), (7, 0, 7), (0, 3, 3), (812, 19, 831)]
)
def test_decisions_kept_from_publication_count_too(published, unpublished, total):
    assert Decisions(published, unpublished).total == total


@pytest.mark.parametrize(("published", "unpublished"), [(-1, 0), (0, -1), (5, -5)])
def test_a_count_below_zero_is_refused(published, unpublished):
    with pytest.raises(NegativeCount) as refused:
        Decisions(published, unpublished)
    assert refused.value.facts == {"published": published, "unpublished": unpublished}
