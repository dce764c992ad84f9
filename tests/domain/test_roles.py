from itertools import combinations

import pytest

from gongkai.domain.roles import (
    SEPARATE_ADMINISTRATORS,
    AdministratorsNotSeparate,
    Role,
    check_roles_together,
)


@pytest.mark.parametrize("pair", list(combinations(sorted(SEPARATE_ADMINISTRATORS), 2)))
def test_no_two_administrators_posts_meet_in_one_person(pair):
    with pytest.raises(AdministratorsNotSeparate):
        check_roles_together(pair)


def test_the_refusal_names_the_posts_that_met():
    with pytest.raises(AdministratorsNotSeparate) as refused:
        check_roles_together([Role.EDITOR, Role.SYSTEM_ADMIN, Role.AUDIT_ADMIN])
    assert set(str(refused.value.facts["roles"]).split("、")) == {"系统管理员", "审计管理员"}


@pytest.mark.parametrize("administrator", sorted(SEPARATE_ADMINISTRATORS))
def test_one_administrator_may_hold_every_other_post(administrator):
    check_roles_together([administrator, *(set(Role) - SEPARATE_ADMINISTRATORS)])


def test_nobody_at_all_is_fine():
    check_roles_together([])


def test_the_three_administrators_are_system_security_and_audit():
    assert {role.label for role in SEPARATE_ADMINISTRATORS} == {
        "系统管理员",
        "安全管理员",
        "审计管理员",
    }
