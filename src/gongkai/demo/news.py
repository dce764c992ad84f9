"""Publish the ordinary articles of all sites, in the order of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from random import Random

from gongkai.apps.websites.models import ArticlePage
from gongkai.demo import figures, timetable, work
from gongkai.demo.county import OFFICE_CODE, DemoOrgan
from gongkai.demo.figures import YEAR
from gongkai.demo.texts.articles import Text
from gongkai.demo.texts.standing import StandingText, standing_texts
from gongkai.demo.world import PORTAL, Step, World
from gongkai.domain.roles import Role


@dataclass(frozen=True, slots=True)
class Slot:
    """Where and when one article will appear."""

    at: datetime
    organ: DemoOrgan
    section: str

    @property
    def site(self) -> str:
        """Return the site it appears on."""
        return PORTAL if self.organ.code == OFFICE_CODE else self.organ.code


def steps(world: World) -> list[Step]:
    """Return the steps that publish standing texts and articles."""
    standing, plan = standing_texts(world.county), slots(world)
    return [
        Step("固定栏目", len(standing), _standing),
        Step(f"{YEAR}年信息", len(plan), lambda world: _articles(world, plan)),
        Step("次年信息", figures.ARTICLES_OF_2026, _next_year),
    ]


def special_articles(world: World) -> int:
    """Return how many of the year's articles are written out in the data."""
    return sum(text.on.year == YEAR for text in standing_texts(world.county))


def allocation(world: World) -> list[tuple[DemoOrgan, str, int]]:
    """Return how many articles each organ publishes in each section; news takes the rest."""
    county = world.county
    rows = [(organ, key, n) for organ in county.departments
            for key, n in figures.PER_DEPARTMENT.items()]  # fmt: skip
    for key, total in figures.OF_ALL_UNITS.items():
        rows += [
            (unit, key, share)
            for unit, share in zip(
                county.units, figures.shares(total, len(county.units)), strict=True
            )
        ]
    office = county.by_code(OFFICE_CODE)
    rows += [(office, key, n) for key, n in figures.OF_PORTAL.items()]
    rest = figures.ARTICLES - special_articles(world) - sum(n for _, _, n in rows)
    return [*rows, (office, "news", rest)]


def slots(world: World) -> list[Slot]:
    """Return all articles of the year in the order of their publication."""
    rng = world.rng("slots")
    days = timetable.working_days(date(YEAR, 1, 1), date(YEAR, 12, 31))
    plan = [
        Slot(timetable.publishing_time(day, rng), organ, section)
        for organ, section, count in allocation(world)
        for day in timetable.spread(count, days, rng)
    ]
    return sorted(plan, key=lambda slot: (slot.at, slot.organ.number, slot.section))


def _articles(world: World, plan: list[Slot]) -> Iterator[None]:
    rng = world.rng("articles")
    for slot in plan:
        publish_slot(world, slot, rng)
        yield


def publish_slot(world: World, slot: Slot, rng: Random) -> ArticlePage:
    """Write and publish one article."""
    return _publish(world, slot, world.writer.write(slot.organ, slot.section, slot.at), rng)


def _publish(world: World, slot: Slot, text: Text, rng: Random) -> ArticlePage:
    organ_code = slot.organ.code
    page = ArticlePage(
        title=text.title,
        summary=text.summary,
        editor_name=f"{world.officer(Role.EDITOR, organ_code).name}（演示）",
        body=work.paragraphs(text.paragraphs, rng),
    )
    section = world.sections[slot.site, slot.section]
    return work.publish(world, page, section, organ_code, slot.at)


def _standing(world: World) -> Iterator[None]:
    rng = world.rng("standing")
    for text in standing_texts(world.county):
        _publish_standing(world, text, rng)
        yield


def _publish_standing(world: World, text: StandingText, rng: Random) -> None:
    world.writer.used_titles.add(text.title)
    at = timetable.at(timetable.working_day_on_or_before(text.on), 15, text.minute)
    slot = Slot(at, world.county.by_code(text.organ_code), text.section)
    _publish(world, slot, text.text, rng)


def _next_year(world: World) -> Iterator[None]:
    rng = world.rng("next year")
    days = timetable.working_days(date(YEAR + 1, 1, 4), date(YEAR + 1, 2, 27))
    organs = [world.county.by_code(OFFICE_CODE), *world.county.departments[:7]]
    for place, day in enumerate(timetable.spread(figures.ARTICLES_OF_2026, days, rng)):
        slot = Slot(timetable.publishing_time(day, rng), organs[place % len(organs)], "news")
        publish_slot(world, slot, rng)
        yield
