"""Take a page apart into what its readers read, each part with its place in words."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

from django.db import models
from django.utils.html import escape
from wagtail import blocks
from wagtail.contrib.table_block.blocks import TableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.fields import StreamField
from wagtail.images.blocks import ImageBlock, ImageChooserBlock

from gongkai.foundation.content_checks.prose import Prose
from gongkai.foundation.pages.models import GovPage

# What every page has and no reader reads as text, besides its title and summary.
_OF_ALL_PAGES = frozenset(field.name for field in GovPage._meta.get_fields())
_SHORTEST_TEXT = 80  # a field that holds fewer characters holds a name or a number


@dataclass(frozen=True)
class Part:
    """One piece of what a page says.

    Attributes:
        place: where it stands, in words: 标题, 正文, 摘要.
        kind: of the block it is: ``heading``, ``table``, empty for a plain field.
        html: as readers see it; of a picture empty, drawing it is left to who shows it.
        draw: yields the HTML of a picture.
    """

    place: str
    kind: str
    html: str
    draw: Callable[[], str] | None = None

    @cached_property
    def prose(self) -> Prose:
        """Return the words of the part."""
        return Prose(self.html) if self.html else Prose("<p></p>")


@dataclass(frozen=True)
class PageText:
    """The words of a page, one text for the rules that look at the whole.

    Attributes:
        parts: in the order of reading.
        pictures: the pictures, each with its place and whether it says what it shows.
        files: documents that hang on the page.
    """

    parts: tuple[Part, ...]
    pictures: tuple[Picture, ...]
    files: tuple[Any, ...]

    @cached_property
    def text(self) -> str:
        """Return all words; each part begins a line."""
        return "\n".join(part.prose.text for part in self.parts if part.prose.text)

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """Return where each part begins in the text."""
        starts, at = [], 0
        for part in self.parts:
            starts.append(at)
            at += len(part.prose.text) + 1 if part.prose.text else 0
        return tuple(starts)

    def part_at(self, start: int) -> int:
        """Return the number of the part in which a code point of the text stands."""
        return max(number for number, begins in enumerate(self.starts) if begins <= start)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of a page: where it stands, what is said for those who do not see it."""

    place: str
    image: Any
    alt: str


def read(page: GovPage) -> PageText:
    """Return what a page says; the page is one of its own kind, not the base row."""
    taken = _Taken([Part("标题", "title", f"<p>{escape(page.title)}</p>")], [], [])
    streams = [field for field in page._meta.get_fields() if isinstance(field, StreamField)]
    for field in streams:
        for child in getattr(page, field.name) or ():
            taken.take(str(field.verbose_name), child.block, child.value)
    for field in _text_fields(page):
        words = getattr(page, field.name)
        if words:
            html = f"<p>{escape(words)}</p>"
            taken.parts.append(Part(str(field.verbose_name), "", html))
    parts = tuple(part for part in taken.parts if part.draw or part.prose.text)
    return PageText(parts, tuple(taken.pictures), tuple(taken.files))


def _text_fields(page: GovPage) -> Iterator[models.Field[Any, Any]]:
    """Yield the plain fields that hold sentences."""
    yield GovPage._meta.get_field("summary")
    for field in page._meta.get_fields():
        if field.name in _OF_ALL_PAGES or not isinstance(
            field, models.CharField | models.TextField
        ):
            continue
        if isinstance(field, StreamField) or field.choices or not field.editable:
            continue
        if field.max_length is None or field.max_length >= _SHORTEST_TEXT:
            yield field


@dataclass(frozen=True, slots=True)
class _Taken:
    """What was found on the way through the blocks."""

    parts: list[Part]
    pictures: list[Picture]
    files: list[Any]

    def take(self, place: str, block: blocks.Block, value: Any) -> None:
        """Take a block's value apart; what holds no words of a writer is passed over."""
        if value is None:
            return
        if isinstance(block, ImageBlock | ImageChooserBlock):
            self.parts.append(Part(place, "picture", "", partial(block.render, value)))
            self._take_picture(place, value)
        elif isinstance(block, DocumentChooserBlock):
            self.files.append(value)
        else:
            inside = list(_inside(block, value))
            for inner, part in inside:
                self.take(place, inner, part)
            if not inside:
                self._take_words(place, block, value)

    def _take_picture(self, place: str, image: Any) -> None:
        alt = getattr(image, "contextual_alt_text", None) or ""
        is_decorative = bool(getattr(image, "decorative", False))
        self.pictures.append(Picture(place, image, "装饰" if is_decorative else alt))
        if alt:
            self.parts.append(Part(f"{place}图片说明", "alt", f"<p>{escape(alt)}</p>"))

    def _take_words(self, place: str, block: blocks.Block, value: Any) -> None:
        if isinstance(block, TableBlock | blocks.RichTextBlock):
            self.parts.append(Part(place, block.name, str(block.render(value))))
        elif isinstance(block, blocks.CharBlock | blocks.TextBlock | blocks.BlockQuoteBlock):
            paragraphs = "".join(f"<p>{escape(line)}</p>" for line in str(value).splitlines())
            self.parts.append(Part(place, block.name, paragraphs))


def _inside(block: blocks.Block, value: Any) -> Iterator[tuple[blocks.Block, Any]]:
    """Yield the blocks that a block is made of, with their values."""
    if isinstance(block, blocks.BaseStructBlock):
        yield from ((inner, value.get(name)) for name, inner in block.child_blocks.items())
    elif isinstance(block, blocks.ListBlock):
        yield from ((block.child_block, part) for part in value)
    elif isinstance(block, blocks.BaseStreamBlock):
        yield from ((child.block, child.value) for child in value)
