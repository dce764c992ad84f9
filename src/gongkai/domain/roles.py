"""List the posts of the office and say which one person may not hold together."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.domain.errors import Refusal
from gongkai.domain.terms import Term


class Role(Term):
    """What a post lets its holder do (岗位角色)."""

    EDITOR = "editor", "信息员"
    FIRST_REVIEWER = "first_reviewer", "一审"
    SECOND_REVIEWER = "second_reviewer", "二审"
    FINAL_REVIEWER = "final_reviewer", "三审"
    PROOFREADER = "proofreader", "校对"
    SECRECY_REVIEWER = "secrecy_reviewer", "保密审查员"
    LEGALITY_REVIEWER = "legality_reviewer", "合法性审核员"
    FOI_REGISTRAR = "foi_registrar", "依申请公开受理"
    FOI_HANDLER = "foi_handler", "依申请公开承办"
    FOI_HEAD = "foi_head", "依申请公开负责人"
    OGI_OFFICER = "ogi_officer", "政务公开办"
    SYSTEM_ADMIN = "system_admin", "系统管理员"
    SECURITY_ADMIN = "security_admin", "安全管理员"
    AUDIT_ADMIN = "audit_admin", "审计管理员"


# 三员分立: system, security and audit administration are three different people
# (practice under the classified-protection baseline, GB/T 22239—2019).
SEPARATE_ADMINISTRATORS = frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN})


class AdministratorsNotSeparate(Refusal):
    """One person would hold two of the three administrators' posts."""

    code = "administrators_not_separate"


def check_roles_together(roles: Iterable[Role]) -> None:
    """Accept the roles one person holds at a time, or refuse.

    Raises:
        AdministratorsNotSeparate: two of the three administrators' roles meet in one person.
    """
    held = SEPARATE_ADMINISTRATORS & frozenset(roles)
    if len(held) > 1:
        raise AdministratorsNotSeparate(roles="、".join(sorted(role.label for role in held)))
