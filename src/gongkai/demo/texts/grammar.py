"""Fill the slots of a text template from a scene: who, where, when."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random

from gongkai.demo.people import masked_person
from gongkai.domain.work_calendar import WorkCalendar

_SLOT = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"(?:n:)?(\d+)\.\.(\d+)")
_WEEKDAYS = "一二三四五六日"
_NOON = 12


@dataclass(slots=True)
class Scene:
    """Everything a template may ask about one article.

    Attributes:
        at: when the article is published.
        words: fixed words: organ, short, county, t, town, village.
        villages: names to draw villages from.
        serial: running number of this form in this organ.
        calendar: moves days ahead onto working days.
    """

    at: datetime
    words: dict[str, str]
    villages: tuple[str, ...]
    serial: int
    calendar: WorkCalendar
    facts: list[str] = field(default_factory=list)

    @property
    def day(self) -> date:
        """Return the day of publication."""
        return self.at.date()

    def working_day_after(self, days: int) -> date:
        """Return the first working day at least ``days`` calendar days ahead."""
        day = self.day + timedelta(days=days)
        while not self.calendar.is_working_day(day):
            day += timedelta(days=1)
        return day


def cn_day(day: date) -> str:
    """Return a day as 3月12日."""
    return f"{day.month}月{day.day}日"


def with_weekday(day: date) -> str:
    """Return a day as 3月12日（星期三）."""
    return f"{cn_day(day)}（星期{_WEEKDAYS[day.weekday()]}）"


_BY_TIME: dict[str, Callable[[Scene], str]] = {
    "date": lambda scene: cn_day(scene.day),
    "year": lambda scene: str(scene.day.year),
    "prev_year": lambda scene: str(scene.day.year - 1),
    "month": lambda scene: str(scene.day.month),
    "next_month": lambda scene: f"{scene.day.month % 12 + 1}月",
    "ampm": lambda scene: "上午" if scene.at.hour < _NOON else "下午",
    "quarter": lambda scene: str((scene.day.month - 1) // 3 or 4),
    "quarter_year": lambda scene: str(scene.day.year - (scene.day.month <= 3)),
    "serial": lambda scene: str(scene.serial),
}


def fill(template: str, scene: Scene, rng: Random) -> str:
    """Return the template with every slot filled."""

    def word(match: re.Match[str]) -> str:
        name = match[1]
        if found := _RANGE.fullmatch(name):
            return str(rng.randint(int(found[1]), int(found[2])))
        if name in _BY_TIME:
            return _BY_TIME[name](scene)
        if name in ("f1", "f2"):
            return fill(scene.facts[int(name[1]) - 1], scene, rng)
        return _drawn(name, scene, rng)

    return _SLOT.sub(word, template)


def _drawn(name: str, scene: Scene, rng: Random) -> str:
    """Return a slot that names a day ahead, a person, a village or a fixed word."""
    kind, _, number = name.partition(":")
    if kind == "next":
        return cn_day(scene.working_day_after(int(number)))
    if kind == "nextw":
        return with_weekday(scene.working_day_after(int(number)))
    if kind == "person":
        return masked_person(rng)
    if kind == "village" and "village" not in scene.words:
        scene.words["village"] = rng.choice(scene.villages)
    return scene.words[kind]
