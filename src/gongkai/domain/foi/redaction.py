"""Tell what is hidden on the pages of a file that is given in part, art. 37."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.domain.errors import Refusal
from gongkai.domain.terms import Term

MOST_BOXES = 500
_SPLIT = re.compile(r"[\s,，、]+")
_WHOLE = 100.0


class AnswerFileState(Term):
    """Where a file that will be given stands."""

    DRAFT = "draft", "待遮盖"
    REDACTED = "redacted", "待复核"
    CHECKED = "checked", "已复核"


class BoxesWrong(Refusal):
    """A line of boxes cannot be read. Facts: line, counted from 1; reason."""

    code = "foi_boxes_wrong"


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle to be hidden.

    Attributes:
        page: counted from 1.
        left: of its left edge, in percent of the page's width.
        top: of its upper edge, in percent of the page's height.
        width: in percent of the page's width.
        height: in percent of the page's height.
    """

    page: int
    left: float
    top: float
    width: float
    height: float

    def __str__(self) -> str:
        """Return the box as a line that ``boxes_of`` reads."""
        numbers = (self.left, self.top, self.width, self.height)
        return " ".join([str(self.page), *(f"{number:g}" for number in numbers)])


def boxes_of(text: str, pages: int) -> tuple[Box, ...]:
    """Return the boxes that lines tell: page, left, top, width, height in percent.

    Args:
        text: one box in a line, numbers parted by blanks or commas; empty lines are left out.
        pages: how many pages the file has.

    Raises:
        BoxesWrong: a line is none, names no page of the file, or leaves the page.
    """
    found = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        found.append(_box(line, number, pages))
        if len(found) > MOST_BOXES:
            raise BoxesWrong(line=number, reason=f"遮盖框超过{MOST_BOXES}个")
    return tuple(dict.fromkeys(found))


def lines_of(boxes: Iterable[Box]) -> str:
    """Return boxes as the lines that ``boxes_of`` reads."""
    return "\n".join(str(box) for box in boxes)


def _box(line: str, number: int, pages: int) -> Box:
    parts = [part for part in _SPLIT.split(line.strip()) if part]
    try:
        page, left, top, width, height = int(parts[0]), *map(float, parts[1:])
    except (ValueError, IndexError):
        raise BoxesWrong(line=number, reason="应为页码和左、上、宽、高五个数") from None
    if not 1 <= page <= pages:
        raise BoxesWrong(line=number, reason=f"没有第{page}页，文件共{pages}页")
    inside = left >= 0 and top >= 0 and width > 0 and height > 0
    if not inside or left + width > _WHOLE or top + height > _WHOLE:
        raise BoxesWrong(line=number, reason="框超出了页面，左加宽、上加高不超过100")
    return Box(page, left, top, width, height)
