"""Write the articles of a site's sections."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from random import Random
from types import MappingProxyType
from typing import Any

from gongkai.demo.county import County, DemoOrgan, data_file
from gongkai.demo.people import village_names
from gongkai.demo.texts.grammar import Scene, fill
from gongkai.domain.organs import OrganLevel
from gongkai.domain.work_calendar import WorkCalendar

_ATTEMPTS = 400
# (level of the site, section) → (file of forms, table of the file)
FORMS: Mapping[tuple[OrganLevel, str], tuple[str, str]] = MappingProxyType(
    {
        (OrganLevel.OFFICE, "news"): ("forms.toml", "county"),
        (OrganLevel.OFFICE, "notices"): ("notices.toml", "county"),
        (OrganLevel.OFFICE, "consultation"): ("notices.toml", "consultation"),
        (OrganLevel.OFFICE, "statutory"): ("notices.toml", "county_statutory"),
        (OrganLevel.DEPARTMENT, "news"): ("forms.toml", "department"),
        (OrganLevel.DEPARTMENT, "notices"): ("notices.toml", "department"),
        (OrganLevel.DEPARTMENT, "statutory"): ("notices.toml", "statutory"),
        (OrganLevel.TOWNSHIP, "news"): ("forms.toml", "township"),
        (OrganLevel.TOWNSHIP, "notices"): ("notices.toml", "township"),
        (OrganLevel.TOWNSHIP, "village"): ("notices.toml", "village"),
    }
)


class TitlesExhausted(Exception):  # noqa: N818 -- says what ran out
    """No title is left that was not used; the data need more templates."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article before it is a page."""

    title: str
    summary: str
    paragraphs: tuple[str, ...]


@cache
def _table(file_name: str) -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads(data_file(file_name).read_text("utf-8"))


@dataclass(slots=True)
class Writer:
    """Writes articles; no title twice in the whole website group."""

    county: County
    calendar: WorkCalendar
    rng: Random
    used_titles: set[str] = field(default_factory=set)
    _serials: Counter[tuple[str, str]] = field(default_factory=Counter)

    def write(self, organ: DemoOrgan, section: str, at: datetime) -> Text:
        """Return a new article of an organ for a section, dated ``at``.

        Raises:
            TitlesExhausted: the templates gave nothing new.
        """
        file_name, table = FORMS[organ.level, section]
        forms = [
            form
            for form in _in_season(_table(file_name)[table], at)
            if organ.code in form.get("only", (organ.code,))
        ]
        for _ in range(_ATTEMPTS):
            form = self.rng.choice(forms)
            title = self.rng.choice(form["titles"])
            key = (organ.code, title)
            scene = self._scene(organ, at, self._serials[key] + 1)
            filled = fill(title, scene, self.rng)
            if filled in self.used_titles:
                continue
            self.used_titles.add(filled)
            self._serials[key] += 1
            paragraphs = tuple(
                fill(self.rng.choice(choices), scene, self.rng) for choices in form["paragraphs"]
            )
            return Text(filled, summary_of(paragraphs), paragraphs)
        raise TitlesExhausted(organ.short_name, section, at)

    def _scene(self, organ: DemoOrgan, at: datetime, serial: int) -> Scene:
        """Return a scene with topic, place and facts drawn anew."""
        author, topic = self._topic(organ, at)
        unit = organ if organ.level is OrganLevel.TOWNSHIP else self.rng.choice(self.county.units)
        words = {
            "organ": author.name,
            "short": author.short_name,
            "county": self.county.name,
            "t": topic["name"],
            "town": unit.short_name,
        }
        villages = village_names(unit.code, unit.township_kind)
        facts = self.rng.sample(topic["facts"], 2)
        return Scene(at, words, villages, serial, self.calendar, facts)

    def _topic(self, organ: DemoOrgan, at: datetime) -> tuple[DemoOrgan, dict[str, Any]]:
        """Return whose topic it is, and the topic; the office writes about departments."""
        if organ.level is OrganLevel.TOWNSHIP:
            return organ, self.rng.choice(_in_season(_table("township_topics.toml")["topic"], at))
        author = organ
        if organ.level is OrganLevel.OFFICE:
            author = self.rng.choice(self.county.departments)
        return author, self.rng.choice(_in_season(_table("topics.toml")[author.code], at))


def _in_season(rows: list[dict[str, Any]], at: datetime) -> list[dict[str, Any]]:
    return [row for row in rows if at.month in row.get("months", (at.month,))]


def summary_of(paragraphs: tuple[str, ...], limit: int = 90) -> str:
    """Return the first sentences that fit, whole sentences only when there are any."""
    text = max(paragraphs[:2], key=len)
    if len(text) <= limit:
        return text
    cut = text[:limit].rfind("。")
    return text[: cut + 1] if cut > 0 else f"{text[: limit - 1]}…"


def topic_names(day: date) -> list[str]:
    """Return the names of the departments' topics of a season."""
    return [
        topic["name"]
        for rows in _table("topics.toml").values()
        for topic in rows
        if day.month in topic.get("months", (day.month,))
    ]
