"""A report is read from passages and tables, whatever file they came from."""

from datetime import date

import pytest

from gongkai.domain.annual_report.checking.told import CellState, LabelRead
from gongkai.domain.annual_report.checking.told_data import NoReport
from gongkai.domain.annual_report.checking.told_page import report_of

TITLE = "青禾县财政局2025年政府信息公开工作年度报告"
DOCUMENT_HEAD = ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数")
RESULTS = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def test_title_sections_and_day_are_told_apart():
    told = report_of([
        TITLE, "发布日期：2026年1月20日", "按照条例编制。",
        "一、总体情况", "（一）主动公开。", "三、少年儿童是祖国的未来；这不是标题",
        "二、主动公开政府信息情况", "一、回头的不是标题",
    ])  # fmt: skip
    assert (told.title, told.organ, told.year) == (TITLE, "青禾县财政局", 2025)
    assert told.published_on == date(2026, 1, 20)
    assert [(one.heading, one.text) for one in told.sections] == [
        ("", "按照条例编制。"),
        ("一、总体情况", "（一）主动公开。\n三、少年儿童是祖国的未来；这不是标题"),
        ("二、主动公开政府信息情况", "一、回头的不是标题"),
    ]


def test_a_day_that_does_not_exist_is_no_day():
    assert report_of([TITLE, "发布日期：2026-02-30"]).published_on is None


def test_documents_are_read_below_their_columns():
    told = report_of([(DOCUMENT_HEAD, ("规章", 0, 0, 0), ("行政规范性文件", "2", None, "/"))])
    assert told.cells["t2.norm.made"].value == 2
    assert told.cells["t2.norm.repealed"].state is CellState.BLANK
    assert told.cells["t2.norm.valid"].state is CellState.SIGN


def test_cases_are_read_once_and_in_their_order():
    numbers = tuple(range(15))
    told = report_of([(RESULTS * 3, numbers, tuple(range(15, 30)))])
    assert told.cells["t4.reconsideration.upheld"].value == 0
    assert sorted(cell.value for cell in told.cells.values()) == list(numbers)


def test_a_misspelt_column_is_read_and_told():
    head = (*DOCUMENT_HEAD[:3], "先行有效件数")
    told = report_of([(head, ("规章", 0, 0, 7))])
    assert told.labels == (LabelRead("表二", "先行有效件数", "现行有效件数"),)
    assert told.cells["t2.reg.valid"].value == 7


@pytest.mark.parametrize("parts", [[], ["今天开会"], [(("甲", "乙"), (1, 2))]])
def test_where_no_report_stands_none_is_read(parts):
    with pytest.raises(NoReport):
        report_of(parts)


def test_the_name_of_the_file_serves_where_no_title_stands():
    assert report_of([(DOCUMENT_HEAD, ("规章", 0, 0, 0))], title=TITLE).year == 2025
