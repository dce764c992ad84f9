from collections import Counter
from datetime import date
from decimal import Decimal

import pytest

from gongkai.apps.foi import queries
from gongkai.domain.annual_report.figures import FIGURES
from gongkai.domain.annual_report.tables import LEAF_KEYS
from tests.factories.foi import (
    InformationRequestFactory,
    ProcessingFeeFactory,
    RemedyCaseFactory,
)
from tests.factories.foundation import OrganFactory

pytestmark = pytest.mark.django_db
QH = frozenset({"qh"})


@pytest.fixture
def qh():
    return OrganFactory(code="qh")


@pytest.fixture
def portfolio(qh):
    """Six requests around 2025; the comment says where each counts, worked out by hand."""

    def asked(received_on, concluded_on=None, outcome="", **more):
        return InformationRequestFactory(
            organ=qh,
            received_on=received_on,
            concluded_on=concluded_on,
            outcome=outcome,
            **more,
        )

    asked(date(2024, 12, 30), date(2025, 1, 20), "open")  # carried in, done
    asked(date(2025, 3, 3), date(2025, 3, 20), "partial", applicant_kind="business")  # new, done
    asked(date(2025, 6, 2), date(2025, 7, 30), "u1", due_on=date(2025, 6, 30))  # new, done, late
    asked(date(2025, 12, 31))  # new, carried out
    asked(date(2025, 12, 1), date(2026, 1, 4), "d1", applicant_kind="legal")  # new, carried out
    asked(date(2024, 3, 1), date(2024, 3, 20), "open")  # of 2024 alone
    asked(date(2026, 1, 5))  # of 2026 alone
    InformationRequestFactory(received_on=date(2025, 5, 5))  # of another organ


def figures(year, organs=QH):
    found = queries.report_records(year, organs)
    return {key: len(records) for key, records in found.items() if records}


def test_every_leaf_of_tables_three_and_four_is_present_even_when_empty(qh):
    found = queries.report_records(2025, QH)
    leaves = {key for key in LEAF_KEYS if key.startswith(("t3.", "t4."))}
    assert set(found) == leaves | {"foi.late", "fee.total_yuan"}
    assert set(found.values()) == {()}
    assert {"foi.late", "fee.total_yuan"} <= set(FIGURES)


def test_each_request_counts_once_coming_and_once_going(portfolio):
    assert figures(2025) == {
        "t3.new.person": 2,
        "t3.new.business": 1,
        "t3.new.legal": 1,
        "t3.carried_in.person": 1,
        "t3.open.person": 1,
        "t3.partial.business": 1,
        "t3.u1.person": 1,
        "t3.carried_out.person": 1,
        "t3.carried_out.legal": 1,
        "foi.late": 1,
    }


def test_what_one_year_carries_out_the_next_carries_in(portfolio):
    out, into = figures(2025), figures(2026)
    assert (out["t3.carried_out.person"], out["t3.carried_out.legal"]) == (1, 1)
    assert (into["t3.carried_in.person"], into["t3.carried_in.legal"]) == (1, 1)


def test_the_columns_balance_in_every_year(portfolio):
    for year in (2024, 2025, 2026):
        sums = Counter()
        for key, count in figures(year).items():
            table, row, *_ = key.split(".")
            if table == "t3":
                sums["in" if row in ("new", "carried_in") else "out"] += count
        assert sums["in"] == sums["out"] > 0


def test_records_say_the_day_that_puts_them_into_the_year_and_no_name(portfolio):
    found = queries.report_records(2025, QH)
    (late,) = found["foi.late"]
    (carried_in,) = found["t3.carried_in.person"]
    assert (late.on, carried_in.on) == (date(2025, 7, 30), date(2024, 12, 30))
    assert (late.source, late.organ) == ("foi.InformationRequest", "qh")
    assert late.label.endswith("自然人　本机关不掌握相关政府信息")
    assert not any("欧阳" in r.label for records in found.values() for r in records)


def test_a_case_is_pending_at_the_end_of_each_year_before_its_result(qh):
    RemedyCaseFactory(
        organ=qh, filed_on=date(2024, 11, 1), result="corrected", concluded_on=date(2026, 2, 1)
    )
    assert [figures(year) for year in (2023, 2024, 2025, 2026, 2027)] == [
        {},
        {"t4.reconsideration.pending": 1},
        {"t4.reconsideration.pending": 1},
        {"t4.reconsideration.corrected": 1},
        {},
    ]


def test_a_co_defendant_leaves_the_case_to_the_organ_that_acted(qh):
    RemedyCaseFactory(organ=qh, kind="after", is_co_defendant=True)
    RemedyCaseFactory(organ=qh, kind="direct")
    assert figures(2025) == {"t4.direct.pending": 1}


def test_fees_count_in_the_year_they_are_paid(qh):
    request = InformationRequestFactory(organ=qh, received_on=date(2023, 1, 1))
    for paid_on in (date(2024, 12, 31), date(2025, 1, 2), date(2025, 5, 5), None):
        ProcessingFeeFactory(request=request, notified_on=date(2024, 12, 1), paid_on=paid_on)
    amounts = [record.amount for record in queries.report_records(2025, QH)["fee.total_yuan"]]
    assert amounts == [Decimal(700), Decimal(700)]


def test_the_report_takes_three_queries_however_many_rows(portfolio, django_assert_num_queries):
    with django_assert_num_queries(3):
        queries.report_records(2025, QH)


def test_requests_tell_the_report_no_texts(portfolio):
    assert queries.report_texts(2025, QH) == {}


# --- the desk ---


def test_open_requests_come_by_deadline_and_those_without_one_last(qh):
    def asked(**row):
        return InformationRequestFactory(organ=qh, **row)

    waiting = asked(state="await_correction", due_on=None)
    late, soon = asked(due_on=date(2025, 4, 9)), asked(due_on=date(2025, 4, 2))
    asked(concluded_on=date(2025, 3, 20), outcome="open")
    InformationRequestFactory()
    assert list(queries.open_requests({qh.pk})) == [soon, late, waiting]
    assert queries.open_requests().count() == 4


@pytest.mark.parametrize(
    ("today", "mark", "words"),
    [
        (date(2026, 3, 2), "calm", "还有20个工作日"),
        (date(2026, 3, 27), "red", "还有1个工作日"),
        (date(2026, 3, 30), "red", "今天到期"),
        (date(2026, 4, 7), "overdue", "已超期5个工作日"),
    ],
)
def test_a_deadline_is_told_in_working_days(qh, today, mark, words):
    chip = queries.due_chip(InformationRequestFactory(organ=qh, due_on=date(2026, 3, 30)), today)
    assert (chip.mark, chip.words) == (mark, words)


def test_a_deadline_that_is_void_or_past_says_so(qh):
    today = date(2026, 3, 2)
    waiting = InformationRequestFactory(organ=qh, due_on=None)
    closed = InformationRequestFactory(organ=qh, concluded_on=date(2025, 3, 20), outcome="open")
    assert queries.due_chip(waiting, today).words == "待补正或缴费，期限另算"
    assert queries.due_chip(closed, today).words == "已办结"


def test_late_requests_are_those_replied_to_after_their_deadline(portfolio):
    (late,) = queries.late_requests(2025, QH)
    assert late.outcome == "u1"


def test_pending_cases_come_oldest_first(qh):
    young, old = (RemedyCaseFactory(organ=qh, filed_on=date(2025, m, 1)) for m in (6, 2))
    RemedyCaseFactory(organ=qh, result="upheld", concluded_on=date(2025, 7, 1))
    assert list(queries.pending_remedies({qh.pk})) == [old, young]
