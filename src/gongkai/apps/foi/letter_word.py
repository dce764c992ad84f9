"""Set a letter as a Word file in the letter format (信函格式) of official papers.

The official fonts are named, not shipped: the office's machine supplies them. Page,
body type and distances are those of GB/T 9704—2012; the distances of its letter format
(red lines 4 mm below the organ's name and 20 mm above the edge) were not verified.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any
from zipfile import BadZipFile

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateError, UndefinedError
from jinja2.sandbox import SandboxedEnvironment
from lxml.etree import XMLSyntaxError

from gongkai.apps.foi.services.refused import LetterTemplateUnfit
from gongkai.domain.foi.letters.facts import Letter, Paragraph, chinese_day
from gongkai.domain.foi.letters.kinds import Part

_BODY, _TITLE = "仿宋_GB2312", "方正小标宋简体"
_SIZE, _TITLE_SIZE, _ORGAN_SIZE = 16, 22, 30
_LEADING = 28
_RED = RGBColor(0xC0, 0x00, 0x00)
_MADE_AT = 9  # hour of the day in the file's properties: a letter has a day, no hour


def build(letter: Letter) -> bytes:
    """Return the .docx file of a letter in the layout of the house."""
    return _file(_sheet(letter), letter)


def in_template(letter: Letter, template: bytes) -> bytes:
    """Return the .docx file of a letter in the organ's own template.

    Args:
        letter: to set.
        template: a .docx file with the slots of ``starter``; empty for the house's layout.
    """
    if not template:
        return build(letter)
    document = DocxTemplate(BytesIO(template))
    sheet = _sheet(letter)
    values = {
        "机关": sheet.organ,
        "文号": sheet.number,
        "标题": sheet.title,
        "收件人": sheet.addressee,
        "正文": list(sheet.paragraphs),
        "附件": list(sheet.annexes),
        "日期": sheet.day,
    }
    # The template comes from outside: its expressions may not reach the program.
    document.render(
        values, jinja_env=SandboxedEnvironment(undefined=StrictUndefined), autoescape=True
    )
    _name(document, letter)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def starter() -> bytes:
    """Return the template to start from: the house's layout with its slots."""
    loop = ("{{%p for {one} in {many} %}}", "{{{{ {one} }}}}", "{{%p endfor %}}")
    paragraphs, annexes = (
        tuple(line.format(one=one, many=many) for line in loop)
        for one, many in (("段", "正文"), ("件", "附件"))
    )
    slots = _Sheet("{{ 机关 }}", "{{ 文号 }}", "{{ 标题 }}", "{{ 收件人 }}", paragraphs, annexes,
                   "{{ 日期 }}")  # fmt: skip
    return _file(slots, None)


def check_template(template: bytes) -> None:
    """Accept a template that loses nothing of a letter, or refuse.

    Raises:
        LetterTemplateUnfit: it is no Word file, its slots are wrong, or some are missing.
    """
    letter = Letter(
        title="政府信息公开告知书",
        number="示例公开告〔2026〕1号",
        addressee="示例收件人",
        paragraphs=(
            Paragraph(Part.RECEIPT, "示例第一段。"),
            Paragraph(Part.REMEDY, "示例第二段。"),
        ),
        annexes=("示例附件甲", "示例附件乙"),
        organ="示例机关",
        dated_on=date(2026, 6, 9),
    )
    try:
        made = Document(BytesIO(in_template(letter, template)))
    except UndefinedError as error:
        raise LetterTemplateUnfit(reason=f"有认不出的内容（{error.message}）") from error
    except TemplateError as error:
        raise LetterTemplateUnfit(reason=f"花括号里的内容写得不对（{error.message}）") from error
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, XMLSyntaxError) as error:
        raise LetterTemplateUnfit(reason="不是Word文档（docx）") from error
    text = "\n".join(_texts(made.element.body))
    sheet = _sheet(letter)
    parts = {
        "机关": (sheet.organ,),
        "文号": (sheet.number,),
        "标题": (sheet.title,),
        "收件人": (sheet.addressee,),
        "正文": sheet.paragraphs,
        "附件": letter.annexes,
        "日期": (sheet.day,),
    }
    lost = [name for name, words in parts.items() if not all(word in text for word in words)]
    if lost:
        raise LetterTemplateUnfit(reason=f"缺少{'、'.join(lost)}")


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What stands on the page, in words."""

    organ: str
    number: str
    title: str
    addressee: str
    paragraphs: tuple[str, ...]
    annexes: tuple[str, ...]
    day: str


def _sheet(letter: Letter) -> _Sheet:
    many = len(letter.annexes) > 1
    annexes = tuple(
        f"{'附件：' if place == 1 else '　　　'}{f'{place}. ' if many else ''}{name}"
        for place, name in enumerate(letter.annexes, start=1)
    )
    return _Sheet(
        letter.organ,
        letter.number,
        letter.title,
        f"{letter.addressee}：",
        tuple(paragraph.text for paragraph in letter.paragraphs),
        annexes,
        chinese_day(letter.dated_on) if letter.dated_on else "",
    )


def _texts(body: Any) -> list[str]:
    """Return the text of every paragraph, also of those in tables and text boxes."""
    return ["".join(node.itertext(qn("w:t"))) for node in body.iter(qn("w:p"))]


def _file(sheet: _Sheet, letter: Letter | None) -> bytes:
    document = Document()
    _set_page(document)
    organ = _line(document, sheet.organ, _TITLE, _ORGAN_SIZE, WD_ALIGN_PARAGRAPH.CENTER)
    organ.runs[0].font.color.rgb = _RED
    _rule(organ)
    _line(document, sheet.number, _BODY, _SIZE, WD_ALIGN_PARAGRAPH.RIGHT)
    _line(document, "", _BODY, _SIZE)
    _line(document, sheet.title, _TITLE, _TITLE_SIZE, WD_ALIGN_PARAGRAPH.CENTER)
    _line(document, "", _BODY, _SIZE)
    _line(document, sheet.addressee, _BODY, _SIZE)
    for text in sheet.paragraphs:
        _indent(_line(document, text, _BODY, _SIZE))
    if sheet.annexes:
        _line(document, "", _BODY, _SIZE)
    for text in sheet.annexes:
        _indent(_line(document, text, _BODY, _SIZE))
    _signature(document, sheet)
    if letter is not None:
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


def _signature(document: Any, sheet: _Sheet) -> None:
    """Set organ and day at the right, four characters from the edge.

    They stay with the last paragraph of the text: no page holds the seal alone.
    """
    last = document.paragraphs[-1].paragraph_format
    last.keep_with_next = last.keep_together = True
    _line(document, "", _BODY, _SIZE).paragraph_format.keep_with_next = True
    for text in (sheet.organ, sheet.day):
        paragraph = _line(document, text, _BODY, _SIZE, WD_ALIGN_PARAGRAPH.RIGHT)
        paragraph.paragraph_format.right_indent = Pt(_SIZE * 4)
        paragraph.paragraph_format.keep_with_next = text != sheet.day


def _name(document: Any, letter: Letter) -> None:
    """Say in the file's properties what it is; nothing of the applicant or the machine."""
    core = document.core_properties
    core.title, core.subject, core.author = letter.title, letter.number, letter.organ
    core.last_modified_by, core.comments = "", ""
    if letter.dated_on is not None:
        day = letter.dated_on
        made_at = datetime(day.year, day.month, day.day, _MADE_AT, tzinfo=UTC)
        core.created = core.modified = made_at.replace(tzinfo=None)
