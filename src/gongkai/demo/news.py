"""Publish the ordinary articles of all sites, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import groupby
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
    return sorted(_together(plan), key=lambda slot: (slot.at, slot.organ.number, slot.section))


def _together(plan: Iterable[Slot]) -> Iterator[Slot]:
    """Let what an organ wrote in a while go out on one day, as small offices do.

    The portal publishes twice a week, departments and units once a month.
    """
    for _, group in groupby(sorted(plan, key=_while), key=_while):
        slots = list(group)
        last = max(slot.at for slot in slots)
        yield from (replace(slot, at=last) for slot in slots)


def _while(slot: Slot) -> tuple[str, int]:
    """Return the organ and the half of a week, or the month, of a slot."""
    day = slot.at.date()
    if slot.organ.code != OFFICE_CODE:
        return slot.organ.code, day.month
    return slot.organ.code, (day.timetuple().tm_yday * 2 + 3) // 7


def _articles(world: World, plan: list[Slot]) -> Iterator[None]:
    rng = world.rng("articles")
    for _, group in groupby(plan, key=lambda slot: (slot.at, slot.organ.code)):
        slots = list(group)
        texts = [world.writer.write(slot.organ, slot.section, slot.at) for slot in slots]
        _publish_all(world, slots, texts, rng)
        yield from [None] * len(slots)


def publish_slot(world: World, slot: Slot, rng: Random) -> ArticlePage:
    """Write and publish one article."""
    text = world.writer.write(slot.organ, slot.section, slot.at)
    return _publish_all(world, [slot], [text], rng)[0]


def _publish_all(
    world: World, slots: Sequence[Slot], texts: Sequence[Text], rng: Random
) -> list[ArticlePage]:
    """Publish the articles of one organ that go out together."""
    organ_code = slots[0].organ.code
    editor = world.officer(Role.EDITOR, organ_code)
    pages = [
        ArticlePage(
            title=text.title,
            summary=text.summary,
            editor_name=f"{editor.name}（演示）",
            body=work.paragraphs(text.paragraphs, rng),
        )
        for text in texts
    ]
    parents = [world.sections[slot.site, slot.section] for slot in slots]
    work.publish_all(world, list(zip(pages, parents, strict=True)), organ_code, slots[0].at)
    return pages


def _standing(world: World) -> Iterator[None]:
    rng = world.rng("standing")
    for _, group in groupby(standing_texts(world.county), key=lambda t: (t.organ_code, t.on)):
        texts = list(group)
        _publish_standing(world, texts, rng)
        yield from [None] * len(texts)


def _publish_standing(world: World, texts: Sequence[StandingText], rng: Random) -> None:
    """Publish what one organ put up on one day."""
    world.writer.used_titles.update(text.title for text in texts)
    day = timetable.working_day_on_or_before(texts[0].on)
    at = timetable.at(day, 15, texts[-1].minute)
    organ = world.county.by_code(texts[0].organ_code)
    slots = [Slot(at, organ, text.section) for text in texts]
    _publish_all(world, slots, [text.text for text in texts], rng)


def _next_year(world: World) -> Iterator[None]:
    rng = world.rng("next year")
    days = timetable.working_days(date(YEAR + 1, 1, 4), date(YEAR + 1, 2, 27))
    organs = [world.county.by_code(OFFICE_CODE), *world.county.departments[:7]]
    for place, day in enumerate(timetable.spread(figures.ARTICLES_OF_2026, days, rng)):
        slot = Slot(timetable.publishing_time(day, rng), organs[place % len(organs)], "news")
        publish_slot(world, slot, rng)
        yield
