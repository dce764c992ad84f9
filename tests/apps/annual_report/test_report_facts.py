from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection

from gongkai.apps.annual_report import compiling, coverage, gathering, queries
from gongkai.apps.annual_report.models import Scope
from gongkai.apps.websites.models import ArticlePage
from gongkai.domain.administrative_acts import ActKind
from gongkai.domain.annual_report import layout
from gongkai.domain.annual_report.form import Level
from tests.factories.administrative_acts import YearlyActsFactory
from tests.factories.foi import InformationRequestFactory
from tests.factories.foundation import OrganFactory
from tests.factories.review import make_live

YEAR = 2025

# By hand, from the portfolio in conftest: 自然人 商业企业 科研 公益 法律 其他 总计.
ROLL_UP = {
    "new": (5, 1, 0, 0, 1, 0, 7),
    "carried_in": (1, 1, 0, 0, 0, 0, 2),
    "open": (3, 2, 0, 0, 0, 0, 5),
    "partial": (1, 0, 0, 0, 0, 0, 1),
    "u1": (1, 0, 0, 0, 1, 0, 2),
    "done": (5, 2, 0, 0, 1, 0, 8),
    "carried_out": (1, 0, 0, 0, 0, 0, 1),
}
NOTHING = (0,) * 7

COUNT_OUTCOMES = """
SELECT request.outcome, request.applicant_kind, COUNT(*)
FROM foi_informationrequest AS request JOIN organs_organ AS organ ON organ.id = request.organ_id
WHERE request.concluded_on BETWEEN '2025-01-01' AND '2025-12-31' AND NOT organ.is_vertical
GROUP BY 1, 2
"""
COUNT_NEW = """
SELECT request.applicant_kind, COUNT(*)
FROM foi_informationrequest AS request JOIN organs_organ AS organ ON organ.id = request.organ_id
WHERE request.received_on BETWEEN '2025-01-01' AND '2025-12-31' AND NOT organ.is_vertical
GROUP BY 1
"""


def roll_up(county, year=YEAR):
    return compiling.compile_report(year=year, organ=county.government, scope=Scope.ROLL_UP)


def own(organ, year=YEAR):
    return compiling.compile_report(year=year, organ=organ, scope=Scope.OWN)


def table_three(tables):
    return {
        row: tuple(int(tables.value(f"t3.{row}.{column}")) for column, _ in layout.COLUMNS)
        for row in layout.ROWS
    }


def test_roll_up_counts_the_portfolio_as_counted_by_hand(county, portfolio):
    expected = {row: ROLL_UP.get(row, NOTHING) for row in layout.ROWS}
    assert table_three(roll_up(county).tables) == expected


def test_every_outcome_cell_equals_an_independent_count(county, portfolio):
    tables = roll_up(county).tables
    with connection.cursor() as cursor:
        cursor.execute(COUNT_OUTCOMES)
        counted = {(outcome, kind): number for outcome, kind, number in cursor.fetchall()}
        cursor.execute(COUNT_NEW)
        new = dict(cursor.fetchall())
    for kind in layout.APPLICANT_COLUMNS:
        assert tables.value(f"t3.new.{kind}") == new.get(kind, 0)
        for outcome in layout.OUTCOME_ROWS:
            assert tables.value(f"t3.{outcome}.{kind}") == counted.get((outcome, kind), 0)


def test_a_hand_made_year_has_no_hard_issue(county, portfolio):
    assert roll_up(county).hard_issues == ()


def test_table_four_counts_the_case(county, portfolio):
    tables = roll_up(county).tables
    assert tables.value("t4.reconsideration.pending") == 1
    assert tables.value("t4.reconsideration.total") == 1


def test_organs_under_vertical_leadership_stay_outside_the_sum(county, portfolio):
    figure = queries.figure(
        year=YEAR, organ=county.government, scope=Scope.ROLL_UP, key="t3.new.total"
    )
    assert figure.by_organ() == {
        "county": Decimal(1),
        "housing": Decimal(1),
        "land": Decimal(4),
        "liuhe": Decimal(1),
    }


def test_figure_lists_exactly_its_records(county, portfolio):
    figure = queries.figure(
        year=YEAR, organ=county.government, scope=Scope.ROLL_UP, key="t3.u1.total"
    )
    expected = {portfolio.requests[3].pk, portfolio.requests[4].pk}
    assert {(record.source, record.pk) for record in figure.records} == {
        ("foi.InformationRequest", pk) for pk in expected
    }
    assert all(record.url for record in figure.records)


def test_portions_stand_in_the_order_of_the_organs(county, portfolio):
    figure = queries.figure(
        year=YEAR, organ=county.government, scope=Scope.ROLL_UP, key="t3.done.total"
    )
    portions = [(one.code, one.figure.value) for one in gathering.portions(figure)]
    assert portions == [("county", 1), ("office", 1), ("land", 3), ("housing", 2), ("liuhe", 1)]


def test_department_reports_only_itself(county, portfolio):
    report = own(county.land)
    assert report.facts.level is Level.DEPARTMENT
    assert report.tables.value("t3.new.total") == 4
    assert report.report.title == "青禾县自然资源局2025年政府信息公开工作年度报告"


def test_township_reports_only_itself(county, portfolio):
    report = own(county.town)
    assert report.facts.level is Level.TOWNSHIP
    assert report.tables.value("t3.new.total") == 1


def test_office_reports_for_the_government_and_itself(county, portfolio):
    report = own(county.office)
    assert report.facts.level is Level.OFFICE
    assert report.tables.value("t3.new.total") == 1
    assert report.tables.value("t3.carried_in.total") == 1


def test_own_reports_add_up_to_the_roll_up(county, portfolio):
    parts = [county.office, county.land, county.housing, county.town]
    total = roll_up(county).tables.value("t3.new.total")
    assert sum(own(part).tables.value("t3.new.total") for part in parts) == total


def test_records_of_a_merged_organ_count_with_its_successor(county):
    before = OrganFactory(code="planning", status="merged", superseded_by=county.land)
    InformationRequestFactory(organ=before)
    codes = {organ.code for organ in coverage.covered_organs(county.land, Scope.OWN)}
    assert codes == {"land", "planning"}
    assert own(county.land).tables.value("t3.new.total") == 1


def test_department_has_no_roll_up(county):
    with pytest.raises(coverage.OnlyTheCountyRollsUp):
        compiling.compile_report(year=YEAR, organ=county.land, scope=Scope.ROLL_UP)


def test_unknown_code_is_refused(county):
    with pytest.raises(coverage.OrganUnknown):
        coverage.reporting_organ("nowhere", own=False)


def test_no_code_means_the_county_s_sum(county):
    assert coverage.reporting_organ(None, own=False) == (county.government, Scope.ROLL_UP)


def test_own_without_a_code_means_the_office(county):
    assert coverage.reporting_organ(None, own=True) == (county.office, Scope.OWN)


def test_fee_of_the_year_is_stated_in_the_last_section(county, portfolio):
    text = "".join(run.text for run in roll_up(county).report.sections[-1].paragraphs[-1])
    assert text == "全年收取政府信息公开信息处理费120元。"


def test_fee_sentence_stands_also_when_nothing_was_collected(county):
    text = "".join(run.text for run in roll_up(county).report.sections[-1].paragraphs[-1])
    assert text == "全年收取政府信息公开信息处理费0元。"


@pytest.mark.parametrize(
    ("published_at", "counts"),
    [
        (datetime(2024, 12, 31, 16, tzinfo=UTC), 1),  # New Year's Day 2025 in the county
        (datetime(2024, 12, 31, 15, 59, tzinfo=UTC), 0),
        (datetime(2025, 12, 31, 15, 59, tzinfo=UTC), 1),
        (datetime(2025, 12, 31, 16, tzinfo=UTC), 0),
    ],
)
def test_published_pages_count_in_the_county_s_own_year(county, portal, published_at, counts):
    page = ArticlePage(title="关于公开的通知", slug="a1", organ=county.land, live=False)
    portal.section.add_child(instance=page)
    make_live([page], published_at)
    assert own(county.land).facts.value("site.published") == counts


def test_compiling_asks_the_database_equally_often_for_any_number_of_requests(
    county, portfolio, django_assert_num_queries
):
    with connection.execute_wrapper(counting := Counter()):
        roll_up(county)
    few = counting.calls
    for _ in range(20):
        InformationRequestFactory(organ=county.land)
    with django_assert_num_queries(few):
        roll_up(county)


class Counter:
    """Count the statements that reach the database."""

    def __init__(self):
        self.calls = 0

    def __call__(self, execute, sql, params, many, context):
        self.calls += 1
        return execute(sql, params, many, context)


def test_acts_nobody_stated_are_named(county):
    YearlyActsFactory(organ=county.town, year=YEAR, kind=ActKind.PERMIT.value, quantity=0)
    remarks = own(county.town).remarks
    assert [remark.partition("：")[0] for remark in remarks] == [
        "表二“行政处罚”",
        "表二“行政强制”",
        "表二“行政事业性收费”",
    ]
    assert remarks[0] == (
        f"表二“行政处罚”：{county.town.short_name}没有填报2025年数据，按0计入。没有发生的也要填0。"
    )


def test_stated_acts_and_fees_stand_in_table_two(county):
    YearlyActsFactory(organ=county.land, year=YEAR, kind=ActKind.PERMIT.value, quantity=41)
    YearlyActsFactory(organ=county.town, year=YEAR, kind=ActKind.PERMIT.value, quantity=3)
    YearlyActsFactory(
        organ=county.land, year=YEAR, kind=ActKind.FEE.value, quantity=None, amount_yuan=128645
    )
    tables = roll_up(county).tables
    assert tables.value("t2.permit") == 44
    assert tables.value("t2.fee_wan") == Decimal("12.8645")
