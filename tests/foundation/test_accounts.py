from datetime import UTC, date, datetime
from itertools import permutations

import pytest
from django.contrib.auth import authenticate
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.urls import reverse

from gongkai.domain.roles import AdministratorsNotSeparate, Role
from gongkai.foundation.accounts import queries, services
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.audit.models import Entry
from tests.factories.foundation import OrganFactory, PostFactory, UserFactory

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)
DAY = date(2025, 3, 12)
THREE = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)


@pytest.fixture
def organ(db):
    return OrganFactory(code="traffic", short_name="县交通局")


@pytest.fixture
def user(db):
    return UserFactory(username="zhang", name="张信")


def appoint(user, organ, role, from_on=DAY, **more):
    return services.appoint(
        user_id=user.pk, organ_id=organ.pk, role=role, at=AT, actor=None, from_on=from_on, **more
    )


def end(post, on=DAY):
    return services.end_post(post_id=post.pk, on=on, at=AT, actor=None)


def groups(user):
    return sorted(user.groups.values_list("name", flat=True))


# -- accounts --------------------------------------------------------------------------


def test_an_opened_account_signs_in_with_its_password(db):
    services.open_account(
        username="li", name="李审", at=AT, actor=None, password_hash=make_password("a long secret")
    )
    assert authenticate(username="li", password="a long secret").name == "李审"
    entry = Entry.objects.get()
    assert (entry.action, entry.subject_label) == ("accounts.open", "李审")
    assert "secret" not in str(entry.facts)


def test_an_account_without_password_cannot_sign_in(db):
    user = services.open_account(username="li", name="李审", at=AT, actor=None)
    assert not user.has_usable_password()
    assert (user.is_staff, user.is_superuser, user.date_joined) == (False, False, AT)


def test_a_sign_in_name_is_given_once(user):
    with pytest.raises(IntegrityError), transaction.atomic():
        services.open_account(username="zhang", name="另一人", at=AT, actor=None)
    assert not Entry.objects.exists()


def test_a_deactivated_account_does_not_sign_in(client, user):
    user.set_password("a long secret")
    user.save()
    assert client.login(username="zhang", password="a long secret")
    services.deactivate(user_id=user.pk, at=AT, actor=None)
    assert not client.login(username="zhang", password="a long secret")
    assert authenticate(username="zhang", password="a long secret") is None


def test_deactivating_ends_a_session_under_way(client, user, organ):
    client.force_login(user)
    services.deactivate(user_id=user.pk, at=AT, actor=None)
    assert client.get("/admin/").status_code == 302


def test_a_deactivated_officer_holds_no_post(user, organ):
    appoint(user, organ, Role.EDITOR)
    services.deactivate(user_id=user.pk, at=AT, actor=None)
    user.refresh_from_db()
    assert queries.posts_held(user.pk, DAY) == []
    assert queries.roles_held(user.pk, DAY) == frozenset()
    assert queries.organs_of(user.pk, DAY) == set()
    with pytest.raises(queries.PostMissing):
        queries.required_post(user=user, organ=organ, role=Role.EDITOR, on=DAY)
    assert Post.objects.get().to_on is None


def test_people_with_posts_are_never_deleted(user, organ):
    appoint(user, organ, Role.EDITOR)
    with pytest.raises(ProtectedError):
        user.delete()
    with pytest.raises(ProtectedError):
        organ.delete()


@pytest.fixture
def root(client, db):
    root = UserFactory(username="root", name="管理员", is_superuser=True, is_staff=True)
    client.force_login(root)
    return root


def test_an_account_is_opened_with_one_name_and_no_address(client, root):
    address = reverse("wagtailusers_users:add")
    form = client.get(address).content.decode()
    assert "姓名" in form
    assert ">None<" not in form
    password = "Chun-feng-2025"
    client.post(
        address,
        {"username": "lisi", "name": "李思", "password1": password, "password2": password},
    )
    assert User.objects.get(username="lisi").name == "李思"


def test_an_account_is_renamed(client, root, user):
    address = reverse("wagtailusers_users:edit", args=[user.pk])
    client.post(address, {"username": "zhang", "name": "张新", "is_active": "on"})
    user.refresh_from_db()
    assert user.name == "张新"


def test_the_admin_deletes_nobody(client, root, user):
    client.post(reverse("wagtailusers_users:delete", args=[user.pk]))
    assert User.objects.filter(pk=user.pk).exists()


def test_the_admin_deletes_nobody_in_bulk(client, root, user):
    address = reverse("wagtail_bulk_action", args=["accounts", "user", "delete"])
    client.post(f"{address}?id={user.pk}")
    assert User.objects.filter(pk=user.pk).exists()


def test_a_name_stands_where_there_is_one():
    assert str(User(username="zhang", name="张信")) == "张信"
    assert str(User(username="zhang")) == "zhang"
    assert User(username="zhang", name="张信", first_name="信").get_full_name() == "张信"


# -- posts -----------------------------------------------------------------------------


@pytest.mark.parametrize("role", list(Role))
def test_a_post_brings_its_groups(user, organ, role):
    appoint(user, organ, role)
    expected = {role.label} | ({"信息员·traffic"} if role is Role.EDITOR else set())
    assert set(groups(user)) == expected


def test_an_appointment_leaves_a_trace(user, organ):
    post = appoint(user, organ, Role.FIRST_REVIEWER, title="办公室主任")
    entry = Entry.objects.get()
    assert entry.action == "accounts.appoint"
    assert entry.subject_label == "县交通局办公室主任（一审）"
    assert entry.facts == {"user": "zhang"}
    assert str(post) == "县交通局办公室主任（一审）"


@pytest.mark.parametrize(("first", "second"), list(permutations(THREE, 2)))
def test_the_three_administrators_are_three_people(user, organ, first, second):
    appoint(user, organ, first)
    with pytest.raises(AdministratorsNotSeparate):
        appoint(user, OrganFactory(), second)
    assert Post.objects.count() == 1
    assert groups(user) == [first.label]


def test_three_people_may_be_the_three_administrators(organ):
    for role in THREE:
        appoint(UserFactory(), organ, role)
    assert Post.objects.count() == 3


def test_an_administrator_may_follow_another_after_his_post_ended(user, organ):
    end(appoint(user, organ, Role.SYSTEM_ADMIN, from_on=date(2025, 1, 1)), on=date(2025, 3, 11))
    appoint(user, organ, Role.AUDIT_ADMIN)
    assert queries.roles_held(user.pk, DAY) == {Role.AUDIT_ADMIN}


def test_a_post_that_begins_later_counts_too(user, organ):
    appoint(user, organ, Role.SYSTEM_ADMIN, from_on=date(2026, 1, 1))
    with pytest.raises(AdministratorsNotSeparate):
        appoint(user, organ, Role.AUDIT_ADMIN)


def test_a_closed_account_may_not_collect_the_three_posts(user, organ):
    appoint(user, organ, Role.SYSTEM_ADMIN)
    services.deactivate(user_id=user.pk, at=AT, actor=None)
    with pytest.raises(AdministratorsNotSeparate):
        appoint(user, organ, Role.AUDIT_ADMIN)


def test_a_post_is_held_from_its_first_to_its_last_day(user, organ):
    PostFactory(
        user=user, organ=organ, role="editor", from_on=date(2025, 3, 1), to_on=date(2025, 3, 31)
    )
    held = {
        day: bool(queries.posts_held(user.pk, day))
        for day in (date(2025, 2, 28), date(2025, 3, 1), date(2025, 3, 31), date(2025, 4, 1))
    }
    assert list(held.values()) == [False, True, True, False]


def test_the_required_post_is_of_the_role_and_the_organ(user, organ):
    post = appoint(user, organ, Role.EDITOR)
    found = queries.required_post(user=user, organ=organ, role=Role.EDITOR, on=DAY)
    assert found == post
    for wrong_organ, wrong_role in ((OrganFactory(), Role.EDITOR), (organ, Role.FINAL_REVIEWER)):
        with pytest.raises(queries.PostMissing) as caught:
            queries.required_post(user=user, organ=wrong_organ, role=wrong_role, on=DAY)
        assert caught.value.facts == {
            "name": "张信",
            "organ": wrong_organ.short_name,
            "role": wrong_role.label,
        }


def test_the_required_post_costs_one_query(user, organ, django_assert_num_queries):
    appoint(user, organ, Role.EDITOR)
    with django_assert_num_queries(1):
        str(queries.required_post(user=user, organ=organ, role=Role.EDITOR, on=DAY))


def test_ending_a_post_takes_its_rights(user, organ):
    editor = appoint(user, organ, Role.EDITOR)
    appoint(user, organ, Role.PROOFREADER)
    end(editor)
    assert groups(user) == ["校对"]
    assert Post.objects.get(pk=editor.pk).to_on == DAY
    assert Entry.objects.latest("sequence").action == "accounts.end_post"


def test_ending_one_of_two_editors_posts_keeps_the_other_organ(user, organ):
    other = OrganFactory(code="water")
    first = appoint(user, organ, Role.EDITOR)
    appoint(user, other, Role.EDITOR)
    end(first)
    assert groups(user) == ["信息员", "信息员·water"]


def test_a_post_is_given_once_at_a_time(user, organ):
    first = appoint(user, organ, Role.EDITOR, from_on=date(2025, 1, 1))
    with pytest.raises(IntegrityError), transaction.atomic():
        appoint(user, organ, Role.EDITOR)
    end(first)
    assert appoint(user, organ, Role.EDITOR, from_on=date(2025, 4, 1)).pk != first.pk


def test_an_unknown_role_is_refused_by_the_database(user, organ):
    with pytest.raises(IntegrityError), transaction.atomic():
        PostFactory(user=user, organ=organ, role="boss")


# -- the register of posts -------------------------------------------------------------


def post_form(user, organ, role, **more):
    return {
        "user": user.pk,
        "organ": organ.pk,
        "role": role.value,
        "title": "",
        "from_on": "2025-03-12",
        "to_on": "",
        **more,
    }


def test_the_register_appoints_with_rights(client, root, user, organ):
    client.post(reverse("posts:add"), post_form(user, organ, Role.EDITOR))
    assert groups(user) == ["信息员", "信息员·traffic"]
    assert Entry.objects.get().actor_name == "管理员"


def test_the_register_keeps_the_administrators_apart(client, root, user, organ):
    appoint(user, organ, Role.SYSTEM_ADMIN)
    response = client.post(reverse("posts:add"), post_form(user, organ, Role.AUDIT_ADMIN))
    assert "须由三人分别担任" in response.content.decode()
    assert Post.objects.count() == 1


def test_the_register_does_not_rewrite_who_holds_what(client, root, user, organ):
    post = appoint(user, organ, Role.EDITOR)
    client.post(
        reverse("posts:edit", args=[post.pk]),
        post_form(UserFactory(), OrganFactory(), Role.FINAL_REVIEWER, title="科员"),
    )
    post.refresh_from_db()
    assert (post.user, post.organ, post.role, post.title) == (user, organ, "editor", "科员")


def test_the_register_ends_a_post(client, root, user, organ):
    post = appoint(user, organ, Role.EDITOR)
    client.post(reverse("posts:edit", args=[post.pk]), {"title": "", "to_on": "2025-03-31"})
    post.refresh_from_db()
    assert post.to_on == date(2025, 3, 31)
    assert groups(user) == []
