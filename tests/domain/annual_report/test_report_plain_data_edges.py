from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_builders import city_tables, county_tables, county_values

from gongkai.domain.annual_report.form import Level
from gongkai.domain.annual_report.plain_data import CellUnreadable, from_json, to_json
from gongkai.domain.annual_report.tables import Tables

NEW = "一、本年新收政府信息公开申请数量"


def test_official_labels_find_their_cells():
    tables = from_json(
        {
            "year": 2025,
            "level": "部门",
            "table2": {
                "规章": {"现行有效件数": 1},
                "行政规范性文件": {"本年废止件数": 2},
                "行政强制": 3,
                "行政事业性收费（万元）": 4.25,
            },
            "table3": {
                NEW: {"社会公益组织": 5},
                "三、（五）不予处理-2.重复申请": {"法律服务机构": 6},
                "三、（六）其他处理-3.其他": {"其他": 7},
                "四、结转下年度继续办理": {"总计": 8},
            },
            "table4": {"未经复议直接起诉": {"结果纠正": 9}, "复议后起诉": {"尚未审结": 10}},
        }
    )
    stated = {key: value for key, value in tables.values.items() if value is not None}
    assert stated == {
        "t2.reg.valid": 1,
        "t2.norm.repealed": 2,
        "t2.coercion": 3,
        "t2.fee_wan": Decimal("4.25"),
        "t3.new.charity": 5,
        "t3.r2.legal": 6,
        "t3.o3.other": 7,
        "t3.carried_out.total": 8,
        "t4.direct.corrected": 9,
        "t4.after.pending": 10,
    }
    assert (tables.year, tables.level, tables.unread) == (2025, Level.DEPARTMENT, ())


@pytest.mark.parametrize("level", list(Level))
def test_every_level_is_read_back(level):
    assert from_json(to_json(county_tables(level=level))).level is level


@pytest.mark.parametrize("level", ["county", "县", "", None, 3])
def test_a_level_by_another_name_is_unknown(level):
    assert from_json({"level": level}).level is None


@pytest.mark.parametrize(("raw", "year"), [(2025, 2025), ("2025", None), (None, None)])
def test_a_year_is_a_number(raw, year):
    assert from_json({"year": raw}).year == year


def test_nothing_at_all_is_a_blank_report():
    tables = from_json({})
    assert len(tables.values) == 10 + 25 * 7 + 15
    assert set(tables.values.values()) == {None}
    assert (tables.year, tables.level, tables.unread) == (None, None, ())
    assert to_json(tables)["level"] is None


@pytest.mark.parametrize(
    ("data", "unread"),
    [
        ({"table2": {"行政许可": 1}}, ()),
        ({"table2": {"行政奖励": 1}}, ("行政奖励",)),
        ({"table2": {"行政事业性收费": 1}}, ("行政事业性收费",)),
        ({"table2": {"行政处罚": {"处理决定数量": 1}}}, ("行政处罚",)),
        ({"table3": {"五、别的": {}}}, ("五、别的",)),
        ({"table4": {"行政赔偿": {}}}, ("行政赔偿",)),
        ({"table4": {"丙": {}}, "table2": {"甲": 1}, "table3": {"乙": {}}}, ("甲", "乙", "丙")),
    ],
)
def test_labels_the_form_does_not_have_are_named(data, unread):
    assert from_json(data).unread == unread


def test_divided_rows_beside_an_undivided_one_are_not_read():
    tables = from_json(
        {"table3": {"三、（六）其他处理": {"总计": 4}, "三、（六）其他处理-3.其他": {"总计": 3}}}
    )
    assert tables.value("t3.o.total") == 4
    assert "t3.o3.total" not in tables.values
    assert tables.unread == ("三、（六）其他处理-3.其他",)


@pytest.mark.parametrize(
    "raw", ["", "9", "—", False, [], float("inf"), float("-inf"), Decimal("NaN")]
)
@pytest.mark.parametrize(
    ("place", "cell"),
    [
        (lambda raw: {"table2": {"规章": {"本年制发件数": raw}}}, "t2.reg.made"),
        (lambda raw: {"table3": {NEW: {"自然人": raw}}}, "t3.new.person"),
        (lambda raw: {"table4": {"行政复议": {"总计": raw}}}, "t4.reconsideration.total"),
    ],
)
def test_an_unreadable_cell_is_named(place, cell, raw):
    with pytest.raises(CellUnreadable) as refusal:
        from_json(place(raw))
    assert refusal.value.facts["cell"] == cell
    assert refusal.value.code == "report_cell_unreadable"


@pytest.mark.parametrize(
    ("data", "cell"),
    [
        ({"table2": {"规章": 3}}, "t2.reg"),
        ({"table3": {NEW: [7, 2]}}, "t3.new"),
        ({"table4": {"行政复议": "无"}}, "t4.reconsideration"),
    ],
)
def test_a_row_that_has_no_columns_is_refused(data, cell):
    with pytest.raises(CellUnreadable) as refusal:
        from_json(data)
    assert refusal.value.facts["cell"] == cell


@pytest.mark.parametrize(
    ("raw", "value"),
    [(0, "0"), (-2, "-2"), (0.1, "0.1"), (24252.311082, "24252.311082"), (Decimal("1.50"), "1.5")],
)
def test_numbers_are_read_as_they_are_printed(raw, value):
    data = {"table2": {"行政事业性收费（万元）": raw}}
    assert from_json(data).value("t2.fee_wan") == Decimal(value)


@pytest.mark.parametrize(
    ("value", "written", "kind"),
    [
        ("12", 12, int),
        ("12.0", 12, int),
        ("12.5", 12.5, float),
        ("-3", -3, int),
        (None, None, None),
    ],
)
def test_whole_numbers_are_written_without_a_point(value, written, kind):
    cell = to_json(county_tables(t2__fee_wan=value))["table2"]["行政事业性收费（万元）"]
    assert cell == written
    assert kind is None or type(cell) is kind


def test_the_rows_of_table_three_are_written_in_their_order():
    rows = list(to_json(city_tables())["table3"])
    assert len(rows) == 25
    assert rows[0] == NEW
    assert rows[4] == "三、（三）不予公开-1.属于国家秘密"
    assert rows[11] == "三、（三）不予公开-8.属于行政查询事项"
    assert rows[-3:] == ["三、（六）其他处理-3.其他", "三、（七）总计", "四、结转下年度继续办理"]


cells = st.one_of(st.none(), st.integers(0, 10**7).map(Decimal))


@settings(max_examples=25, deadline=None)
@given(st.data(), st.sampled_from([*Level, None]), st.one_of(st.none(), st.integers(2021, 2050)))
def test_any_tables_are_read_back(data, level, year):
    changed = data.draw(st.dictionaries(st.sampled_from(sorted(county_values())), cells))
    tables = Tables(county_values() | changed, year=year, level=level)
    assert from_json(to_json(tables)) == tables


@pytest.mark.parametrize("name", ["table2", "table3", "table4"])
@pytest.mark.parametrize("whole", [[1, 2], 7, "七", [{}], True])
def test_a_table_that_is_no_table_is_named(name, whole):
    with pytest.raises(CellUnreadable) as refused:
        from_json({"year": 2025, name: whole})
    assert refused.value.facts == {"cell": name, "value": whole}


@pytest.mark.parametrize("whole", [[], [1], 7, "七", None])
def test_data_that_is_no_report_is_refused(whole):
    with pytest.raises(CellUnreadable):
        from_json(whole)
