import json
import re
from datetime import date
from decimal import Decimal
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt

from gongkai.apps.annual_report import content, rows
from gongkai.apps.annual_report.builders import BUILDERS
from gongkai.domain.annual_report import layout
from gongkai.domain.annual_report.checking.checker import check
from gongkai.domain.annual_report.facts import Facts, Figure, Fold, Record, TextFact
from gongkai.domain.annual_report.form import Level
from gongkai.domain.annual_report.narrative import narrate
from gongkai.domain.annual_report.plain_data import from_json
from gongkai.domain.annual_report.tables import KEYS, LEAF_KEYS, Tables, with_totals
from gongkai.foundation.report_files import readers

# Nine requests, eight answered, one carried out; the other cells are nought.
CELLS = {
    "t2.norm.made": 1,
    "t2.norm.valid": 12,
    "t2.permit": 12846,
    "t2.fee_wan": "1286.45",
    "t3.new.person": 7,
    "t3.new.business": 2,
    "t3.open.person": 5,
    "t3.open.business": 2,
    "t3.u1.person": 1,
    "t3.carried_out.person": 1,
    "t4.reconsideration.upheld": 1,
}
# The 25 rows of 表三 as 国办公开办函〔2021〕30号 prints them, last label of each.
ROW_LABELS = [
    "一、本年新收政府信息公开申请数量",
    "二、上年结转政府信息公开申请数量",
    "（一）予以公开",
    "（二）部分公开（区分处理的，只计这一情形，不计其他情形）",
    "1.属于国家秘密",
    "2.其他法律行政法规禁止公开",
    "3.危及“三安全一稳定”",
    "4.保护第三方合法权益",
    "5.属于三类内部事务信息",
    "6.属于四类过程性信息",
    "7.属于行政执法案卷",
    "8.属于行政查询事项",
    "1.本机关不掌握相关政府信息",
    "2.没有现成信息需要另行制作",
    "3.补正后申请内容仍不明确",
    "1.信访举报投诉类申请",
    "2.重复申请",
    "3.要求提供公开出版物",
    "4.无正当理由大量反复申请",
    "5.要求行政机关确认或重新出具已获取信息",
    "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
    "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    "3.其他",
    "（七）总计",
    "四、结转下年度继续办理",
]


def made(key, amount):
    record = Record("demo.Row", 1, "第1号", date(2025, 6, 3), "qh", Decimal(str(amount)))
    return Figure(key, key, "件", (record,) if amount else (), Fold.SUM)


@pytest.fixture(scope="module")
def report():
    facts = Facts.of(
        year=2025,
        level=Level.COUNTY,
        organ_name="青禾县人民政府",
        figures=[
            *(made(key, CELLS.get(key, 0)) for key in LEAF_KEYS),
            *(made(key, 0) for key in ("foi.late", "fee.total_yuan")),
            made("site.published", 1723),
        ],
        texts=[
            TextFact("problems", ("解读的形式比较单一。",)),
            TextFact("improvements", ("增加图片解读。",)),
        ],
    )
    return content.of_report(narrate(with_totals(facts)), Tables.from_facts(facts))


@pytest.fixture(scope="module")
def word(report):
    return Document(BytesIO(BUILDERS["docx"](report)))


@pytest.fixture(scope="module")
def page(report):
    return BUILDERS["html"](report).decode()


def test_word_opens_with_the_title_and_six_headings(word, report):
    texts = [paragraph.text for paragraph in word.paragraphs]
    assert texts[0] == "青禾县人民政府2025年政府信息公开工作年度报告"
    assert [text for text in texts if text in {s.heading for s in report.sections}] == [
        "一、总体情况",
        "二、主动公开政府信息情况",
        "三、收到和处理政府信息公开申请情况",
        "四、政府信息公开行政复议、行政诉讼情况",
        "五、存在的主要问题及改进情况",
        "六、其他需要报告的事项",
    ]


def test_word_states_the_fee_also_when_it_is_nought(word):
    assert word.paragraphs[-1].text == "全年收取政府信息公开信息处理费0元。"


def test_word_stands_on_the_official_page(word):
    section = word.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]


def test_word_names_the_official_fonts(word):
    def font(paragraph):
        run = paragraph.runs[0]
        fonts = run._element.rPr.rFonts
        return fonts.get(qn("w:eastAsia")), run.font.size

    by_text = {paragraph.text: paragraph for paragraph in word.paragraphs}
    assert font(word.paragraphs[0]) == ("方正小标宋简体", Pt(22))
    assert font(by_text["一、总体情况"]) == ("黑体", Pt(16))
    assert font(by_text["（一）主动公开"]) == ("楷体_GB2312", Pt(16))
    assert font(by_text["全年通过政府网站发布各类政府信息1700余条。"]) == ("仿宋_GB2312", Pt(16))


def test_word_numbers_its_pages_between_dashes(word):
    foot = word.sections[0].footer.paragraphs[0]
    assert foot.text == "—  —"
    assert "PAGE" in foot._element.xml


def test_word_is_marked_as_chinese(word):
    assert 'w:eastAsia="zh-CN"' in word.styles["Normal"].element.xml


def test_table_three_has_25_rows_with_the_official_labels(word):
    table = word.tables[1]
    data_rows = table.rows[3:]
    assert len(data_rows) == 25
    assert [row.cells[2].text for row in data_rows] == ROW_LABELS
    assert table.rows[2].cells[2].text == layout.CORNER
    assert [cell.text for cell in table.rows[2].cells[3:]] == [
        "自然人",
        "商业企业",
        "科研机构",
        "社会公益组织",
        "法律服务机构",
        "其他",
        "总计",
    ]


def test_table_three_prints_every_number_and_every_nought(word):
    numbers = [[cell.text for cell in row.cells[3:]] for row in word.tables[1].rows[3:]]
    assert numbers[0] == ["7", "2", "0", "0", "0", "0", "9"]
    assert numbers[23] == ["6", "2", "0", "0", "0", "0", "8"]
    assert numbers[24] == ["1", "0", "0", "0", "0", "0", "1"]
    assert all(number for row in numbers for number in row)


def test_table_three_merges_the_outcomes_into_one_cell(word):
    rows_of_outcomes = word.tables[1].rows[5:27]
    assert {row.cells[0].text for row in rows_of_outcomes} == {"三、本年度办理结果"}
    assert len({row.cells[0]._tc for row in rows_of_outcomes}) == 1


def test_table_three_is_no_wider_than_the_text(word):
    widths = [column.width.mm for column in word.tables[1].columns]
    assert sum(widths) <= 156.5


def test_table_three_is_set_small_down_to_its_paragraph_marks(word):
    paragraphs = {
        paragraph.style.name: paragraph.style
        for row in word.tables[1].rows
        for cell in row.cells
        for paragraph in cell.paragraphs
    }
    assert [style.font.size for style in paragraphs.values()] == [Pt(9)]


def test_table_two_gives_the_fee_in_ten_thousands(word):
    table = word.tables[0]
    assert table.rows[-2].cells[1].text == "本年收费金额（单位：万元）"
    assert table.rows[-1].cells[1].text == "1286.45"
    assert [cell.text for cell in table.rows[2].cells] == ["规章", "0", "0", "0"]


def test_table_four_has_fifteen_numbers(word):
    assert [cell.text for cell in word.tables[2].rows[3].cells] == [
        *("1", "0", "0", "0", "1"),
        *("0",) * 10,
    ]


def test_page_is_complete_in_itself(page):
    assert "<link" not in page
    assert "<script" not in page
    assert 'src="' not in page
    assert page.startswith('<!doctype html>\n<html lang="zh-CN">')


def test_page_holds_one_cell_for_every_number(page):
    cells = re.findall(r"<td[^>]*>([^<]*)</td>", page)
    assert len(cells) == len(KEYS) == 10 + 25 * 7 + 15
    assert all(cells)


def test_page_holds_every_label_once_as_a_header(page):
    for label in (*ROW_LABELS[4:23], "三、本年度办理结果", "（三）不予公开"):
        if label != "3.其他":
            assert page.count(f">{label}</th>") == 1


def test_page_says_the_period(page):
    assert "统计期限为2025年1月1日至2025年12月31日" in page


def test_data_reads_back_as_the_same_tables(report):
    data = json.loads(BUILDERS["json"](report))
    read = from_json(data)
    assert dict(read.values) == dict(report.tables.values)
    assert (read.year, read.level, read.unread) == (2025, Level.COUNTY, ())


def test_data_names_title_body_level_and_fee(report):
    data = json.loads(BUILDERS["json"](report))
    assert {key: data[key] for key in ("title", "body", "level", "year", "fee")} == {
        "title": "青禾县人民政府2025年政府信息公开工作年度报告",
        "body": "青禾县人民政府",
        "level": "县级",
        "year": 2025,
        "fee": "全年收取政府信息公开信息处理费0元。",
    }
    assert data["table3"]["三、（三）不予公开-1.属于国家秘密"]["总计"] == 0
    assert data["table2"]["行政事业性收费（万元）"] == 1286.45


@pytest.mark.parametrize(("table", "width"), [("t2", 4), ("t3", 10), ("t4", 15)])
def test_spans_fill_every_place_of_a_table_exactly_once(report, table, width):
    drawn = rows.stat_rows(table, report.tables)
    taken = set()
    for top, row in enumerate(drawn):
        left = 0
        for cell in row.cells:
            while (top, left) in taken:
                left += 1
            for down in range(cell.rowspan):
                for right in range(cell.colspan):
                    place = (top + down, left + right)
                    assert place not in taken
                    taken.add(place)
    assert taken == {(top, left) for top in range(len(drawn)) for left in range(width)}


def test_only_numbers_that_are_not_nought_open_a_list(report):
    drawn = rows.stat_rows("t3", report.tables, lambda key: f"?figure={key}", "t3.new.total")
    cells = {cell.key: cell for row in drawn for cell in row.cells if cell.key}
    assert cells["t3.new.total"].url == "?figure=t3.new.total"
    assert cells["t3.new.total"].css == "tot is-picked"
    assert cells["t3.d1.person"].url == ""
    assert cells["t3.d1.person"].css == "z"


@pytest.mark.parametrize("kind", ["html", "docx"])
def test_what_is_made_here_is_read_back_by_the_checker(report, kind):
    told = readers.report_of(BUILDERS[kind](report), f"report.{kind}")
    numbers = {key: told.cells[key].value for key in LEAF_KEYS if key in told.cells}
    assert numbers == {key: Decimal(str(CELLS.get(key, 0))) for key in LEAF_KEYS}
    assert (told.labels, told.old_labels, told.year) == ((), (), 2025)
    assert check(told) == ()
