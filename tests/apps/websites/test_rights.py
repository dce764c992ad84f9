"""Who may draft where: the rights that ``gongkai setup`` grants."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.management import call_command
from django.urls import reverse

from gongkai.apps.websites.models import ArticlePage, WebsiteKind
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.services import appoint
from gongkai.project import rights
from tests.factories.foundation import OrganFactory, UserFactory
from tests.factories.websites import open_section, open_site

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)


def officer(organ, role):
    user = UserFactory()
    appoint(
        user_id=user.pk, organ_id=organ.pk, role=role, at=AT, actor=None, from_on=date(2020, 1, 1)
    )
    return user


@pytest.fixture
def sections(portal):
    """Return the news sections of two departments, rights granted."""
    found = {}
    for code in ("traffic", "water"):
        organ = OrganFactory(code=code)
        found[code] = open_section(open_site(portal, organ, WebsiteKind.DEPARTMENT))
    rights.grant()
    return found


def allowed(role):
    group = Group.objects.get(name=role.label)
    return set(group.permissions.values_list("content_type__app_label", "codename"))


@pytest.mark.parametrize("role", list(Role))
def test_every_role_enters_the_admin(sections, role):
    assert ("wagtailadmin", "access_admin") in allowed(role)


@pytest.mark.parametrize("role", list(Role))
def test_every_role_has_exactly_the_rights_of_the_table(sections, role):
    expected = {
        (app_label, codename)
        for app_label, acts in rights.RIGHTS.get(role, {}).items()
        for codename in Permission.objects.filter(content_type__app_label=app_label).values_list(
            "codename", flat=True
        )
        if codename.split("_")[0] in acts
    }
    assert allowed(role) - {("wagtailadmin", "access_admin")} == expected


@pytest.mark.parametrize("role", list(Role))
def test_no_role_publishes_or_touches_audit_and_accounts_beyond_its_duty(sections, role):
    codes = {code for _, code in allowed(role)}
    assert not [code for code in codes if code.startswith(("publish", "unlock", "lock", "bulk"))]
    audit = {code for app, code in allowed(role) if app == "audit"}
    assert audit == ({"view_entry"} if role is Role.AUDIT_ADMIN else set())
    if role is not Role.SYSTEM_ADMIN:
        assert not [
            code for app, code in allowed(role) if app == "accounts" and not code.startswith("view")
        ]


def test_granting_again_changes_nothing_and_takes_back_what_is_too_much(sections):
    before = {role: allowed(role) for role in Role}
    group = Group.objects.get(name=Role.EDITOR.label)
    group.permissions.add(Permission.objects.get(codename="change_user"))
    call_command("setup")
    assert {role: allowed(role) for role in Role} == before


def test_editors_draft_on_their_own_site_only(sections):
    editor = officer(sections["traffic"].organ, Role.EDITOR)
    own, other = (sections[code].permissions_for_user(editor) for code in ("traffic", "water"))
    assert own.can_add_subpage()
    assert not other.can_add_subpage()
    assert not other.can_edit()


def test_the_editor_s_form_opens_on_the_own_site_only(client, sections):
    client.force_login(officer(sections["traffic"].organ, Role.EDITOR))
    for code, status in (("traffic", 200), ("water", 302)):
        address = reverse(
            "wagtailadmin_pages:add", args=["websites", "articlepage", sections[code].pk]
        )
        assert client.get(address).status_code == status
        if code == "water":
            client.post(address, {"title": "越界", "slug": "x"})
    assert not ArticlePage.objects.exists()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.EDITOR])
def test_only_editors_draft(sections, role):
    user = officer(sections["traffic"].organ, role)
    assert not sections["traffic"].permissions_for_user(user).can_add_subpage()


def test_an_editor_of_two_organs_drafts_on_both_sites(sections):
    editor = officer(sections["traffic"].organ, Role.EDITOR)
    appoint(
        user_id=editor.pk,
        organ_id=sections["water"].organ_id,
        role=Role.EDITOR,
        at=AT,
        actor=None,
        from_on=date(2020, 1, 1),
    )
    editor = type(editor).objects.get(pk=editor.pk)
    assert all(
        section.permissions_for_user(editor).can_add_subpage() for section in sections.values()
    )
