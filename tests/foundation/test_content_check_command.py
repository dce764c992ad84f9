import json
from importlib import resources
from io import BytesIO, StringIO

import openpyxl
import pytest
import typst
from django.core.management import CommandError, call_command
from docx import Document
from docx.oxml import OxmlElement

from gongkai.foundation.content_checks.readers import text_of
from gongkai.foundation.files.errors import FileDamaged


def check(*words):
    out, err = StringIO(), StringIO()
    try:
        call_command("content_check", *map(str, words), stdout=out, stderr=err)
    except CommandError as error:
        return out.getvalue(), f"{err.getvalue()}{error}"
    return out.getvalue(), err.getvalue()


def word_file(change):
    document = Document()
    document.add_paragraph("一、总体情况")
    table = document.add_table(rows=1, cols=2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "规章", "0"
    last = document.add_paragraph("按照布署开展")
    if change:
        inserted, removed = OxmlElement("w:ins"), OxmlElement("w:del")
        inserted.append(last.add_run("工作")._r)
        last._p.append(inserted)
        last._p.append(removed)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def test_a_word_file_is_read_with_its_tables():
    assert text_of(word_file(change=False), "a.docx") == "一、总体情况\n规章\t0\n按照布署开展"


def test_changes_nobody_accepted_are_named():
    read = text_of(word_file(change=True), "a.docx")
    assert read.endswith("按照布署开展工作\n【修订：插入1处】\n【修订：删除1处】")


def test_a_workbook_is_read_with_its_hidden_sheets():
    book = openpyxl.Workbook()
    book.active.title = "名单"
    book.active.append(["姓名", None, "电话"])
    hidden = book.create_sheet("底稿")
    hidden.append([13800138000])
    hidden.sheet_state = "hidden"
    content = BytesIO()
    book.save(content)
    assert text_of(content.getvalue(), "a.xlsx") == "名单\n姓名\t\t电话\n底稿\n13800138000"


def test_a_page_is_read_without_its_scripts():
    page = (
        "<html><script>var a</script><h1>标题</h1><p>正<b>文</b><br>次行</p>"
        "<table><tr><td>甲</td><td>1</td></tr></table></html>"
    )
    assert text_of(page.encode(), "a.html") == "标题\n正文\n次行\n甲\t1"


def test_a_pdf_is_read_without_the_line_breaks_of_its_page():
    written = "全年共收到申请28件，其中网上15件、信函9件、当面4件，" * 4 + "均已答复。"
    fonts = str(resources.files("gongkai.foundation") / "fonts")
    page = typst.compile(f'#set text(lang: "zh")\n{written}'.encode(), font_paths=[fonts])
    assert text_of(page, "a.pdf") == written


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_plain_text_is_read_in_the_encodings_in_use(encoding):
    assert text_of("第一行\r\n第二行".encode(encoding), "a.txt") == "第一行\n第二行"


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pdf"])
def test_a_damaged_file_is_refused(name):
    with pytest.raises(FileDamaged):
        text_of(b"no such thing", name)


def test_the_answer_of_one_file_is_one_object(tmp_path):
    file = tmp_path / "a.txt"
    file.write_text("按照布署开展工作。", encoding="utf-8")
    out, err = check(file, "--format", "json", "--with-text", "--as-of", "2025-12-31")
    assert (json.loads(out), err) == (
        {
            "file": str(file),
            "findings": [
                {
                    "rule": "pairs.布署",
                    "tier": "B",
                    "level": "warning",
                    "start": 2,
                    "end": 4,
                    "quote": "布署",
                    "suggestion": "部署",
                    "message": "“布署”应写为“部署”。",
                    "why": "《现代汉语词典》《第一批异形词整理表》",
                }
            ],
            "text": "按照布署开展工作。",
        },
        "",
    )


def test_a_file_that_cannot_be_read_does_not_stop_the_others(tmp_path):
    (tmp_path / "good.txt").write_text("工作有序开展。", encoding="utf-8")
    (tmp_path / "bad.docx").write_bytes(b"no such thing")
    out, err = check(tmp_path, tmp_path / "none.txt", tmp_path / "a.exe")
    assert out == f"{tmp_path / 'good.txt'}：没有发现差错。\n"
    assert "“bad.docx”打不开" in err
    assert err.endswith("3个文件没有检查。")


def test_the_answer_for_people_shows_the_place(tmp_path):
    (tmp_path / "a.md").write_text("标题\n\n按照布署开展工作。", encoding="utf-8")
    out, _ = check(tmp_path / "a.md")
    assert "逐条核对1处。" in out
    assert "第3行 B 逐条核对：…标题  按照【布署】开展工作。…" in out


def test_the_page_shows_words_not_markup(tmp_path):
    (tmp_path / "a.txt").write_text("按照布署<b>开展", encoding="utf-8")
    out, _ = check(tmp_path / "a.txt", "--format", "html")
    assert "按照<mark>布署<sup>1</sup></mark>&lt;b&gt;开展" in out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--as-of", "昨天"], "--as-of 应为日期，如2025-12-31，现为“昨天”。"),
        (["--packs", "/nowhere"], "规则包有错"),
    ],
)
def test_a_wrong_option_is_one_sentence(tmp_path, words, sentence):
    (tmp_path / "a.txt").write_text("正文", encoding="utf-8")
    assert sentence in check(tmp_path / "a.txt", *words)[1]
