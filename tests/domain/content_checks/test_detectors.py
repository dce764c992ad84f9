from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.content_checks.circumstances import Circumstances
from gongkai.domain.content_checks.dates import (
    missing_dates,
    numeral,
    reversed_ranges,
    wrong_weekdays,
)
from gongkai.domain.content_checks.findings import Tier
from gongkai.domain.content_checks.personal_numbers import (
    bank_cards,
    identity_numbers,
    is_identity_number,
    mobile_numbers,
    passes_luhn,
)
from gongkai.domain.content_checks.references import document_numbers
from gongkai.domain.content_checks.sums import wrong_growth, wrong_shares, wrong_sums
from gongkai.domain.content_checks.wholes import skipped_numbers, unpaired_marks

TOLD = Circumstances()
DAYS = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def quotes(detector, text, told=TOLD):
    return [text[hit.start : hit.end] for hit in detector(text, told)]


@pytest.mark.parametrize(
    ("written", "value"),
    [("2025", 2025), ("二〇二五", 2025), ("十", 10), ("十二", 12), ("三十一", 31), ("二十", 20)],
)
def test_figures_are_read_in_both_scripts(written, value):
    assert numeral(written) == value


@given(DAYS)
def test_no_day_of_the_calendar_is_missing(day):
    written = f"{day.year}年{day.month}月{day.day}日，{day.isoformat()}"
    assert quotes(missing_dates, written) == []


@given(DAYS, st.integers(1, 6))
def test_every_weekday_but_the_calendars_is_wrong(day, off):
    wrong = "一二三四五六日"[(day + timedelta(days=off)).weekday()]
    right = "一二三四五六日"[day.weekday()]
    written = f"{day.year}年{day.month}月{day.day}日"
    assert quotes(wrong_weekdays, f"{written}（星期{wrong}）") != []
    assert quotes(wrong_weekdays, f"{written}（星期{right}）") == []


@given(DAYS, st.integers(1, 3000))
def test_a_range_is_reversed_in_one_direction_only(day, days):
    first, last = (f"{d.year}年{d.month}月{d.day}日" for d in (day, day + timedelta(days=days)))
    assert quotes(reversed_ranges, f"{first}至{last}") == []
    assert quotes(reversed_ranges, f"{last}至{first}") == [f"{last}至{first}"]


def test_dates_are_read_with_the_gaps_of_a_typesetter():
    assert quotes(missing_dates, "2025 年 2 月 30 日起") == ["2025 年 2 月 30 日"]


def test_a_range_may_end_with_a_day_alone():
    assert quotes(reversed_ranges, "5月15日至14日") == ["5月15日至14日"]
    assert quotes(reversed_ranges, "5月15日至18日") == []


def test_each_of_two_totals_is_compared_with_its_own_parts():
    text = "接待群众45批120人次，其中个体访30批60人次，集体访20批60人次。"
    assert [hit.evidence for hit in wrong_sums(text, TOLD)] == ["30+20=50，不等于45"]


def test_a_date_that_borrows_its_year_is_only_looked_at():
    hits = list(wrong_weekdays("2025年5月12日启动，5月15日（星期五）结束", TOLD))
    assert [(hit.suggestion, hit.tier) for hit in hits] == [("星期四", Tier.MUST_LOOK)]


@given(st.lists(st.integers(1, 500), min_size=2, max_size=5))
def test_parts_that_make_the_total_are_left_in_peace(parts):
    listed = "、".join(f"第{'甲乙丙丁戊'[n]}类{part}件" for n, part in enumerate(parts))
    assert quotes(wrong_sums, f"共收到申请{sum(parts)}件，其中{listed}。") == []


@given(st.lists(st.integers(1, 500), min_size=2, max_size=2), st.integers(1, 500))
def test_parts_above_the_total_block(parts, less):
    total = max(sum(parts) - less, 0)
    text = f"共收到申请{total}件，其中信函{parts[0]}件、当面{parts[1]}件。"
    assert [hit.tier for hit in wrong_sums(text, TOLD)] == [None]


@pytest.mark.parametrize(
    "text",
    [
        "微信公众号共5个，其中，甲局3个；乙局2个。",
        "全县共有教师100人，其中女性70人，党员50人。",
        "共检查1401处，其中发现隐患1400处，已修改1375处。",
        "就业增加0.1万人，其中城镇41.4万人，乡村20万人。",
        "共办理30余件，其中网上20件，信函15件。",
        "受理12件，办理30余件，其中网上20件，信函15件。",
        "受理12件，办理1.2万件，其中网上6100件，信函5950件。",
        "生产总值125.3亿元，其中农业20.1亿元，工业50.2亿元，服务业55.1亿元。",
        "共办理30件，其中主要有网上10件，信函5件，当面3件。",
    ],
)
def test_what_is_no_division_of_a_total_is_left_in_peace(text):
    assert quotes(wrong_sums, text) == []


@given(st.integers(1, 400), st.integers(0, 400))
def test_a_share_rounded_to_one_digit_is_right(part, rest):
    share = f"{part / (part + rest) * 100:.1f}"
    text = f"共收到申请{part + rest}件，其中网上{part}件，占{share}%。"
    assert quotes(wrong_shares, text) == []


@given(st.integers(10, 900), st.integers(1, 900))
def test_growth_computed_from_its_figures_is_right(first, more):
    growth = f"{more / first * 100:.1f}"
    assert quotes(wrong_growth, f"由{first}件增加到{first + more}件，增长{growth}%") == []


def test_growth_called_the_wrong_way_is_found():
    assert quotes(wrong_growth, "由100件增加到80件，增长20%") != []


def test_the_published_example_of_an_identity_number_is_one():
    assert is_identity_number("11010519491231002X")
    assert not is_identity_number("110105194912310021")
    assert not is_identity_number("11010519491331002X")


@given(st.text("0123456789", min_size=15, max_size=18))
def test_exactly_one_last_digit_passes_luhn(body):
    assert sum(passes_luhn(body + digit) for digit in "0123456789") == 1


@pytest.mark.parametrize("detector", [identity_numbers, mobile_numbers, bank_cards])
@pytest.mark.parametrize(
    "text",
    [
        "索引号：JG001/2025-00012",
        "统一社会信用代码11500000MB1B37366Q",
        "统一社会信用代码11441700007280420Y",
        "发布时间20250515123045，流水号4111111111111111",
        "1700000000000",
        "110105********002X，138****8000，6222****1234",
        "https://example.org/t20250515_13800138000.html",
        "电话0421-2612345，12345热线",
    ],
)
def test_numbers_that_belong_to_nobody_are_left_in_peace(detector, text):
    assert quotes(detector, text) == []


def test_a_document_number_of_a_later_year_is_found():
    told = Circumstances(as_of=date(2025, 6, 1))
    assert quotes(document_numbers, "朝政办发〔2026〕3号", told) == ["〔2026〕3号"]
    assert quotes(document_numbers, "朝政办发〔2025〕3号", told) == []


def test_a_quotation_of_several_paragraphs_is_a_pair():
    text = "修改为：“第一款。\n“第二款。\n“第三款。”"
    assert quotes(unpaired_marks, text) == []
    assert quotes(unpaired_marks, "修改为：“第一款。\n第二款。") == ["“"]


def test_headings_after_the_tenth_are_still_counted():
    assert quotes(skipped_numbers, "十、附则\n正文。\n十一、其他\n正文。") == []
    assert quotes(skipped_numbers, "十、附则\n正文。\n十二、其他") == ["十二、"]
