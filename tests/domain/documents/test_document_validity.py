from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.documents.validity import (
    DocumentDatesContradict,
    Lifespan,
    Validity,
    YearCounts,
    in_force_at_year_end,
    made_in,
    repealed_in,
    validity_on,
    year_counts,
)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2021, 12, 31), "尚未施行"),
        (date(2022, 1, 1), "现行有效"),
        (date(2023, 5, 31), "现行有效"),
        (date(2023, 6, 1), "已修改"),
        (date(2026, 12, 31), "已修改"),
        (date(2027, 1, 1), "失效"),
    ],
)
def test_a_document_amended_once_and_valid_for_five_years(day, expected):
    validity = validity_on(
        day,
        effective_from=date(2022, 1, 1),
        expires_on=date(2026, 12, 31),
        amended_on=date(2023, 6, 1),
    )
    assert validity.label == expected


def test_repeal_takes_effect_on_its_day():
    life = Lifespan(date(2020, 1, 1), date(2020, 1, 1), repealed_on=date(2024, 3, 1))
    assert life.validity_on(date(2024, 2, 29)) is Validity.IN_FORCE
    assert life.validity_on(date(2024, 3, 1)) is Validity.REPEALED


@pytest.mark.parametrize(
    ("repealed_on", "expected"),
    [
        (date(2023, 12, 31), Validity.REPEALED),
        (date(2024, 1, 1), Validity.REPEALED),
        (date(2024, 1, 2), Validity.EXPIRED),
    ],
)
def test_whichever_end_comes_first_stays(repealed_on, expected):
    assert (
        validity_on(
            date(2025, 1, 1),
            effective_from=date(2020, 1, 1),
            expires_on=date(2023, 12, 31),
            repealed_on=repealed_on,
        )
        is expected
    )


def test_a_document_repealed_before_taking_effect_is_repealed():
    life = Lifespan(date(2024, 1, 1), date(2024, 6, 1), repealed_on=date(2024, 5, 1))
    assert life.validity_on(date(2024, 4, 30)) is Validity.NOT_YET
    assert life.validity_on(date(2024, 6, 1)) is Validity.REPEALED


def test_a_document_without_an_end_stays_in_force():
    life = Lifespan(date(2000, 1, 1), date(2000, 1, 1), expires_on=date.max)
    assert life.ended_on is None
    assert life.validity_on(date.max) is Validity.IN_FORCE


@pytest.mark.parametrize(
    "ends",
    [{"expires_on": date(2024, 5, 31)}, {"repealed_on": date(2023, 12, 31)}],
)
def test_an_end_before_the_beginning_is_refused(ends):
    with pytest.raises(DocumentDatesContradict):
        Lifespan(date(2024, 1, 1), date(2024, 6, 1), **ends)


PORTFOLIO = (
    Lifespan(date(2019, 3, 1), date(2019, 4, 1), expires_on=date(2024, 3, 31)),  # expired 2024
    Lifespan(date(2020, 5, 1), date(2020, 5, 1), repealed_on=date(2025, 7, 1)),  # repealed 2025
    Lifespan(date(2025, 2, 1), date(2025, 3, 1)),  # made 2025
    Lifespan(date(2025, 8, 1), date(2025, 8, 1), repealed_on=date(2025, 12, 1)),  # both in 2025
    Lifespan(date(2021, 1, 1), date(2021, 1, 1), expires_on=date(2025, 12, 31)),  # last day 12-31
)


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2019, YearCounts(1, 0, 1)),
        (2024, YearCounts(0, 1, 2)),
        (2025, YearCounts(2, 2, 2)),
        (2026, YearCounts(0, 1, 1)),
    ],
)
def test_table_two_of_a_portfolio_counted_by_hand(year, expected):
    assert year_counts(year, iter(PORTFOLIO)) == expected


days = st.dates(date(2015, 1, 1), date(2030, 12, 31))


@st.composite
def lifespans(draw):
    signed_on = draw(days)
    wait = draw(st.integers(0, (date(signed_on.year, 12, 31) - signed_on).days))
    effective_from = signed_on + timedelta(days=wait)  # in the year of signing
    later = st.none() | st.integers(0, 4000).map(lambda n: effective_from + timedelta(days=n))
    return Lifespan(signed_on, effective_from, expires_on=draw(later), repealed_on=draw(later))


@given(st.lists(lifespans(), max_size=12), st.integers(2015, 2042))
def test_in_force_is_last_years_plus_made_minus_repealed(portfolio, year):
    assert in_force_at_year_end(year, portfolio) == (
        in_force_at_year_end(year - 1, portfolio)
        + made_in(year, portfolio)
        - repealed_in(year, portfolio)
    )


@given(lifespans(), days, days)
def test_a_document_that_ended_never_comes_back(life, one, other):
    ended = {Validity.REPEALED, Validity.EXPIRED}
    if life.validity_on(min(one, other)) in ended:
        assert life.validity_on(max(one, other)) is life.validity_on(min(one, other))
