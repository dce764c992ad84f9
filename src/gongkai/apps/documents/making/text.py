"""Take a document's approved text apart into lines for files that are no web page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from bs4 import BeautifulSoup, Tag

from gongkai.apps.documents.models import PolicyDocument
from gongkai.domain.documents.validity import Validity
from gongkai.foundation import clock

_TITLE_BREAK = "｜"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a text.

    Attributes:
        kind: ``heading``, ``paragraph`` or ``table``.
        text: its words; nothing for a table.
        rows: cells of a table.
    """

    kind: str
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file of a document says.

    Attributes:
        issuers: 发文机关.
        title: full title.
        number: 发文字号.
        note: 题注; empty when there is none.
        lines: the text.
        attachments: names of the files that belong to it.
        facts: words and values under the text, the validity at the day of making last.
        made_on: the day whose validity it states.
    """

    issuers: str
    title: str
    number: str
    note: str
    lines: tuple[Line, ...]
    attachments: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    made_on: date


def sheet_of(document: PolicyDocument, day: date) -> Sheet:
    """Return what the files of a document say on a day."""
    made_on = made_day(document, day)
    return Sheet(
        issuers=document.issuer_names,
        title=document.title.replace(_TITLE_BREAK, ""),
        number=document.document_number,
        note=document.enactment_note,
        lines=tuple(lines_of(document.body)),
        attachments=tuple(file["name"] for file in document.attachments),
        facts=tuple(_facts(document, made_on)),
        made_on=made_on,
    )


def made_day(document: PolicyDocument, day: date) -> date:
    """Return the last day up to ``day`` on which the text or its validity changed.

    Its files are made anew on these days and on no other, so the same text gives the
    same bytes whenever it is written.
    """
    ended_on = document.lifespan().ended_on
    days = [document.effective_from, *([ended_on] if ended_on else [])]
    for act in document.acts():
        days += [act.on, clock.day_of(act.recorded_at)]
    if document.last_published_at is not None:
        days.append(clock.day_of(document.last_published_at))
    return max((one for one in days if one <= day), default=document.signed_on)


def in_words(day: date) -> str:
    """Return ``2025年3月3日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def _facts(document: PolicyDocument, made_on: date) -> Iterator[tuple[str, str]]:
    yield "索引号", document.index_number or "无"
    yield "成文日期", in_words(document.signed_on)
    yield "施行日期", in_words(document.effective_from)
    if document.last_day is not None:
        yield "有效期至", in_words(document.last_day)
    for act in document.acts():
        yield act.kind_label, f"{in_words(act.on)}，依据：{act.basis}"
    validity: Validity = document.validity_on_day(made_on)
    yield "有效性", f"{validity.label}（{in_words(made_on)}）"


def lines_of(body: Iterable[Any]) -> Iterator[Line]:
    """Yield the lines of a body; pictures are left to the page."""
    for block in body:
        kind = block.block_type
        if kind in {"heading", "quote"}:
            yield Line("heading" if kind == "heading" else "paragraph", str(block.value).strip())
        elif kind == "paragraph":
            yield from _paragraphs(str(block.value.source))
        elif kind == "figures":
            for pair in block.value:
                yield Line("paragraph", f"{pair['name']}：{pair['value']}")
        elif kind == "table" and block.value:
            rows = block.value.get("data") or []
            yield Line("table", rows=tuple(tuple(str(cell or "") for cell in row) for row in rows))


def _paragraphs(html: str) -> Iterator[Line]:
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(["p", "li"]):
        text = " ".join(tag.get_text().split())
        if not text:
            continue
        yield Line("paragraph", f"{_marker(tag)}{text}")


def _marker(tag: Tag) -> str:
    """Return what stands before a list's item: its number, or a dot."""
    parent = tag.parent
    if tag.name != "li" or parent is None:
        return ""
    if parent.name != "ol":
        return "· "
    return f"{list(parent.find_all('li', recursive=False)).index(tag) + 1}. "
