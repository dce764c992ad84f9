"""Read reports kept in Excel: the sheets one after another."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.domain.annual_report.checking.told import ToldReport
from gongkai.domain.annual_report.checking.told_page import Grid, Part, Standing, report_of
from gongkai.foundation.files.errors import FileDamaged
from gongkai.foundation.files.packages import parts_of

_BROKEN = (ValueError, KeyError, TypeError, AttributeError, IndexError, OSError)
_MOST_ROWS, _MOST_COLUMNS = 2000, 60


def read(content: bytes, name: str) -> ToldReport:
    """Return the report of a workbook.

    Raises:
        FileDamaged: it cannot be read.
        FileEncrypted: it opens only with a password.
        NoReport: no report stands in it.
    """
    parts_of(content, name)  # refuses what would unfold to too much
    try:
        book = openpyxl.load_workbook(BytesIO(content), data_only=True)
        grids = [_grid(sheet) for sheet in book.worksheets]
        book.close()
    except _BROKEN as error:
        raise FileDamaged(name=name) from error
    return report_of(part for grid in grids for part in _parts(grid))


def _grid(sheet: Worksheet) -> Grid:
    rows, columns = min(sheet.max_row, _MOST_ROWS), min(sheet.max_column, _MOST_COLUMNS)
    lines = [
        [_standing(value) for value in row]
        for row in sheet.iter_rows(max_row=rows, max_col=columns, values_only=True)
    ]
    for merged in sheet.merged_cells.ranges:
        if merged.min_row > rows or merged.min_col > columns:
            continue
        standing = lines[merged.min_row - 1][merged.min_col - 1]
        for row in range(merged.min_row - 1, min(merged.max_row, len(lines))):
            for column in range(merged.min_col - 1, min(merged.max_col, len(lines[row]))):
                lines[row][column] = standing
    return tuple(map(tuple, lines))


def _standing(value: object) -> Standing:
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    if isinstance(value, datetime | date):
        return value.isoformat()[:10]
    return str(value)


def _parts(grid: Grid) -> Iterator[Part]:
    """Yield lines that hold one text as passages too: titles and headings stand in sheets so.

    The lines of table 二 that name an article span the table like a heading and are none.
    """
    for line in grid:
        standing = {str(cell).strip() for cell in line if cell is not None}
        if len(standing) == 1 and not (words := standing.pop()).startswith("第二十条第"):
            yield words
    yield grid
