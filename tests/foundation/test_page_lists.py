"""Lists of pages ask the database about the list, not about each of its rows."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission

from gongkai.apps.websites.models import ArticlePage
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.models import Post
from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.ui.explorer import ROWS, LeanPagePolicy, _topmost, sees_all_under
from gongkai.foundation.ui.records import shown_relations
from tests.factories.foundation import OrganFactory, PostFactory, UserFactory
from tests.factories.websites import open_portal, open_section, open_site, save_draft

MOST_QUERIES = 40
AT = datetime(2025, 3, 3, 2, tzinfo=UTC)


@pytest.fixture
def county(db):
    organ = OrganFactory(name="青禾县人民政府办公室")
    portal = open_portal(organ)
    unit = open_site(portal, OrganFactory())
    return portal, unit


@pytest.fixture
def editor(county):
    """An editor of the unit, with the rights that the project grants."""
    _, unit = county
    post = PostFactory(organ=unit.organ, role=Role.EDITOR.value)
    return _with_rights(post.user, unit)


def _with_rights(user, page, acts=("add", "change")):
    from django.contrib.auth.models import Group

    group = Group.objects.create(name=f"编辑 {page.pk} {user.pk}")
    group.permissions.add(
        Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    )
    for act in acts:
        GroupPagePermission.objects.create(
            group=group,
            page_id=page.pk,
            permission=Permission.objects.get(
                content_type__app_label="pages", codename=f"{act}_govpage"
            ),
        )
    user.groups.add(group)
    return user


def _queries(client, address):
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(asked), answer


def _fill(section, editor, count):
    for number in range(count):
        save_draft(section, editor, title=f"农村公路养护第{number}号通知")


def test_explorer_asks_as_much_for_a_full_sheet_as_for_a_short_one(client, county, editor):
    section = open_section(county[1])
    _fill(section, editor, 2)
    client.force_login(editor)
    few, _ = _queries(client, f"/admin/pages/{section.pk}/")
    _fill(section, editor, ROWS)
    many, _ = _queries(client, f"/admin/pages/{section.pk}/")
    assert many <= few + 1
    assert many <= MOST_QUERIES


@pytest.mark.parametrize(
    "address",
    [
        "/admin/pages/search/?q=公路",
        "/admin/pages/usage/websites/articlepage/",
        "/admin/choose-page/search/?q=公路",
    ],
)
def test_lists_over_the_tree_stay_under_the_limit(client, county, editor, address):
    _fill(open_section(county[1]), editor, ROWS + 2)
    client.force_login(editor)
    assert _queries(client, address)[0] <= MOST_QUERIES


def test_choosing_among_many_pages_asks_as_much_as_among_few(client, county, editor):
    section = open_section(county[1])
    _fill(section, editor, 2)
    client.force_login(editor)
    few, _ = _queries(client, f"/admin/choose-page/{section.pk}/")
    _fill(section, editor, ROWS)
    many, answer = _queries(client, f"/admin/choose-page/{section.pk}/")
    assert "农村公路养护第19号通知" in answer.json()["html"]
    assert many <= few + 1


def test_a_sheet_of_the_explorer_has_twenty_rows(client, county, editor):
    section = open_section(county[1])
    _fill(section, editor, ROWS + 3)
    client.force_login(editor)
    first = client.get(f"/admin/pages/{section.pk}/").content.decode()
    second = client.get(f"/admin/pages/{section.pk}/?p=2").content.decode()
    assert first.count("data-listing-page-title") == 20
    assert second.count("data-listing-page-title") == 3


def test_editor_searching_finds_only_pages_of_his_part_of_the_tree(client, county, editor):
    portal, unit = county
    save_draft(open_section(unit), editor, title="柳河镇公路通知")
    save_draft(open_section(portal), UserFactory(), title="县公路通知")
    client.force_login(editor)
    found = client.get("/admin/pages/search/?q=公路通知").content.decode()
    assert "条页面，现为第" in found
    assert "柳河镇公路通知" in found
    assert "县公路通知" not in found


def test_explorable_pages_are_those_below_a_right_and_the_way_there(county):
    portal, unit = county
    deep = open_section(unit)
    other = open_section(portal)
    user = _with_rights(_with_rights(UserFactory(), deep), other)
    found = set(LeanPagePolicy(GovPage).explorable_instances(user).values_list("pk", flat=True))
    assert found == {portal.pk, unit.pk, deep.pk, other.pk}


def test_person_without_rights_explores_nothing(county):
    assert not LeanPagePolicy(GovPage).explorable_instances(UserFactory()).exists()


def test_superuser_explores_everything(county):
    boss = UserFactory(is_superuser=True)
    found = LeanPagePolicy(GovPage).explorable_instances(boss)
    assert found.count() == GovPage.objects.count()


@pytest.mark.parametrize(
    ("paths", "kept"),
    [
        ([], []),
        (["0001"], ["0001"]),
        (["0001", "0001"], ["0001"]),
        (["00010002", "0001"], ["0001"]),
        (["00010002", "00010003"], ["00010002", "00010003"]),
        (["00010002", "000100020001", "00010003"], ["00010002", "00010003"]),
    ],
)
def test_nested_parts_of_the_tree_count_once(paths, kept):
    assert _topmost(paths) == kept


def test_one_right_above_covers_a_section(county):
    portal, unit = county
    user = _with_rights(UserFactory(), unit)
    policy = LeanPagePolicy(GovPage)
    assert sees_all_under(policy, user, open_section(unit))
    assert not sees_all_under(policy, user, portal)


class TestDeletingDrafts:
    def test_editor_deletes_a_draft_without_a_look_into_the_tree(self, county, editor):
        draft = save_draft(open_section(county[1]), editor)
        tester = draft.permissions_for_user(editor)
        with CaptureQueriesContext(connection) as asked:
            assert tester.can_delete()
        assert len(asked) == 0

    def test_whoever_may_only_add_deletes_his_own_draft(self, county):
        unit = county[1]
        post = PostFactory(organ=unit.organ, role=Role.EDITOR.value)
        adder = _with_rights(post.user, unit, acts=("add",))
        section = open_section(unit)
        mine = save_draft(section, adder)
        other = save_draft(section, UserFactory())
        assert mine.permissions_for_user(adder).can_delete()
        assert not other.permissions_for_user(adder).can_delete()

    def test_superuser_deletes_a_draft(self, county):
        draft = save_draft(open_section(county[1]), UserFactory())
        assert draft.permissions_for_user(UserFactory(is_superuser=True)).can_delete()

    def test_deactivated_superuser_deletes_nothing(self, county):
        draft = save_draft(open_section(county[1]), UserFactory())
        gone = UserFactory(is_superuser=True, is_active=False)
        assert not draft.permissions_for_user(gone).can_delete()

    def test_what_was_public_is_deleted_by_nobody(self, county):
        draft = save_draft(open_section(county[1]), UserFactory())
        draft.first_published_at = AT
        assert not draft.permissions_for_user(UserFactory(is_superuser=True)).can_delete()


def test_no_page_claims_a_scheduled_revision(county):
    page = save_draft(open_section(county[1]), UserFactory())
    with CaptureQueriesContext(connection) as asked:
        assert page.approved_schedule is False
    assert len(asked) == 0
    assert ArticlePage.objects.get(pk=page.pk).status_string == "草稿"


@pytest.mark.parametrize(
    ("columns", "relations"),
    [
        (["user", "organ", "role"], ["user", "organ"]),
        (["role", "title"], []),
        ([], []),
    ],
)
def test_a_list_fetches_the_rows_it_names_together(columns, relations):
    assert shown_relations(Post, columns) == relations


def test_posts_are_listed_without_a_query_for_each(client, db):
    for _ in range(25):
        PostFactory()
    client.force_login(UserFactory(is_superuser=True))
    assert _queries(client, "/admin/posts/")[0] <= MOST_QUERIES
