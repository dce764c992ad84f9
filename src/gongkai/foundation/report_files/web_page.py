"""Read reports saved from the web."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from gongkai.domain.annual_report.checking.told import ToldReport
from gongkai.domain.annual_report.checking.told_page import Part, report_of
from gongkai.foundation.report_files.plain_text import decoded
from gongkai.foundation.report_files.spans import laid_out

_UNSEEN = ("script", "style", "template", "noscript", "nav", "footer")
_INLINE = frozenset(
    ("a", "b", "i", "u", "em", "strong", "span", "font", "sub", "sup", "small", "big", "mark")
)
_NUMBER = re.compile(r"\s*(\d{1,4})")


def read(content: bytes, name: str) -> ToldReport:
    """Return the report of a web page.

    Raises:
        FileDamaged: its characters cannot be read.
        NoReport: no report stands on it.
    """
    soup = BeautifulSoup(decoded(content, name), "lxml")
    heading = soup.title.get_text() if soup.title else ""
    published = _published_on(soup)
    for unseen in soup(_UNSEEN):
        unseen.decompose()
    return report_of(_parts(soup), title=heading.strip(), published_on=published)


def _published_on(soup: BeautifulSoup) -> date | None:
    """Return the day in PubDate, which every government page has to tell about itself."""
    told = soup.find("meta", attrs={"name": re.compile("^pubdate$", re.IGNORECASE)})
    try:
        return date.fromisoformat(str(told.get("content", ""))[:10]) if told else None
    except ValueError:
        return None


def _parts(soup: BeautifulSoup) -> Iterator[Part]:
    """Yield tables that hold no table, and the passages outside them."""
    passage: list[str] = []

    def finished() -> Iterator[str]:
        text = "".join(passage).strip()
        passage.clear()
        if text:
            yield text

    for event, node in _walk(soup):
        if event == "words":
            passage.append(str(node))
            continue
        yield from finished()
        if event == "table" and isinstance(node, Tag):
            yield laid_out(_rows(node))
    yield from finished()


def _walk(root: Tag) -> Iterator[tuple[str, Tag | str]]:
    """Yield words, ends of passages and tables in the order of reading, without recursion."""
    todo: list[Tag | NavigableString | None] = [root]
    while todo:
        node = todo.pop()
        if node is None:
            yield "end", ""
        elif isinstance(node, NavigableString):
            if not isinstance(node, PreformattedString):  # comments and the like
                yield "words", str(node)
        elif node.name == "br":
            yield "end", ""
        elif node.name == "table" and node.find("table") is None:
            yield "table", node
        else:
            children = [
                child for child in node.children if isinstance(child, Tag | NavigableString)
            ]
            if node.name in _INLINE:
                todo.extend(reversed(children))
            else:
                yield "end", ""
                todo.append(None)
                todo.extend(reversed(children))


def _rows(table: Tag) -> Iterator[list[tuple[str, int, int]]]:
    for row in table.find_all("tr"):
        yield [
            (_words(cell), _span(cell, "rowspan"), _span(cell, "colspan"))
            for cell in row.find_all(["td", "th"], recursive=False)
        ]


def _words(cell: Tag) -> str:
    return " ".join(cell.get_text(" ").split())


def _span(cell: Tag, name: str) -> int:
    match = _NUMBER.match(str(cell.get(name, "")))
    return int(match[1]) if match else 1
