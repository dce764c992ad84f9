"""Update limits of sections in calendar days, vetoes at their thresholds, page addresses."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.websites import (
    UPDATE_INTERVALS,
    SectionKind,
    SlugsOfDayExhausted,
    section_freshness,
    section_vetoes,
    slug_for,
)


@pytest.mark.parametrize(
    ("kind", "last", "due_on"),
    [
        ("news", date(2025, 1, 1), date(2025, 1, 15)),
        ("news", date(2024, 2, 20), date(2024, 3, 5)),
        ("news", date(2025, 2, 20), date(2025, 3, 6)),
        ("notices", date(2025, 1, 1), date(2025, 7, 1)),
        ("notices", date(2025, 8, 31), date(2026, 2, 28)),
        ("notices", date(2023, 8, 31), date(2024, 2, 29)),
        ("documents", date(2025, 12, 15), date(2026, 6, 15)),
        ("interpretations", date(2025, 3, 31), date(2025, 9, 30)),
        ("services", date(2025, 11, 30), date(2026, 2, 28)),
        ("services", date(2025, 10, 1), date(2026, 1, 1)),
        ("reports", date(2024, 2, 29), date(2025, 2, 28)),
        ("open_day", date(2025, 5, 15), date(2026, 5, 15)),
        ("village", date(2025, 12, 31), date(2026, 12, 31)),
    ],
)
def test_the_last_day_in_time_by_the_calendar(kind, last, due_on):
    assert UPDATE_INTERVALS[SectionKind(kind)].due_on(last) == due_on


# 60 % of fourteen days is 8.4; of the 181 days from 1 January to 1 July, 108.6
@pytest.mark.parametrize(
    ("kind", "today", "freshness"),
    [
        ("news", date(2025, 1, 1), "fresh"),
        ("news", date(2025, 1, 9), "fresh"),
        ("news", date(2025, 1, 10), "warned"),
        ("news", date(2025, 1, 15), "warned"),
        ("news", date(2025, 1, 16), "stale"),
        ("notices", date(2025, 4, 19), "fresh"),
        ("notices", date(2025, 4, 20), "warned"),
        ("notices", date(2025, 7, 1), "warned"),
        ("notices", date(2025, 7, 2), "stale"),
        ("services", date(2025, 4, 1), "warned"),
        ("services", date(2025, 4, 2), "stale"),
        ("press", date(2026, 1, 1), "warned"),
        ("press", date(2026, 1, 2), "stale"),
        ("guide", date(2035, 1, 1), "fresh"),
        ("about", date(2035, 1, 1), "fresh"),
    ],
)
def test_a_section_last_fed_on_new_years_day(kind, today, freshness):
    standing = section_freshness(SectionKind(kind), date(2025, 1, 1), today)
    assert standing.value == freshness


@pytest.mark.parametrize("kind", list(SectionKind))
def test_every_section_without_content_is_blank(kind):
    assert section_freshness(kind, None, date(2025, 1, 1)).label == "空白栏目"


TODAY = date(2025, 12, 31)
OLD = date(2020, 1, 1)


@pytest.mark.parametrize(
    ("news", "notices", "yearly", "blank", "vetoes"),
    [
        (0, 0, 0, 0, []),
        (4, 0, 0, 0, []),
        (5, 0, 0, 0, ["news_and_documents"]),
        (2, 3, 0, 0, ["news_and_documents"]),
        (2, 2, 0, 4, []),
        (0, 0, 9, 0, []),
        (0, 0, 10, 0, ["stale"]),
        (4, 0, 6, 0, ["stale"]),
        (5, 0, 5, 0, ["news_and_documents", "stale"]),
        (0, 0, 0, 4, []),
        (0, 0, 0, 5, ["blank"]),
        (3, 2, 5, 5, ["news_and_documents", "stale", "blank"]),
    ],
)
def test_vetoes_come_at_their_thresholds_and_not_before(news, notices, yearly, blank, vetoes):
    sections = (
        [(SectionKind.NEWS, OLD)] * news
        + [(SectionKind.NOTICES, OLD)] * notices
        + [(SectionKind.PRESS, OLD)] * yearly
        + [(SectionKind.DOCUMENTS, None)] * blank
        + [(SectionKind.NEWS, TODAY), (SectionKind.GUIDE, OLD)] * 10
    )
    assert [veto.value for veto in section_vetoes(iter(sections), TODAY)] == vetoes


@pytest.mark.parametrize(
    ("day", "serial", "slug"),
    [
        (date(2025, 3, 12), 17, "202503120017"),
        (date(2025, 3, 12), 1, "202503120001"),
        (date(2025, 12, 31), 9_999, "202512319999"),
        (date(2024, 2, 29), 100, "202402290100"),
    ],
)
def test_an_address_is_the_day_and_four_digits(day, serial, slug):
    assert slug_for(day, serial) == slug


@pytest.mark.parametrize("serial", [-1, 0, 10_000])
def test_a_serial_beyond_four_digits_is_refused(serial):
    with pytest.raises(SlugsOfDayExhausted) as refused:
        slug_for(date(2025, 3, 12), serial)
    assert refused.value.facts == {"day": date(2025, 3, 12), "serial": serial}


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.integers(1, 9_998))
def test_addresses_sort_as_their_pages_came(day, serial):
    assert slug_for(day, serial) < slug_for(day, serial + 1)
    assert len(slug_for(day, serial)) == 12
