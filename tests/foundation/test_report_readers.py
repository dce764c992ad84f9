"""One report out of files of every kind: the same cells, the same text, the same findings."""

from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook

from benchmarks.written_reports import report, with_cell
from gongkai.domain.annual_report.checking.checker import check
from gongkai.domain.annual_report.checking.told import CellState
from gongkai.domain.annual_report.checking.told_data import NoReport
from gongkai.foundation.files.errors import FileDamaged
from gongkai.foundation.report_files.readers import READERS, report_of
from gongkai.foundation.report_files.spans import laid_out
from tests.foundation.report_papers import PAPERS, as_html, as_word, cells_of

NEW = "一、本年新收政府信息公开申请数量"
FILES = [name for name in PAPERS if name != "report.json"]


def read(name, data):
    return report_of(PAPERS[name](data), name)


@pytest.mark.parametrize("name", PAPERS)
@pytest.mark.parametrize("seed", range(3))
def test_every_kind_of_file_gives_the_same_cells(name, seed):
    data = report(seed)
    told = read(name, data)
    # A sheet knows no difference between 12 and 12.0; the number is what counts.
    assert {key: cell.value for key, cell in told.cells.items()} == {
        key: cell.value
        for key, cell in report_of(PAPERS["report.json"](data), "a.json").cells.items()
    }
    assert len(told.cells) == len(cells_of(data)) > 180
    assert (told.title, told.organ, told.year) == (data["title"], data["body"], data["year"])
    assert told.published_on == date.fromisoformat(data["published"])
    assert told.labels == ()
    assert told.old_labels == ()
    assert check(told) == check(report_of(PAPERS["report.json"](data), "a.json")) == ()


@pytest.mark.parametrize("name", FILES)
def test_the_text_stands_under_its_headings(name):
    data = report(9)
    told = read(name, data)
    found = {section.heading: section.text for section in told.sections}
    for heading, lines in data["sections"].items():
        assert found[heading] == "\n".join(lines)
    assert data["preamble"][0] in found[""]


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize(
    ("row", "column", "value", "code"),
    [(NEW, "总计", 999, "H3"), (NEW, "自然人", None, "H4.blank"), (NEW, "其他", "/", "H4.sign"),
     ("三、（七）总计", "商业企业", 77, "H2")],
)  # fmt: skip
def test_a_planted_fault_is_found_in_every_kind_of_file(name, row, column, value, code):
    spoilt = with_cell(report(3), "table3", row, column, value)
    found = {(one.code, one.place.row, one.place.column) for one in check(read(name, spoilt))}
    assert (code, row, column) in found


@pytest.mark.parametrize("name", FILES)
def test_a_blank_cell_is_blank_and_a_sign_is_a_sign(name):
    data = with_cell(report(1), "table3", NEW, "自然人", None)
    data = with_cell(data, "table4", "行政复议", "结果维持", "—")
    told = read(name, data)
    assert told.cells["t3.new.person"].state is CellState.BLANK
    assert told.cells["t4.reconsideration.upheld"].state is CellState.SIGN


@pytest.mark.parametrize("name", FILES)
def test_a_file_without_a_report_is_refused_by_name(name):
    empty = {
        "report.html": b"<p>hello</p>",
        "report.docx": _document("<w:p><w:r><w:t>1</w:t></w:r></w:p>"),
        "report.xlsx": _sheet("通知", "今天开会"),
        "report.txt": "通知\n今天开会".encode(),
        "report.md": b"# hello",
    }[name]
    with pytest.raises(NoReport) as refused:
        report_of(empty, name)
    assert refused.value.facts["name"] == name


@pytest.mark.parametrize("name", ["report.docx", "report.xlsx", "report.json"])
def test_a_damaged_file_is_refused(name):
    with pytest.raises(FileDamaged):
        report_of(b"PK\x03\x04 nothing", name)


@pytest.mark.parametrize("name", ["report.html", "report.txt"])
def test_unknown_characters_are_refused(name):
    with pytest.raises(FileDamaged):
        report_of(b"\xff\xff\xff\xff\x81", name)


def test_a_package_that_is_no_word_file_is_refused():
    stream = BytesIO()
    with ZipFile(stream, "w") as package:
        package.writestr("a.txt", "a")
    with pytest.raises(FileDamaged):
        report_of(stream.getvalue(), "report.docx")


def test_every_reader_is_tried_here():
    assert set(READERS) - {".htm"} == {name.removeprefix("report") for name in PAPERS}


# --- what the web and Word do ---


def _document(body):
    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", "<Types/>")
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{space}"><w:body>{body}</w:body></w:document>',
        )
    return stream.getvalue()


def _sheet(*cells):
    book, stream = Workbook(), BytesIO()
    book.active.append(cells)
    book.save(stream)
    return stream.getvalue()


def test_a_day_that_the_page_tells_about_itself_comes_first():
    page = as_html(report(1)).replace(
        b"<head>", b'<head><meta name="PubDate" content="2026-02-03 10:00">'
    )
    assert report_of(page, "a.html").published_on == date(2026, 2, 3)
    page = page.replace(b"2026-02-03 10:00", b"soon")
    assert report_of(page, "a.html").published_on == date.fromisoformat(report(1)["published"])


def test_a_table_divided_by_a_page_is_one_table():
    data = report(2)
    page = as_html(data).decode()
    place = page.index("<tr>", page.index("4.保护第三方合法权益"))
    divided = page[:place] + "</tbody></table><p>— 3 —</p><table><tbody>" + page[place:]
    # The group's cell spans rows that went to the other half.
    found = report_of(divided.encode(), "a.html").cells
    assert {key: cell.raw for key, cell in found.items()} == cells_of(data)


def test_what_was_struck_out_in_word_is_not_read():
    title = "青禾县财政局2025年政府信息公开工作年度报告"
    body = (
        f"<w:p><w:r><w:t>{title}</w:t></w:r><w:del><w:r><w:delText>旧</w:delText>"
        "<w:t>旧</w:t></w:r></w:del></w:p>"
    )
    assert report_of(_document(body), "a.docx").title == title


def test_a_misspelt_heading_and_label_are_told():
    page = as_html(report(1)).decode()
    page = page.replace("现行有效件数", "先行有效件数").replace("2.重复申请", "2.重复申清")
    told = report_of(page.encode(), "a.html")
    assert {(one.section, one.found) for one in told.labels} == {
        ("表二", "先行有效件数"),
        ("表三", "2.重复申清"),
    }
    assert len(told.cells) == len(cells_of(report(1)))


def test_the_form_of_2019_is_recognised():
    page = as_html(report(1)).decode()
    page = page.replace("本年制发件数", "本年新制作数量").replace("本年废止件数", "本年新公开数量")
    page = page.replace("现行有效件数", "对外公开总数量")
    told = report_of(page.encode(), "a.html")
    assert {"本年新制作数量", "对外公开总数量", "规章"} <= set(told.old_labels)
    assert "t2.norm.made" not in told.cells


def test_word_s_own_day_is_kept():
    assert report_of(as_word(report(1)), "a.docx").written_on is not None


def test_spans_reach_over_lines_and_are_cut_off_at_the_end():
    grid = laid_out([[("a", 2, 2), ("b", 1, 1)], [("c", 5, 1)]])
    assert grid == (("a", "a", "b"), ("a", "a", "c"))
    assert laid_out([]) == ()
    assert len(laid_out([[("a", 1, 10**6)]])[0]) < 100
    assert laid_out([[("a", 0, -1)]]) == (("a",),)
