"""What is written anew when a document appears, ends, or its day comes."""

from datetime import UTC, date, datetime

import pytest

from gongkai.apps.documents import queries, services
from gongkai.apps.static_site import registry as static_site
from gongkai.apps.static_site.models import QueueItem
from gongkai.apps.websites.models import HomePage
from gongkai.domain.websites import SectionKind
from tests.factories.websites import open_section

AT = datetime(2025, 6, 2, 2, tzinfo=UTC)


def page(one):
    return f"page:{one.pk}"


@pytest.fixture
def document(issue):
    """Return one in force from 1 March to 31 August 2025."""
    found = issue(date(2025, 2, 10), effective_from=date(2025, 3, 1), expires_on=date(2025, 8, 31))
    return type(found).objects.get(pk=found.pk)


def test_a_document_rewrites_its_library_and_every_home(section, document):
    found = static_site.dependents_of(document)
    assert page(section) in found
    assert {page(home) for home in HomePage.objects.all()} <= set(found)


def test_the_library_above_lists_what_was_filed_elsewhere(client, section, document):
    portal = HomePage.objects.get()
    other = open_section(portal, SectionKind.NOTICES)
    document.move(other, pos="last-child")
    moved = type(document).objects.get(pk=document.pk)
    shown = client.get(section.url)
    assert [row.pk for row in shown.context["items"]] == [document.pk]
    assert page(section) in static_site.dependents_of(moved)


def test_a_library_s_month_lists_its_documents(client, section, document):
    (month,) = queries.parts_of(section)
    shown = client.get(f"{section.url}{month}/")
    assert [row.pk for row in shown.context["items"]] == [document.pk]
    assert document.document_number in shown.content.decode()


@pytest.mark.parametrize(
    ("day", "changes"),
    [
        (date(2025, 2, 28), False),
        (date(2025, 3, 1), True),  # takes effect
        (date(2025, 3, 2), False),
        (date(2025, 8, 31), False),  # its last day
        (date(2025, 9, 1), True),  # no longer in force
        (date(2025, 9, 2), False),
    ],
)
def test_a_document_is_rewritten_the_day_its_validity_changes(section, document, day, changes):
    found = static_site.daily(day)
    assert (page(document) in found) is changes
    assert (page(section) in found) is changes


def test_the_document_it_replaced_names_it_and_is_rewritten(document, issue):
    old = issue(date(2020, 1, 2))
    type(document).objects.filter(pk=old.pk).update(repealed_by=document)
    assert page(old) in static_site.dependents_of(document)


def test_a_repeal_rewrites_the_page_and_the_lists_at_once(section, document, staff):
    QueueItem.objects.all().delete()
    services.repeal(
        document_id=document.pk, on=date(2025, 6, 2), basis="清理", actor=staff.final, at=AT
    )
    waiting = set(QueueItem.objects.values_list("target", flat=True))
    assert {page(document), page(section)} <= waiting
