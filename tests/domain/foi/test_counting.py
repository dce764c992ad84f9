from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.annual_report import layout
from gongkai.domain.foi.counting import INCOMING, OUTGOING, CountedRequest, CountRow, tally

NEW, CARRIED_IN, DONE, CARRIED_OUT = CountRow
DAYS = st.dates(date(2019, 1, 1), date(2030, 12, 31))
YEARS = st.integers(2018, 2031)


@st.composite
def requests(draw):
    received_on = draw(DAYS)
    concluded_on = draw(st.none() | st.dates(received_on, date(2031, 12, 31)))
    return CountedRequest(received_on, concluded_on)


PORTFOLIOS = st.lists(requests(), max_size=30)


@pytest.mark.parametrize(
    ("_case", "received_on", "concluded_on", "rows"),
    [
        ("within the year", date(2025, 3, 3), date(2025, 3, 31), {NEW, DONE}),
        ("first day of the year", date(2025, 1, 1), date(2025, 1, 1), {NEW, DONE}),
        ("last day of the year", date(2025, 12, 31), date(2025, 12, 31), {NEW, DONE}),
        ("open on 31 December", date(2025, 12, 20), date(2026, 1, 5), {NEW, CARRIED_OUT}),
        ("still open", date(2025, 12, 20), None, {NEW, CARRIED_OUT}),
        ("from the year before", date(2024, 12, 20), date(2025, 1, 8), {CARRIED_IN, DONE}),
        ("through the whole year", date(2024, 5, 6), date(2026, 2, 2), {CARRIED_IN, CARRIED_OUT}),
        ("long open", date(2023, 5, 6), None, {CARRIED_IN, CARRIED_OUT}),
        ("done before", date(2024, 11, 4), date(2024, 12, 31), set()),
        ("received after", date(2026, 1, 1), None, set()),
    ],
)
def test_request_counts_in_the_rows_of_2025(_case, received_on, concluded_on, rows):
    assert CountedRequest(received_on, concluded_on).rows(2025) == rows


def test_request_concluded_before_its_receipt_is_an_error():
    with pytest.raises(ValueError, match="before"):
        CountedRequest(date(2025, 3, 3), date(2025, 3, 2))


def test_labels_are_those_of_the_statutory_table():
    assert [row.label for row in CountRow] == [
        "一、本年新收政府信息公开申请数量",
        "二、上年结转政府信息公开申请数量",
        "（七）总计",
        "四、结转下年度继续办理",
    ]


def test_rows_are_stored_under_the_keys_of_the_report():
    rows = {(form.key, form.labels[-1]) for form in layout.ROW_FORMS}
    assert {(row.value, row.label) for row in CountRow} < rows


def test_empty_portfolio_prints_zeros():
    assert tally([], 2025) == {NEW: 0, CARRIED_IN: 0, DONE: 0, CARRIED_OUT: 0}


def test_portfolio_is_counted_row_by_row():
    portfolio = [
        CountedRequest(date(2025, 3, 3), date(2025, 3, 31)),
        CountedRequest(date(2025, 12, 20)),
        CountedRequest(date(2024, 12, 20), date(2025, 1, 8)),
        CountedRequest(date(2024, 12, 20), date(2024, 12, 30)),
    ]
    assert tally(portfolio, 2025) == {NEW: 2, CARRIED_IN: 1, DONE: 2, CARRIED_OUT: 1}


@given(PORTFOLIOS, YEARS)
def test_what_comes_in_equals_what_goes_out(portfolio, year):
    counts = tally(portfolio, year)
    assert sum(counts[row] for row in INCOMING) == sum(counts[row] for row in OUTGOING)


@given(PORTFOLIOS, YEARS)
def test_next_year_takes_over_what_this_year_carries_out(portfolio, year):
    assert tally(portfolio, year + 1)[CARRIED_IN] == tally(portfolio, year)[CARRIED_OUT]


@given(PORTFOLIOS)
def test_every_request_is_new_once_and_done_at_most_once(portfolio):
    years = [tally(portfolio, year) for year in range(2018, 2033)]
    assert sum(counts[NEW] for counts in years) == len(portfolio)
    concluded = sum(request.concluded_on is not None for request in portfolio)
    assert sum(counts[DONE] for counts in years) == concluded
