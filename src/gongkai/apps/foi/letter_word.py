"""Set a letter as a Word file in the letter format (信函格式) of official papers.

The official fonts are named, not shipped: the office's machine supplies them. Page,
body type and distances are those of GB/T 9704—2012; the distances of its letter format
(red lines 4 mm below the organ's name and 20 mm above the edge) were not verified.
"""

from __future__ import annotations

from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from gongkai.domain.foi.letters.facts import Letter, chinese_day

_BODY, _TITLE = "仿宋_GB2312", "方正小标宋简体"
_SIZE, _TITLE_SIZE, _ORGAN_SIZE = 16, 22, 30
_LEADING = 28
_RED = RGBColor(0xC0, 0x00, 0x00)
_MADE_AT = 9  # hour of the day in the file's properties: a letter has a day, no hour


def build(letter: Letter) -> bytes:
    """Return the .docx file of a letter."""
    document = Document()
    _set_page(document)
    organ = _line(document, letter.organ, _TITLE, _ORGAN_SIZE, WD_ALIGN_PARAGRAPH.CENTER)
    organ.runs[0].font.color.rgb = _RED
    _rule(organ)
    _line(document, letter.number, _BODY, _SIZE, WD_ALIGN_PARAGRAPH.RIGHT)
    _line(document, "", _BODY, _SIZE)
    _line(document, letter.title, _TITLE, _TITLE_SIZE, WD_ALIGN_PARAGRAPH.CENTER)
    _line(document, "", _BODY, _SIZE)
    _line(document, f"{letter.addressee}：", _BODY, _SIZE)
    for paragraph in letter.paragraphs:
        _indent(_line(document, paragraph.text, _BODY, _SIZE))
    _annexes(document, letter.annexes)
    _signature(document, letter)
    _name(document, letter)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def _set_page(document: Any) -> None:
    """Set paper and margins: the organ 30 mm below the edge, 订口 28 mm, lines of 156 mm."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(30), Mm(35)
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
    place: WD_ALIGN_PARAGRAPH = WD_ALIGN_PARAGRAPH.LEFT,
) -> Any:
    """Add a paragraph and return it."""
    paragraph = document.add_paragraph()
    form = paragraph.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing_rule, form.line_spacing = WD_LINE_SPACING.AT_LEAST, Pt(_LEADING)
    paragraph.alignment = place
    _font(paragraph.add_run(text), font, points)
    return paragraph


def _indent(paragraph: Any, characters: int = 2) -> None:
    paragraph.paragraph_format.first_line_indent = Pt(_SIZE * characters)


def _rule(paragraph: Any) -> None:
    """Draw the red double line below the organ's name, its upper line the thicker one."""
    borders = OxmlElement("w:pBdr")
    line = OxmlElement("w:bottom")
    for name, value in {
        "val": "thickThinSmallGap",
        "sz": "18",
        "space": "4",
        "color": "C00000",
    }.items():
        line.set(qn(f"w:{name}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().append(borders)  # noqa: SLF001 -- python-docx has no borders


def _annexes(document: Any, names: tuple[str, ...]) -> None:
    if not names:
        return
    _line(document, "", _BODY, _SIZE)
    many = len(names) > 1
    for place, name in enumerate(names, start=1):
        head = "附件：" if place == 1 else "　　　"
        _indent(_line(document, f"{head}{f'{place}. ' if many else ''}{name}", _BODY, _SIZE))


def _signature(document: Any, letter: Letter) -> None:
    """Set organ and day at the right, four characters from the edge.

    They stay with the last paragraph of the text: no page holds the seal alone.
    """
    last = document.paragraphs[-1].paragraph_format
    last.keep_with_next = last.keep_together = True
    _line(document, "", _BODY, _SIZE).paragraph_format.keep_with_next = True
    day = chinese_day(letter.dated_on) if letter.dated_on else ""
    for text in (letter.organ, day):
        paragraph = _line(document, text, _BODY, _SIZE, WD_ALIGN_PARAGRAPH.RIGHT)
        paragraph.paragraph_format.right_indent = Pt(_SIZE * 4)
        paragraph.paragraph_format.keep_with_next = text != day


def _name(document: Any, letter: Letter) -> None:
    """Say in the file's properties what it is; nothing of the applicant or the machine."""
    core = document.core_properties
    core.title, core.subject, core.author = letter.title, letter.number, letter.organ
    core.last_modified_by, core.comments = "", ""
    if letter.dated_on is not None:
        day = letter.dated_on
        made_at = datetime(day.year, day.month, day.day, _MADE_AT, tzinfo=UTC)
        core.created = core.modified = made_at.replace(tzinfo=None)
