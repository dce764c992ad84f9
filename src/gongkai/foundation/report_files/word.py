"""Read reports written in Word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from lxml import etree  # type: ignore[import-untyped]

from gongkai.domain.annual_report.checking.told import ToldReport
from gongkai.domain.annual_report.checking.told_page import Part, Standing, report_of
from gongkai.foundation.files.errors import FileDamaged
from gongkai.foundation.files.office import local
from gongkai.foundation.files.packages import Parts, parts_of, tree
from gongkai.foundation.report_files.spans import laid_out

_BODY = "word/document.xml"
_CORE = "docProps/core.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_GONE = frozenset({"del", "moveFrom", "Fallback"})


def read(content: bytes, name: str) -> ToldReport:
    """Return the report of a Word file, as it stands with all changes accepted.

    Raises:
        FileDamaged: it cannot be read.
        FileEncrypted: it opens only with a password.
        NoReport: no report stands in it.
    """
    parts = parts_of(content, name)
    if _BODY not in parts:
        raise FileDamaged(name=name)
    return report_of(_parts(tree(parts[_BODY], name)), written_on=_written_on(parts, name))


def _written_on(parts: Parts, name: str) -> date | None:
    if _CORE not in parts:
        return None
    for element in tree(parts[_CORE], name).iter():
        if isinstance(element.tag, str) and local(element) == "created":
            try:
                return date.fromisoformat((element.text or "")[:10])
            except ValueError:
                return None
    return None


def _parts(root: etree._Element) -> Iterator[Part]:
    """Yield passages and tables; a table inside a table is part of its cell."""
    todo = [root]
    while todo:
        element = todo.pop()
        if not isinstance(element.tag, str) or local(element) in _GONE:
            continue
        if element.tag == f"{_W}p":
            yield _words(element)
            todo.extend(reversed(element.findall(f".//{_W}txbxContent")))
        elif element.tag == f"{_W}tbl":
            yield laid_out(_rows(element))
        else:
            todo.extend(reversed(element))


def _words(element: etree._Element) -> str:
    """Return the words of a passage, without those of a text box in it."""
    pieces = (
        piece.text or "" if piece.tag == f"{_W}t" else " "
        for piece in element.iter(f"{_W}t", f"{_W}tab", f"{_W}br")
        if _belongs(piece, element)
    )
    return "".join(pieces).strip()


def _belongs(piece: etree._Element, passage: etree._Element) -> bool:
    for up in piece.iterancestors():
        if up is passage:
            return True
        if up.tag == f"{_W}txbxContent" or local(up) in _GONE:
            return False
    return True


def _rows(table: etree._Element) -> list[list[tuple[Standing, int, int]]]:
    """Return the rows with what is merged downwards counted, as HTML counts it."""
    rows: list[list[list[Standing | int]]] = []
    open_cells: dict[int, list[Standing | int]] = {}
    for row in table.iterfind(f"{_W}tr"):
        cells: list[list[Standing | int]] = []
        column = _number(row, "trPr/gridBefore", 0)
        cells.extend([["", 1, 1]] * column)
        for cell in row.iter(f"{_W}tc"):
            if cell.getparent() is not row and local(cell.getparent()) != "sdtContent":
                continue
            across = _number(cell, "tcPr/gridSpan", 1)
            if _goes_on(cell) and column in open_cells:
                open_cells[column][1] = int(open_cells[column][1] or 1) + 1
            else:
                text = " ".join(_words(p) for p in cell.iter(f"{_W}p"))
                open_cells[column] = [text.strip(), 1, across]
                cells.append(open_cells[column])
            column += across
        rows.append(cells)
    return [[(text, int(down or 1), int(across or 1)) for text, down, across in r] for r in rows]


def _goes_on(cell: etree._Element) -> bool:
    """Tell whether a cell belongs to the one above it."""
    merge = cell.find(f"{_W}tcPr/{_W}vMerge")
    return merge is not None and merge.get(f"{_W}val", "continue") == "continue"


def _number(element: etree._Element, path: str, otherwise: int) -> int:
    found = element.find("/".join(f"{_W}{step}" for step in path.split("/")))
    told = found.get(f"{_W}val", "") if found is not None else ""
    return int(told) if told.isascii() and told.isdigit() else otherwise
