# ruff: noqa: S311 -- chance from a fixed seed is what these tests are about
from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.demo import figures


@given(
    parts=st.integers(1, 300),
    low=st.integers(0, 50),
    room=st.integers(0, 5_000),
    share=st.floats(0, 1),
    seed=st.integers(0, 10_000),
)
def test_a_split_adds_up_and_keeps_its_bounds(parts, low, room, share, seed):
    high = low + room
    total = low * parts + int(room * parts * share)
    numbers = figures.split(total, parts, Random(seed), low=low, high=high)
    assert sum(numbers) == total
    assert len(numbers) == parts
    assert all(low <= number <= high for number in numbers)


@pytest.mark.parametrize("total", [9, 31])
def test_a_split_that_cannot_be_is_refused(total):
    with pytest.raises(ValueError, match="never make"):
        figures.split(total, 3, Random(0), low=4, high=10)


def test_the_same_seed_splits_the_same_way():
    once, again = (figures.split(900, 30, Random(7), low=1, high=90) for _ in range(2))
    assert once == again


@pytest.mark.parametrize("seed", [1, 2025, 99])
def test_the_streams_add_up_to_the_year(seed):
    open_day, others = figures.streams(Random(seed))
    every = [open_day, *others]
    assert len(every) == 67
    assert sum(stream.viewers for stream in every) == 1_074_000
    assert sum(stream.answers for stream in every) == 10_297
    assert [stream.viewers for stream in every if stream.viewers >= 80_000] == [80_000]
    assert (open_day.viewers, open_day.new_followers, open_day.comments) == (58_000, 243, 740)


def test_the_figures_lie_where_the_report_rounds_them_down():
    assert 1_701 <= figures.PUBLISHED <= 1_799
    assert 480_001 <= figures.WORK_VIEWS <= 489_999
    assert 2_001 <= figures.WORK_LIKES <= 2_099
    assert 12_701 <= figures.FOLLOWERS_AT_END <= 12_799
    assert date(2025, 5, 16) == figures.OPEN_DAY_STREAM_ON


def test_the_interpretations_are_fifty_in_four_forms():
    assert dict(figures.INTERPRETATIONS) == {"text": 12, "picture": 34, "h5": 2, "animation": 2}


@pytest.mark.parametrize(
    ("total", "parts", "expected"), [(10, 4, [3, 3, 2, 2]), (28, 28, [1] * 28), (0, 2, [0, 0])]
)
def test_shares_are_as_even_as_can_be(total, parts, expected):
    assert figures.shares(total, parts) == expected
