"""Fill the drawn statutory tables with numbers for templates and documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.domain.annual_report import layout
from gongkai.domain.annual_report.tables import Tables
from gongkai.domain.annual_report.wording import plain

DRAWN: dict[str, Callable[[], list[layout.Row]]] = {
    "t2": layout.table_two,
    "t3": layout.table_three,
    "t4": layout.table_four,
}
_WIDTHS = {"t2": 4, "t3": 10, "t4": 15}
_HEAD_ROWS = {"t2": 0, "t3": 3, "t4": 3}
_TALL = 4  # a label over this many rows runs vertically
_SUM_ROWS = ("new", "done", "carried_out")

Address = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class StatCell:
    """A cell of a statutory table as templates draw it."""

    text: str
    rowspan: int = 1
    colspan: int = 1
    is_header: bool = False
    scope: str = ""
    css: str = ""
    key: str = ""
    url: str = ""
    is_picked: bool = False


@dataclass(frozen=True, slots=True)
class StatRow:
    """A row of a statutory table."""

    cells: tuple[StatCell, ...]
    css: str = ""


def width(table: str) -> int:
    """Return how many columns a table has."""
    return _WIDTHS[table]


def head_rows(table: str) -> int:
    """Return how many rows the head of a table has."""
    return _HEAD_ROWS[table]


def text_of(tables: Tables, key: str) -> str:
    """Return the number of a cell in digits; nought is printed, a blank stays blank."""
    value = tables.value(key)
    return "" if value is None else plain(value)


def _header(table: str, cell: layout.Cell, row: int, place: int, last: bool) -> StatCell:
    """Return a label cell with its scope and the classes of the design."""
    scope, css = "row", ""
    if row < head_rows(table):
        scope = "colgroup" if cell.colspan > 1 else "col"
        css = "c0" if table == "t3" and row == 0 and place == 0 else ""
    elif table == "t2":
        is_title = cell.colspan == width(table)
        scope = "colgroup" if is_title else ("row" if place == 0 and not last else "col")
        css = "head" if is_title else ""
    elif cell.rowspan > 1:
        scope = "rowgroup"
        css = f"{'v' if cell.rowspan > _TALL else 'grp'} c{place}"
    else:
        css = f"leaf c{3 - cell.colspan}"
    return StatCell(cell.text, cell.rowspan, cell.colspan, is_header=True, scope=scope, css=css)


def _number(
    cell: layout.Cell,
    tables: Tables,
    address: Address | None,
    picked: str,
    off: frozenset[str],
) -> StatCell:
    text = text_of(tables, cell.key)
    marks = []
    if cell.key.startswith("t3.") and cell.key.endswith(".total"):
        marks.append("tot")
    if text == "0":
        marks.append("z")
    if cell.key == picked:
        marks.append("is-picked")
    if cell.key in off:
        marks.append("is-off")
    url = address(cell.key) if address and text not in {"", "0"} else ""
    return StatCell(
        text,
        cell.rowspan,
        cell.colspan,
        css=" ".join(marks),
        key=cell.key,
        url=url,
        is_picked=cell.key == picked,
    )


def _place(table: str, cells: list[layout.Cell], place: int) -> int:
    """Return which label column a cell of table 三 stands in."""
    labels = [cell for cell in cells if cell.header]
    if table != "t3":
        return place
    missing = 3 - sum(cell.colspan for cell in labels)
    return missing + place


def stat_rows(
    table: str,
    tables: Tables,
    address: Address | None = None,
    picked: str = "",
    off: frozenset[str] = frozenset(),
) -> list[StatRow]:
    """Return a statutory table row by row.

    Args:
        table: ``t2``, ``t3`` or ``t4``.
        tables: the numbers.
        address: gives the address of the list behind a cell that is not nought.
        picked: key of the cell whose list is open.
        off: keys of cells that do not add up.
    """
    rows = []
    for number, cells in enumerate(DRAWN[table]()):
        no_numbers = all(cell.header for cell in cells)
        drawn = tuple(
            _header(table, cell, number, _place(table, cells, place), no_numbers)
            if cell.header
            else _number(cell, tables, address, picked, off)
            for place, cell in enumerate(cells)
        )
        keys = [cell.key.split(".")[1] for cell in cells if cell.key.startswith("t3.")]
        rows.append(StatRow(drawn, "sum" if keys and keys[0] in _SUM_ROWS else ""))
    return rows
