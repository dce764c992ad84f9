"""Write a report as a Word document on the page of GB/T 9704—2012.

The official fonts are named, not shipped: the office's machine supplies them.
"""

from __future__ import annotations

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.section import WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gongkai.apps.annual_report import rows
from gongkai.apps.annual_report.content import Content, SectionContent

# 版心 156×225 mm, 22 lines of 28 characters (GB/T 9704—2012, 5.2 and 7).
PAGE = (Mm(210), Mm(297))
MARGINS = {"top": Mm(37), "bottom": Mm(35), "left": Mm(28), "right": Mm(26)}
TEXT_WIDTH_MM = 156
BODY_FONT, TITLE_FONT = "仿宋_GB2312", "方正小标宋简体"
HEADING_FONT, SUBHEADING_FONT, NUMBER_FONT = "黑体", "楷体_GB2312", "宋体"
BODY_SIZE, TITLE_SIZE, NUMBER_SIZE = Pt(16), Pt(22), Pt(14)
LINE_PITCH = Pt(28)

# 表三 has 28 rows and must stand on one page: 小五.
TABLE_SIZES = {"t2": Pt(10.5), "t3": Pt(9), "t4": Pt(9)}
_COLUMNS_MM = {
    "t2": (45, 37, 37, 37),
    "t3": (8, 13, 51, *([12] * 7)),
    "t4": (10.4,) * 15,
}


def _font(run: Any, name: str, size: Any, *, bold: bool = False) -> None:
    run.font.name, run.font.size, run.font.bold = name, size, bold
    fonts = run._element.get_or_add_rPr().get_or_add_rFonts()  # noqa: SLF001 -- east Asian font
    fonts.set(qn("w:eastAsia"), name)
    fonts.set(qn("w:hAnsi"), name)


def _set_language(document: Any) -> None:
    """Mark the text as Chinese, so that Word breaks lines and spells by Chinese rules."""
    style = document.styles["Normal"]
    _font(style, BODY_FONT, BODY_SIZE)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    style.element.get_or_add_rPr().append(language)


def _set_page(section: Any) -> None:
    section.page_width, section.page_height = PAGE
    section.top_margin, section.bottom_margin = MARGINS["top"], MARGINS["bottom"]
    section.left_margin, section.right_margin = MARGINS["left"], MARGINS["right"]
    section.footer_distance = Mm(25)  # the number stands 7 mm below the text


def _page_number(section: Any) -> None:
    """Write ``— 1 —`` at the foot, on the right, one character in."""
    paragraph = section.footer.paragraphs[0]
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    paragraph.paragraph_format.right_indent = NUMBER_SIZE
    _font(paragraph.add_run("— "), NUMBER_FONT, NUMBER_SIZE)
    field = paragraph.add_run()
    _font(field, NUMBER_FONT, NUMBER_SIZE)
    for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
        element = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            element.set(qn("w:fldCharType"), kind)
        else:
            element.set(qn("xml:space"), "preserve")
            element.text = text
        field._element.append(element)  # noqa: SLF001 -- python-docx has no fields
    _font(paragraph.add_run(" —"), NUMBER_FONT, NUMBER_SIZE)


def _paragraph(document: Any, text: str, font: str = BODY_FONT, *, keep: bool = False) -> Any:
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.first_line_indent = BODY_SIZE * 2
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.EXACTLY, LINE_PITCH
    form.space_before = form.space_after = Pt(0)
    form.keep_with_next = keep
    _font(paragraph.add_run(text), font, BODY_SIZE)
    return paragraph


def _title(document: Any, text: str) -> None:
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.line_spacing = Pt(33)
    paragraph.paragraph_format.space_after = LINE_PITCH
    _font(paragraph.add_run(text), TITLE_FONT, TITLE_SIZE)


def _table_style(document: Any, name: str) -> Any:
    """Return the paragraph style of a table's cells.

    A style, because the end mark of a paragraph has a size too: with the body's 16 pt
    every row would be as tall as a line of text and 表三 would run over its page.
    """
    style = document.styles.add_style(f"gongkai {name}", WD_STYLE_TYPE.PARAGRAPH)
    _font(style, NUMBER_FONT, TABLE_SIZES[name])
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = 1.0
    return style


def _write(cell: Any, drawn: rows.StatCell, style: Any) -> None:
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    paragraph = cell.paragraphs[0]
    is_label = drawn.is_header and drawn.scope == "row" and "leaf" in drawn.css
    paragraph.alignment = WD_ALIGN_PARAGRAPH.LEFT if is_label else WD_ALIGN_PARAGRAPH.CENTER
    paragraph.style = style
    paragraph.add_run(drawn.text)


def _narrow_margins(table: Any) -> None:
    """Leave 0.5 mm beside the text of a cell, so that 表三 fits the page."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "28")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)  # noqa: SLF001 -- python-docx has no cell margins


def _grid(document: Any, name: str, height: int) -> list[list[Any]]:
    """Return the cells of a new table, columns as wide as the page allows."""
    table = document.add_table(rows=height, cols=rows.width(name))
    table.style, table.alignment, table.autofit = "Table Grid", WD_TABLE_ALIGNMENT.CENTER, False
    _narrow_margins(table)
    for column, millimetres in zip(table.columns, _COLUMNS_MM[name], strict=True):
        column.width = Mm(millimetres)
    grid = [list(row.cells) for row in table.rows]
    for row in grid:
        for cell, millimetres in zip(row, _COLUMNS_MM[name], strict=True):
            cell.width = Mm(millimetres)
    for row in table.rows:
        _keep_row_whole(row)
    return grid


def _table(document: Any, name: str, content: Content) -> None:
    """Draw one statutory table with its merged cells."""
    drawn = rows.stat_rows(name, content.tables)
    grid = _grid(document, name, len(drawn))
    style = _table_style(document, name)
    taken: set[tuple[int, int]] = set()
    for top, row in enumerate(drawn):
        left = 0
        for one in row.cells:
            while (top, left) in taken:
                left += 1
            bottom, right = top + one.rowspan - 1, left + one.colspan - 1
            taken |= {(r, c) for r in range(top, bottom + 1) for c in range(left, right + 1)}
            _write(grid[top][left].merge(grid[bottom][right]), one, style)


def _keep_row_whole(row: Any) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))  # noqa: SLF001 -- no such option


def _section(document: Any, section: SectionContent, content: Content) -> None:
    heading = _paragraph(document, section.heading, HEADING_FONT, keep=True)
    if section.table == "t3":
        heading.paragraph_format.page_break_before = True
    for line in section.lines:
        font = SUBHEADING_FONT if line.is_heading else BODY_FONT
        _paragraph(document, line.text, font, keep=line.is_heading)
    if section.table:
        _table(document, section.table, content)


def build(content: Content) -> bytes:
    """Return the report as a .docx file."""
    document = Document()
    _set_language(document)
    _set_page(document.sections[0])
    document.sections[0].start_type = WD_SECTION.NEW_PAGE
    _page_number(document.sections[0])
    document.core_properties.title = content.title
    document.core_properties.author = content.organ_name
    document.core_properties.language = "zh-CN"
    _title(document, content.title)
    for text in content.preamble:
        _paragraph(document, text)
    for section in content.sections:
        _section(document, section, content)
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()
