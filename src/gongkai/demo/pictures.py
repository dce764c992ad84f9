"""Draw some interpretations of the demonstration county: long pictures, cards."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from random import Random
from typing import Any

from wagtail.models import ReferenceIndex

from gongkai.apps.interpretations.models import Interpretation
from gongkai.apps.interpretations.visuals import services as pictures
from gongkai.demo import work
from gongkai.demo.county import DEFAULT_COUNTY, County, data_file
from gongkai.demo.texts.papers import Paper
from gongkai.domain.interpretations.cards import Colour, Layout
from gongkai.foundation.accounts.models import User

Finish = Callable[[Interpretation, User, datetime], object]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What is drawn of one interpretation.

    Attributes:
        points: its points as a stream holds them.
        answers: to three of the four questions, by the field that holds them.
        layout: of its long picture; None when it has cards alone.
        colour: of its long picture.
    """

    points: list[dict[str, object]]
    answers: dict[str, str]
    layout: Layout | None
    colour: Colour


def drawn_of(county: County, paper: Paper, form: str) -> Drawn | None:
    """Return what is drawn of a paper's interpretation; nothing in counties of another name."""
    if county.name != DEFAULT_COUNTY:
        return None
    series = next((mark for mark in "规办发" if mark in paper.issuer_code), "")
    return _all().get((f"{series} {paper.key}", form))


@cache
def _all() -> dict[tuple[str, str], Drawn]:
    raw = tomllib.loads(data_file("pictures.toml").read_text("utf-8"))
    return {(row["paper"], row["form"]): _drawn(row) for row in raw["picture"]}


def _drawn(row: dict[str, Any]) -> Drawn:
    return Drawn(
        points=[_point(point) for point in row["points"]],
        answers={
            "who_is_affected": row["who"],
            "what_to_bring": row["bring"],
            "until_when": row["until"],
        },
        layout=Layout(row["layout"]) if "layout" in row else None,
        colour=Colour(row.get("colour", Colour.INK_BLUE.value)),
    )


def _point(row: dict[str, Any]) -> dict[str, object]:
    figures = [
        dict(zip(("value", "unit", "label"), one, strict=True)) for one in row.get("figures", [])
    ]
    steps = [dict(zip(("name", "text"), one, strict=True)) for one in row.get("steps", [])]
    return {
        "heading": row["heading"],
        "text": row.get("text", ""),
        "figures": figures,
        "steps": steps,
    }


def fill(page: Interpretation, drawn: Drawn, rng: Random) -> None:
    """Write the points and the answers into a page that is not saved yet."""
    page.points = work.stream((("point", point) for point in drawn.points), rng)
    for field, text in drawn.answers.items():
        setattr(page, field, text)


def finish_of(drawn: Drawn | None) -> Finish | None:
    """Return what puts the long picture into the draft; None when there is none to put."""
    if drawn is None or drawn.layout is None:
        return None
    layout, colour = drawn.layout, drawn.colour

    def finish(page: Interpretation, editor: User, at: datetime) -> None:
        pictures.adopt_picture(page_id=page.pk, layout=layout, colour=colour, actor=editor, at=at)

    return finish


def remember(page: Interpretation) -> None:
    """Note that a public page uses its picture, which the building leaves to us."""
    ReferenceIndex.create_or_update_for_object(Interpretation.objects.get(pk=page.pk))
