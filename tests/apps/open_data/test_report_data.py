"""The figures of published reports as open data are those of the reports."""

from decimal import Decimal

from gongkai.apps.annual_report.data_sets import cells_of
from gongkai.domain.annual_report.plain_data import from_json

PLAIN = {
    "year": 2025,
    "level": "县级",
    "table2": {
        "行政规范性文件": {"本年制发件数": 4, "本年废止件数": 1, "现行有效件数": 23},
        "行政许可": 1200,
        "行政事业性收费（万元）": 3.5,
    },
    "table3": {"一、本年新收政府信息公开申请数量": {"自然人": 7, "总计": 9}},
    "table4": {"行政复议": {"结果维持": 2}},
}


def test_every_cell_stands_under_its_official_row_and_column():
    cells = list(cells_of(from_json(PLAIN)))
    found = {(one["table"], one["row"], one["column"]): one["value"] for one in cells}
    assert found[2, "行政规范性文件", "现行有效件数"] == 23
    assert found[2, "行政许可", None] == 1200
    assert Decimal(str(found[2, "行政事业性收费（万元）", None])) == Decimal("3.5")
    assert found[3, "一、本年新收政府信息公开申请数量", "总计"] == 9
    assert found[3, "一、本年新收政府信息公开申请数量", "商业企业"] is None  # left blank
    assert found[4, "行政复议", "结果维持"] == 2
    assert len(found) == len(cells)
    # 表二 6 + 3 + 1, 表三 25 rows by 7 columns, 表四 3 kinds by 5 results
    assert [sum(one["table"] == number for one in cells) for number in (2, 3, 4)] == [10, 175, 15]
