"""Write rows as tables that spreadsheets open: CSV and Excel."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from io import StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from gongkai.apps.open_data.registry import Column, Row
from gongkai.foundation.records.sheets import timeless

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_MARK = "\ufeff"  # without it Excel takes UTF-8 for the machine's own code
_WIDTH, _WIDE, _LONG = 16, 44, {"title", "content", "basis", "url", "summary"}


def csv_of(columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """Return rows as CSV after RFC 4180 in UTF-8, the names of the columns first.

    A cell that a spreadsheet would reckon as a formula gets an apostrophe in front.
    """
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([column.name for column in columns])
    for row in rows:
        writer.writerow([_harmless(row.get(column.name)) for column in columns])
    return (_MARK + out.getvalue()).encode()


def _harmless(value: object) -> object:
    """Return a value as CSV holds it; None is an empty cell."""
    if value is None:
        return ""
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value


def workbook_of(label: str, columns: Sequence[Column], rows: Iterable[Row]) -> bytes:
    """Return rows as an Excel file of one sheet under the official terms.

    What somebody wrote is kept as words; the same rows give the same bytes.
    """
    book = Workbook(write_only=True)
    page: Any = book.create_sheet(label[:31])
    page.freeze_panes = "A2"
    for number, column in enumerate(columns, start=1):
        letter = get_column_letter(number)
        page.column_dimensions[letter].width = _WIDE if column.name in _LONG else _WIDTH
    page.append([_heading(page, column.label) for column in columns])
    for row in rows:
        page.append([_cell(page, row.get(column.name)) for column in columns])
    return timeless(book)


def _heading(page: Any, label: str) -> Any:
    cell = WriteOnlyCell(page, label)
    cell.font = Font(bold=True)
    return cell


def _cell(page: Any, value: Any) -> Any:
    """Return a cell that no spreadsheet reckons."""
    if not isinstance(value, str) or not value.startswith(_FORMULA_STARTS):
        return value
    cell = WriteOnlyCell(page, value)
    cell.data_type = "s"
    return cell
