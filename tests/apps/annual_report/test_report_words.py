from datetime import UTC, datetime

import pytest

from gongkai.apps.annual_report import compiling, services
from gongkai.apps.annual_report.models import AnnualReport, PointKind, Scope

YEAR = 2025
AT = datetime(2026, 1, 20, 2, tzinfo=UTC)
NEXT_AT = datetime(2027, 1, 20, 2, tzinfo=UTC)


def who(county, officers, **changes):
    return {
        "year": YEAR,
        "organ_id": county.government.pk,
        "scope": Scope.ROLL_UP,
        "actor": officers.editor,
        "at": AT,
    } | changes


def compiled(county, year=YEAR):
    return compiling.compile_report(year=year, organ=county.government, scope=Scope.ROLL_UP)


def test_points_of_section_five_stand_in_the_report(county, officers):
    services.write_points(
        **who(county, officers),
        points={
            PointKind.PROBLEM: ["解读形式单一。", " "],
            PointKind.IMPROVEMENT: ["增加图片解读。"],
        },
        stock_note="按清理结果调整。",
    )
    section = compiled(county).report.sections[4]
    texts = ["".join(run.text for run in paragraph) for paragraph in section.paragraphs]
    assert texts == [
        "（一）存在的主要问题",
        "解读形式单一。",
        "（二）改进情况",
        "增加图片解读。",
    ]
    assert AnnualReport.objects.get().stock_note == "按清理结果调整。"


def test_last_year_s_improvements_ask_for_an_answer(county, officers):
    services.write_points(
        **who(county, officers, year=2024), points={PointKind.IMPROVEMENT: ["增加图片解读。"]}
    )
    assert "N5" in [issue.code for issue in compiled(county).issues]
    services.write_points(
        **who(county, officers), points={PointKind.PROMISE_KEPT: ["图片解读增加到34条。"]}
    )
    assert "N5" not in [issue.code for issue in compiled(county).issues]


def test_points_cannot_be_changed_under_review(county, portfolio, portal, officers):
    services.submit(**who(county, officers))
    with pytest.raises(services.ReportUnderReview):
        services.write_points(**who(county, officers), points={PointKind.PROBLEM: ["一"]})
