"""Set up the organs, the people and their posts."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.hashers import make_password

from gongkai.demo.county import COUNTY_CODE, OFFICE_CODE, DemoOrgan
from gongkai.demo.people import PASSWORD, Officer, staff
from gongkai.demo.world import SET_UP_ON, Step, World
from gongkai.domain.organs import OrganLevel
from gongkai.domain.roles import SEPARATE_ADMINISTRATORS as _ADMINISTRATORS
from gongkai.domain.roles import Role
from gongkai.foundation.accounts import services as accounts
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.records import services as records

_STREETS = ("人民路", "中心街", "文化路", "振兴街", "青年路", "建设街", "光明路", "幸福街")


def steps(world: World) -> list[Step]:
    """Return the steps that set up organs and people."""
    return [
        Step("机关", len(world.county.organs), _organs),
        Step("人员", len(staff(world.county, world.seed)), _people),
    ]


def _organs(world: World) -> Iterator[None]:
    for organ in world.county.organs:
        world.organs[organ.code] = records.add(
            instance=_row(world, organ), actor=None, at=world.set_up_at
        )
        yield


def _row(world: World, organ: DemoOrgan) -> Organ:
    is_unit = organ.level is OrganLevel.TOWNSHIP
    street = _STREETS[organ.number % len(_STREETS)]
    return Organ(
        code=organ.code,
        name=organ.name,
        short_name=organ.short_name,
        level=organ.level.value,
        township_kind=organ.township_kind,
        parent=None if organ.code == COUNTY_CODE else world.organs[COUNTY_CODE],
        is_vertical=organ.is_vertical,
        reports_annually=organ.code != COUNTY_CODE,
        reporting_reason="" if organ.code == COUNTY_CODE else "行政性、外部性、独立性均符合。",
        credit_code=organ.credit_code,
        issuer_code=organ.issuer_code,
        address=f"{organ.short_name if is_unit else world.county.name}{street}{organ.number}号",
        postal_code="000000",
        phone="0000-0000000",
        hours="工作日8:30—11:30，13:30—17:00",
        ogi_office_name=_ogi_office(world, organ),
        fax="无" if is_unit else "0000-0000000",
        internet_contact=f"{organ.code}@example.gov.cn",
        supervisor=world.county.by_code(OFFICE_CODE).name,
        supervision_phone="0000-0000000",
        position=organ.number,
        valid_from=SET_UP_ON,
    )


def _ogi_office(world: World, organ: DemoOrgan) -> str:
    """Return which office of an organ looks after disclosure."""
    if organ.code in (COUNTY_CODE, OFFICE_CODE):
        return f"{world.county.by_code(OFFICE_CODE).name}政务公开股"
    return f"{organ.name}{'党政综合办公室' if organ.level is OrganLevel.TOWNSHIP else '办公室'}"


def _people(world: World) -> Iterator[None]:
    password_hash = make_password(PASSWORD)
    for officer in staff(world.county, world.seed):
        _account(world, officer, password_hash if officer.signs_in else None)
        yield


def _account(world: World, officer: Officer, password_hash: str | None) -> None:
    user = accounts.open_account(
        username=officer.username,
        name=officer.name,
        at=world.set_up_at,
        actor=None,
        password_hash=password_hash,
        is_superuser=officer.is_superuser,
    )
    for organ_code, role in _posts(officer):
        accounts.appoint(
            user_id=user.pk,
            organ_id=world.organs[organ_code].pk,
            role=role,
            at=world.set_up_at,
            actor=None,
            from_on=SET_UP_ON,
            title=officer.title,
        )
        # The first of several holders is the one the demonstration acts through.
        world.officers.setdefault((organ_code, role), user)
    world.accounts[officer.username] = user


def _posts(officer: Officer) -> list[tuple[str, Role]]:
    """Return the posts of an officer; the government itself acts through its office."""
    posts = [(officer.organ_code, role) for role in officer.roles]
    if officer.organ_code == OFFICE_CODE:
        posts += [(COUNTY_CODE, role) for role in officer.roles if role not in _ADMINISTRATORS]
    return posts
