"""Whose report it is by its title, and which row or column a label means however it is spelt."""

import pytest

from gongkai.domain.annual_report import layout
from gongkai.domain.annual_report.checking.labels import (
    ORDERED_ROWS,
    columns_of,
    is_right,
    official,
    row_of,
)
from gongkai.domain.annual_report.checking.naming import level_of, organ_of, year_of
from gongkai.domain.annual_report.form import Level

COLUMNS = [label for _, label in layout.COLUMNS]


@pytest.mark.parametrize(
    ("title", "organ", "year", "level"),
    [
        ("青禾县人民政府2025年政府信息公开工作年度报告", "青禾县人民政府", 2025, Level.COUNTY),
        ("青禾县教育局2024年度政府信息公开工作年度报告", "青禾县教育局", 2024, Level.DEPARTMENT),
        ("柳河镇人民政府关于2023年政府信息公开工作的报告", "柳河镇人民政府", 2023, Level.TOWNSHIP),
        ("青禾县人民政府办公室2025年政府信息公开年报", "青禾县人民政府办公室", 2025, Level.OFFICE),
        ("石桥街道办事处 2022 年政府信息公开工作年度报告", "石桥街道办事处", 2022, Level.TOWNSHIP),
        ("某某市人民政府2025年政府信息公开工作年度报告", "某某市人民政府", 2025, None),
        ("关于开展检查的通知", "", None, None),
    ],
)
def test_a_title_tells_organ_year_and_level(title, organ, year, level):
    assert (organ_of(title), year_of(title), level_of(organ_of(title))) == (organ, year, level)


@pytest.mark.parametrize("place", range(len(ORDERED_ROWS)))
def test_every_official_row_is_known_by_its_own_label(place):
    form = ORDERED_ROWS[place]
    assert row_of(official(form), place - 1) == place
    assert is_right(official(form), form)


def test_a_row_that_lost_letters_is_still_the_next_one():
    """2.其他法律行政止公开 stood in two published reports."""
    place = next(n for n, form in enumerate(ORDERED_ROWS) if form.key == "d2")
    assert row_of("2.其他法律行政止公开", place - 1) == place
    assert not is_right("2.其他法律行政止公开", ORDERED_ROWS[place])


def test_what_is_no_row_is_none():
    assert row_of("本单位办公地址") is None


def test_columns_are_known_in_their_order():
    assert columns_of(COLUMNS, COLUMNS) == list(range(len(COLUMNS)))
    assert columns_of(["电话", "地址"], COLUMNS) is None
