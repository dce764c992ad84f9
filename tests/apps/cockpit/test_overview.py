"""The first page an officer sees."""

from datetime import date

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse

from gongkai.apps.cockpit import queries
from gongkai.domain.roles import Role
from tests.factories.foundation import OrganFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def county():
    county = OrganFactory(level="county", code="county", name="某县人民政府", short_name="县政府")
    OrganFactory(level="office", code="gov", name="某县人民政府办公室", parent=county)
    return county


def officer(organ, role):
    user = UserFactory()
    PostFactory(user=user, organ=organ, role=role.value, from_on=date(2020, 1, 1))
    access = Permission.objects.get(codename="access_admin")
    group, _ = Group.objects.get_or_create(name="后台")
    group.permissions.add(access)
    user.groups.add(group)
    return user


def test_before_a_county_is_set_up_the_page_opens_without_figures(client):
    user = UserFactory(is_superuser=True)
    client.force_login(user)
    page = client.get(reverse("wagtailadmin_home"))
    assert page.status_code == 200
    assert "今天没有等您办的事" in page.content.decode()


def test_the_county_sees_figures_that_open_their_lists(client, county):
    client.force_login(officer(county, Role.OGI_OFFICER))
    page = client.get(reverse("wagtailadmin_home"), {"year": "2025"}).content.decode()
    assert "网站发布信息" in page
    assert "/figure/?key=site.published" in page


@pytest.mark.parametrize("year", ["", "abc", "1999", "²"])
def test_a_year_that_is_not_offered_shows_the_usual_one(client, county, year):
    client.force_login(officer(county, Role.OGI_OFFICER))
    assert client.get(reverse("wagtailadmin_home"), {"year": year}).status_code == 200


def test_reports_that_nobody_began_are_asked_for(county):
    asked = queries.asks(officer(county, Role.OGI_OFFICER), TODAY)
    assert [ask.title for ask in asked] == ["2025年度报告还有2个机关没有编制"]
    assert asked[0].is_bad  # the county's date, 20 February, has passed


def test_an_officer_of_another_organ_is_not_asked_for_the_county(county):
    town = OrganFactory(level="township", code="town", parent=county, reports_annually=False)
    assert queries.asks(officer(town, Role.EDITOR), TODAY) == []


def test_months_without_anything_published_stay_in_the_chart(county):
    assert queries.published_by_month(2025) == [(f"{month}月", 0) for month in range(1, 13)]


def test_the_page_leads_nowhere_outside_the_office(client, county):
    client.force_login(officer(county, Role.OGI_OFFICER))
    page = client.get(reverse("wagtailadmin_home")).content.decode()
    assert "wagtail.org" not in page
    assert "账号与密码" in page
