"""Lay the points of an interpretation out: as one long picture (图解), as cards to turn (H5).

A sheet is what both show. Its limits come from the size of a phone: a reader takes a point
in at one look, and no line of a picture 1080 pixels wide is smaller than a phone's type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from math import ceil

from gongkai.domain.errors import Refusal
from gongkai.domain.terms import Term

MOST_POINTS = 8
MOST_FIGURES = 4
MOST_STEPS = 6
TITLE_CHARACTERS = 48
ANSWER_CHARACTERS = 60
HEADING_CHARACTERS = 16
TEXT_CHARACTERS = 120
VALUE_CHARACTERS = 8
UNIT_CHARACTERS = 8
LABEL_CHARACTERS = 14
STEP_CHARACTERS = 12
STEP_TEXT_CHARACTERS = 48

FIRST_KICKER = "政策图解"
_KICKER_CHARACTERS = 8
_SOFT_BREAK = "｜"


class Layout(Term):
    """How the long picture is drawn (图解版式)."""

    LIST = "list", "条目式"
    FLOW = "flow", "流程式"
    FIGURES = "figures", "数字式"


class Colour(Term):
    """The one colour of a long picture: an accent of the sites, or the red of the heads."""

    INK_BLUE = "ink_blue", "黛蓝"
    PINE = "pine", "松绿"
    SEAL = "seal", "朱红"
    OCHRE = "ochre", "赭石"
    AZURITE = "azurite", "石青"
    TEA = "tea", "茶褐"
    PLUM = "plum", "绛紫"


class PointsMissing(Refusal):
    """There is nothing to draw: the interpretation has no points."""

    code = "sheet_points_missing"


class TooManyPoints(Refusal):
    """A picture of so many points is read by nobody.

    Facts: count, limit.
    """

    code = "sheet_too_many_points"


class PointEmpty(Refusal):
    """A point has a heading and nothing below it.

    Facts: place, heading.
    """

    code = "sheet_point_empty"


class PartTooLong(Refusal):
    """A part of a point has more characters than its place holds.

    Facts: place, part, length, limit.
    """

    code = "sheet_part_too_long"


class TooManyParts(Refusal):
    """A point has more figures or steps than stand side by side.

    Facts: place, part, count, limit.
    """

    code = "sheet_too_many_parts"


class TitleTooLong(Refusal):
    """The title does not fit above the picture.

    Facts: length, limit.
    """

    code = "sheet_title_too_long"


class AnswerTooLong(Refusal):
    """An answer to one of the four questions does not fit its box.

    Facts: question, length, limit.
    """

    code = "sheet_answer_too_long"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number that says it in one word: ``3`` ``元/餐`` for ``80周岁以上``."""

    value: str
    unit: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of how something is done."""

    name: str
    text: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One of the four questions with what the interpretation says to it."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Point:
    """One point of an interpretation (要点)."""

    heading: str
    text: str = ""
    figures: tuple[Figure, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing stands below the heading."""
        return not (self.text or self.figures or self.steps)


@dataclass(frozen=True, slots=True)
class Sheet:
    """All that a long picture and a set of cards show.

    Attributes:
        title: title of the interpretation; "一图读懂：…" is taken apart by ``kicker``.
        organ: who publishes it.
        explains: title of the document or the meeting.
        number: document number; empty for a meeting.
        on: day of publication; None while it is a draft.
        answers: the questions that are answered, in their order.
        points: the points in their order.
        address: where the whole text stands, for the code to scan.
        is_demo: invented for the demonstration.
    """

    title: str
    organ: str
    explains: str
    points: tuple[Point, ...]
    number: str = ""
    on: date | None = None
    answers: tuple[Answer, ...] = ()
    address: str = ""
    is_demo: bool = False

    @property
    def kicker(self) -> str:
        """Return what stands small above the title: "一图读懂" of "一图读懂：养老服务"."""
        return self._parts[0]

    @property
    def headline(self) -> str:
        """Return the title without what stands above it."""
        return self._parts[1]

    @property
    def _parts(self) -> tuple[str, str]:
        title = self.title.replace(_SOFT_BREAK, "").strip()
        lead, mark, rest = title.partition("：")
        if mark and rest.strip() and len(lead) <= _KICKER_CHARACTERS:
            return lead.strip(), rest.strip()
        return FIRST_KICKER, title

    def words(self) -> str:
        """Return every text of the sheet, for whoever must know its characters."""
        found = [self.kicker, self.headline, self.organ, self.explains, self.number]
        for answer in self.answers:
            found += [answer.question, answer.text]
        for point in self.points:
            found += [point.heading, point.text]
            for figure in point.figures:
                found += [figure.value, figure.unit, figure.label]
            for step in point.steps:
                found += [step.name, step.text]
        return "\n".join(found)


def problems(sheet: Sheet) -> tuple[Refusal, ...]:
    """Return all that keeps a sheet from being drawn, in the order of its parts."""
    return tuple(_problems(sheet))


def check(sheet: Sheet) -> None:
    """Refuse a sheet that cannot be drawn.

    Raises:
        Refusal: the first of its ``problems``.
    """
    for problem in _problems(sheet):
        raise problem


def _problems(sheet: Sheet) -> Iterator[Refusal]:
    if len(sheet.headline) > TITLE_CHARACTERS:
        yield TitleTooLong(length=len(sheet.headline), limit=TITLE_CHARACTERS)
    for answer in sheet.answers:
        if len(answer.text) > ANSWER_CHARACTERS:
            yield AnswerTooLong(
                question=answer.question, length=len(answer.text), limit=ANSWER_CHARACTERS
            )
    if not sheet.points:
        yield PointsMissing()
    if len(sheet.points) > MOST_POINTS:
        yield TooManyPoints(count=len(sheet.points), limit=MOST_POINTS)
    for place, point in enumerate(sheet.points, start=1):
        yield from _problems_of(place, point)


def _problems_of(place: int, point: Point) -> Iterator[Refusal]:
    if point.is_empty:
        yield PointEmpty(place=place, heading=point.heading)
    for part, text, limit in _parts_of(point):
        if len(text) > limit:
            yield PartTooLong(place=place, part=part, length=len(text), limit=limit)
    for part, count, limit in (
        ("数字", len(point.figures), MOST_FIGURES),
        ("步骤", len(point.steps), MOST_STEPS),
    ):
        if count > limit:
            yield TooManyParts(place=place, part=part, count=count, limit=limit)


def _parts_of(point: Point) -> Iterator[tuple[str, str, int]]:
    """Yield the name, the text and the limit of each part of a point."""
    yield "标题", point.heading, HEADING_CHARACTERS
    yield "说明", point.text, TEXT_CHARACTERS
    for figure in point.figures:
        yield "数字", figure.value, VALUE_CHARACTERS
        yield "单位", figure.unit, UNIT_CHARACTERS
        yield "数字说明", figure.label, LABEL_CHARACTERS
    for step in point.steps:
        yield "步骤名称", step.name, STEP_CHARACTERS
        yield "步骤说明", step.text, STEP_TEXT_CHARACTERS


# Cards. A card is one screen of a phone, 390 × 660 of its pixels without the browser's own.

CARD_LINES = 14
_LINE_CHARACTERS = 17
_FIGURE_LINES = 4
_FIGURES_IN_A_ROW = 2


class CardKind(Term):
    """What a card is for."""

    COVER = "cover", "封面"
    ANSWERS = "answers", "先看这几条"
    POINT = "point", "要点"
    CLOSE = "close", "依据和咨询"


@dataclass(frozen=True, slots=True)
class Card:
    """One card.

    Attributes:
        kind: what it is for.
        heading: its heading.
        number: place of its point; 0 on cards of no point.
        is_continued: the point began on the card before.
        first_step: number of its first step.
    """

    kind: CardKind
    heading: str
    number: int = 0
    text: str = ""
    figures: tuple[Figure, ...] = ()
    steps: tuple[Step, ...] = ()
    first_step: int = 1
    is_continued: bool = False


def cards_of(sheet: Sheet) -> tuple[Card, ...]:
    """Return the cards of a sheet: cover, answers, the points flowing over, the close."""
    return tuple(_cards_of(sheet))


def _cards_of(sheet: Sheet) -> Iterator[Card]:
    yield Card(CardKind.COVER, sheet.headline)
    if sheet.answers:
        yield Card(CardKind.ANSWERS, CardKind.ANSWERS.label)
    for place, point in enumerate(sheet.points, start=1):
        yield from _cards_of_point(place, point)
    yield Card(CardKind.CLOSE, CardKind.CLOSE.label)


def _cards_of_point(place: int, point: Point) -> Iterator[Card]:
    """Yield the cards of a point: what does not fit goes on the next one."""
    card = Card(CardKind.POINT, point.heading, place, text=point.text)
    used = _lines(point.text)
    rows = ceil(len(point.figures) / _FIGURES_IN_A_ROW) * _FIGURE_LINES
    if point.figures:
        if used and used + rows > CARD_LINES:
            yield card
            card, used = replace(card, text="", is_continued=True), 0
        card, used = replace(card, figures=point.figures), used + rows
    for number, step in enumerate(point.steps, start=1):
        lines = 1 + _lines(step.text)
        if used and used + lines > CARD_LINES:
            yield card
            card, used = (
                Card(CardKind.POINT, point.heading, place, first_step=number, is_continued=True),
                0,
            )
        card, used = replace(card, steps=(*card.steps, step)), used + lines
    yield card


def _lines(text: str) -> int:
    """Return how many lines a text takes on a phone."""
    return ceil(len(text) / _LINE_CHARACTERS)
