"""Put lists of documents into spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font

from gongkai.apps.documents.models import CleanUpRound, PolicyDocument
from gongkai.domain.documents.upkeep import Decision

_HEADINGS = (
    *("发文字号", "标题", "发文机关", "类别", "成文日期", "施行日期", "有效期至", "有效性"),
    *("索引号", "网址"),
)
_WIDTHS = (22, 60, 24, 16, 12, 12, 12, 10, 30, 40)


def _plain(text: object) -> object:
    """Return a cell's words so that no spreadsheet takes them for a formula."""
    return f"'{text}" if isinstance(text, str) and text[:1] in "=+-@" and text else text


def book(sheets: Sequence[tuple[str, Sequence[str], Iterable[Sequence[Any]]]]) -> bytes:
    """Return a workbook of named sheets with headings and rows."""
    workbook = Workbook()
    first: Any = workbook.active
    for place, (name, headings, rows) in enumerate(sheets):
        sheet = first if place == 0 else workbook.create_sheet()
        sheet.title = name
        sheet.append(list(headings))
        for cell, width in zip(sheet[1], _WIDTHS, strict=False):
            cell.font = Font(bold=True)
            sheet.column_dimensions[cell.column_letter].width = width
        sheet.freeze_panes = "A2"
        for row in rows:
            sheet.append([_plain(value) for value in row])
    out = BytesIO()
    workbook.save(out)
    return out.getvalue()


def list_of(documents: Iterable[PolicyDocument], day: date) -> bytes:
    """Return the list of a library (文件目录) with the validity on a day."""
    rows = [
        (
            document.document_number,
            document.title.replace("｜", ""),
            document.issuer_names,
            document.get_document_kind_display(),
            document.signed_on,
            document.effective_from,
            document.last_day,
            document.validity_on_day(day).label,
            document.index_number,
            document.full_url,
        )
        for document in documents
    ]
    return book([(f"文件目录{day:%Y-%m-%d}", _HEADINGS, rows)])


def result_of(round_: CleanUpRound) -> bytes:
    """Return the lists of a round's result: 继续有效、修改、废止、失效."""
    decided = list(round_.decisions.select_related("document", "successor"))
    headings = ("发文字号", "标题", "发文机关", "结论", "成文日期", "理由", "替代文件")
    return book(
        [
            (
                decision.label,
                headings,
                [
                    (
                        row.document.document_number,
                        row.document.title.replace("｜", ""),
                        row.document.issuer_names,
                        decision.label,
                        row.document.signed_on,
                        row.reason,
                        row.successor.document_number if row.successor else "",
                    )
                    for row in decided
                    if row.decision == decision.value
                ],
            )
            for decision in Decision
        ]
    )
