from datetime import date

import pytest

from gongkai.domain.annual_report.deadlines import (
    OUTER_LIMIT_SOURCE,
    counted_until,
    due_on,
    outer_limit_on,
    report_title,
)
from gongkai.domain.annual_report.form import Level


@pytest.mark.parametrize(
    ("level", "due", "outer"),
    [
        (Level.DEPARTMENT, date(2026, 1, 31), date(2026, 1, 31)),
        (Level.TOWNSHIP, date(2026, 1, 31), date(2026, 3, 31)),
        (Level.OFFICE, date(2026, 1, 31), date(2026, 3, 31)),
        (Level.COUNTY, date(2026, 2, 20), date(2026, 3, 31)),
        (Level.CITY, date(2026, 3, 10), date(2026, 3, 31)),
        (Level.PROVINCIAL, date(2026, 3, 31), date(2026, 3, 31)),
    ],
)
def test_the_report_of_2025_is_due_in_2026(level, due, outer):
    assert due_on(level, 2025) == due
    assert outer_limit_on(level, 2025) == outer


def test_every_level_has_a_day_within_the_limit_of_the_regulations():
    for level in Level:
        assert due_on(level, 2027) <= outer_limit_on(level, 2027)


def test_figures_stand_still_at_the_end_of_the_year():
    assert counted_until(2025) == date(2025, 12, 31)


def test_the_limit_names_its_article():
    assert str(OUTER_LIMIT_SOURCE) == "《中华人民共和国政府信息公开条例》第四十九条"


@pytest.mark.parametrize(
    ("organ", "title"),
    [
        ("青禾县人民政府", "青禾县人民政府2025年政府信息公开工作年度报告"),
        ("青禾县公安局", "青禾县公安局2025年政府信息公开工作年度报告"),
    ],
)
def test_titles_follow_the_usual_form(organ, title):
    assert report_title(organ, 2025) == title
