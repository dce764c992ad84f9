from datetime import UTC, date, datetime

import pytest
from django.db import connection

from gongkai.apps.websites.models import ArticlePage, HomePage, SectionPage
from gongkai.domain.websites import SlugsOfDayExhausted
from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.pages.slugs import next_slug
from tests.factories.foundation import OrganFactory, UserFactory
from tests.factories.websites import open_portal, open_section, save_draft

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)
DAY = date(2025, 3, 12)


@pytest.fixture
def section(db):
    return open_section(open_portal(OrganFactory()))


@pytest.fixture
def draft(section):
    return save_draft(section, UserFactory(), at=AT)


@pytest.fixture
def superuser(db):
    return UserFactory(is_superuser=True)


# -- addresses -------------------------------------------------------------------------


def test_what_was_never_public_may_be_moved(draft, superuser):
    assert draft.permissions_for_user(superuser).can_move()


def test_what_was_public_keeps_its_address(draft, section, superuser):
    draft.first_published_at = AT
    assert not draft.permissions_for_user(superuser).can_move()
    assert not section.permissions_for_user(superuser).can_move(), "all below would move with it"


def test_the_first_page_of_a_day_has_number_one(section):
    assert next_slug(DAY) == "202503120001"


def test_numbers_run_on_within_a_day(section):
    editor = UserFactory()
    slugs = [save_draft(section, editor, at=AT).slug for _ in range(3)]
    assert slugs == ["202503120001", "202503120002", "202503120003"]


def test_the_next_day_begins_at_one_again(draft):
    assert next_slug(date(2025, 3, 13)) == "202503130001"


def test_the_day_is_the_county_s(section):
    late = datetime(2025, 3, 12, 16, 30, tzinfo=UTC)  # half past midnight on the 13th
    assert save_draft(section, UserFactory(), at=late).slug == "202503130001"


def test_numbers_are_unique_over_all_sections(section):
    other = open_section(section.get_parent().specific, slug="other")
    editor = UserFactory()
    assert save_draft(section, editor, at=AT).slug == "202503120001"
    assert save_draft(other, editor, at=AT).slug == "202503120002"


@pytest.mark.parametrize("strange", ["202503120007-2", "202503120007x", "20250312000a"])
def test_a_copied_page_s_address_does_not_disturb_the_numbers(draft, strange):
    GovPage.objects.filter(pk=draft.pk).update(slug=strange)
    assert next_slug(DAY) == "202503120001"


def test_the_ten_thousandth_page_of_a_day_is_refused(draft):
    GovPage.objects.filter(pk=draft.pk).update(slug="202503129999")
    with pytest.raises(SlugsOfDayExhausted):
        next_slug(DAY)


def test_a_page_without_address_gets_one(section):
    page = SectionPage(title="没有地址的栏目", organ=section.organ, kind="news")
    section.add_child(instance=page)
    assert page.slug.isdigit()
    assert len(page.slug) == 12


# -- one door --------------------------------------------------------------------------


def test_not_even_a_superuser_publishes_or_unpublishes(draft, superuser):
    for page in (draft, GovPage.objects.get(pk=draft.pk)):
        tester = page.permissions_for_user(superuser)
        assert not tester.can_publish()
        assert not tester.can_publish_subpage()
        assert not tester.can_unpublish()


def test_a_superuser_edits_and_deletes_drafts(draft, superuser):
    tester = draft.permissions_for_user(superuser)
    assert tester.can_edit()
    assert tester.can_delete()


def test_what_was_public_once_is_never_deleted(draft, superuser):
    draft.first_published_at = AT
    tester = draft.permissions_for_user(superuser)
    assert not tester.can_delete()
    assert not tester.can_delete(ignore_bulk=True)


# -- what pages share ------------------------------------------------------------------


def test_published_at_is_the_first_publication(draft):
    assert draft.published_at is None
    draft.first_published_at = AT
    assert draft.published_at == AT


@pytest.mark.parametrize(
    ("model", "counts"), [(ArticlePage, True), (SectionPage, False), (HomePage, False)]
)
def test_only_articles_count_as_information(model, counts):
    assert model.counts_as_information is counts


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL has the index of treebeard")
def test_pages_below_another_are_found_by_an_index(draft):
    with connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN QUERY PLAN SELECT id FROM pages_govpage WHERE path LIKE '00010001%'"
        )
        plan = " ".join(str(row) for row in cursor.fetchall())
    assert "pages_govpage_path_nocase" in plan


def test_pages_belong_to_organs_that_cannot_vanish(draft):
    from django.db.models import ProtectedError

    with pytest.raises(ProtectedError):
        draft.organ.delete()
