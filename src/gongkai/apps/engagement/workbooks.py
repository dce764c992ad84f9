"""Write the open day's activities as a spreadsheet, the same bytes for the same rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from openpyxl import Workbook

HEADINGS = ("日期", "组织单位", "活动名称", "形式", "地点", "参加（人）")
_STAMP = rb"\g<1>2020-01-01T00:00:00Z"
_MODIFIED = re.compile(rb"(<dcterms:(?:modified|created)[^>]*>)[^<]*")


def activities_workbook(year: int, rows: Iterable[tuple[Any, ...]]) -> bytes:
    """Return the workbook of one open day.

    Args:
        year: of the open day.
        rows: values in the order of ``HEADINGS``.
    """
    book = Workbook()
    sheet: Any = book.active
    sheet.title = f"{year}年政务公开日"
    sheet.append(HEADINGS)
    for row in rows:
        sheet.append(row)
    buffer = BytesIO()
    book.save(buffer)
    return _settled(buffer.getvalue())


def _settled(content: bytes) -> bytes:
    """Return a zip whose parts all bear one time."""
    settled = BytesIO()
    with ZipFile(BytesIO(content)) as old, ZipFile(settled, "w", ZIP_DEFLATED) as new:
        for name in old.namelist():
            info = ZipInfo(name, (2020, 1, 1, 0, 0, 0))
            info.compress_type = ZIP_DEFLATED
            new.writestr(info, _MODIFIED.sub(_STAMP, old.read(name)))
    return settled.getvalue()
