"""Name the people of the demonstration county; all of them are invented."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from random import Random

from gongkai.demo.county import OFFICE_CODE, County, data_file
from gongkai.domain.roles import Role

PASSWORD = "Yanshi-2025"  # noqa: S105 -- printed for everybody who tries the demonstration


@dataclass(frozen=True, slots=True)
class Officer:
    """One officer and his post.

    Attributes:
        username: sign-in name.
        name: invented name.
        organ_code: where he works.
        roles: what he does there.
        title: 职务.
        signs_in: whether the demonstration's password opens his account.
        is_superuser: whether he may open every screen.
    """

    username: str
    name: str
    organ_code: str
    roles: tuple[Role, ...]
    title: str
    signs_in: bool = False
    is_superuser: bool = False


# The accounts people try; everybody else has no password.
DEMO_ACCOUNTS: tuple[tuple[str, Role, str], ...] = (
    ("xinxiyuan", Role.EDITOR, "信息员"),
    ("yishen", Role.FIRST_REVIEWER, "信息科科长"),
    ("ershen", Role.SECOND_REVIEWER, "副主任"),
    ("sanshen", Role.FINAL_REVIEWER, "主任"),
    ("jiaodui", Role.PROOFREADER, "校对员"),
    ("baomi", Role.SECRECY_REVIEWER, "保密办主任"),
    ("shouli", Role.FOI_REGISTRAR, "政务公开科科员"),
    ("chengban", Role.FOI_HANDLER, "政务公开科科员"),
    ("fuzeren", Role.FOI_HEAD, "公开机构负责人"),
    ("gongkaiban", Role.OGI_OFFICER, "政务公开科科长"),
    ("xitong", Role.SYSTEM_ADMIN, "系统管理员"),
    ("anquan", Role.SECURITY_ADMIN, "安全管理员"),
    ("shenji", Role.AUDIT_ADMIN, "审计管理员"),
    ("fuhe", Role.FOI_HANDLER, "政务公开科副科长"),
)
TOWNSHIP_ACCOUNT = "xiangzhen"
CHAIN: tuple[tuple[Role, str], ...] = (
    (Role.EDITOR, "信息员"),
    (Role.FIRST_REVIEWER, "办公室主任"),
    (Role.SECOND_REVIEWER, "分管领导"),
    (Role.SECRECY_REVIEWER, "保密审查员"),
    (Role.FINAL_REVIEWER, "主要负责人"),
)


@cache
def _names() -> dict[str, list[str]]:
    raw = tomllib.loads(data_file("names.toml").read_text("utf-8"))
    return {"surnames": raw["surnames"], "given": raw["given"]}


def invented_names(rng: Random) -> Iterator[str]:
    """Yield invented names, none twice."""
    every = [f"{surname}{given}" for surname in _names()["surnames"] for given in _names()["given"]]
    rng.shuffle(every)
    yield from every


def masked_person(rng: Random) -> str:
    """Return an invented person's name with all but the surname hidden."""
    return f"{rng.choice(_names()['surnames'])}某{rng.choice(('', '某'))}"


@cache
def village_names(unit_code: str, kind: str) -> tuple[str, ...]:
    """Return the invented villages or communities of a unit, the same at every call."""
    raw = tomllib.loads(data_file("names.toml").read_text("utf-8"))["villages"]
    rng = Random(f"villages {unit_code}")
    if kind == "subdistrict":
        return tuple(f"{name}社区" for name in rng.sample(raw["communities"], 8))
    if kind == "farm":
        return tuple(f"第{n}分场" for n in "一二三四五六")
    every = [a + b for a in raw["first"] for b in raw["second"]]
    return tuple(f"{name}村" for name in rng.sample(every, rng.randint(8, 14)))


def staff(county: County, seed: int) -> list[Officer]:
    """Return everybody who works in the county, demonstration accounts first."""
    names = invented_names(Random(f"people {seed}"))
    officers = [
        Officer(
            username, next(names), OFFICE_CODE, (role,), title,
            signs_in=True, is_superuser=role is Role.SYSTEM_ADMIN,
        )
        for username, role, title in DEMO_ACCOUNTS
    ]  # fmt: skip
    for organ in county.organs:
        if not organ.has_site:
            continue
        for role, title in CHAIN:
            is_shown = organ is county.units[0] and role is Role.EDITOR
            officers.append(
                Officer(
                    TOWNSHIP_ACCOUNT if is_shown else f"{organ.code}-{role.value}",
                    next(names),
                    organ.code,
                    (role,),
                    title,
                    signs_in=is_shown,
                )
            )
    # Last, so that everybody else keeps his name.
    officers.append(
        Officer(
            "hefa", next(names), OFFICE_CODE, (Role.LEGALITY_REVIEWER,), "法制科科长",
            signs_in=True,
        )
    )  # fmt: skip
    return officers


def demo_accounts(county: County, seed: int) -> list[Officer]:
    """Return the officers whose accounts open with the demonstration's password."""
    return [officer for officer in staff(county, seed) if officer.signs_in]
