from decimal import Decimal

import pytest
from hypothesis import given
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
    ("number", "words"),
    [
        (0, "0"),
        (9, "9"),
        (10, "10"),
        (99, "99"),
        (100, "100"),
        (101, "100余"),
        (128, "120余"),
        (999, "990余"),
        (1000, "1000"),
        (1700, "1700"),
        (1701, "1700余"),
        (1723, "1700余"),
        (1799, "1700余"),
        (9999, "9900余"),
        (10000, "10000"),
        (10001, "10000余"),
        (99999, "99000余"),
        (100000, "100000"),
    ],
)
def test_rounded_down_to_two_digits(number, words):
    assert round_down_with_more(number) == words


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (12743, 100, "12700余"),
        (12700, 100, "12700"),
        (2043, 100, "2000余"),
        (2000, 100, "2000"),
        (37, 100, "37"),  # never "0余"
        (250, 1000, "250"),
        (257, 1000, "250余"),
        (5, 1, "5"),
        (Decimal("5.5"), None, "5余"),
    ],
)
def test_rounded_down_to_the_unit_that_fits(number, unit, words):
    assert round_down_with_more(number, unit) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "0"),
        (9999, "9999"),
        (10000, "1万"),
        (58000, "5.8万"),
        (58123, "5.8123万"),
        (80000, "8万"),
        (99999, "9.9999万"),
        (1000000, "100万"),
        (1074000, "107.4万"),
    ],
)
def test_in_wan_exactly(number, words):
    assert wan(number) == words


@pytest.mark.parametrize(
    ("number", "unit", "words"),
    [
        (483112, None, "48万余"),
        (480000, None, "48万"),
        (489999, None, "48万余"),
        (58123, None, "5.8万余"),
        (58000, None, "5.8万"),
        (10001, None, "1万余"),
        (99999, None, "9.9万余"),
        (100001, None, "10万余"),
        (9999, None, "9900余"),
        (12, None, "12"),
        (1074233, 1000, "107.4万余"),
        (1074000, 1000, "107.4万"),
        (483112, 10000, "48万余"),
    ],
)
def test_in_wan_rounded_down(number, unit, words):
    assert wan_more(number, unit) == words


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (Decimal("400.00"), "400"),
        (Decimal("0.50"), "0.5"),
        (Decimal("24252.311082"), "24252.311082"),
        (Decimal("1E+3"), "1000"),
        (Decimal(0), "0"),
        (12790, "12790"),
    ],
)
def test_plain_numbers_have_no_idle_zeros_and_no_separators(number, words):
    assert plain(number) == words


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(4, 100, "4%"), (1, 3, "33.3%"), (2, 3, "66.6%"), (9, 9, "100%"), (0, 5, "0%")],
)
def test_percent_is_rounded_down(part, whole, words):
    assert percent(part, whole) == words


def test_there_is_no_share_of_nothing():
    with pytest.raises(ValueError, match="0"):
        percent(1, 0)


@pytest.mark.parametrize("say", [round_down_with_more, wan, wan_more])
def test_a_negative_number_is_not_worded(say):
    with pytest.raises(ValueError, match="-1"):
        say(-1)


def value_of(words):
    """Return the number behind the words, read without the code under test."""
    digits = words.removesuffix("余")
    return Decimal(digits.removesuffix("万")) * (10000 if digits.endswith("万") else 1)


numbers = st.integers(0, 10**9)
units = st.sampled_from([None, 1, 10, 100, 1000, 10000])


@given(numbers, units)
def test_words_never_say_more_than_there_is_and_say_more_only_when_something_was_dropped(
    number, unit
):
    for words in (round_down_with_more(number, unit), wan_more(number, unit), wan(number)):
        assert "超" not in words
        assert value_of(words) <= number
        assert words.endswith("余") is (value_of(words) < number)
        assert number == 0 or value_of(words) > 0


@given(numbers, units)
def test_words_agree_with_the_number_they_were_made_from(number, unit):
    assert agrees(round_down_with_more(number, unit), number)
    assert agrees(wan_more(number, unit), number)
    assert agrees(wan(number), number)


@pytest.mark.parametrize(
    ("text", "number", "is_true"),
    [
        ("9", 9, True),
        ("9", 10, False),
        ("共9件", 9, True),
        ("1700余", 1723, True),
        ("1700余", 1700, False),
        ("1700余", 1800, False),
        ("1700余", 1699, False),
        ("48万余", 483112, True),
        ("48万余", 493112, False),
        ("107.4万", 1074000, True),
        ("107.4万余", 1074233, True),
        ("107.4万余", 1075233, False),
        ("没有", 3, True),
    ],
)
def test_a_worded_number_is_held_against_the_real_one(text, number, is_true):
    assert agrees(text, number) is is_true
