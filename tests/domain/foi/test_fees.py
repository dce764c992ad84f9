from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.foi.fees import (
    FEE_SOURCE,
    TARIFF_SOURCES,
    FeeLine,
    Tariff,
    fee_lines,
    fee_yuan,
    request_price_yuan,
)

UNITS = st.integers(0, 500)


@pytest.mark.parametrize(
    ("requests", "yuan"),
    [
        (0, 0),
        (10, 0),
        (11, 100),
        (20, 1000),
        (30, 2000),
        (31, 2200),
        (40, 4000),
        (41, 4300),
        (50, 7000),
        (55, 9000),
        (60, 11000),
        (61, 11500),
    ],
)
def test_requests_of_a_month_cost_the_published_totals(requests, yuan):
    assert fee_yuan(Tariff.BY_REQUEST, requests) == Decimal(yuan)


@pytest.mark.parametrize(
    ("pages", "yuan"),
    [
        (0, 0),
        (30, 0),
        (31, 10),
        (100, 700),
        (101, 720),
        (150, 1700),
        (200, 2700),
        (201, 2740),
        (250, 4700),
        (300, 6700),
    ],
)
def test_pages_of_a_request_cost_the_published_totals(pages, yuan):
    assert fee_yuan(Tariff.BY_PAGE, pages) == Decimal(yuan)


@pytest.mark.parametrize(
    ("nth", "yuan"),
    [(1, 0), (10, 0), (11, 100), (30, 100), (31, 200), (40, 200), (41, 300), (51, 400), (60, 400)],
)
def test_each_further_request_has_the_price_of_its_bracket(nth, yuan):
    assert request_price_yuan(nth) == Decimal(yuan)


def test_calculation_is_shown_bracket_by_bracket():
    assert fee_lines(Tariff.BY_REQUEST, 33) == (
        FeeLine(1, 10, Decimal(0)),
        FeeLine(11, 30, Decimal(100)),
        FeeLine(31, 33, Decimal(200)),
    )
    assert fee_lines(Tariff.BY_PAGE, 201) == (
        FeeLine(1, 30, Decimal(0)),
        FeeLine(31, 100, Decimal(10)),
        FeeLine(101, 200, Decimal(20)),
        FeeLine(201, 201, Decimal(40)),
    )
    assert fee_lines(Tariff.BY_PAGE, 0) == ()


def test_numbers_that_cannot_be_are_errors():
    with pytest.raises(ValueError, match="-1"):
        fee_yuan(Tariff.BY_PAGE, -1)
    with pytest.raises(ValueError, match="0"):
        request_price_yuan(0)


def test_tariffs_cite_their_articles():
    assert str(FEE_SOURCE) == "《中华人民共和国政府信息公开条例》第四十二条"
    assert str(TARIFF_SOURCES[Tariff.BY_REQUEST]).endswith("（国办函〔2020〕109号）第四条")
    assert str(TARIFF_SOURCES[Tariff.BY_PAGE]).endswith("（国办函〔2020〕109号）第五条")


@given(UNITS)
def test_total_is_the_sum_of_the_prices_of_single_requests(requests):
    prices = sum(request_price_yuan(n) for n in range(1, requests + 1))
    assert fee_yuan(Tariff.BY_REQUEST, requests) == prices


@given(st.sampled_from(Tariff), UNITS)
def test_one_more_never_costs_less_than_the_one_before(tariff, units):
    step = fee_yuan(tariff, units + 1) - fee_yuan(tariff, units)
    next_step = fee_yuan(tariff, units + 2) - fee_yuan(tariff, units + 1)
    assert 0 <= step <= next_step


@given(st.sampled_from(Tariff), UNITS)
def test_brackets_cover_every_unit_once(tariff, units):
    covered = [n for line in fee_lines(tariff, units) for n in range(line.first, line.last + 1)]
    assert covered == list(range(1, units + 1))
