"""Bounds of what strangers send."""

from datetime import UTC, date, datetime, timedelta

import pytest

from gongkai.domain.engagement.intake import (
    NothingWritten,
    TextTooLong,
    TooManySubmissions,
    check_pace,
    check_text,
    forget_on,
)

AT = datetime(2025, 6, 3, 2, tzinfo=UTC)


def minutes_ago(*numbers):
    return [AT - timedelta(minutes=number) for number in numbers]


def test_the_fifth_within_the_hour_is_taken():
    check_pace(minutes_ago(1, 2, 3, 59), AT, most=5, minutes=60)


def test_the_sixth_within_the_hour_is_refused():
    with pytest.raises(TooManySubmissions) as refused:
        check_pace(minutes_ago(0, 1, 2, 3, 59), AT, most=5, minutes=60)
    assert refused.value.facts == {"minutes": 60}


def test_what_is_an_hour_old_no_longer_counts():
    check_pace(minutes_ago(1, 2, 3, 4, 60), AT, most=5, minutes=60)


@pytest.mark.parametrize("text", ["", "  \n", "\x00"])
def test_an_empty_text_is_refused(text):
    with pytest.raises(NothingWritten):
        check_text(text, 10)


def test_a_text_is_kept_without_the_blanks_around_it():
    assert check_text("  建议保留站点。\x00\n", 10) == "建议保留站点。"


def test_a_text_of_exactly_the_length_is_taken():
    assert check_text("字" * 10, 10) == "字" * 10


def test_a_longer_text_is_refused():
    with pytest.raises(TextTooLong) as refused:
        check_text("字" * 11, 10)
    assert refused.value.facts == {"most": 10}


def test_contacts_are_kept_half_a_year():
    assert forget_on(date(2025, 4, 2), 180) == date(2025, 9, 29)
