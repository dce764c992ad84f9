# ruff: noqa: S311 -- chance from a fixed seed makes the portfolios
"""Identities of 表三 in ten thousand portfolios of chance."""

from collections import Counter
from datetime import date
from itertools import pairwise
from random import Random

import pytest

from gongkai.domain.foi.counting import CountedRequest, CountRow, tally

NEW, CARRIED_IN, DONE, CARRIED_OUT = CountRow
PORTFOLIOS, MOST = 10_000, 12
FIRST, LAST = date(2023, 1, 1).toordinal(), date(2025, 12, 31).toordinal()
YEARS = range(2023, 2027)  # nothing is concluded later


def portfolio(chance):
    """Return requests of three years; one in five is still open, many close in a new year."""
    found = []
    for _ in range(chance.randrange(MOST + 1)):
        received = chance.randint(FIRST, LAST)
        concluded = None
        if chance.random() > 0.2:
            concluded = date.fromordinal(
                min(received + chance.randrange(400), date(2026, 12, 31).toordinal())
            )
        found.append(CountedRequest(date.fromordinal(received), concluded))
    return found


@pytest.fixture(scope="module")
def counted():
    """Every portfolio with its table of each year."""
    chance = Random(20260801)
    portfolios = [portfolio(chance) for _ in range(PORTFOLIOS)]
    return [(one, [tally(one, year) for year in YEARS]) for one in portfolios]


def test_the_portfolios_are_ten_thousand_and_cross_every_turn_of_the_year(counted):
    assert len(counted) == PORTFOLIOS
    carried = Counter()
    for _, tables in counted:
        for year, table in zip(YEARS, tables, strict=True):
            carried[year] += table[CARRIED_OUT]
    assert min(carried.values()) > PORTFOLIOS


def test_what_came_in_equals_what_went_out(counted):
    for _, tables in counted:
        for table in tables:
            assert table[NEW] + table[CARRIED_IN] == table[DONE] + table[CARRIED_OUT]


def test_what_one_year_carries_out_the_next_carries_in(counted):
    for _, tables in counted:
        assert tables[0][CARRIED_IN] == 0
        for before, after in pairwise(tables):
            assert before[CARRIED_OUT] == after[CARRIED_IN]


def test_every_request_is_new_once_and_done_once_or_carried_out_at_the_end(counted):
    for requests, tables in counted:
        closed = sum(request.concluded_on is not None for request in requests)
        assert sum(table[NEW] for table in tables) == len(requests)
        assert sum(table[DONE] for table in tables) == closed
        assert tables[-1][CARRIED_OUT] == len(requests) - closed


def test_the_tables_of_two_organs_add_up_to_the_table_of_both(counted):
    for (one, tables), (other, others) in zip(counted[:1000:2], counted[1:1000:2], strict=True):
        for year, left, right in zip(YEARS, tables, others, strict=True):
            both = tally([*one, *other], year)
            assert both == {row: left[row] + right[row] for row in CountRow}


def test_the_stock_at_the_end_of_a_year_is_a_count_of_dates(counted):
    """Count the open requests of 31 December by comparing dates, not years."""
    for requests, tables in counted:
        for year, table in zip(YEARS, tables, strict=True):
            end = date(year, 12, 31)
            stock = sum(
                r.received_on <= end and (r.concluded_on is None or r.concluded_on > end)
                for r in requests
            )
            assert table[CARRIED_OUT] == stock
