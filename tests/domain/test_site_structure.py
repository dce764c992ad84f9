from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.site_structure import (
    COLUMN_TYPES,
    DomainNotGovernmental,
    Month,
    SectionTooDeep,
    check_depth,
    check_domain,
    column_type,
    update_due_on,
)
from gongkai.domain.websites import SectionKind

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


# -- domains ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "domain",
    ["www.example.gov.cn", "jtj.example.gov.cn", "a.gov.cn", "x-1.example.gov.cn",
     "例县人民政府.政务", "example.政务"],
)  # fmt: skip
def test_domains_of_the_government_are_taken(domain):
    assert check_domain(domain) == domain


@pytest.mark.parametrize(
    "domain",
    ["", "gov.cn", ".gov.cn", "www.example.com", "www.example.gov.cn.", "WWW.example.gov.cn",
     "www.example.gov.com", "www.examplegov.cn", "-a.gov.cn", "a-.gov.cn", "a b.gov.cn",
     "https://www.example.gov.cn", "www.example.gov.cn/", "www.例县.gov.cn", "政务",
     "www..gov.cn", "a_b.gov.cn", "www.example.gov.cn\n"],
)  # fmt: skip
def test_other_domains_are_refused(domain):
    with pytest.raises(DomainNotGovernmental) as refused:
        check_domain(domain)
    assert refused.value.facts == {"domain": domain}


def test_a_label_has_at_most_63_characters():
    assert check_domain(f"{'a' * 63}.gov.cn")
    with pytest.raises(DomainNotGovernmental):
        check_domain(f"{'a' * 64}.gov.cn")


# -- depth -----------------------------------------------------------------------------


@pytest.mark.parametrize("levels", [1, 2, 3])
def test_three_levels_below_the_home_page_are_allowed(levels):
    check_depth(levels)


@pytest.mark.parametrize("levels", [4, 5])
def test_a_fourth_level_is_refused(levels):
    with pytest.raises(SectionTooDeep) as refused:
        check_depth(levels, "决算")
    assert refused.value.facts == {"levels": levels, "most": 3, "title": "决算"}


# -- tags ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "tag"),
    [
        (SectionKind.NEWS, "工作动态"),
        (SectionKind.DOCUMENTS, "政策文件"),
        (SectionKind.INTERPRETATIONS, "政策解读"),
        (SectionKind.INTERVIEWS, "在线访谈"),
        (SectionKind.GUIDE, "信息公开指南"),
        (SectionKind.REPORTS, "信息公开年报"),
        (SectionKind.ON_REQUEST, "依申请公开"),
        (SectionKind.CONSULTATION, "征集调查"),
        (SectionKind.SERVICES, "办事服务"),
        (SectionKind.ABOUT, "概况信息"),
    ],
)
def test_columns_are_tagged_with_the_words_of_the_standard(kind, tag):
    assert column_type(kind) == tag
    assert tag in COLUMN_TYPES


@pytest.mark.parametrize("kind", list(SectionKind))
def test_every_kind_has_a_tag_and_its_own_word_counts_first(kind):
    assert column_type(kind)
    assert column_type(kind, "领导活动") == "领导活动"


def test_the_standard_names_eighteen_types():
    assert len(COLUMN_TYPES) == len(set(COLUMN_TYPES)) == 18


# -- updates ---------------------------------------------------------------------------


def test_news_is_due_after_two_weeks_and_notices_after_six_months():
    assert update_due_on(SectionKind.NEWS, date(2025, 3, 1)) == date(2025, 3, 15)
    assert update_due_on(SectionKind.NOTICES, date(2025, 3, 31)) == date(2025, 9, 30)


def test_an_interval_of_its_own_counts_before_the_kind_s():
    assert update_due_on(SectionKind.NEWS, date(2025, 3, 1), 30) == date(2025, 3, 31)
    assert update_due_on(SectionKind.GUIDE, date(2025, 3, 1), 30) == date(2025, 3, 31)


def test_a_standing_page_is_never_due():
    assert update_due_on(SectionKind.GUIDE, date(2025, 3, 1)) is None


# -- months ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "month"),
    [("2025-03", Month(2025, 3)), ("1999-12", Month(1999, 12)), ("2026-01", Month(2026, 1))],
)
def test_a_month_is_read_and_written_alike(text, month):
    assert Month.parse(text) == month
    assert str(month) == text


@pytest.mark.parametrize(
    "text",
    ["", "2025", "2025-3", "2025-00", "2025-13", "2025-03-01", "0999-01", "25-03", "２０２５-03",
     "2025-03/", "2025-03\n", " 2025-03"],
)  # fmt: skip
def test_what_is_no_month_is_none(text):
    assert Month.parse(text) is None


def test_december_is_followed_by_january_of_the_next_year():
    assert Month(2025, 12).next() == Month(2026, 1)
    assert Month(2025, 1).next() == Month(2025, 2)
    assert Month(2025, 11).next() == Month(2025, 12)


def test_a_month_says_itself_in_words():
    assert Month(2025, 3).label == "2025年3月"
    assert Month(2025, 12).first_day == date(2025, 12, 1)


@given(DAYS)
def test_every_day_lies_between_its_month_s_first_day_and_the_next_one_s(day):
    month = Month.of(day)
    assert month.first_day <= day < month.next().first_day


@given(DAYS, DAYS)
def test_months_sort_like_their_days(one, other):
    if Month.of(one) < Month.of(other):
        assert one < other
    if one <= other:
        assert Month.of(one) <= Month.of(other)


@given(DAYS)
def test_the_day_before_the_next_month_belongs_to_this_one(day):
    month = Month.of(day)
    assert Month.of(month.next().first_day - timedelta(days=1)) == month
