from datetime import date, timedelta
from itertools import product

import pytest
from django.http import QueryDict

from gongkai.apps.documents import queries
from gongkai.apps.documents.models import PolicyDocument
from gongkai.domain.documents.kinds import DocumentKind
from gongkai.domain.documents.validity import Validity
from tests.factories.documents import document

FAR = date(2999, 1, 1)


def titles(query=""):
    return [page.title for page in queries.library(QueryDict(query))["items"]]


@pytest.fixture
def shelf(issue, register):
    """Return one document of each validity, dated so that no test needs to stop the clock."""
    issue(date(2020, 1, 2), title="甲", number_serial=1)
    issue(date(2020, 2, 3), title="乙", number_serial=2, expires_on=date(2021, 2, 2))
    issue(date(2021, 3, 4), title="丙", number_serial=3, repealed_on=date(2022, 3, 4))
    issue(date(2021, 4, 5), title="丁", number_serial=4, amended_on=date(2022, 4, 5))
    issue(
        date(2022, 5, 6),
        title="戊",
        number_serial=5,
        effective_from=FAR,
        kind=DocumentKind.GOVERNMENT_DOCUMENT,
    )
    register(date(2022, 6, 7), title="草稿", number_serial=6)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("validity=in_force", "甲"),
        ("validity=expired", "乙"),
        ("validity=repealed", "丙"),
        ("validity=amended", "丁"),
        ("validity=not_yet", "戊"),
        ("year=2021", "丙丁"),
        ("year=2019", "甲乙丙丁戊"),
        ("kind=government_document", "戊"),
        ("kind=nonsense", "甲乙丙丁戊"),
        ("q=丁", "丁"),
        ("q=青政发〔2020〕2号", "乙"),
        ("q=青政发[2020]2号", "乙"),
        ("q=青政发", "甲乙丙丁戊"),
        ("q=没有这样的词", ""),
        ("q=草稿", ""),
        ("year=2021&validity=amended", "丁"),
        ("page=99", "甲乙丙丁戊"),
        ("year=²", "甲乙丙丁戊"),
    ],
)
def test_reader_finds(shelf, query, found):
    assert sorted(titles(query)) == sorted(found)


def test_library_counts_and_offers_the_years_it_has(shelf):
    shown = queries.library(QueryDict("year=2021"))
    assert (shown["count"], shown["years"]) == (2, [2022, 2021, 2020])
    assert {name: value for name, value in shown["query"].items() if value} == {"year": "2021"}


def test_database_and_statute_say_the_same_of_every_day(section, county):
    """Compare the filter with the domain over all orders of the deciding days."""
    first = date(2025, 1, 1)
    days = [first + timedelta(days=number) for number in range(7)]
    for effective, expires, repealed, amended in product(
        (days[0], days[2]),
        (None, days[2], days[3]),
        (None, *days[1:6]),
        (None, days[2]),
    ):
        page = document(
            county,
            first,
            effective_from=effective,
            expires_on=expires,
            repealed_on=repealed,
            amended_on=amended,
        )
        page.slug, page.live = f"page{page.number_serial}", False
        section.add_child(instance=page)
    documents = list(PolicyDocument.objects.all())
    assert len(documents) == 72
    for day in days:
        for validity in Validity:
            selected = queries.with_validity(PolicyDocument.objects.all(), validity, day)
            assert set(selected) == {
                page for page in documents if page.validity_on_day(day) is validity
            }, (day, validity)


def test_newest_leaves_out_what_no_longer_binds(shelf):
    assert [page.title for page in queries.newest(2)] == ["戊", "丁"]


def test_reader_sees_the_library(client, section, shelf):
    response = client.get(f"/query{section.url}", {"validity": "repealed"})
    assert response.status_code == 200
    text = response.content.decode()
    assert "查到 <b>1</b> 件" in text
    assert "青政发〔2021〕3号" in text
    assert "青政发〔2020〕1号" not in text


@pytest.mark.parametrize("rows", [1, 3])
def test_page_of_the_library_costs_the_same_for_any_number_of_rows(
    client, section, issue, django_assert_num_queries, rows
):
    for _ in range(rows):
        issue(date(2020, 1, 2))
    client.get(section.url)
    with django_assert_num_queries(19):
        client.get(section.url)


def test_document_page_shows_its_facts(client, issue):
    page = issue(date(2025, 3, 3), number_serial=9, theme="工业、交通")
    text = client.get(page.url).content.decode()
    for fact in ("青政发〔2025〕9号", page.index_number, "工业、交通", "2025年3月3日", "主动公开"):
        assert fact in text


def test_draft_is_not_readable(client, register):
    assert client.get(register(date(2025, 3, 3)).url).status_code == 404
