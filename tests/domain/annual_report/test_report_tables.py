import random
from decimal import Decimal

import pytest
from report_builders import (
    ZERO_VALUES,
    city_tables,
    city_values,
    county_tables,
    facts,
    leaf_figures,
    record,
)

from gongkai.domain.annual_report.cross_footing import issues
from gongkai.domain.annual_report.facts import FactMissing, Facts, Figure, Fold
from gongkai.domain.annual_report.form import Level
from gongkai.domain.annual_report.layout import APPLICANT_COLUMNS, OUTCOME_ROWS
from gongkai.domain.annual_report.plain_data import CellUnreadable, from_json, to_json
from gongkai.domain.annual_report.tables import KEYS, LEAF_KEYS, Tables, with_totals


def test_totals_of_the_city_are_computed_from_its_leaves():
    cells = {key: value for key, value in city_values().items() if key in LEAF_KEYS}
    tables = Tables.from_facts(facts({}, level=Level.CITY, cells=cells))
    assert dict(tables.values) == city_values()
    assert (tables.year, tables.level) == (2025, Level.CITY)


def test_a_year_without_anything_prints_noughts():
    tables = Tables.from_facts(facts({}, level=Level.TOWNSHIP))
    assert dict(tables.values) == ZERO_VALUES
    assert issues(tables) == []


def test_a_cell_without_a_figure_is_refused():
    figures = [figure for figure in leaf_figures() if figure.key != "t2.permit"]
    incomplete = Facts.of(year=2025, level=Level.COUNTY, organ_name="青禾县", figures=figures)
    with pytest.raises(FactMissing) as refusal:
        Tables.from_facts(incomplete)
    assert refusal.value.facts["key"] == "t2.permit"


def test_a_total_opens_into_the_records_of_its_leaves():
    tables = Tables.from_facts(
        facts({}, cells={"t3.open.person": 2, "t3.open.legal": 3, "t3.d1.person": 1})
    )
    total = tables.figure("t3.done.total")
    assert total.value == 6
    assert sorted(one.amount for one in total.records) == [1, 2, 3]
    assert [part.key for part in total.parts if part.records] == ["t3.open.total", "t3.d1.total"]


def test_totals_that_are_already_there_are_kept():
    once = with_totals(facts({}))
    assert with_totals(once).figures == once.figures


@pytest.mark.parametrize("tables", [city_tables(), county_tables(), county_tables(t2__permit=None)])
def test_plain_data_is_read_back_as_it_was_written(tables):
    assert from_json(to_json(tables)) == tables


def test_plain_data_uses_official_labels():
    data = to_json(county_tables(t2__fee_wan="12.5", t3__d1__person=None))
    assert data["table2"] == {
        "规章": {"本年制发件数": 0, "本年废止件数": 0, "现行有效件数": 0},
        "行政规范性文件": {"本年制发件数": 1, "本年废止件数": 0, "现行有效件数": 12},
        "行政许可": 0,
        "行政处罚": 0,
        "行政强制": 0,
        "行政事业性收费（万元）": 12.5,
    }
    assert list(data["table3"])[:3] == [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "三、（一）予以公开",
    ]
    assert data["table3"]["三、（三）不予公开-1.属于国家秘密"]["自然人"] is None
    assert data["table3"]["三、（七）总计"]["总计"] == 8
    assert data["table4"]["行政复议"] == {
        "结果维持": 1,
        "结果纠正": 0,
        "其他结果": 0,
        "尚未审结": 0,
        "总计": 1,
    }
    assert (data["year"], data["level"]) == (2025, "县级")


def test_what_is_absent_is_blank():
    tables = from_json({"table2": {"规章": None}, "table3": None})
    assert set(tables.values) == set(KEYS)
    assert set(tables.values.values()) == {None}
    assert tables.level is None


def test_the_form_of_2019_is_read_as_far_as_it_goes():
    tables = from_json(
        {
            "year": 2019,
            "level": "乡镇",
            "table2": {
                "规范性文件": {"本年新制作数量": 4},
                "行政许可": {"上一年项目数量": 1, "处理决定数量": 1},
            },
            "table3": {"三、（六）其他处理": {"自然人": 2, "总计": 2}},
        }
    )
    assert tables.unread == ("规范性文件", "行政许可")
    assert tables.is_other_undivided
    assert tables.value("t3.o.person") == 2
    assert tables.value("t2.permit") is None
    assert len(tables.rows) == 23
    assert from_json(to_json(tables)).values == tables.values


@pytest.mark.parametrize("raw", ["9", "—", True, float("nan")])
def test_what_is_no_number_is_refused(raw):
    with pytest.raises(CellUnreadable):
        from_json({"table2": {"行政许可": raw}})


def portfolio(chance):
    """Place up to 40 requests into cells as the law does: one way in, one way out."""
    placed = {}
    for pk in range(chance.randrange(40)):
        column = chance.choice(APPLICANT_COLUMNS)
        way_in = chance.choice(("new", "carried_in"))
        way_out = chance.choice((*OUTCOME_ROWS, "carried_out"))
        for row in (way_in, way_out):
            placed.setdefault(f"t3.{row}.{column}", []).append(record(pk))
    for kind in ("reconsideration", "after"):
        for pk in range(chance.randrange(4)):
            result = chance.choice(("upheld", "corrected", "other", "pending"))
            case = record(pk, source="foi.Case")
            placed.setdefault(f"t4.{kind}.{result}", []).append(case)
    return placed


EMPTY_LEAVES = {figure.key: figure for figure in leaf_figures()}


def test_any_ten_thousand_portfolios_add_up():
    chance = random.Random(20210926)  # noqa: S311 -- repeatable on purpose
    for _ in range(10_000):
        placed = portfolio(chance)
        tables = Tables.from_facts(
            Facts.of(
                year=2025,
                level=Level.COUNTY,
                organ_name="青禾县",
                figures=[
                    Figure(key, key, "件", tuple(placed[key]), Fold.COUNT)
                    if key in placed
                    else EMPTY_LEAVES[key]
                    for key in LEAF_KEYS
                ],
            )
        )
        assert [issue for issue in issues(tables) if issue.is_hard] == []
        requests = {one.pk for key, ones in placed.items() if key[:2] == "t3" for one in ones}
        into = [tables.value(f"t3.{row}.total") for row in ("new", "carried_in")]
        assert sum(into, Decimal(0)) == len(requests)
