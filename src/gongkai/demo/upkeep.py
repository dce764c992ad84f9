"""Go through the normative documents in a round, and suspend one of them.

Both happen in the year after: no figure of the report's year changes.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from gongkai.apps.documents import queries
from gongkai.apps.documents import services as documents
from gongkai.apps.documents.services import clean_up
from gongkai.apps.documents.services.clean_up import Chosen
from gongkai.demo import timetable
from gongkai.demo.county import COUNTY_CODE
from gongkai.demo.figures import YEAR
from gongkai.demo.world import Step, World
from gongkai.domain.documents.upkeep import Decision
from gongkai.domain.roles import Role

_BEGUN_ON, _DECIDED_ON = date(YEAR + 1, 3, 2), date(YEAR + 1, 3, 26)
_SUSPENDED_ON = date(YEAR + 1, 4, 1)
_SUSPENDED = "政规〔2023〕4号"


def steps(_world: World) -> list[Step]:
    """Return the steps that keep the library up."""
    return [Step("文件清理", 1, _round), Step("中止施行", 1, _suspend)]


def _round(world: World) -> Iterator[None]:
    """Decide that every document in force stays in force."""
    actor = world.officer(Role.FINAL_REVIEWER, COUNTY_CODE)
    opened = clean_up.begin(
        title=f"{YEAR + 1}年行政规范性文件清理",
        basis=f"{world.county.initial}政办发〔{YEAR + 1}〕6号",
        as_of=date(YEAR, 12, 31),
        decided_on=_DECIDED_ON,
        organ_ids=[world.organs[COUNTY_CODE].pk],
        actor=actor,
        at=timetable.at(_BEGUN_ON, 9, 30),
    )
    kept = Chosen(Decision.KEEP, "与现行法律、法规和上级规定一致，继续执行。")
    chosen = {row.document_id: kept for row in queries.decisions_of(opened)}
    at = timetable.at(_DECIDED_ON, 10, 0)
    clean_up.decide(round_id=opened.pk, chosen=chosen, actor=actor, at=at)
    clean_up.carry_out(round_id=opened.pk, actor=actor, at=at)
    yield


def _suspend(world: World) -> Iterator[None]:
    """Suspend one document until the rule above it is revised."""
    number = f"{world.county.initial}{_SUSPENDED}"
    document = next(row for row in world.documents.values() if row.document_number == number)
    documents.suspend(
        document_id=document.pk,
        on=_SUSPENDED_ON,
        basis="县政府常务会议决定，上级招标投标规定修订完成前暂停施行",
        actor=world.officer(Role.FINAL_REVIEWER, COUNTY_CODE),
        at=timetable.at(_SUSPENDED_ON, 9, 10),
    )
    yield
