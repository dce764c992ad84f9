"""Draw a review sheet as a Word document of exactly one page.

Rows have exact heights, so that no opinion can push the last line to a second page. The
official fonts are named, not shipped: the office's machine supplies them.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

import segno
from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gongkai.apps.review.sheet import MARGIN_MM, QR_MM, TITLE, Cell, Form

_BODY, _TITLE, _LABEL = "宋体", "方正小标宋简体", "黑体"
_LEADING = 1.28
_PADDING_TWIPS = "57"  # 1 mm


def build(form: Form) -> bytes:
    """Return the sheet as a .docx file."""
    document = Document()
    _set_page(document)
    _line(document.add_paragraph(), TITLE, _TITLE, 17, 30)
    _line(document.add_paragraph(), form.head, _BODY, 9, 17)
    table = _table(document, form)
    for row, drawn in zip(form.rows, table.rows, strict=True):
        drawn.height_rule, drawn.height = WD_ROW_HEIGHT_RULE.EXACTLY, Mm(row.height_mm)
        places = drawn.cells  # python-docx counts the whole table for every cell asked of it
        for cell in row.cells:
            first = form.edges.index(cell.start_mm)
            _draw(places[first].merge(places[first + form.span(cell) - 1]), cell, form)
    end = _line(document.add_paragraph(), form.note, _BODY, 8, 14)
    end.alignment = WD_ALIGN_PARAGRAPH.LEFT
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(MARGIN_MM)
    section.top_margin = section.bottom_margin = Mm(12)
    section.header_distance = section.footer_distance = Mm(5)
    style = document.styles["Normal"]
    _font(style, _BODY, 10)
    style.paragraph_format.space_after = Pt(0)


def _font(run: Any, name: str, points: float) -> None:
    run.font.name, run.font.size = name, Pt(points)
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 -- east Asian font
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hAnsi"), name)


def _line(paragraph: Any, text: str, font: str, points: float, pitch: float) -> Any:
    """Write one line of exact height in the middle."""
    form = paragraph.paragraph_format
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(pitch)
    _font(paragraph.add_run(text), font, points)
    return paragraph


def _table(document: Any, form: Form) -> Any:
    """Return an empty table with the columns of the form."""
    table = document.add_table(rows=len(form.rows), cols=len(form.widths))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), _PADDING_TWIPS)
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)  # noqa: SLF001 -- python-docx has no cell margins
    for column, width in zip(table.columns, form.widths, strict=True):
        column.width = Mm(width)
    return table


def _draw(drawn: Any, cell: Cell, form: Form) -> None:
    drawn.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    drawn.width = Mm(cell.end_mm - cell.start_mm)
    paragraph = drawn.paragraphs[0]
    if cell.kind == "code":
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        if form.address:
            paragraph.add_run().add_picture(BytesIO(_code(form.address)), width=Mm(QR_MM - 2))
        return
    is_label = cell.kind == "label"
    for place, words in enumerate(cell.text.split("\n")):
        if place:
            paragraph = drawn.add_paragraph()
        _line(paragraph, words, _LABEL if is_label else _BODY, cell.points, cell.points * _LEADING)
        if not is_label:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT


def _code(address: str) -> bytes:
    """Return the QR code of an address as a picture."""
    out = BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="png", scale=8, border=2)
    return out.getvalue()
