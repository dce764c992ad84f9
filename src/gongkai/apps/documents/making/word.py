"""Set a document as a Word file in the uniform format.

The official fonts are named, not shipped: the office's machine supplies them. The numbers
are those of GB/T 9704—2012; the uniform format of normative documents itself was not found
in figures.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gongkai.apps.documents.making.text import Line, Sheet

_BODY, _TITLE, _HEADING = "仿宋_GB2312", "方正小标宋简体", "黑体"
_SIZE, _TITLE_SIZE, _SMALL = 16, 22, 12
_LEADING = 28
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


def build(sheet: Sheet) -> bytes:
    """Return the .docx file; the same text gives the same bytes."""
    document = Document()
    _set_page(document)
    _line(document, sheet.title, _TITLE, _TITLE_SIZE, centred=True)
    _line(document, sheet.number, _BODY, _SIZE, centred=True)
    if sheet.note:
        _line(document, f"（{sheet.note}）", "楷体_GB2312", _SIZE, centred=True)
    _line(document, "", _BODY, _SIZE)
    for line in sheet.lines:
        _draw(document, line)
    _attachments(document, sheet.attachments)
    _line(document, "", _BODY, _SMALL)
    for name, value in sheet.facts:
        _line(document, f"{name}：{value}", "宋体", _SMALL)
    _name(document, sheet)
    out = BytesIO()
    document.save(out)
    return _timeless(out.getvalue())


def _set_page(document: Any) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    _font(document.styles["Normal"], _BODY, _SIZE)


def _font(run: Any, name: str, points: float) -> None:
    run.font.name, run.font.size = name, Pt(points)
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 -- east Asian font
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hAnsi"), name)


def _line(
    document: Any,
    text: str,
    font: str,
    points: float,
    *,
    centred: bool = False,
    indented: bool = False,
) -> None:
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(_LEADING)
    if centred:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if indented:
        form.first_line_indent = Pt(points * 2)
    _font(paragraph.add_run(text), font, points)


def _draw(document: Any, line: Line) -> None:
    if line.kind == "table":
        _table(document, line.rows)
    elif line.kind == "heading":
        chapter = line.text.startswith("第")
        _line(document, line.text, _HEADING, _SIZE, centred=chapter, indented=not chapter)
    else:
        _line(document, line.text, _BODY, _SIZE, indented=True)


def _table(document: Any, rows: tuple[tuple[str, ...], ...]) -> None:
    if not rows:
        return
    table = document.add_table(rows=len(rows), cols=max(len(row) for row in rows))
    table.style = "Table Grid"
    for cells, row in zip(table.rows, rows, strict=True):
        for cell, text in zip(cells.cells, row, strict=False):
            _font(cell.paragraphs[0].add_run(text), "宋体", _SMALL)


def _attachments(document: Any, names: tuple[str, ...]) -> None:
    if not names:
        return
    many = len(names) > 1
    for place, name in enumerate(names, start=1):
        number = f"{place}. " if many else ""
        head = "附件：" if place == 1 else "　　　"
        _line(document, f"{head}{number}{name}", _BODY, _SIZE, indented=True)


def _name(document: Any, sheet: Sheet) -> None:
    """Say in the file's properties what it is; nothing of the machine that made it."""
    core = document.core_properties
    made_at = datetime(sheet.made_on.year, sheet.made_on.month, sheet.made_on.day, tzinfo=UTC)
    core.title, core.subject, core.author = sheet.title[:255], sheet.number, sheet.issuers[:255]
    core.created = core.modified = made_at.replace(tzinfo=None)
    core.last_modified_by, core.comments = "", ""


def _timeless(content: bytes) -> bytes:
    """Return a package whose parts carry no time of day."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as given, ZipFile(out, "w", ZIP_DEFLATED) as kept:
        for part in given.infolist():
            kept.writestr(ZipInfo(part.filename, _LONG_AGO), given.read(part), ZIP_DEFLATED)
    return out.getvalue()
