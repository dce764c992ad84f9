"""The items of articles 20 and 21, by kind of organ, and how each stands."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.organs import OrganLevel
from gongkai.domain.platform.items import BY_CODE, DISCLOSE_SOURCE, ITEMS, items_for
from gongkai.domain.platform.states import ItemState, due_on, state_of

TODAY = date(2026, 3, 31)
BUDGET, FEES = BY_CODE["20-07"], BY_CODE["20-08"]


def labels(level):
    return [item.label for item in items_for(level)]


def test_article_20_has_fifteen_items_for_every_kind_of_organ():
    for level in OrganLevel:
        codes = [item.code for item in items_for(level) if item.code.startswith("20-")]
        assert codes == [f"20-{number:02d}" for number in range(1, 16)]


def test_article_21_adds_seven_for_the_county_and_departments():
    added = ["市政建设", "公共服务", "公益事业", "土地征收", "房屋征收", "治安管理", "社会救助"]
    assert labels(OrganLevel.COUNTY)[15:22] == added
    assert labels(OrganLevel.DEPARTMENT)[15:22] == added


def test_article_21_adds_eight_for_townships_and_nothing_by_practice():
    assert labels(OrganLevel.TOWNSHIP)[15:] == [
        "贯彻落实农业农村政策",
        "农田水利工程建设运营",
        "农村土地承包经营权流转",
        "宅基地使用情况审核",
        "土地征收",
        "房屋征收",
        "筹资筹劳",
        "社会救助",
    ]


def test_practice_items_follow_the_statutory_ones():
    assert labels(OrganLevel.COUNTY)[22:] == ["建议提案办理", "重大行政决策"]
    assert [item.code for item in ITEMS if item.is_practice] == ["x-01", "x-02"]


def test_an_item_names_its_article():
    assert str(BUDGET.basis) == "《中华人民共和国政府信息公开条例》第二十条第（七）项"
    assert str(BY_CODE["21t-07"].basis) == "《中华人民共和国政府信息公开条例》第二十一条"
    assert str(DISCLOSE_SOURCE).endswith("第二十六条")


def test_codes_are_unique():
    assert len(BY_CODE) == len(ITEMS) == 32


def test_items_the_county_left_out_are_not_listed():
    kept = items_for(OrganLevel.TOWNSHIP, left_out=["20-14", "21t-07"])
    assert len(kept) == 21
    assert {"20-14", "21t-07"}.isdisjoint(item.code for item in kept)


@pytest.mark.parametrize(("code", "words"), [("20-07", "每年至少一次"), ("20-02", "有变更即更新")])
def test_interval_is_said_in_words(code, words):
    assert BY_CODE[code].interval_in_words() == words


@pytest.mark.parametrize(
    ("entries", "last_on", "statement", "state"),
    [
        (0, None, "", ItemState.BLANK),
        (0, None, "  ", ItemState.BLANK),
        (0, None, "本机关没有这项职责。", ItemState.NOTHING),
        (3, date(2025, 3, 31), "", ItemState.FILLED),
        (3, date(2025, 3, 30), "", ItemState.OVERDUE),
        (3, date(2025, 3, 30), "本机关没有这项职责。", ItemState.OVERDUE),
    ],
)
def test_state_of_a_yearly_item(entries, last_on, statement, state):
    found = state_of(BUDGET, entries=entries, last_on=last_on, statement=statement, today=TODAY)
    assert found is state


def test_an_item_that_changes_with_facts_is_never_overdue():
    assert due_on(FEES, date(2010, 1, 1)) is None
    found = state_of(FEES, entries=1, last_on=date(2010, 1, 1), statement="", today=TODAY)
    assert found is ItemState.FILLED


def test_the_interval_of_the_section_goes_before_the_usual_one():
    assert due_on(BUDGET, date(2026, 1, 1), 30) == date(2026, 1, 31)
    assert due_on(FEES, date(2026, 1, 1), 30) == date(2026, 1, 31)


@given(gone=st.integers(0, 2000), entries=st.integers(1, 50))
def test_an_item_with_entries_is_never_blank(gone, entries):
    last = TODAY - timedelta(days=gone)
    state = state_of(BUDGET, entries=entries, last_on=last, statement="", today=TODAY)
    assert (state is ItemState.OVERDUE) == (gone > 365)
