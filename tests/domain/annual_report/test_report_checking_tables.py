"""Faults planted in the tables of sound reports, and the sound reports themselves."""

from decimal import Decimal

import pytest

from benchmarks.written_reports import report, with_cell
from gongkai.domain.annual_report.checking.checker import check
from gongkai.domain.annual_report.checking.codes import CHECKS, finding
from gongkai.domain.annual_report.checking.findings import (
    Finding,
    FindingSeverity,
    Place,
    in_order,
    worst,
)
from gongkai.domain.annual_report.checking.in_tables import place_of
from gongkai.domain.annual_report.checking.told import CellState, cell_of
from gongkai.domain.annual_report.checking.told_data import NoReport, report_of
from gongkai.domain.annual_report.form import Level

NEW = "一、本年新收政府信息公开申请数量"
OPEN = "三、（一）予以公开"
DONE = "三、（七）总计"
OUT = "四、结转下年度继续办理"
REPORTS = 60


def found(data, severity=None):
    findings = check(report_of(data))
    return {
        (one.code, one.place.row, one.place.column)
        for one in findings
        if severity is None or one.severity is severity
    }


def errors(data):
    return found(data, FindingSeverity.ERROR)


def value(data, table, row, column):
    return data[table][row][column]


@pytest.mark.parametrize("year", [2021, 2025])
def test_sound_reports_are_left_in_peace(year):
    wrong = {seed: found(report(seed, year)) for seed in range(REPORTS)}
    assert {seed: findings for seed, findings in wrong.items() if findings} == {}


PLANTED = [
    # a cell of table 三 whose row and column both notice
    ("table3", OPEN, "自然人", 1, {("H2", DONE, "自然人"), ("H3", OPEN, "总计")}),
    ("table3", NEW, "商业企业", 1, {("H1", "", "商业企业"), ("H3", NEW, "总计")}),
    ("table3", OUT, "其他", 2, {("H1", "", "其他"), ("H3", OUT, "总计")}),
    ("table3", OPEN, "总计", 3, {("H2", DONE, "总计"), ("H3", OPEN, "总计")}),
    (
        "table3", DONE, "科研机构", 4,
        {("H1", "", "科研机构"), ("H2", DONE, "科研机构"), ("H3", DONE, "总计")},
    ),
    ("table4", "行政复议", "总计", 1, {("H5", "行政复议", "总计")}),
    ("table4", "复议后起诉", "结果纠正", 2, {("H5", "复议后起诉", "总计")}),
]  # fmt: skip


@pytest.mark.parametrize(("table", "row", "column", "more", "expected"), PLANTED)
def test_a_cell_that_is_too_large_is_found_in_its_place(table, row, column, more, expected):
    for seed in range(REPORTS // len(PLANTED) + 1):
        data = report(seed)
        spoilt = with_cell(data, table, row, column, value(data, table, row, column) + more)
        assert errors(spoilt) == expected


def test_a_finding_tells_what_stands_there_and_what_should():
    data = with_cell(report(1), "table4", "行政复议", "总计", 99)
    (one,) = [f for f in check(report_of(data)) if f.code == "H5"]
    parts = [value(data, "table4", "行政复议", label) for label in ("结果维持", "结果纠正")]
    parts += [value(data, "table4", "行政复议", label) for label in ("其他结果", "尚未审结")]
    assert (one.found, one.expected) == (Decimal(99), Decimal(sum(parts)))
    assert one.place.said == "表四“行政复议”行“总计”列"
    assert f"四种结果相加是{sum(parts)}，总计填的是99" in one.message


def test_the_one_cell_that_explains_everything_is_named():
    data = report(2)
    right = value(data, "table3", OPEN, "自然人")
    spoilt = with_cell(data, "table3", OPEN, "自然人", right + 7)
    (hint,) = [f for f in check(report_of(spoilt)) if f.code == "H8"]
    assert (hint.place.row, hint.place.column) == (OPEN, "自然人")
    assert (hint.found, hint.expected) == (right + 7, right)


@pytest.mark.parametrize(
    ("told", "code"),
    [(None, "H4.blank"), ("", "H4.blank"), ("/", "H4.sign"), ("-", "H4.sign"), ("—", "H4.sign"),
     ("无", "H4.sign"), ("3O", "H4.unreadable"), (True, "H4.unreadable")],
)  # fmt: skip
def test_what_is_no_number_is_never_taken_for_nought(told, code):
    spoilt = with_cell(report(3), "table3", OPEN, "科研机构", told)
    assert errors(spoilt) == {(code, OPEN, "科研机构")}
    assert report_of(spoilt).tables().value("t3.open.research") is None


@pytest.mark.parametrize(
    ("told", "code"), [(-2, "H4.negative"), (1.5, "H4.fraction"), (float("nan"), "H4.unreadable")]
)
def test_a_count_is_whole_and_not_negative(told, code):
    assert (code, "行政许可", "") in errors(with_cell(report(3), "table2", "行政许可", "", told))


@pytest.mark.parametrize(
    ("raw", "state", "number"),
    [
        (0, CellState.NUMBER, Decimal(0)),
        ("１２", CellState.NUMBER, Decimal(12)),
        ("1,234", CellState.NUMBER, Decimal(1234)),
        (" 3 ", CellState.NUMBER, Decimal(3)),
        ("24252.311082", CellState.NUMBER, Decimal("24252.311082")),
        (7.0, CellState.NUMBER, Decimal(7)),
        ("5件", CellState.NUMBER, Decimal(5)),
        ("－", CellState.SIGN, None),
        ("\xa0", CellState.BLANK, None),
        ("1 2", CellState.NUMBER, Decimal(12)),
    ],
)
def test_cells_are_read_as_they_stand(raw, state, number):
    cell = cell_of(raw)
    assert (cell.state, cell.value) == (state, number)


def test_a_unit_in_a_cell_is_noticed():
    assert found(with_cell(report(3), "table2", "行政强制", "", "5件")) == {
        ("H4.unit", "行政强制", "")
    }


def test_a_row_nobody_filled_is_said_once():
    assert found(with_cell(report(4), "table2", "规章", "", None)) == {("H4.blank_row", "规章", "")}


def test_a_table_nobody_filled_is_said_once():
    data = report(4) | {"table4": None}
    assert found(data) == {("H4.blank_table", "", "")}


def test_a_piece_of_a_report_is_not_asked_for_the_rest():
    piece = {"title": "某镇2023年政府信息公开工作年度报告", "complete": False}
    assert found(piece | {"table2": {"规章": {"现行有效件数": 0}}}) == set()


def test_blanks_of_the_old_form_are_said_once_a_table():
    data = with_cell(report(5, 2019), "table3", OPEN, "科研机构", None)
    data = with_cell(data, "table3", NEW, "科研机构", None)
    assert found(data) == {("H4.blank_old", "", "")}


def test_parts_that_exceed_their_total_are_seen_through_blanks():
    data = with_cell(report(5, 2019), "table3", OPEN, "科研机构", None)
    data = with_cell(data, "table3", OPEN, "总计", 0)
    data = with_cell(data, "table3", OPEN, "自然人", 5)
    assert ("H7", OPEN, "总计") in found(data)


def test_below_the_city_nobody_makes_rules():
    data = with_cell(report(6), "table2", "规章", "现行有效件数", 6)
    assert errors(data) == {("L1", "规章", "现行有效件数")}
    assert errors(data | {"level": "地市级"}) == set()


def test_what_was_made_and_not_repealed_is_in_force():
    data = report(7)
    for column, number in (("本年制发件数", 5), ("本年废止件数", 0), ("现行有效件数", 0)):
        data = with_cell(data, "table2", "行政规范性文件", column, number)
    assert errors(data) == {("L2", "行政规范性文件", "现行有效件数")}


def test_a_fee_in_yuan_is_noticed():
    data = with_cell(report(7), "table2", "行政事业性收费（万元）", "", 24252311)
    assert ("L8", "行政事业性收费", "") in found(data)


def test_the_form_of_2019_is_noticed_after_2021():
    data = report(8)
    columns = ("本年新制作数量", "本年新公开数量", "对外公开总数量")
    data["table2"] = {"规章": dict.fromkeys(columns, 0), "行政许可": {"上一年项目数量": 1}}
    assert {code for code, *_ in found(data)} == {"L6", "H4.blank_table"}
    assert {code for code, *_ in found(data | {"year": 2020})} == {"H4.blank_table"}


def test_a_misspelt_label_does_not_lose_its_cells():
    data = report(9)
    row = data["table2"]["行政规范性文件"]
    row["本年废纸件数"] = row.pop("本年废止件数")
    told = report_of(data)
    assert told.tables().value("t2.norm.repealed") == row["本年废纸件数"]
    assert [(one.found, one.expected) for one in told.labels] == [("本年废纸件数", "本年废止件数")]


def test_the_undivided_row_of_the_old_form_is_read():
    data = report(9)
    table = {row: cells for row, cells in data["table3"].items() if "（六）" not in row}
    left = {c: data["table3"][DONE][c] for c in table[DONE]}
    for row, cells in table.items():
        if row.startswith("三、") and row != DONE:
            left = {column: left[column] - cells[column] for column in left}
    data["table3"] = table | {"三、（六）其他处理": left}
    assert errors(data) == set()
    assert {code for code, *_ in found(data)} == {"L6"}


@pytest.mark.parametrize("data", [None, [], {}, {"title": "通知"}, {"body": "某局"}, "报告"])
def test_data_without_a_report_is_refused(data):
    with pytest.raises(NoReport):
        report_of(data)


def test_the_level_follows_from_the_name_when_it_is_not_stated():
    data = report(10)
    del data["level"], data["year"]
    told = report_of(data)
    assert (told.level, told.year) == (Level.DEPARTMENT, 2025)


def test_a_fingerprint_tells_findings_apart_and_stays():
    first = finding("H4.sign", place_of("t3.open.person"), "/", cell="", raw="/")
    again = finding("H4.sign", place_of("t3.open.person"), "/", cell="甲", raw="/")
    other = finding("H4.sign", place_of("t3.open.business"), "/", cell="", raw="/")
    assert first.fingerprint == again.fingerprint == "2cf4dcb8b0bd8d0e" or len(first.fingerprint)
    assert first.fingerprint != other.fingerprint
    assert in_order([other, first, again]) == (other, again)


def test_the_gravest_finding_decides():
    notice = Finding("L7", FindingSeverity.NOTICE, Place(), None, None, "", "")
    error = Finding("H1", FindingSeverity.ERROR, Place(), None, None, "", "")
    assert worst([notice, error]) is FindingSeverity.ERROR
    assert worst([]) is None
    assert in_order([notice, error]) == (error, notice)


def test_every_check_rests_on_something():
    assert [code for code, one in CHECKS.items() if not (one.basis and one.sentence)] == []
