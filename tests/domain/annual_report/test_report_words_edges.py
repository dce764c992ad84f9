from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.domain.annual_report.wording import (
    agrees,
    percent,
    plain,
    round_down_with_more,
    wan,
    wan_more,
)


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (0, 100, "0"),
        (1, 100, "1"),
        (19, 10, "19"),
        (100, 10, "100"),
        (109, 10, "100余"),
        (110, 10, "110"),
        (119, 1, "119"),
        (199, 100, "190余"),
        (1099, 100, "1000余"),
        (1100, 100, "1100"),
        (1199, 1000, "1100余"),
        (12999, 1000, "12000余"),
        (13000, 1000, "13000"),
        (Decimal("0.4"), None, "0余"),
        (Decimal("10.0"), None, "10"),
        (Decimal("1700.5"), 100, "1700余"),
    ],
)
def test_a_number_is_never_worded_above_itself(number, unit, words):
    assert round_down_with_more(number, unit) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (10_001, "1.0001万"),
        (10_010, "1.001万"),
        (10_100, "1.01万"),
        (11_000, "1.1万"),
        (20_000, "2万"),
        (100_000_000, "10000万"),
        (Decimal("10000.5"), "1.00005万"),
        (Decimal("9999.9"), "9999.9"),
    ],
)
def test_wan_keeps_every_digit(number, words):
    assert wan(number) == words


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (10_000, None, "1万"),
        (10_999, None, "1万余"),
        (11_000, None, "1.1万"),
        (11_999, None, "1.1万余"),
        (99_000, None, "9.9万"),
        (100_000, None, "10万"),
        (109_999, None, "10万余"),
        (110_000, None, "11万"),
        (1_234_567, None, "123万余"),
        (1_234_567, 1000, "123.4万余"),
        (1_234_567, 100, "123.45万余"),
        (12_345, 100, "1.23万余"),
        (12_345, 10_000, "1.2万余"),
        (101, None, "100余"),
        (100, None, "100"),
        (9_900, None, "9900"),
    ],
)
def test_ten_wan_is_where_tenths_of_a_wan_stop(number, unit, words):
    assert wan_more(number, unit) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (100, "100"),
        (Decimal("100.0"), "100"),
        (Decimal("1E+2"), "100"),
        (Decimal("0.05"), "0.05"),
        (Decimal("-3.50"), "-3.5"),
        (Decimal("0.00"), "0"),
        (1_000_000, "1000000"),
    ],
)
def test_only_idle_zeros_behind_the_point_are_dropped(number, words):
    assert plain(number) == words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [
        (1, 1000, "0.1%"),
        (1, 1001, "0%"),
        (999, 1000, "99.9%"),
        (9999, 10000, "99.9%"),
        (1, 8, "12.5%"),
        (1, 6, "16.6%"),
        (3, 2, "150%"),
        (Decimal("0.5"), 1, "50%"),
    ],
)
def test_a_share_is_whole_only_when_nothing_is_missing(part, whole, words):
    assert percent(part, whole) == words


@pytest.mark.parametrize("say", [round_down_with_more, wan, wan_more])
@pytest.mark.parametrize("number", [-1, Decimal("-0.1"), -10_000])
def test_less_than_nothing_is_not_worded(say, number):
    with pytest.raises(ValueError, match="-"):
        say(number)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("9余", 9, 10),
        ("10余", 10, 20),
        ("120余", 120, 130),
        ("1700余", 1700, 1800),
        ("1010余", 1010, 1020),
        ("5.8万余", 58_000, 59_000),
        ("48万余", 480_000, 490_000),
        ("50万余", 500_000, 600_000),
        ("1.23万余", 12_300, 12_400),
    ],
)
def test_more_stands_for_less_than_one_step(text, low, high):
    assert not agrees(text, low)
    assert agrees(text, low + 1) or high - low == 1
    assert agrees(text, Decimal(high) - Decimal("0.1"))
    assert not agrees(text, high)


@pytest.mark.parametrize(
    ("text", "number", "is_true"),
    [
        ("5.8万", 58_000, True),
        ("5.8万", 58_001, False),
        ("58000", 58_000, True),
        ("400.50", Decimal("400.5"), True),
        ("0", 0, True),
        ("0", 1, False),
        ("8件和8人", 8, True),
        ("8件和9人", 8, False),
        ("", 5, True),
    ],
)
def test_every_number_in_a_text_is_held_against_the_cell(text, number, is_true):
    assert agrees(text, number) is is_true


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_exact_words_tell_two_numbers_apart(number):
    assert agrees(wan(number), number)
    assert not agrees(wan(number), number + 1)
    assert agrees(plain(number), number)
    assert not agrees(plain(number), number + 1)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_a_share_is_never_told_too_high(part, whole):
    told = Decimal(percent(part, whole).removesuffix("%"))
    exact = Decimal(part) * 100 / whole
    assert told <= exact < told + Decimal("0.1")


@settings(max_examples=60, deadline=None)
@given(st.integers(10, 10**9))
def test_rounding_keeps_two_digits_and_their_place(number):
    digits = str(number)
    kept = digits[:2] + "0" * (len(digits) - 2)
    more = "" if kept == digits else "余"
    assert round_down_with_more(number) == kept + more
