"""Bring the texts that are written out: about, guide, rules, the open day's reports."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from gongkai.demo.county import OFFICE_CODE, County, DemoOrgan, data_file
from gongkai.demo.people import village_names
from gongkai.demo.texts.articles import Text, summary_of
from gongkai.demo.texts.grammar import cn_day
from gongkai.domain.organs import OrganLevel

_UNIT_TEXTS_ON = date(2024, 5, 13)


@dataclass(frozen=True, slots=True)
class StandingText:
    """One text with its section and day."""

    organ_code: str
    section: str
    on: date
    minute: int
    text: Text

    @property
    def title(self) -> str:
        """Return its title."""
        return self.text.title


def standing_texts(county: County) -> list[StandingText]:
    """Return all texts written out, in the order of their days."""
    raw = tomllib.loads(data_file("standing.toml").read_text("utf-8"))
    texts = [*_portal(raw["portal"], county), *_organs(raw, county), *_meetings(county)]
    return sorted(texts, key=lambda text: text.on)


def _text(title: str, paragraphs: list[str], words: dict[str, Any]) -> Text:
    filled = tuple(paragraph.format(**words) for paragraph in paragraphs)
    return Text(title.format(**words), summary_of(filled), filled)


def _portal(rows: list[dict[str, Any]], county: County) -> Iterator[StandingText]:
    words = {"county": county.name, "stem": county.stem, "units": len(county.units)}
    for place, row in enumerate(rows):
        text = _text(row["title"], row["paragraphs"], words)
        yield StandingText(OFFICE_CODE, row["section"], row["on"], place % 50, text)


def _organs(raw: dict[str, Any], county: County) -> Iterator[StandingText]:
    for organ in county.organs:
        if organ.has_site:
            data = raw["unit" if organ.level is OrganLevel.TOWNSHIP else "department"]
            words = _words(organ)
            for section in ("about", "guide"):
                text = _text(data[f"{section}_title"], data[section], words)
                yield StandingText(organ.code, section, _UNIT_TEXTS_ON, organ.number % 50, text)


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of the county government."""

    held_on: date
    number: int
    agenda: str
    items: tuple[str, str]

    @property
    def title(self) -> str:
        """Return what the meeting is called."""
        return f"县政府第{self.number}次常务会议"


@cache
def meetings() -> tuple[Meeting, ...]:
    """Return the meetings of the year."""
    raw = tomllib.loads(data_file("meetings.toml").read_text("utf-8"))
    return tuple(
        Meeting(held_on, number, agenda, (first, second))
        for held_on, number, agenda, first, second in raw["rows"]
    )


def _meetings(county: County) -> Iterator[StandingText]:
    for meeting in meetings():
        first, second = meeting.items
        opening = (
            f"{cn_day(meeting.held_on)}，{county.name}人民政府召开第{meeting.number}次常务会议，"
            f"研究{meeting.agenda}等工作。"
        )
        closing = (
            "会议要求，涉及群众切身利益的事项，文件与解读同步起草、同步审签、同步发布，"
            "执行情况按期公布。"
        )
        paragraphs = (opening, f"会议{first}，{second}。", closing)
        title = f"县政府召开第{meeting.number}次常务会议，研究{meeting.agenda}工作"
        text = Text(title, summary_of(paragraphs), paragraphs)
        yield StandingText(OFFICE_CODE, "news", meeting.held_on, meeting.number % 50, text)


def _words(organ: DemoOrgan) -> dict[str, str]:
    villages = ""
    if organ.level is OrganLevel.TOWNSHIP:
        villages = "、".join(village_names(organ.code, organ.township_kind)[:4])
    return {"organ": organ.name, "short": organ.short_name, "villages": villages}
