"""A new page of a register goes into a section of its kind, asked for only where there are two."""

from datetime import date

import pytest
from django.urls import reverse

from gongkai.domain.roles import Role
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock
from gongkai.foundation.accounts.services import appoint
from gongkai.project.rights import grant
from tests.factories.foundation import UserFactory
from tests.factories.websites import open_section


@pytest.fixture
def writer(client, town, town_site, portal):
    user = UserFactory(name="张信")
    appoint(
        user_id=user.pk, organ_id=town.pk, role=Role.EDITOR,
        at=clock.now(), actor=None, from_on=date(2020, 1, 1),
    )  # fmt: skip
    grant()
    client.force_login(user)
    return user


@pytest.fixture
def library(town_site):
    return open_section(open_section(town_site, SectionKind.PLATFORM), SectionKind.DOCUMENTS)


def form_of(section):
    return reverse("wagtailadmin_pages:add", args=["documents", "policydocument", section.pk])


def choose(client, **answer):
    address = reverse("policy_documents:choose_parent")
    return client.post(address, answer) if answer else client.get(address)


def test_with_one_library_nothing_is_asked(client, writer, library, portal):
    open_section(open_section(portal, SectionKind.PLATFORM), SectionKind.DOCUMENTS)  # not his
    assert choose(client).url == form_of(library)


def test_with_two_libraries_the_screen_offers_just_these(client, writer, library, town_site):
    other = open_section(town_site, SectionKind.DOCUMENTS, title="历史文件", slug="old-papers")
    page = choose(client).content.decode()
    assert page.count("<option") == 2
    assert other.title in page
    assert choose(client, parent_page=other.pk).url == form_of(other)


def test_a_section_of_another_kind_is_refused_in_words(client, writer, library, town_site):
    open_section(town_site, SectionKind.DOCUMENTS, title="历史文件", slug="old-papers")
    news = open_section(town_site, SectionKind.NOTICES)
    assert "请选择您能写的栏目" in choose(client, parent_page=news.pk).content.decode()


def test_who_may_write_in_no_library_is_told_so(client, writer, town_site):
    page = choose(client)
    assert page.status_code == 200
    assert "没有您能写的栏目" in page.content.decode()
