from datetime import date

import pytest

from gongkai.domain.annual_report import layout
from gongkai.domain.foi.outcomes import RemedyRoute
from gongkai.domain.foi.remedies import (
    RemedyKind,
    RemedyResult,
    answer_due,
    is_unexpected,
    open_until,
)
from gongkai.foundation.reference_data import work_calendar


def test_kinds_are_the_parts_of_the_statutory_table():
    assert [kind.label for kind in RemedyKind] == ["行政复议", "未经复议直接起诉", "复议后起诉"]


def test_results_are_the_columns_of_the_statutory_table():
    labels = [result.label for result in RemedyResult]
    assert labels == ["结果维持", "结果纠正", "其他结果", "尚未审结"]


def test_kinds_and_results_are_stored_under_the_keys_of_the_report():
    assert tuple(RemedyKind.choices()) == layout.LITIGATION_KINDS
    assert (*RemedyResult.choices(), ("total", "总计")) == layout.LITIGATION_RESULTS


@pytest.mark.parametrize("kind", RemedyKind)
@pytest.mark.parametrize("route", RemedyRoute)
def test_only_a_direct_suit_can_take_a_closed_way(kind, route):
    direct = kind is RemedyKind.DIRECT_LITIGATION
    assert is_unexpected(kind, route) is (direct and route != RemedyRoute.REVIEW_OR_SUIT)


@pytest.mark.parametrize(
    ("kind", "knew_on", "until"),
    [
        (RemedyKind.RECONSIDERATION, date(2026, 3, 2), date(2026, 5, 1)),
        (RemedyKind.LITIGATION_AFTER_RECONSIDERATION, date(2026, 3, 2), date(2026, 3, 17)),
        (RemedyKind.DIRECT_LITIGATION, date(2026, 3, 2), date(2026, 9, 2)),
        (RemedyKind.DIRECT_LITIGATION, date(2026, 8, 31), date(2027, 2, 28)),
        (RemedyKind.DIRECT_LITIGATION, date(2026, 6, 30), date(2026, 12, 30)),
        (RemedyKind.DIRECT_LITIGATION, date(2026, 7, 1), date(2027, 1, 1)),
    ],
)
def test_remedy_stays_open_for_its_term(kind, knew_on, until):
    assert open_until(kind, knew_on) == until


@pytest.mark.parametrize(
    ("kind", "received_on", "is_simple", "last"),
    [
        # Friday 26 September 2025: 1 to 8 October are off, 28 September and 11 October are worked.
        (RemedyKind.RECONSIDERATION, date(2025, 9, 26), False, date(2025, 10, 16)),
        (RemedyKind.RECONSIDERATION, date(2025, 9, 26), True, date(2025, 10, 10)),
        (RemedyKind.DIRECT_LITIGATION, date(2025, 9, 26), False, date(2025, 10, 11)),
        (RemedyKind.LITIGATION_AFTER_RECONSIDERATION, date(2025, 9, 26), True, date(2025, 10, 11)),
    ],
)
def test_the_organ_has_its_time_to_answer(kind, received_on, is_simple, last):
    assert answer_due(kind, received_on, work_calendar(), is_simple=is_simple) == last
