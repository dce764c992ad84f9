"""How deep a site may go, under which domain it stands, when a section is overdue."""

from datetime import UTC, date, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongkai.apps.websites import queries
from gongkai.apps.websites.models import SectionPage
from gongkai.apps.websites.places import levels_below_home, menu_of, place_of
from gongkai.domain.site_structure import SectionTooDeep
from gongkai.domain.websites import SectionKind
from gongkai.foundation import refusals
from gongkai.foundation.pages.models import GovPage
from tests.factories.foundation import UserFactory
from tests.factories.websites import open_section

ON = date(2025, 6, 30)


def at(*day):
    return datetime(*day, 2, tzinfo=UTC)


# -- depth -----------------------------------------------------------------------------


@pytest.fixture
def deepest(news):
    return open_section(open_section(news, slug="a"), slug="b")


def test_levels_are_counted_from_the_own_home_page(portal, news, deepest, town_site):
    assert [levels_below_home(one) for one in (portal, news, deepest, town_site)] == [0, 1, 3, 0]
    assert levels_below_home(open_section(town_site)) == 1


def test_a_fourth_level_is_refused_with_a_sentence(deepest):
    with pytest.raises(SectionTooDeep) as refused:
        open_section(deepest, title="太深")
    assert refusals.sentence(refused.value) == (
        "栏目“太深”在首页下第4级，最多3级。请放在上一级栏目下。"
    )
    assert not SectionPage.objects.filter(title="太深").exists()


def test_the_editor_s_form_refuses_a_fourth_level_too(client, deepest):
    client.force_login(UserFactory(is_superuser=True, is_staff=True))
    address = reverse("wagtailadmin_pages:add", args=["websites", "sectionpage", deepest.pk])
    response = client.get(address, follow=True)
    assert "最多3级" in response.content.decode()
    parent = deepest.get_parent()
    address = reverse("wagtailadmin_pages:add", args=["websites", "sectionpage", parent.pk])
    assert client.get(address).status_code == 200


# -- domains and days ------------------------------------------------------------------


@pytest.mark.parametrize("domain", ["www.example.com", "WWW.EXAMPLE.GOV.CN"])
def test_a_foreign_domain_is_refused_with_a_sentence(portal, domain):
    portal.domain = domain
    with pytest.raises(ValidationError) as refused:
        portal.full_clean()
    assert "只用.gov.cn或.政务域名" in refused.value.message_dict["domain"][0]


@pytest.mark.parametrize("domain", ["", "www.example.gov.cn", "例县.政务"])
def test_a_domain_of_the_government_is_taken(portal, domain):
    portal.domain = domain
    portal.full_clean()


def test_a_topic_does_not_end_before_it_starts(portal):
    days = {"starts_on": date(2025, 5, 2), "ends_on": date(2025, 5, 1)}
    with pytest.raises((IntegrityError, ValidationError)), transaction.atomic():
        open_section(portal, SectionKind.TOPIC, **days)


# -- overdue sections ------------------------------------------------------------------


def overdue():
    return [(row.section.title, row.last_on, row.due_on) for row in queries.overdue_sections(ON)]


def test_news_is_overdue_after_two_weeks(news, public):
    public(at=at(2025, 6, 15))
    assert overdue() == [("政务要闻", date(2025, 6, 15), date(2025, 6, 29))]


def test_news_of_two_weeks_ago_is_still_in_time(news, public):
    public(at=at(2025, 6, 16))
    assert overdue() == []


def test_the_newest_page_counts_and_drafts_do_not(news, public, editor):
    public(at=at(2025, 1, 1))
    public(at=at(2025, 6, 20))
    assert overdue() == []
    GovPage.objects.filter(title="农村公路养护计划公布").update(live=False)
    assert [row[1] for row in overdue()] == [None]


def test_a_section_s_own_interval_counts_first(news, public):
    SectionPage.objects.filter(pk=news.pk).update(update_interval_days=30)
    public(at=at(2025, 5, 30))
    assert overdue() == [("政务要闻", date(2025, 5, 30), date(2025, 6, 29))]


def test_an_empty_section_is_due_from_its_opening(news):
    assert overdue() == [("政务要闻", None, date(2024, 1, 16))]  # opened on 2 January 2024


def test_standing_pages_closed_topics_and_shelves_owe_nothing(portal, public):
    open_section(portal, SectionKind.GUIDE)
    open_section(portal, SectionKind.TOPIC, ends_on=date(2025, 1, 31), update_interval_days=7)
    public(at=at(2025, 6, 20))
    shelf = open_section(portal, SectionKind.STATUTORY)
    public(at=at(2025, 6, 20), section=open_section(shelf, SectionKind.STATUTORY, slug="inner"))
    assert overdue() == []


def test_the_longest_overdue_comes_first(portal, news, public):
    public(at=at(2025, 6, 10))
    notices = open_section(portal, SectionKind.NOTICES)
    public(at=at(2024, 10, 1), section=notices)
    assert [row[0] for row in overdue()] == ["通知公告", "政务要闻"]


# -- places ----------------------------------------------------------------------------


def test_a_place_names_portal_site_section_and_what_is_above(portal, town_site, public):
    section = open_section(town_site)
    place = place_of(public(section=section))
    assert (place.portal, place.website, place.section) == (portal, town_site, section)
    assert place.above == (portal, town_site, section)


def test_without_a_page_one_stands_in_the_portal(portal):
    assert place_of(None).website == portal
    assert place_of(None).above == ()


def test_before_the_county_is_set_up_there_is_no_place(db):
    assert place_of(None).website is None
    assert menu_of(None) == []


def test_the_trail_leads_from_the_portal_to_the_page(client, town_site, public):
    section = open_section(town_site)
    page = public("镇上的信息", section=section)
    assert client.get(page.url).context["trail"] == [
        ("首页", "/"), ("柳河镇人民政府", "/liuhe/"), ("政务要闻", "/liuhe/news/"),
        ("镇上的信息", page.url),
    ]  # fmt: skip
