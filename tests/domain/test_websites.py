from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.websites import (
    UPDATE_INTERVALS,
    Accent,
    SectionFreshness,
    SectionKind,
    SectionVeto,
    SlugsOfDayExhausted,
    section_freshness,
    section_vetoes,
    slug_for,
)

TODAY = date(2025, 9, 30)
LONG_AGO = date(2023, 1, 1)


def test_a_slug_is_the_day_and_a_four_digit_number():
    assert slug_for(date(2025, 3, 12), 17) == "202503120017"
    assert slug_for(date(2025, 3, 12), 9999) == "202503129999"


@pytest.mark.parametrize("serial", [0, -1, 10_000])
def test_a_number_outside_four_digits_is_refused(serial):
    with pytest.raises(SlugsOfDayExhausted):
        slug_for(date(2025, 3, 12), serial)


@given(
    st.tuples(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1, 9999)),
    st.tuples(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1, 9999)),
)
def test_slugs_sort_like_the_pages_they_name(one, other):
    assert (slug_for(*one) < slug_for(*other)) == (one < other)
    assert len(slug_for(*one)) == 12
    assert slug_for(*one).isdecimal()


@pytest.mark.parametrize(
    ("kind", "published_on", "due_on"),
    [
        (SectionKind.NEWS, date(2025, 3, 1), date(2025, 3, 15)),
        (SectionKind.NOTICES, date(2025, 3, 1), date(2025, 9, 1)),
        (SectionKind.DOCUMENTS, date(2025, 8, 31), date(2026, 2, 28)),
        (SectionKind.INTERPRETATIONS, date(2025, 12, 15), date(2026, 6, 15)),
        (SectionKind.SERVICES, date(2025, 11, 30), date(2026, 2, 28)),
        (SectionKind.REPORTS, date(2024, 2, 29), date(2025, 2, 28)),
    ],
)
def test_something_new_is_due_by_the_printed_calendar(kind, published_on, due_on):
    assert UPDATE_INTERVALS[kind].due_on(published_on) == due_on


def test_figures_read_in_the_notice_are_told_from_recalled_ones():
    assert {kind.label for kind, interval in UPDATE_INTERVALS.items() if interval.is_verified} == {
        "政务要闻",
        "通知公告",
        "政策文件",
        "办事服务",
    }
    assert all(interval.note for interval in UPDATE_INTERVALS.values())


@pytest.mark.parametrize(
    ("days_ago", "expected"),
    [
        (0, SectionFreshness.FRESH),
        (8, SectionFreshness.FRESH),
        (9, SectionFreshness.WARNED),  # 60 % of 14 days is 8.4
        (14, SectionFreshness.WARNED),
        (15, SectionFreshness.STALE),
    ],
)
def test_news_are_warned_at_sixty_percent_and_stale_after_two_weeks(days_ago, expected):
    published_on = TODAY - timedelta(days=days_ago)
    assert section_freshness(SectionKind.NEWS, published_on, TODAY) is expected


@pytest.mark.parametrize("kind", [SectionKind.GUIDE, SectionKind.RULES, SectionKind.ABOUT])
def test_standing_pages_do_not_age_but_may_not_be_blank(kind):
    assert section_freshness(kind, LONG_AGO, TODAY) is SectionFreshness.FRESH
    assert section_freshness(kind, None, TODAY) is SectionFreshness.BLANK


def _site(kind, last, times):
    return [(kind, last)] * times


@pytest.mark.parametrize(
    ("sections", "vetoes"),
    [
        ([], ()),
        (_site(SectionKind.NEWS, LONG_AGO, 4), ()),
        (
            _site(SectionKind.NEWS, LONG_AGO, 3) + _site(SectionKind.DOCUMENTS, LONG_AGO, 2),
            (SectionVeto.NEWS_AND_DOCUMENTS,),
        ),
        (_site(SectionKind.PRESS, LONG_AGO, 9), ()),
        (_site(SectionKind.PRESS, LONG_AGO, 10), (SectionVeto.STALE,)),
        (_site(SectionKind.ABOUT, None, 4), ()),
        (_site(SectionKind.ABOUT, None, 5), (SectionVeto.BLANK,)),
        (
            _site(SectionKind.NOTICES, LONG_AGO, 10) + _site(SectionKind.TOPIC, None, 5),
            tuple(SectionVeto),
        ),
    ],
)
def test_stale_and_blank_sections_veto_a_site(sections, vetoes):
    assert section_vetoes(sections, TODAY) == vetoes


@given(st.sampled_from(SectionKind), st.dates(date(2020, 1, 1), TODAY))
def test_publishing_today_makes_every_section_fresh(kind, day):
    assert section_freshness(kind, day, day) is SectionFreshness.FRESH


def test_official_names():
    assert [accent.label for accent in Accent] == ["黛蓝", "松绿", "赭石", "石青", "茶褐", "绛紫"]
    assert [kind.label for kind in SectionKind] == [
        "政务要闻",
        "通知公告",
        "政策文件",
        "政策解读",
        "新闻发布会",
        "在线访谈",
        "政府信息公开",
        "政府信息公开指南",
        "政府信息公开制度",
        "法定主动公开内容",
        "政府信息公开年报",
        "依申请公开",
        "专题专栏",
        "常务会议",
        "政务公开日",
        "主动公开事项目录",
        "征求意见",
        "概况",
        "办事服务",
        "村务公示",
    ]
