"""Validity on the day before, of and after each date; rows of table two counted by hand."""

from datetime import date

import pytest

from gongkai.domain.documents.validity import (
    DocumentDatesContradict,
    Lifespan,
    YearCounts,
    validity_on,
    year_counts,
)

FULL = {
    "effective_from": date(2023, 3, 1),
    "amended_on": date(2024, 2, 29),
    "expires_on": date(2028, 2, 29),
    "repealed_on": None,
}
CUT_SHORT = FULL | {"repealed_on": date(2026, 7, 1)}
OPEN = FULL | {"expires_on": None}
NEVER_AMENDED = FULL | {"amended_on": None}


@pytest.mark.parametrize(
    ("life", "day", "label"),
    [
        (FULL, date(2023, 2, 28), "尚未施行"),
        (FULL, date(2023, 3, 1), "现行有效"),
        (FULL, date(2023, 3, 2), "现行有效"),
        (FULL, date(2024, 2, 28), "现行有效"),
        (FULL, date(2024, 2, 29), "已修改"),
        (FULL, date(2024, 3, 1), "已修改"),
        (FULL, date(2028, 2, 28), "已修改"),
        (FULL, date(2028, 2, 29), "已修改"),
        (FULL, date(2028, 3, 1), "失效"),
        (CUT_SHORT, date(2026, 6, 30), "已修改"),
        (CUT_SHORT, date(2026, 7, 1), "废止"),
        (CUT_SHORT, date(2026, 7, 2), "废止"),
        (CUT_SHORT, date(2028, 3, 1), "废止"),
        (OPEN, date(2028, 3, 1), "已修改"),
        (OPEN, date(2099, 1, 1), "已修改"),
        (NEVER_AMENDED, date(2024, 2, 29), "现行有效"),
        (NEVER_AMENDED, date(2028, 2, 29), "现行有效"),
        (NEVER_AMENDED, date(2028, 3, 1), "失效"),
    ],
)
def test_the_day_before_of_and_after_each_date(life, day, label):
    assert validity_on(day, **life).label == label


@pytest.mark.parametrize(
    ("ends", "ended_on"),
    [
        ({}, None),
        ({"expires_on": date(2025, 12, 31)}, date(2026, 1, 1)),
        ({"expires_on": date(2028, 2, 28)}, date(2028, 2, 29)),
        ({"expires_on": date(2027, 2, 28)}, date(2027, 3, 1)),
        ({"repealed_on": date(2025, 12, 31)}, date(2025, 12, 31)),
        ({"expires_on": date(2026, 5, 31), "repealed_on": date(2026, 5, 1)}, date(2026, 5, 1)),
        ({"expires_on": date(2026, 5, 31), "repealed_on": date(2026, 9, 1)}, date(2026, 6, 1)),
    ],
)
def test_the_first_day_without_force(ends, ended_on):
    assert Lifespan(date(2024, 5, 6), date(2024, 6, 1), **ends).ended_on == ended_on


@pytest.mark.parametrize(
    ("signed_on", "effective_from", "ends", "is_refused"),
    [
        (date(2024, 5, 6), date(2024, 6, 1), {"expires_on": date(2024, 5, 31)}, True),
        (date(2024, 5, 6), date(2024, 6, 1), {"expires_on": date(2024, 6, 1)}, False),
        (date(2024, 5, 6), date(2024, 5, 1), {"expires_on": date(2024, 5, 5)}, True),
        (date(2024, 5, 6), date(2024, 5, 1), {"expires_on": date(2024, 5, 6)}, False),
        (date(2024, 5, 6), date(2024, 6, 1), {"repealed_on": date(2024, 5, 5)}, True),
        (date(2024, 5, 6), date(2024, 6, 1), {"repealed_on": date(2024, 5, 6)}, False),
    ],
)
def test_an_end_is_not_before_its_beginning(signed_on, effective_from, ends, is_refused):
    if is_refused:
        with pytest.raises(DocumentDatesContradict):
            Lifespan(signed_on, effective_from, **ends)
    else:
        assert Lifespan(signed_on, effective_from, **ends).signed_on == signed_on


SIGNED_LATE = Lifespan(date(2024, 12, 31), date(2025, 2, 1))
FIVE_YEARS = Lifespan(date(2020, 1, 6), date(2020, 1, 6), expires_on=date(2025, 1, 5))
LAST_DAY_REPEAL = Lifespan(date(2019, 7, 1), date(2019, 7, 1), repealed_on=date(2025, 12, 31))
NEW_YEAR_REPEAL = Lifespan(date(2019, 7, 1), date(2019, 7, 1), repealed_on=date(2026, 1, 1))
AMENDED = Lifespan(date(2018, 4, 2), date(2018, 5, 1), amended_on=date(2025, 6, 1))
STILLBORN = Lifespan(date(2025, 3, 3), date(2026, 1, 1), repealed_on=date(2025, 9, 1))
EVERY = (SIGNED_LATE, FIVE_YEARS, LAST_DAY_REPEAL, NEW_YEAR_REPEAL, AMENDED, STILLBORN)


@pytest.mark.parametrize(
    ("life", "of_2024", "of_2025", "of_2026"),
    [
        (SIGNED_LATE, (1, 0, 0), (0, 0, 1), (0, 0, 1)),
        (FIVE_YEARS, (0, 0, 1), (0, 1, 0), (0, 0, 0)),
        (LAST_DAY_REPEAL, (0, 0, 1), (0, 1, 0), (0, 0, 0)),
        (NEW_YEAR_REPEAL, (0, 0, 1), (0, 0, 1), (0, 1, 0)),
        (AMENDED, (0, 0, 1), (0, 0, 1), (0, 0, 1)),
        (STILLBORN, (0, 0, 0), (1, 1, 0), (0, 0, 0)),
    ],
)
def test_one_document_in_three_years(life, of_2024, of_2025, of_2026):
    assert year_counts(2024, [life]) == YearCounts(*of_2024)
    assert year_counts(2025, [life]) == YearCounts(*of_2025)
    assert year_counts(2026, [life]) == YearCounts(*of_2026)


@pytest.mark.parametrize(
    ("year", "counts"),
    [
        (2018, (1, 0, 1)),
        (2019, (2, 0, 3)),
        (2020, (1, 0, 4)),
        (2023, (0, 0, 4)),
        (2024, (1, 0, 4)),
        (2025, (1, 3, 3)),
        (2026, (0, 1, 2)),
    ],
)
def test_the_portfolio_adds_its_documents_up(year, counts):
    assert year_counts(year, EVERY) == YearCounts(*counts)
    assert year_counts(year, reversed(EVERY)) == YearCounts(*counts)
