from datetime import UTC, datetime

import pytest

from gongkai.domain.organs import OrganLevel
from gongkai.domain.websites import SectionKind
from tests.factories.foundation import OrganFactory, UserFactory
from tests.factories.review import make_live
from tests.factories.websites import open_portal, open_section, open_site, save_draft

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)


@pytest.fixture
def county(db):
    return OrganFactory(
        code="county",
        name="青禾县人民政府",
        short_name="县政府",
        level=OrganLevel.COUNTY.value,
        address="青禾县人民路1号",
        phone="0000-0000001",
        position=0,
    )


@pytest.fixture
def town(county):
    return OrganFactory(
        code="liuhe",
        name="柳河镇人民政府",
        short_name="柳河镇",
        level=OrganLevel.TOWNSHIP.value,
        township_kind="town",
        phone="0000-0000002",
    )


@pytest.fixture
def portal(county):
    return open_portal(county, hot_words_text="补贴 招考", village_names="")


@pytest.fixture
def town_site(portal, town):
    return open_site(portal, town, village_names="东村\n西村")


@pytest.fixture
def news(portal):
    return open_section(portal, SectionKind.NEWS)


@pytest.fixture
def editor(db):
    return UserFactory(name="张信")


@pytest.fixture
def public(news, editor):
    """Put a live page into a section, public since an instant; the review is not under test."""

    def make(title="农村公路养护计划公布", at=AT, section=news, **fields):
        page = save_draft(section, editor, at=at, title=title, **fields)
        make_live([page], at)
        page.refresh_from_db(fields=["live", "first_published_at", "last_published_at"])
        return page

    return make
