"""The two tariffs at every edge of a bracket, worked out by hand."""

from decimal import Decimal

import pytest

from gongkai.domain.foi.fees import Tariff, fee_lines, fee_yuan, request_price_yuan


@pytest.mark.parametrize(
    ("requests", "price", "total"),
    [
        (1, 0, 0),
        (9, 0, 0),
        (10, 0, 0),
        (11, 100, 100),
        (12, 100, 200),
        (29, 100, 1900),
        (30, 100, 2000),
        (31, 200, 2200),
        (39, 200, 3800),
        (40, 200, 4000),
        (41, 300, 4300),
        (50, 300, 7000),
        (51, 400, 7400),
        (60, 400, 11000),
        (61, 500, 11500),
        (70, 500, 16000),
        (71, 600, 16600),
        (100, 800, 37000),  # 16000 + 6000 + 7000 + 8000
        (101, 900, 37900),
    ],
)
def test_requests_of_a_month_cost(requests, price, total):
    assert request_price_yuan(requests) == Decimal(price)
    assert fee_yuan(Tariff.BY_REQUEST, requests) == Decimal(total)


@pytest.mark.parametrize(
    ("pages", "total"),
    [
        (0, 0),
        (1, 0),
        (29, 0),
        (30, 0),
        (31, 10),
        (32, 20),
        (99, 690),
        (100, 700),
        (101, 720),
        (150, 1700),
        (199, 2680),
        (200, 2700),
        (201, 2740),
        (300, 6700),
        (1000, 34700),
    ],
)
def test_pages_of_one_request_cost(pages, total):
    assert fee_yuan(Tariff.BY_PAGE, pages) == Decimal(total)


@pytest.mark.parametrize(
    ("tariff", "units", "table"),
    [
        (Tariff.BY_REQUEST, 10, [(1, 10, 0)]),
        (Tariff.BY_REQUEST, 11, [(1, 10, 0), (11, 11, 100)]),
        (Tariff.BY_REQUEST, 31, [(1, 10, 0), (11, 30, 100), (31, 31, 200)]),
        (
            Tariff.BY_REQUEST,
            55,
            [(1, 10, 0), (11, 30, 100), (31, 40, 200), (41, 50, 300), (51, 55, 400)],
        ),
        (Tariff.BY_PAGE, 30, [(1, 30, 0)]),
        (Tariff.BY_PAGE, 101, [(1, 30, 0), (31, 100, 10), (101, 101, 20)]),
        (Tariff.BY_PAGE, 250, [(1, 30, 0), (31, 100, 10), (101, 200, 20), (201, 250, 40)]),
    ],
)
def test_notice_shows_each_bracket_once(tariff, units, table):
    lines = fee_lines(tariff, units)
    assert [(line.first, line.last, int(line.price_yuan)) for line in lines] == table


def test_single_request_of_many_pages_is_cheaper_or_dearer_by_tariff():
    assert fee_yuan(Tariff.BY_REQUEST, 31) == 2200
    assert fee_yuan(Tariff.BY_PAGE, 31) == 10


@pytest.mark.parametrize("nth", [0, -1])
def test_request_before_the_first_has_no_price(nth):
    with pytest.raises(ValueError, match=str(nth)):
        request_price_yuan(nth)
