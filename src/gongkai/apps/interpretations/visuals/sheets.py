"""Read the sheet of an interpretation: what its picture and its cards show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings

from gongkai.apps.websites import meta
from gongkai.domain.interpretations.cards import (
    Answer,
    Card,
    Colour,
    Figure,
    Layout,
    Point,
    Sheet,
    Step,
    cards_of,
)
from gongkai.domain.interpretations.pairing import Form
from gongkai.foundation import clock

if TYPE_CHECKING:
    from gongkai.apps.interpretations.models import Interpretation

CARDS_TEMPLATE = "interpretations/cards.html"


def sheet_of(page: Interpretation) -> Sheet:
    """Return the sheet of an interpretation, of the very version that is given."""
    document = page.document
    return Sheet(
        title=page.title,
        organ=str(page.source_name or (page.organ.name if page.organ else "")),
        explains=meta.plain(document.title if document else page.meeting_title),
        number=str(document.document_number) if document else "",
        on=clock.day_of(page.published_at) if page.published_at else None,
        answers=tuple(Answer(question.label, text.strip()) for question, text in page.answers),
        points=points_of(page),
        address=address_of(page),
        is_demo=bool(settings.GONGKAI_DEMO),
    )


def points_of(page: Interpretation) -> tuple[Point, ...]:
    """Return the points of an interpretation in their order."""
    return tuple(_point(block.value) for block in page.points)


def _point(value: Any) -> Point:
    return Point(
        heading=_clean(value["heading"]),
        text=_clean(value["text"]),
        figures=tuple(
            Figure(_clean(one["value"]), _clean(one["unit"]), _clean(one["label"]))
            for one in value["figures"]
        ),
        steps=tuple(Step(_clean(one["name"]), _clean(one["text"])) for one in value["steps"]),
    )


def _clean(text: object) -> str:
    """Return a text without what people paste around it; line breaks become spaces."""
    return " ".join(str(text or "").split())


def address_of(page: Interpretation) -> str:
    """Return where the whole text stands; empty while the page has no place."""
    url = page.url if page.pk else ""
    return meta.absolute(str(url)) if url else ""


def cards_url(page: Interpretation) -> str:
    """Return the address of an interpretation's cards; empty when it has none."""
    return f"{page.url}cards/" if page.pk and page.url and has_cards(page) else ""


def has_cards(page: Interpretation) -> bool:
    """Tell whether an interpretation is shown as cards: H5 always, others where asked for."""
    return bool(page.points) and (page.form is Form.H5 or page.has_cards)


def layout_of(page: Interpretation) -> Layout:
    """Return the layout of a page's picture, the first while none was chosen."""
    return Layout(page.picture_template or Layout.LIST.value)


def colour_of(page: Interpretation, accent: str = "") -> Colour:
    """Return the colour of a page's picture, the site's while none was chosen."""
    return Colour(page.picture_colour or accent or Colour.INK_BLUE.value)


@dataclass(frozen=True, slots=True)
class Guide:
    """What the public page shows besides its text: the points, the picture, the cards.

    Attributes:
        sheet: the points with all that belongs to them.
        picture: value of the picture made from them; None when none was adopted.
        body: the blocks of the text without that picture.
        cards_url: address of the cards; empty when there are none.
    """

    sheet: Sheet
    picture: Any
    body: list[Any]
    cards_url: str

    @property
    def cards(self) -> tuple[Card, ...]:
        """Return the cards of the sheet."""
        return cards_of(self.sheet)


def guide_of(page: Interpretation) -> Guide | None:
    """Return what a page shows of its points; None when it has none."""
    if not page.points:
        return None
    place = picture_block_id(page.pk)
    made = next((block for block in page.body if block.id == place), None)
    rest = [block for block in page.body if block.id != place]
    return Guide(sheet_of(page), made.value if made else None, rest, cards_url(page))


def picture_block_id(page_id: int | None) -> str:
    """Return the number of the block that holds a page's picture: the same for ever."""
    return str(uuid5(NAMESPACE_URL, f"gongkai:long-picture:{page_id}"))
