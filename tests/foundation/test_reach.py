"""Whose pages an officer may work on, whatever Wagtail's rights say."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group

from gongkai.apps.websites.models import WebsiteKind
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.services import appoint, end_post
from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.pages.paths import directly_under, parent_path, paths_above
from gongkai.foundation.pages.reach import is_within
from gongkai.project import rights
from tests.factories.foundation import OrganFactory, UserFactory
from tests.factories.websites import open_portal, open_section, open_site, save_draft

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)


@pytest.fixture
def portal(db):
    return open_portal(OrganFactory(code="county"))


@pytest.fixture
def county_news(portal):
    return open_section(portal)


@pytest.fixture
def town_site(portal):
    return open_site(portal, OrganFactory(code="liuhe"), WebsiteKind.TOWNSHIP)


@pytest.fixture
def town_news(town_site):
    return open_section(town_site)


def editor_of(*organs):
    rights.grant()
    user = UserFactory()
    for organ in organs:
        appoint(
            user_id=user.pk, organ_id=organ.pk, role=Role.EDITOR, at=AT, actor=None,
            from_on=date(2020, 1, 1),
        )  # fmt: skip
    return User.objects.get(pk=user.pk)


def may(user, page):
    tester = GovPage.objects.get(pk=page.pk).permissions_for_user(user)
    return tester.can_add_subpage(), tester.can_edit()


def test_an_editor_of_the_portal_drafts_on_the_portal(portal, county_news, town_news):
    user = editor_of(portal.organ)
    assert may(user, county_news) == (True, True)


def test_rights_on_the_portal_do_not_reach_the_sites_below(portal, town_site, town_news):
    user = editor_of(portal.organ)
    assert may(user, town_news) == (False, False)
    assert may(user, town_site) == (False, False)


def test_a_text_of_a_town_is_out_of_the_portal_editor_s_reach(portal, town_news):
    user = editor_of(portal.organ)
    draft = save_draft(town_news, UserFactory())
    tester = draft.permissions_for_user(user)
    assert not tester.can_edit()
    assert not tester.can_delete()
    assert not tester.can_move()
    assert not tester.can_copy()


def test_what_an_officer_began_himself_on_a_foreign_site_is_out_of_reach_too(portal, town_news):
    user = editor_of(portal.organ)
    draft = save_draft(town_news, user)
    assert not draft.permissions_for_user(user).can_edit()


def test_a_text_of_his_organ_on_another_site_is_within_reach(portal, town_site, town_news):
    user = editor_of(portal.organ)
    draft = save_draft(town_news, UserFactory(), organ=portal.organ)
    assert draft.permissions_for_user(user).can_edit()


def test_a_text_of_another_organ_on_his_own_site_is_within_reach(portal, county_news, town_site):
    user = editor_of(portal.organ)
    draft = save_draft(county_news, UserFactory(), organ=town_site.organ)
    assert draft.permissions_for_user(user).can_edit()


def test_two_posts_reach_two_sites(portal, county_news, town_site, town_news):
    user = editor_of(portal.organ, town_site.organ)
    assert may(user, county_news) == may(user, town_news) == (True, True)


def test_without_a_post_rights_reach_nothing(portal, county_news):
    rights.grant()
    user = UserFactory()
    user.groups.add(Group.objects.get(name="信息员·county"))
    assert may(User.objects.get(pk=user.pk), county_news) == (False, False)


def test_a_post_that_ended_reaches_nothing(portal, county_news):
    user = editor_of(portal.organ)
    post = user.posts.get()
    group = Group.objects.get(name="信息员·county")
    end_post(post_id=post.pk, on=date(2025, 1, 31), at=AT, actor=None)
    user.groups.add(group)  # the group alone is not enough
    assert may(User.objects.get(pk=user.pk), county_news) == (False, False)


def test_a_superuser_reaches_everything(town_news):
    assert may(UserFactory(is_superuser=True), town_news) == (True, True)


def test_asking_about_many_pages_costs_two_queries(
    portal, county_news, town_news, django_assert_num_queries
):
    user = editor_of(portal.organ)
    pages = [save_draft(section, user) for section in (county_news, town_news) for _ in range(5)]
    with django_assert_num_queries(2):
        assert [is_within(user, page) for page in pages] == [True] * 5 + [False] * 5


# -- paths -----------------------------------------------------------------------------


def test_paths_are_cut_into_steps_of_four():
    assert parent_path("000100020003") == "00010002"
    assert paths_above("000100020003") == ["0001", "00010002"]
    assert paths_above("000100020003", inclusive=True) == ["0001", "00010002", "000100020003"]
    assert paths_above("0001") == []


def test_pages_directly_under_another_are_found(portal, county_news, town_site, town_news):
    draft = save_draft(county_news, UserFactory())
    inner = open_section(county_news, slug="inner")
    found = GovPage.objects.filter(directly_under(county_news.path))
    assert {page.pk for page in found} == {draft.pk, inner.pk}
