"""What was in force on a given day: the library says what table two counts."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.http import QueryDict
from openpyxl import load_workbook

from gongkai.apps.documents import queries, services
from gongkai.domain.documents.kinds import DocumentKind
from tests.factories.foundation import OrganFactory

AT = datetime(2024, 6, 3, 2, tzinfo=UTC)


@pytest.fixture
def shelf(issue, staff):
    rows = [
        issue(date(2020, 1, 2), title="甲"),
        issue(date(2020, 2, 3), title="乙", expires_on=date(2024, 12, 31)),
        issue(date(2021, 3, 4), title="丙", repealed_on=date(2025, 12, 31)),
        issue(date(2021, 4, 5), title="丁", amended_on=date(2022, 4, 5), theme="工业、交通"),
        issue(date(2025, 5, 6), title="戊", effective_from=date(2026, 1, 1)),
        issue(date(2022, 5, 6), title="己", kind=DocumentKind.GOVERNMENT_DOCUMENT),
        issue(date(2022, 5, 7), title="庚"),
    ]
    services.suspend(
        document_id=rows[-1].pk, on=date(2024, 6, 3), basis="清理", actor=staff.final, at=AT
    )
    return rows


@pytest.mark.parametrize("year", range(2020, 2028))
def test_the_filter_agrees_with_table_two_to_the_unit(shelf, county, year):
    valid = queries.report_records(year, frozenset({county.code}))["t2.norm.valid"]
    query = QueryDict(f"on={year}-12-31&kind=normative_document")
    shown = queries.library(query)
    assert shown["count"] == len(valid)
    assert {page.pk for page in shown["items"]} == {record.pk for record in valid}


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("on=2024-12-31", "甲乙丙丁己"),
        ("on=2025-01-01", "甲丙丁己"),
        ("on=2026-01-01", "甲丁戊己"),
        ("on=2024-06-02", "甲乙丙丁己庚"),
        ("on=nonsense", "甲乙丙丁戊己庚"),
        ("theme=工业、交通", "丁"),
        ("organ=abc", "甲乙丙丁戊己庚"),
    ],
)
def test_reader_asks_for_a_day_or_a_theme(shelf, query, titles):
    found = queries.library(QueryDict(query))["items"]
    assert sorted(page.title for page in found) == sorted(titles)


def test_reader_asks_for_an_organ_joint_ones_included(shelf, county):
    other = OrganFactory(name="县交通局")
    shelf[0].joint_organs = [other]
    shelf[0].save()
    found = queries.library(QueryDict(f"organ={other.pk}"))["items"]
    assert [page.title for page in found] == ["甲"]
    assert queries.library(QueryDict(f"organ={county.pk}"))["count"] == len(shelf)


def test_the_list_can_be_loaded_as_a_spreadsheet(client, section, shelf):
    response = client.get(f"{section.url}documents.xlsx", {"on": "2025-01-01"})
    sheet = load_workbook(BytesIO(response.content)).worksheets[0]
    assert [row[1] for row in sheet.iter_rows(min_row=2, values_only=True)] != []
    assert {row[1] for row in sheet.iter_rows(min_row=2, values_only=True)} == set("甲丙丁己")


def test_the_form_offers_organ_theme_and_day(client, section, shelf):
    text = client.get(section.url).content.decode()
    for words in ("某一天有效的", "发文机关", "主题分类", "下载目录（Excel）"):
        assert words in text


def test_expiring_documents_are_told_six_months_ahead(shelf):
    assert [row.title for row in queries.expiring(date(2024, 6, 29))] == []
    assert [row.title for row in queries.expiring(date(2024, 6, 30))] == ["乙"]
    assert [row.title for row in queries.expiring(date(2025, 1, 1))] == []
