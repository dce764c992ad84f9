"""Tell which administrative organs there are and whose figures the county adds up."""

from __future__ import annotations

from gongkai.domain.law import OGI_REGULATIONS, REPORT_FORMAT_2021
from gongkai.domain.terms import Term


class OrganLevel(Term):
    """Where an organ stands in the county."""

    COUNTY = "county", "县级人民政府"
    OFFICE = "office", "政府办公室"
    DEPARTMENT = "department", "县级部门"
    TOWNSHIP = "township", "乡镇场（街道）"


class TownshipKind(Term):
    """What a township-level organ is called."""

    TOWN = "town", "镇"
    RURAL_TOWNSHIP = "rural_township", "乡"
    FARM = "farm", "场"
    SUBDISTRICT = "subdistrict", "街道"


class OrganStatus(Term):
    """Whether an organ still acts."""

    ACTIVE = "active", "运行"
    MERGED = "merged", "已合并"
    SUPERSEDED = "superseded", "已更替"
    CLOSED = "closed", "已撤销"


class ReportingTest(Term):
    """The three tests (三性) that decide whether a department writes its own report."""

    ADMINISTRATIVE = "administrative", "行政性"
    OUTWARD = "outward", "外部性"
    INDEPENDENT = "independent", "独立性"


class RollUpExclusion(Term):
    """Why an organ's figures stay outside the county's sum."""

    IS_THE_COUNTY = "is_the_county", "县级人民政府本身即汇总主体"
    IS_VERTICAL = "is_vertical", "垂直领导单位在本系统内报送"
    DOES_NOT_REPORT = "does_not_report", "不单独编制年度报告"


ROLL_UP_SOURCE = REPORT_FORMAT_2021
REPORTING_TEST_SOURCE = OGI_REGULATIONS.article(27)


def failed_reporting_tests(
    *, administrative: bool, outward: bool, independent: bool
) -> tuple[ReportingTest, ...]:
    """Return the tests an organ fails; none means that it writes its own report."""
    passed = {
        ReportingTest.ADMINISTRATIVE: administrative,
        ReportingTest.OUTWARD: outward,
        ReportingTest.INDEPENDENT: independent,
    }
    return tuple(test for test, holds in passed.items() if not holds)


def roll_up_exclusion(
    level: OrganLevel, *, is_vertical: bool, reports_annually: bool
) -> RollUpExclusion | None:
    """Return why an organ stays outside the county's sum, or None when it enters.

    The county adds up its office, its departments and its townships. Organs under
    vertical leadership (tax, for one) report inside their own system, so adding them
    here would count them twice in the country. Source: ``ROLL_UP_SOURCE``.
    """
    if level is OrganLevel.COUNTY:
        return RollUpExclusion.IS_THE_COUNTY
    if is_vertical:
        return RollUpExclusion.IS_VERTICAL
    if not reports_annually:
        return RollUpExclusion.DOES_NOT_REPORT
    return None


def enters_roll_up(level: OrganLevel, *, is_vertical: bool, reports_annually: bool) -> bool:
    """Return whether an organ's figures are part of the county's sum."""
    exclusion = roll_up_exclusion(level, is_vertical=is_vertical, reports_annually=reports_annually)
    return exclusion is None
