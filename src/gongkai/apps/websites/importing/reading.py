"""Make a draft of pasted HTML: title, body, pictures, and what to look at."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from html import escape
from itertools import groupby

from gongkai.apps.websites.importing import words
from gongkai.apps.websites.importing.draft import Block, Draft, Hint, Picture, Warned
from gongkai.apps.websites.importing.markup import Line, lines_of, rich
from gongkai.apps.websites.importing.tables import table_value

_DATA = re.compile(r"data:image/(png|jpe?g|gif|webp);base64,(.+)", re.DOTALL)
_COUNTED = re.compile(r"(\d{1,3})\s*[.．、)）]?")
_BULLET = re.compile(r"[·•●○◆■□▪➢✓\-–—\uf0b7\uf06c\uf0d8]|[lnuØü]")
# What programs write where an author said nothing.
_FILLER = re.compile(r"(图片|image|img).{0,6}|.*\.(png|jpe?g|gif)", re.IGNORECASE)
_LONGEST_ALT = 200
_TITLE_WITHIN = 5
_MOST_TITLE_LINES = 4
_LONGEST_TITLE = 200
_MOST_SHOWN = 3


@dataclass
class _Making:
    """A draft while it is made."""

    pictures: list[Picture] = field(default_factory=list)
    hints: list[Hint] = field(default_factory=list)
    remote: int = 0

    def hint(self, what: Warned, **facts: object) -> None:
        """Add something to look at."""
        self.hints.append(Hint(what, facts))


def from_html(html: str) -> Draft:
    """Return the draft that pasted HTML makes; nothing is fetched from anywhere."""
    lines, noise = _without_noise(lines_of(html))
    title, lines = _take_title(lines)
    source, lines = _take(lines, words.SOURCE)
    editor, lines = _take(lines, words.EDITOR)
    making = _Making()
    if noise:
        shown = "、".join(f"“{line}”" for line in noise[:_MOST_SHOWN])
        making.hint(Warned.DROPPED, lines=shown + ("等" if len(noise) > _MOST_SHOWN else ""))
    blocks = tuple(_blocks(_counted(lines), making))
    texts = [line.text for line in lines if line.kind != "table" and line.text]
    signed, day = words.signature(texts)
    _hint_pictures(making)
    if not title:
        making.hint(Warned.NO_TITLE)
    return Draft(
        title=title[:_LONGEST_TITLE],
        blocks=blocks,
        pictures=tuple(making.pictures),
        warnings=tuple(making.hints),
        source_name=source or signed,
        editor_name=editor,
        formed_on=day,
        attachments=tuple(words.attachments(texts)),
    )


def from_text(text: str) -> Draft:
    """Return the draft that plain text makes, for browsers without the box."""
    return from_html("".join(f"<p>{escape(line)}</p>" for line in text.splitlines()))


def summary_of(draft: Draft) -> str:
    """Return a first sentence that may serve as the summary."""
    html = "".join(str(block.value) for block in draft.blocks if block.kind == "paragraph")
    return words.summary([line.text for line in lines_of(html)])


def _without_noise(lines: list[Line]) -> tuple[list[Line], list[str]]:
    """Return the lines of the text, and those that an app put around it."""
    noise = [line.text for line in lines if _is_noise(line)]
    return [line for line in lines if not _is_noise(line)], noise


def _is_noise(line: Line) -> bool:
    return line.kind == "text" and bool(words.NOISE.fullmatch(line.text))


def _take_title(lines: list[Line]) -> tuple[str, list[Line]]:
    """Return the title and the lines without it: a heading, centred lines, or what reads so."""
    for place, line in enumerate(lines[:_TITLE_WITHIN]):
        if line.kind != "text" or words.NUMBER_OF_DOCUMENT.fullmatch(line.text):
            continue
        if line.level in {1, 2} or line.centred:
            together = _together(lines, place)
            return "｜".join(one.text for one in together), _without(lines, place, len(together))
        if words.is_title(line.text):
            return line.text, _without(lines, place, 1)
    return "", lines


def _together(lines: list[Line], place: int) -> list[Line]:
    """Return the lines that a title is broken into."""
    first = lines[place]
    found = [first]
    for line in lines[place + 1 : place + _MOST_TITLE_LINES]:
        same = line.kind == "text" and line.level == first.level and line.centred == first.centred
        other = words.NUMBER_OF_DOCUMENT.fullmatch(line.text) or words.day_of(line.text)
        if not same or not line.centred or other or words.NOTICE.search(found[-1].text):
            break
        found.append(line)
    return found


def _without(lines: list[Line], place: int, count: int) -> list[Line]:
    return lines[:place] + lines[place + count :]


def _take(lines: list[Line], wanted: re.Pattern[str]) -> tuple[str, list[Line]]:
    """Return what a line like 来源：… names, and the lines without it."""
    for place, line in enumerate(lines):
        if line.kind == "text" and (found := wanted.fullmatch(line.text)):
            return found["name"].strip(), _without(lines, place, 1)
    return "", lines


def _counted(lines: list[Line]) -> list[Line]:
    """Return the lines with Word's counted paragraphs as items, or with their number in words.

    Only a row counted 1, 2, 3… from one becomes a list: any other number is part of what
    the text says, and a list would count anew.
    """
    found: list[Line] = []
    for is_counted, group in groupby(lines, key=lambda line: bool(line.marker)):
        row = list(group)
        numbers = [_COUNTED.fullmatch(line.marker) for line in row]
        if is_counted and [int(n[1]) if n else 0 for n in numbers] == [*range(1, len(row) + 1)]:
            found += [replace(line, kind="item", ordered=True) for line in row]
            continue
        found += [_marked(line) for line in row]
    return found


def _marked(line: Line) -> Line:
    """Return a line with its marker as a bullet or in words."""
    if not line.marker:
        return line
    if _BULLET.fullmatch(line.marker):
        return replace(line, kind="item", ordered=False)
    return replace(line, html=escape(line.marker) + line.html)


def _blocks(lines: list[Line], making: _Making) -> Iterator[Block]:
    """Yield the blocks of a body; paragraphs and lists in a row make one block."""
    for kind, group in groupby(lines, key=_kind_of):
        row = list(group)
        if kind == "paragraph":
            yield Block(kind, rich("".join(_paragraphs(row))))
        elif kind == "table":
            yield from _tables(row, making)
        elif kind == "picture":
            yield from _pictures(row, making)
        else:
            yield from (Block(kind, line.text) for line in row)


def _kind_of(line: Line) -> str:
    """Return what block a line belongs to."""
    if line.kind == "text":
        heading = line.level or words.is_heading(line.text, bold=line.bold)
        return "heading" if heading else "paragraph"
    return "paragraph" if line.kind == "item" else line.kind


def _paragraphs(row: list[Line]) -> Iterator[str]:
    """Yield paragraphs, and lists of the items that follow each other."""
    for tag, group in groupby(row, key=_list_tag):
        if not tag:
            yield from (f"<p>{line.html}</p>" for line in group)
        else:
            yield f"<{tag}>{''.join(f'<li>{line.html}</li>' for line in group)}</{tag}>"


def _list_tag(line: Line) -> str:
    if line.kind != "item":
        return ""
    return "ol" if line.ordered else "ul"


def _tables(row: list[Line], making: _Making) -> Iterator[Block]:
    for line in row:
        if line.tag is None:
            continue
        if line.tag.find("table") is not None:
            making.hint(Warned.NESTED_TABLE)
        value = table_value(line.tag)
        if value is None:
            making.hint(Warned.LARGE_TABLE)
        else:
            yield Block("table", value)


def _pictures(row: list[Line], making: _Making) -> Iterator[Block]:
    for line in row:
        source = str(line.tag.get("src") or "") if line.tag is not None else ""
        picture = _picture(source, str(line.tag.get("alt") or "") if line.tag is not None else "")
        if picture is None:
            making.remote += 1
        else:
            making.pictures.append(picture)
            yield Block("picture", len(making.pictures) - 1)


def _picture(source: str, alt: str) -> Picture | None:
    """Return a picture that brought itself along."""
    found = _DATA.fullmatch(source.strip())
    if found is None:
        return None
    try:
        content = base64.b64decode(found[2], validate=False)
    except (binascii.Error, ValueError):
        return None
    said = "" if _FILLER.fullmatch(alt) else words.tidy(alt).strip()
    return Picture(content, found[1].replace("jpeg", "jpg"), said[:_LONGEST_ALT])


def _hint_pictures(making: _Making) -> None:
    """Say which pictures need the editor's hand."""
    if making.remote:
        making.hint(Warned.REMOTE_PICTURES, count=making.remote)
    if silent := sum(1 for picture in making.pictures if not picture.alt):
        making.hint(Warned.PICTURES_WITHOUT_WORDS, count=silent)
