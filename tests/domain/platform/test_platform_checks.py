"""The self-check of a platform, the years of its reports, its list of rules."""

from datetime import date

import pytest

from gongkai.domain.organs import OrganLevel
from gongkai.domain.platform.checks import (
    BLOCKS,
    PlatformCheck,
    PlatformFacts,
    PlatformFinding,
    platform_findings,
)
from gongkai.domain.platform.guide import GuideFault, GuideField, GuideFinding
from gongkai.domain.platform.reports import (
    ReportState,
    first_year_of,
    report_due_on,
    report_state,
    years_owed,
)
from gongkai.domain.platform.rules import NATIONAL_RULES
from gongkai.domain.platform.states import ItemState
from gongkai.domain.websites import SectionKind

KINDS = (SectionKind.PLATFORM, *BLOCKS, SectionKind.ON_REQUEST)
WHOLE = {kind: (kind.label, number) for number, kind in enumerate(KINDS, start=1)}


def test_a_platform_with_everything_has_nothing_to_mend():
    items = [("财政预算决算", ItemState.FILLED), ("统计信息", ItemState.NOTHING)]
    assert platform_findings(PlatformFacts(WHOLE, items=items)) == []


def test_the_four_blocks_stand_in_the_order_of_the_notice():
    assert [kind.label for kind in BLOCKS] == [
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容",
        "政府信息公开年报",
    ]


def test_an_empty_site_lacks_platform_blocks_and_entrance():
    assert [(one.check, one.subject) for one in platform_findings(PlatformFacts({}))] == [
        (PlatformCheck.PLATFORM, "政府信息公开"),
        (PlatformCheck.BLOCKS, "政府信息公开指南"),
        (PlatformCheck.BLOCKS, "政府信息公开制度"),
        (PlatformCheck.BLOCKS, "法定主动公开内容"),
        (PlatformCheck.BLOCKS, "政府信息公开年报"),
        (PlatformCheck.BLOCKS, "依申请公开"),
    ]


def test_another_name_than_the_uniform_one_is_found():
    sections = {**WHOLE, SectionKind.PLATFORM: ("政务公开", 7)}
    assert platform_findings(PlatformFacts(sections)) == [
        PlatformFinding(
            PlatformCheck.NAMES,
            "政府信息公开",
            "栏目名称应当是“政府信息公开”，现在是“政务公开”",
            7,
        )
    ]


def test_blank_and_overdue_items_are_found_explained_ones_are_not():
    items = [
        ("财政预算决算", ItemState.OVERDUE),
        ("统计信息", ItemState.BLANK),
        ("政府采购", ItemState.NOTHING),
    ]
    found = platform_findings(PlatformFacts(WHOLE, items=items))
    assert [(one.subject, one.said, one.section_id) for one in found] == [
        ("财政预算决算", "逾期未更新", 4),
        ("统计信息", "没有内容，也没有说明原因", 4),
    ]


def test_guide_reports_and_news_lead_to_their_sections():
    facts = PlatformFacts(
        WHOLE,
        guide=[GuideFinding(GuideField.FAX, GuideFault.MISSING)],
        missing_years=[2019],
        news=[("政务要闻", 12)],
    )
    assert [(one.check.value, one.subject, one.section_id) for one in platform_findings(facts)] == [
        ("guide", "传真号码", 2),
        ("reports", "2019年", 5),
        ("news", "政务要闻", 12),
    ]


@pytest.mark.parametrize(
    ("level", "day"),
    [
        (OrganLevel.COUNTY, date(2026, 3, 31)),
        (OrganLevel.DEPARTMENT, date(2026, 1, 31)),
        (OrganLevel.TOWNSHIP, date(2026, 3, 31)),
    ],
)
def test_report_of_2025_is_due(level, day):
    assert report_due_on(2025, level) == day


@pytest.mark.parametrize(
    ("is_public", "today", "state"),
    [
        (True, date(2026, 1, 5), ReportState.PUBLISHED),
        (False, date(2026, 1, 31), ReportState.NOT_DUE),
        (False, date(2026, 2, 1), ReportState.MISSING),
    ],
)
def test_place_of_a_departments_report(is_public, today, state):
    found = report_state(is_public=is_public, year=2025, level=OrganLevel.DEPARTMENT, today=today)
    assert found is state


@pytest.mark.parametrize(
    ("founded_on", "year"), [(None, 2008), (date(1983, 1, 1), 2008), (date(2019, 1, 2), 2019)]
)
def test_first_year_with_a_report(founded_on, year):
    assert first_year_of(founded_on) == year


def test_the_running_year_has_no_report_yet():
    assert list(years_owed(2023, date(2026, 1, 1))) == [2023, 2024, 2025]


def test_regulations_head_the_rules():
    assert str(NATIONAL_RULES[0].rules[0]) == "《中华人民共和国政府信息公开条例》"
