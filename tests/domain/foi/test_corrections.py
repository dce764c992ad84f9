from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.foi.corrections import WITH_TERM, first_reversed

MARCH = [date(2026, 3, day) for day in range(1, 32)]


@pytest.mark.parametrize(
    ("days", "place"),
    [
        ([], None),
        ([MARCH[2]], None),
        ([MARCH[2], MARCH[2], MARCH[5]], None),
        ([MARCH[2], MARCH[1]], 1),
        ([MARCH[2], MARCH[5], MARCH[4], MARCH[3]], 2),
    ],
)
def test_the_first_day_before_its_predecessor_is_named(days, place):
    assert first_reversed(days) == place


@given(st.lists(st.sampled_from(MARCH)))
def test_days_are_in_order_exactly_when_sorting_leaves_them(days):
    assert (first_reversed(days) is None) is (sorted(days) == days)


def test_the_entries_with_a_term_are_those_whose_form_asks_for_one():
    assert {str(event) for event in WITH_TERM} == {
        "request_correction", "extend", "remedy_order", "self_correct",
    }  # fmt: skip
