"""Hold press conferences, interviews and the open day."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from random import Random
from typing import Any

from gongkai.apps.engagement.models import (
    OnlineInterview,
    OpenDay,
    OpenDayActivity,
    PressConference,
)
from gongkai.demo import timetable, work
from gongkai.demo.county import OFFICE_CODE, data_file
from gongkai.demo.figures import YEAR
from gongkai.demo.world import PORTAL, Step, World
from gongkai.domain.roles import Role
from gongkai.foundation.records import services as records

OPEN_DAY_EDITION = 19
OPEN_DAY_THEME = "深化政务公开，助力决战决胜"


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(data_file("events.toml").read_text("utf-8"))


def steps(world: World) -> list[Step]:
    """Return the steps that hold the events of the year."""
    del world
    raw = _raw()
    return [
        Step("新闻发布会", len(raw["conference"]), _conferences),
        Step("在线访谈", len(raw["interview"]), _interviews),
        Step("政务公开日", 1 + len(raw["open_day"]["activities"]), _open_day),
    ]


def _conferences(world: World) -> Iterator[None]:
    rng = world.rng("conferences")
    for number, row in enumerate(_raw()["conference"], start=1):
        _conference(world, number, row, rng)
        yield


def _conference(world: World, number: int, row: dict[str, Any], rng: Random) -> None:
    host, name = world.organs[row["by"]], world.officer(Role.FINAL_REVIEWER, row["by"]).name
    spoken = [(f"{name}（{host.short_name}）", f"{point}。") for point in row["points"]]
    opening = ("主持人", f"今天的发布会介绍{row['theme']}的有关情况，请发布人介绍。")
    question = {"q": row["question"], "a": row["answer"], "medium": "县融媒体中心（演示）"}
    page = PressConference(
        title=f"{row['theme']}新闻发布会",
        number=f"{YEAR}年第{number}场",
        theme=row["theme"],
        host_name=f"{world.officer(Role.OGI_OFFICER).name}（县政府办公室，演示）",
        people=_people([(name, host.short_name)], rng),
        held_at=timetable.at(row["on"], 9, 30),
        venue="县政府一楼新闻发布厅",
        summary=f"{row['points'][0]}。",
        source_name=host.short_name,
        transcript=_speeches([opening, *spoken], rng),
        questions=work.stream([("question", question)], rng),
    )
    section = world.sections[PORTAL, "press"]
    work.publish(world, page, section, OFFICE_CODE, timetable.at(row["on"], 16, number))


def _people(people: Iterable[tuple[str, str]], rng: Random) -> str:
    """Return speakers or guests, each the head of an organ."""
    return work.stream(
        (
            ("person", {"name": name, "post": "主要负责人（演示）", "organ": organ})
            for name, organ in people
        ),
        rng,
    )


def _speeches(said: Iterable[tuple[str, str]], rng: Random) -> str:
    """Return a transcript of who said what."""
    return work.stream(
        (("speech", {"speaker": who, "text": f"<p>{what}</p>"}) for who, what in said), rng
    )


def _interviews(world: World) -> Iterator[None]:
    rng = world.rng("interviews")
    for place, row in enumerate(_raw()["interview"]):
        host = world.organs[row["by"]]
        name = world.officer(Role.FINAL_REVIEWER, row["by"]).name
        page = OnlineInterview(
            title=f"在线访谈：{row['theme']}",
            theme=row["theme"],
            people=_people([(name, host.short_name)], rng),
            held_at=timetable.at(row["on"], 14, 30),
            questions_count=row["asked"],
            answers_count=row["answered"],
            counts_evidence="访谈当天后台统计，截图已存档（演示）",
            summary=f"{row['points'][0]}。",
            source_name=host.short_name,
            transcript=_speeches(((name, f"{point}。") for point in row["points"]), rng),
        )
        section = world.sections[PORTAL, "interviews"]
        work.publish(world, page, section, OFFICE_CODE, timetable.at(row["on"], 16, 30 + place))
        yield


def _open_day(world: World) -> Iterator[None]:
    actor = world.officer(Role.OGI_OFFICER)
    day = OpenDay(
        year=YEAR,
        edition=OPEN_DAY_EDITION,
        theme=OPEN_DAY_THEME,
        live_stream=world.open_day_stream,
    )
    rows = _raw()["open_day"]["activities"]
    last = max(held_on for _, _, _, held_on, _, _ in rows)
    entered = timetable.at(timetable.calendar().add_working_days(last, 1), 9, 40)
    records.add(instance=day, actor=actor, at=entered)
    yield
    for organ_code, kind, title, held_on, place, participants in rows:
        activity = OpenDayActivity(
            open_day=day,
            organ=world.organs[organ_code],
            title=title,
            kind=kind,
            held_on=held_on,
            place=place,
            participants=participants or None,
        )
        records.add(instance=activity, actor=actor, at=entered)
        yield
