from itertools import product

import pytest

from gongkai.domain.organs import (
    REPORTING_TEST_SOURCE,
    ROLL_UP_SOURCE,
    OrganLevel,
    OrganStatus,
    ReportingTest,
    RollUpExclusion,
    TownshipKind,
    enters_roll_up,
    failed_reporting_tests,
    roll_up_exclusion,
)


@pytest.mark.parametrize("level", [OrganLevel.OFFICE, OrganLevel.DEPARTMENT, OrganLevel.TOWNSHIP])
def test_office_departments_and_townships_enter_the_roll_up(level):
    assert enters_roll_up(level, is_vertical=False, reports_annually=True)


def test_the_county_itself_is_not_added_to_its_own_sum():
    assert (
        roll_up_exclusion(OrganLevel.COUNTY, is_vertical=False, reports_annually=True)
        is RollUpExclusion.IS_THE_COUNTY
    )


@pytest.mark.parametrize("reports_annually", [True, False])
def test_the_tax_bureau_reports_inside_its_own_system(reports_annually):
    assert (
        roll_up_exclusion(
            OrganLevel.DEPARTMENT, is_vertical=True, reports_annually=reports_annually
        )
        is RollUpExclusion.IS_VERTICAL
    )


def test_a_department_without_its_own_report_stays_outside():
    assert (
        roll_up_exclusion(OrganLevel.DEPARTMENT, is_vertical=False, reports_annually=False)
        is RollUpExclusion.DOES_NOT_REPORT
    )


def test_exactly_three_of_sixteen_combinations_enter():
    entering = [
        combination
        for combination in product(OrganLevel, [True, False], [True, False])
        if enters_roll_up(
            combination[0], is_vertical=combination[1], reports_annually=combination[2]
        )
    ]
    assert len(entering) == 3


def test_roll_up_rests_on_the_2021_format_notice():
    assert ROLL_UP_SOURCE.document_number == "国办公开办函〔2021〕30号"
    assert str(REPORTING_TEST_SOURCE) == "《中华人民共和国政府信息公开条例》第二十七条"


def test_an_organ_passing_all_three_tests_writes_its_own_report():
    assert failed_reporting_tests(administrative=True, outward=True, independent=True) == ()


def test_failed_tests_are_the_reason_to_give():
    assert failed_reporting_tests(administrative=True, outward=False, independent=False) == (
        ReportingTest.OUTWARD,
        ReportingTest.INDEPENDENT,
    )


def test_official_terms():
    assert [level.label for level in OrganLevel] == [
        "县级人民政府",
        "政府办公室",
        "县级部门",
        "乡镇场（街道）",
    ]
    assert [kind.label for kind in TownshipKind] == ["镇", "乡", "场", "街道"]
    assert [status.label for status in OrganStatus] == ["运行", "已合并", "已更替", "已撤销"]
