"""Take the text out of files, as far as a checker needs it: words in the order of reading."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import PurePath

import openpyxl
from bs4 import BeautifulSoup
from lxml import etree  # type: ignore[import-untyped]
from pypdf import PdfReader
from pypdf.errors import PyPdfError

from gongkai.foundation.files.errors import FileDamaged, FileEncrypted
from gongkai.foundation.files.office import local
from gongkai.foundation.files.packages import parts_of, tree

_BROKEN = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError, OSError)
_BLOCKS = (
    *("p", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "section", "article", "title"),
    *("table", "ul", "ol", "blockquote", "dd", "dt", "caption"),
)


def text_of(content: bytes, name: str) -> str:
    """Return the text of a file; lines are paragraphs, cells of a row are parted by tabs.

    Raises:
        FileDamaged: it cannot be read as what its name says.
        FileEncrypted: it opens only with a password.
        KeyError: no reader for files of this name; see `READERS`.
    """
    reader = READERS[PurePath(name).suffix.lower()]
    try:
        return reader(content, name)
    except _BROKEN as error:
        raise FileDamaged(name=name) from error


def _plain(content: bytes, name: str) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise FileDamaged(name=name)


def _html(content: bytes, name: str) -> str:
    soup = BeautifulSoup(content, "lxml")
    for hidden in soup(["script", "style", "template", "noscript"]):
        hidden.decompose()
    for line_end in soup("br"):
        line_end.replace_with("\n")
    for cell in soup(["td", "th"]):
        cell.append("\t")
    for block in soup(_BLOCKS):
        block.append("\n")
    lines = (re.sub(r"[ \t\xa0]*\t[ \t\xa0]*", "\t", line) for line in soup.get_text().split("\n"))
    return "\n".join(line.strip() for line in lines if line.strip())


def _word(content: bytes, name: str) -> str:
    """Return body, footnotes and what was never accepted: changes and comments are named last."""
    parts = parts_of(content, name)
    body = tree(parts["word/document.xml"], name)
    lines = list(_paragraphs(body))
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        if part in parts:
            lines += [line for line in _paragraphs(tree(parts[part], name)) if line.strip()]
    changes = {"插入": _times(body, "ins"), "删除": _times(body, "del")}
    lines += [f"【修订：{way}{times}处】" for way, times in changes.items() if times]
    comments = "word/comments.xml"
    if comments in parts and (times := _times(tree(parts[comments], name), "comment")):
        lines.append(f"【批注：{times}条】")
    return "\n".join(lines)


def _times(root: etree._Element, wanted: str) -> int:
    return sum(1 for element in _elements(root) if local(element) == wanted)


def _elements(root: etree._Element) -> Iterator[etree._Element]:
    return (element for element in root.iter() if isinstance(element.tag, str))


def _paragraphs(root: etree._Element) -> Iterator[str]:
    """Yield the paragraphs; those of one table row in one line."""
    rows: dict[etree._Element, list[str]] = {}
    for paragraph in (element for element in _elements(root) if local(element) == "p"):
        row = next((up for up in paragraph.iterancestors() if local(up) == "tr"), None)
        words = _words(paragraph)
        if row is None:
            yield from ("\t".join(cells) for cells in rows.values())
            rows.clear()
            yield words
        else:
            rows.setdefault(row, []).append(words)
    yield from ("\t".join(cells) for cells in rows.values())


def _words(paragraph: etree._Element) -> str:
    """Return the words of a paragraph as they stand when all changes are accepted."""
    pieces = []
    for element in _elements(paragraph):
        kind = local(element)
        if kind == "t" and not _belongs_elsewhere(element, paragraph):
            pieces.append(element.text or "")
        elif kind == "tab":
            pieces.append("\t")
        elif kind in {"br", "cr"}:
            pieces.append("\n")
    return "".join(pieces).strip("\t")


def _belongs_elsewhere(element: etree._Element, paragraph: etree._Element) -> bool:
    """Tell whether words stand in a paragraph within this one (a text box), or in its double."""
    for up in element.iterancestors():
        if up is paragraph:
            return False
        if local(up) in {"p", "Fallback"}:
            return True
    return False


def _sheets(content: bytes, name: str) -> str:
    """Return the sheets, hidden ones too, each under its name."""
    parts_of(content, name)  # refuses what would unfold to too much
    book = openpyxl.load_workbook(BytesIO(content), data_only=True)
    lines = []
    for sheet in book.worksheets:
        lines.append(sheet.title)
        for row in sheet.iter_rows(values_only=True):
            cells = ["" if value is None else str(value) for value in row]
            if any(cells):
                lines.append("\t".join(cells).rstrip("\t"))
    book.close()
    return "\n".join(lines)


_FULL_LINE = 0.8  # a line this long against the longest was broken by the page, not by the writer
# the typesetter's gap between Chinese and figures is no space of the writer's
_SET_APART = re.compile(
    r"(?<=[一-鿿，。、；：（“]) (?=[\dA-Za-z])|(?<=[\dA-Za-z%]) (?=[一-鿿，。])"
)
_ENDS = "。：；！？:;!?"


def _pdf(content: bytes, name: str) -> str:
    reader = PdfReader(BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        raise FileEncrypted(name=name)
    return "\n".join(_rejoined(page.extract_text() or "") for page in reader.pages)


def _rejoined(page: str) -> str:
    """Return a page with the lines joined again that only its width broke."""
    lines = [_SET_APART.sub("", line.strip()) for line in page.split("\n") if line.strip()]
    full = max(map(len, lines), default=0) * _FULL_LINE
    joined = ""
    for line in lines:
        joined += line if len(line) >= full and line[-1] not in _ENDS else f"{line}\n"
    return joined.rstrip("\n")


READERS: Mapping[str, Callable[[bytes, str], str]] = {
    **dict.fromkeys((".txt", ".md", ".markdown", ".csv"), _plain),
    **dict.fromkeys((".html", ".htm", ".shtml"), _html),
    ".docx": _word,
    ".xlsx": _sheets,
    ".pdf": _pdf,
}
