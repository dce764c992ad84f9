"""Read workbooks: every sheet, row and column, whether it is shown or not."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from lxml import etree  # type: ignore[import-untyped]

from gongkai.foundation.files.office import attribute
from gongkai.foundation.files.packages import Parts, tree
from gongkai.foundation.leaks.held import Held, TraceKind

_BOOK = "xl/workbook.xml"
_STRINGS = "xl/sharedStrings.xml"
_COMMENTS = re.compile(r"xl/(comments\d*\.xml|comments/.+\.xml|threadedComments/.+\.xml)")
_LETTERS = re.compile(r"[A-Z]+")
_ON = frozenset({"1", "true"})
_ALPHABET = 26


@dataclass(frozen=True, slots=True)
class _Cell:
    column: int
    shown: str
    formula: str


def read(parts: Parts, name: str, held: Held) -> set[str]:
    """Read the parts with cells and comments, and return which those were."""
    seen = {_BOOK, _STRINGS} & parts.keys()
    strings = _strings(parts, name)
    held.words("共用文字表", "\n".join(strings))
    book = tree(parts.get(_BOOK, b"<workbook/>"), name)
    targets = _targets(parts, name)
    for sheet in book.iter("{*}sheet"):
        part = targets.get(attribute(sheet, "id"), "")
        held.words("工作表名称", attribute(sheet, "name"))
        if part in parts:
            seen.add(part)
            hidden = attribute(sheet, "state") in {"hidden", "veryHidden"}
            _read_sheet(tree(parts[part], name), attribute(sheet, "name"), strings, held, hidden)
    for defined in book.iter("{*}definedName"):
        held.words("定义的名称", f"{attribute(defined, 'name')}\t{defined.text or ''}")
        held.words("定义名称的备注", attribute(defined, "comment"))
    for part in filter(_COMMENTS.fullmatch, parts):
        seen.add(part)
        _read_comments(tree(parts[part], name), held)
    return seen


def _read_comments(root: etree._Element, held: Held) -> None:
    for author in root.iter("{*}author"):
        held.property("批注人", author.text or "")
    for comment in root.iter("{*}comment", "{*}threadedComment"):
        text = "".join(str(piece) for piece in comment.itertext())
        held.hidden(TraceKind.COMMENT, f"批注{attribute(comment, 'ref')}", text)


def _strings(parts: Parts, name: str) -> list[str]:
    if _STRINGS not in parts:
        return []
    return [
        "".join(text.text or "" for text in one.iter("{*}t"))
        for one in tree(parts[_STRINGS], name).iter("{*}si")
    ]


def _targets(parts: Parts, name: str) -> dict[str, str]:
    """Return the parts of the book's sheets by the names the book gives them."""
    relations = parts.get("xl/_rels/workbook.xml.rels")
    if relations is None:
        return {}
    found = {}
    for one in tree(relations, name).iter("{*}Relationship"):
        target = str(one.get("Target", ""))
        whole = target.lstrip("/") if target.startswith("/") else posixpath.join("xl", target)
        found[str(one.get("Id", ""))] = posixpath.normpath(whole)
    return found


def _read_sheet(
    root: etree._Element, title: str, strings: list[str], held: Held, hidden: bool
) -> None:
    """Read the rows as lines, and apart what a reader is not shown."""
    rows = [(row, list(_cells(row, strings))) for row in root.iter("{*}row")]
    where = f"工作表“{title}”"
    lines = ["\t".join(cell.shown for cell in cells) for _, cells in rows]
    text = "\n".join(line for line in lines if line.strip())
    if hidden:
        held.hidden(TraceKind.HIDDEN_SHEET, f"隐藏的{where}", text)
    else:
        held.words(where, text)
        _read_hidden(root, rows, where, held)
    held.words(f"{where}的公式", "\n".join(c.formula for _, cells in rows for c in cells))
    for tag in ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader"):
        held.words(
            f"{where}的页眉页脚", "\n".join(one.text or "" for one in root.iter(f"{{*}}{tag}"))
        )


def _read_hidden(
    root: etree._Element,
    rows: list[tuple[etree._Element, list[_Cell]]],
    where: str,
    held: Held,
) -> None:
    """Read rows and columns that are not shown, unless they are empty."""
    for row, cells in rows:
        text = "\t".join(cell.shown for cell in cells)
        if attribute(row, "hidden") in _ON and text.strip():
            held.hidden(TraceKind.HIDDEN_ROW, f"{where}第{attribute(row, 'r')}行", text)
    for column in root.iter("{*}col"):
        if attribute(column, "hidden") not in _ON:
            continue
        span = range(int(attribute(column, "min")), int(attribute(column, "max")) + 1)
        text = "\n".join(cell.shown for _, cells in rows for cell in cells if cell.column in span)
        if text.strip():
            held.hidden(TraceKind.HIDDEN_COLUMN, f"{where}第{span.start}列", text)


def _cells(row: etree._Element, strings: list[str]) -> Iterator[_Cell]:
    for place, cell in enumerate(row.iter("{*}c"), start=1):
        letters = _LETTERS.match(attribute(cell, "r"))
        column = _column(letters[0]) if letters else place
        yield _Cell(column, _shown(cell, strings), cell.findtext("{*}f") or "")


def _column(letters: str) -> int:
    """Return the number of a column: A is 1, AA is 27."""
    number = 0
    for letter in letters:
        number = number * _ALPHABET + ord(letter) - ord("A") + 1
    return number


def _shown(cell: etree._Element, strings: list[str]) -> str:
    """Return what a cell holds; a long number as its digits, not as 1.38E+10."""
    value = cell.findtext("{*}v") or ""
    kind = attribute(cell, "t")
    if kind == "inlineStr":
        return "".join(text.text or "" for text in cell.iter("{*}t"))
    if kind == "s":
        number = int(value) if value.isdecimal() else -1
        return strings[number] if 0 <= number < len(strings) else ""
    if kind in {"", "n"} and ("E" in value.upper() or value.endswith(".0")):
        try:
            return f"{Decimal(value):f}".removesuffix(".0")
        except InvalidOperation:
            return value
    return value
