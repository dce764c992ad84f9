"""Write a catalogue as the official spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from gongkai.domain.catalogue.items import COLUMNS

_WIDTHS = (8, 18, 24, 18, 48, 48, 16)


def catalogue_workbook(title: str, rows: Iterable[tuple[str, ...]]) -> Workbook:
    """Return a catalogue under its title and the official heads of columns."""
    book = Workbook()
    sheet = book.active or book.create_sheet()
    sheet.title = "主动公开事项目录"
    sheet.append([title])
    sheet.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(COLUMNS))
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.append(list(COLUMNS))
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    for row in rows:
        sheet.append(list(row))
    for number, width in enumerate(_WIDTHS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = width
    for cells in sheet.iter_rows(min_row=3):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A3"
    return book
