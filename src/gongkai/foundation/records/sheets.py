"""Write a table as an xlsx file whose bytes depend on the table alone."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_CORE = "docProps/core.xml"
_TIMES = re.compile(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>")
_FORMULA_STARTS = ("=", "+", "-", "@")
_LONGEST_NAME = 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\]")


def sheet(
    title: str,
    columns: Sequence[str],
    rows: Iterable[Sequence[object]],
    widths: Sequence[int] = (),
    name: str = "",
) -> bytes:
    """Return a workbook of one sheet: a title, the heads of columns, the rows.

    Args:
        title: stands above the table.
        columns: heads of the columns.
        rows: the rows.
        widths: widths of the columns in characters.
        name: name of the sheet; the title when empty.
    """
    book = Workbook()
    page = book.active or book.create_sheet()
    page.title = _NOT_IN_NAMES.sub("", name or title)[:_LONGEST_NAME]
    page.append([title])
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=len(columns))
    page["A1"].font = Font(bold=True, size=14)
    page.append(list(columns))
    for cell in page[2]:
        cell.font = Font(bold=True)
    for row in rows:
        page.append(list(row))
    for number, width in enumerate(widths, start=1):
        page.column_dimensions[get_column_letter(number)].width = width
    for cells in page.iter_rows(min_row=3):
        for cell in cells:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if isinstance(cell.value, str) and cell.value.startswith(_FORMULA_STARTS):
                cell.data_type = "s"  # what somebody wrote is never reckoned
    page.freeze_panes = "A3"
    return timeless(book)


def timeless(book: Workbook) -> bytes:
    """Return a workbook as a file in which nothing tells when it was made."""
    raw, clean = BytesIO(), BytesIO()
    book.save(raw)
    with ZipFile(raw) as package, ZipFile(clean, "w", ZIP_DEFLATED) as copy:
        for info in package.infolist():
            part = package.read(info)
            if info.filename == _CORE:
                part = _TIMES.sub(b"", part)
            kept = ZipInfo(info.filename)
            kept.compress_type = ZIP_DEFLATED
            copy.writestr(kept, part)
    return clean.getvalue()
