"""Table two by a portfolio counted by hand."""

from datetime import date

import pytest

from gongkai.apps.documents import queries
from gongkai.domain.annual_report.facts import Record
from gongkai.domain.documents.kinds import DocumentKind

GOVERNMENT = DocumentKind.GOVERNMENT_DOCUMENT
COUNTY = frozenset({"county"})


@pytest.fixture
def portfolio(issue, register, bureau):
    """Return documents by what becomes of them.

    lapses: last day 31 December 2025, so it ends with the new year.
    expires: last day 30 June 2025.
    replaced: repealed on 1 September 2025.
    new: signed and in force in 2025.
    waits: signed in December 2025, in force from February 2026.
    """
    made = {
        "lapses": issue(date(2023, 5, 10), expires_on=date(2025, 12, 31)),
        "expires": issue(date(2022, 3, 1), expires_on=date(2025, 6, 30)),
        "replaced": issue(date(2024, 2, 2), repealed_on=date(2025, 9, 1)),
        "new": issue(date(2025, 3, 3), effective_from=date(2025, 4, 1)),
        "waits": issue(date(2025, 12, 20), effective_from=date(2026, 2, 1)),
        "notice": issue(date(2025, 5, 5), kind=GOVERNMENT),
        "joint": issue(date(2025, 7, 1), organ=bureau, issuer_names="青禾县第1局、青禾县人民政府"),
        "draft": register(date(2025, 8, 1)),
    }
    return {page.pk: name for name, page in made.items()}


@pytest.mark.parametrize(
    ("year", "organs", "counted"),
    [
        (2024, COUNTY, [["replaced"], [], ["expires", "lapses", "replaced"], []]),
        (
            2025,
            COUNTY,
            [["new", "waits"], ["expires", "replaced"], ["lapses", "new"], ["notice"]],
        ),
        (2026, COUNTY, [[], ["lapses"], ["new", "waits"], []]),
        (
            2025,
            COUNTY | {"traffic"},
            [
                ["joint", "new", "waits"],
                ["expires", "replaced"],
                ["joint", "lapses", "new"],
                ["notice"],
            ],
        ),
        (2025, frozenset(), [[], [], [], []]),
    ],
)
def test_table_two(portfolio, year, organs, counted):
    made, repealed, in_force, government = counted
    records = queries.report_records(year, organs)
    named = {key: sorted(portfolio[row.pk] for row in rows) for key, rows in records.items()}
    assert named == {
        "t2.reg.made": [],
        "t2.reg.repealed": [],
        "t2.reg.valid": [],
        "t2.norm.made": made,
        "t2.norm.repealed": repealed,
        "t2.norm.valid": in_force,
        "documents.normative_made": made,
        "documents.government_made": government,
    }


def test_record_can_be_read_and_opened(issue):
    page = issue(date(2025, 3, 3), number_serial=7, title="养护办法")
    assert queries.report_records(2025, COUNTY)["t2.norm.made"] == (
        Record(
            source="documents.PolicyDocument",
            pk=page.pk,
            label="养护办法（青政发〔2025〕7号）",
            on=date(2025, 3, 3),
            organ="county",
            url=f"/admin/pages/{page.pk}/edit/",
            note="行政规范性文件",
        ),
    )


def test_table_agrees_with_the_library_on_the_last_day_of_the_year(portfolio):
    both = COUNTY | {"traffic"}
    for year in (2023, 2024, 2025, 2026):
        table = {row.pk for row in queries.report_records(year, both)["t2.norm.valid"]}
        shown = {
            page.pk
            for page in queries.in_force_on(date(year, 12, 31))
            if page.document_kind == DocumentKind.NORMATIVE_DOCUMENT.value
        }
        assert table == shown


@pytest.mark.parametrize("rows", [1, 3])
def test_report_asks_the_database_once(issue, django_assert_num_queries, rows):
    for _ in range(rows):
        issue(date(2025, 3, 3))
    with django_assert_num_queries(1):
        queries.report_records(2025, COUNTY)
