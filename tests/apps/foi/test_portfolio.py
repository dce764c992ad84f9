"""Tables 三 and 四 of a portfolio over two turns of the year, cell by cell.

The portfolio is written as lines of six numbers: how many requests of one fate came from
自然人, 商业企业, 科研机构, 社会公益组织, 法律服务机构 and 其他. The expected tables were added
up from these lines on paper, and stand here as literals.
"""

from datetime import date

import pytest

from gongkai.apps.annual_report import compiling
from gongkai.apps.annual_report.models import Scope
from gongkai.apps.foi import queries
from gongkai.apps.foi.models import InformationRequest, RemedyCase
from gongkai.domain.annual_report.cross_footing import issues
from gongkai.domain.annual_report.tables import TABLE_FOUR_KEYS, TABLE_THREE_KEYS
from tests.factories.foi import InformationRequestFactory, RemedyCaseFactory
from tests.factories.foundation import OrganFactory

KINDS = ("person", "business", "research", "charity", "legal", "other")

# When the requests of one fate were received and concluded.
WITHIN = (date(2025, 5, 6), date(2025, 5, 27))
FIRST_TO_LAST_DAY = (date(2025, 1, 1), date(2025, 12, 31))
INTO_2025 = (date(2024, 12, 20), date(2025, 1, 10))
OUT_OF_2025 = (date(2025, 12, 22), date(2026, 1, 13))
STILL_OPEN = (date(2025, 12, 31), None)
BEFORE = (date(2024, 12, 2), date(2024, 12, 31))
AFTER = (date(2026, 1, 1), date(2026, 1, 20))
THROUGH_2025 = (date(2024, 11, 4), date(2026, 3, 2))

REQUESTS = [
    (WITHIN, """
        open    12 5 2 1 3 0
        partial  6 3 1 0 2 1
        d1       1 0 0 0 1 0
        d2       2 1 0 0 0 0
        d3       1 1 0 0 0 0
        d4       3 2 0 1 1 0
        d5       2 0 1 0 0 0
        d6       4 1 0 0 2 0
        d7       3 0 0 0 1 1
        d8       2 1 0 0 0 0
        u1       9 2 1 1 1 0
        u2       3 0 2 0 0 0
        u3       1 1 0 0 0 1
        r1       7 1 0 0 0 0
        r2       3 0 0 0 1 0
        r3       1 0 1 0 0 0
        r4       2 0 0 0 0 0
        r5       2 1 0 0 0 0
        o1       4 1 0 0 0 1
        o2       1 1 0 0 0 0
        o3       5 2 0 1 1 0
    """),
    (FIRST_TO_LAST_DAY, "open 0 0 0 0 0 1"),
    (INTO_2025, """
        open    3 1 0 0 1 0
        partial 1 0 0 0 0 0
        d4      0 1 0 0 0 0
        d6      1 0 0 0 0 0
        u1      2 0 0 1 0 0
        o1      1 0 0 0 0 1
    """),
    (OUT_OF_2025, """
        open    4 1 1 0 0 0
        partial 1 1 0 0 0 0
        d1      0 0 0 0 1 0
        d7      1 0 0 0 0 0
        u3      1 0 0 0 0 0
        r5      0 0 0 0 0 1
    """),
    (STILL_OPEN, "- 3 1 0 1 0 0"),
    (BEFORE, """
        open 2 1 0 0 0 0
        r1   1 0 0 0 0 0
    """),
    (AFTER, """
        open 2 0 0 1 0 0
        u1   1 0 0 0 0 0
        d2   0 1 0 0 0 0
    """),
    (THROUGH_2025, """
        d6   1 0 0 0 0 0
        u1   0 1 0 0 0 0
    """),
]  # fmt: skip

# The last column is 总计.
THREE_2025 = """
    new         84 26 9 5 14 6 144
    carried_in   9  3 0 1  1 1  15
    open        15  6 2 1  4 1  29
    partial      7  3 1 0  2 1  14
    d1           1  0 0 0  1 0   2
    d2           2  1 0 0  0 0   3
    d3           1  1 0 0  0 0   2
    d4           3  3 0 1  1 0   8
    d5           2  0 1 0  0 0   3
    d6           5  1 0 0  2 0   8
    d7           3  0 0 0  1 1   5
    d8           2  1 0 0  0 0   3
    u1          11  2 1 2  1 0  17
    u2           3  0 2 0  0 0   5
    u3           1  1 0 0  0 1   3
    r1           7  1 0 0  0 0   8
    r2           3  0 0 0  1 0   4
    r3           1  0 1 0  0 0   2
    r4           2  0 0 0  0 0   2
    r5           2  1 0 0  0 0   3
    o1           5  1 0 0  0 2   8
    o2           1  1 0 0  0 0   2
    o3           5  2 0 1  1 0   9
    done        82 25 8 5 14 6 140
    carried_out 11  4 1 1  1 1  19
"""
THREE_2026 = """
    new          3 1 0 1 0 0  5
    carried_in  11 4 1 1 1 1 19
    open         6 1 1 1 0 0  9
    partial      1 1 0 0 0 0  2
    d1           0 0 0 0 1 0  1
    d2           0 1 0 0 0 0  1
    d3           0 0 0 0 0 0  0
    d4           0 0 0 0 0 0  0
    d5           0 0 0 0 0 0  0
    d6           1 0 0 0 0 0  1
    d7           1 0 0 0 0 0  1
    d8           0 0 0 0 0 0  0
    u1           1 1 0 0 0 0  2
    u2           0 0 0 0 0 0  0
    u3           1 0 0 0 0 0  1
    r1           0 0 0 0 0 0  0
    r2           0 0 0 0 0 0  0
    r3           0 0 0 0 0 0  0
    r4           0 0 0 0 0 0  0
    r5           0 0 0 0 0 1  1
    o1           0 0 0 0 0 0  0
    o2           0 0 0 0 0 0  0
    o3           0 0 0 0 0 0  0
    done        11 4 1 1 1 1 19
    carried_out  3 1 0 1 0 0  5
"""

# Kind, filed, result, decided, how many; the last two only as the authority that reconsidered.
REMEDIES = [
    ("reconsideration", date(2025, 3, 3), "upheld", date(2025, 5, 6), 6),
    ("reconsideration", date(2025, 3, 3), "corrected", date(2025, 12, 31), 2),
    ("reconsideration", date(2025, 1, 1), "other", date(2025, 2, 6), 3),
    ("reconsideration", date(2025, 12, 31), "pending", None, 2),
    ("reconsideration", date(2024, 11, 4), "upheld", date(2025, 1, 1), 1),
    ("reconsideration", date(2025, 11, 4), "corrected", date(2026, 1, 1), 2),
    ("reconsideration", date(2024, 3, 4), "upheld", date(2024, 12, 31), 1),
    ("direct", date(2025, 4, 1), "upheld", date(2025, 9, 1), 1),
    ("direct", date(2025, 4, 1), "corrected", date(2025, 9, 1), 1),
    ("direct", date(2025, 4, 1), "other", date(2025, 9, 1), 2),
    ("direct", date(2025, 12, 31), "other", date(2026, 1, 5), 1),
    ("after", date(2025, 6, 2), "upheld", date(2025, 10, 9), 3),
    ("after", date(2024, 6, 3), "corrected", date(2025, 1, 2), 1),
    ("after", date(2025, 6, 2), "pending", None, 1),
]
CO_DEFENDANT = [("after", date(2025, 6, 2), "upheld", date(2025, 10, 9), 2)]
RESULTS = ("upheld", "corrected", "other", "pending", "total")
FOUR_2025 = """
    reconsideration 7 2 3 4 16
    direct          1 1 2 1  5
    after           3 1 0 1  5
"""
FOUR_2026 = """
    reconsideration 0 2 0 2 4
    direct          0 0 1 0 1
    after           0 0 0 1 1
"""


def lines(text):
    """Yield the first word and the numbers of every line."""
    for line in text.strip().splitlines():
        name, *numbers = line.split()
        yield name, [int(number) for number in numbers]


def cells(table, text, columns):
    return {
        f"{table}.{row}.{column}": number
        for row, numbers in lines(text)
        for column, number in zip(columns, numbers, strict=True)
    }


def asked(organ):
    for (received_on, concluded_on), text in REQUESTS:
        for outcome, numbers in lines(text):
            for kind, number in zip(KINDS, numbers, strict=True):
                yield from InformationRequestFactory.build_batch(
                    number, organ=organ, applicant_kind=kind, received_on=received_on,
                    concluded_on=concluded_on, outcome=outcome.strip("-"),
                )  # fmt: skip


def contested(organ):
    for co_defendant, rows in ((False, REMEDIES), (True, CO_DEFENDANT)):
        for kind, filed_on, result, concluded_on, number in rows:
            yield from RemedyCaseFactory.build_batch(
                number, organ=organ, kind=kind, filed_on=filed_on, result=result,
                concluded_on=concluded_on, is_co_defendant=co_defendant,
            )  # fmt: skip


@pytest.fixture
def organ(db):
    organ, other = OrganFactory(code="qh"), OrganFactory(code="other")
    InformationRequest.objects.bulk_create(asked(organ))
    RemedyCase.objects.bulk_create(contested(organ))
    # Another organ's request and case count in its own report alone.
    InformationRequestFactory(organ=other, received_on=date(2025, 5, 5))
    RemedyCaseFactory(organ=other, filed_on=date(2025, 5, 5))
    return organ


@pytest.fixture
def report(organ):
    def tables(year):
        return compiling.compile_report(year=year, organ=organ, scope=Scope.OWN).tables

    return tables


def shown(tables, keys):
    return {key: int(tables.value(key)) for key in keys}


def test_the_portfolio_is_large_and_crosses_the_year(organ):
    rows = InformationRequest.objects.filter(organ=organ)
    assert rows.count() == 168
    assert RemedyCase.objects.filter(organ=organ).count() == 29
    assert {row.received_on.year for row in rows} == {2024, 2025, 2026}


@pytest.mark.parametrize(("year", "expected"), [(2025, THREE_2025), (2026, THREE_2026)])
def test_every_cell_of_table_three_is_the_one_added_up_by_hand(report, year, expected):
    wanted = cells("t3", expected, (*KINDS, "total"))
    assert set(wanted) == set(TABLE_THREE_KEYS)
    assert shown(report(year), TABLE_THREE_KEYS) == wanted


@pytest.mark.parametrize(("year", "expected"), [(2025, FOUR_2025), (2026, FOUR_2026)])
def test_every_cell_of_table_four_is_the_one_added_up_by_hand(report, year, expected):
    wanted = cells("t4", expected, RESULTS)
    assert set(wanted) == set(TABLE_FOUR_KEYS)
    assert shown(report(year), TABLE_FOUR_KEYS) == wanted


def test_no_hard_rule_of_the_tables_is_broken_from_year_to_year(report):
    of_2025, of_2026 = report(2025), report(2026)
    assert [issue for issue in issues(of_2026, of_2025) if issue.is_hard] == []


def test_the_records_behind_a_cell_are_the_requests_it_counts(organ):
    found = queries.report_records(2025, frozenset({"qh"}))
    carried = InformationRequest.objects.filter(
        organ=organ,
        applicant_kind="business",
        received_on__in=[date(2024, 12, 20), date(2024, 11, 4)],
    )
    records = found["t3.carried_in.business"]
    assert {record.pk for record in records} == {row.pk for row in carried}
    assert len(records) == 3
