"""The Word template that an office makes for its letters."""

from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from docx import Document
from pypdf import PdfReader

from gongkai.apps.foi import letter_print, letter_word
from gongkai.apps.foi.services import refused
from gongkai.domain.foi.letters.facts import Letter, Paragraph
from gongkai.domain.foi.letters.kinds import Part


def words_of(content):
    return "\n".join(paragraph.text for paragraph in Document(BytesIO(content)).paragraphs)


def sample():
    return Letter(
        title="政府信息公开告知书", number="青自然公开告〔2026〕7号", addressee="欧阳示例",
        paragraphs=(Paragraph(Part.RECEIPT, "第一段<&>。"), Paragraph(Part.REMEDY, "第二段。")),
        annexes=("竣工验收报告", "图纸"), organ="青禾县自然资源局", dated_on=date(2026, 6, 9),
    )  # fmt: skip


def test_the_office_s_own_template_holds_the_whole_letter():
    template = letter_word.starter()
    letter_word.check_template(template)
    text = words_of(letter_word.in_template(sample(), template))
    assert text == words_of(letter_word.build(sample()))
    assert "第一段<&>。" in text


@pytest.mark.parametrize("lines", range(8, 24))
def test_no_page_of_a_printed_letter_holds_the_seal_alone(lines):
    """However long the letter is, its last words stand with the organ and the day."""
    text = "本机关依法答复，" * 3 + "特此告知。"
    paragraphs = [Paragraph(Part.FACTS, text) for _ in range(lines)]
    letter = replace(sample(), paragraphs=(*paragraphs, Paragraph(Part.REMEDY, "末段在此。")))
    last = PdfReader(BytesIO(letter_print.build(letter))).pages[-1].extract_text()
    for words in ("末段在此", "图纸", "青禾县自然资源局"):
        assert words in last


def without(slot):
    document = Document(BytesIO(letter_word.starter()))
    for paragraph in document.paragraphs:
        if slot in paragraph.text:
            for run in paragraph.runs:
                run.text = run.text.replace("{{ " + slot + " }}", "")
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def saying(words):
    document = Document(BytesIO(letter_word.starter()))
    document.add_paragraph(words)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        (without("日期"), "缺少日期"),
        (without("文号"), "缺少文号"),
        (saying("{{ 单位 }}"), "认不出"),
        (saying("{{ 标题 "), "花括号"),
        (saying("{{ ''.__class__.__mro__ }}"), "花括号"),
        (b"not a file", "不是Word文档"),
    ],
)
def test_a_template_that_does_not_fit_is_refused_with_the_reason(template, reason):
    with pytest.raises(refused.LetterTemplateUnfit) as caught:
        letter_word.check_template(template)
    assert reason in caught.value.facts["reason"]
