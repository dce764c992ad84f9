"""A small website with one section for press and interviews."""

from datetime import UTC, datetime

import pytest

from gongkai.apps.websites import services
from gongkai.apps.websites.models import HomePage, SectionPage, WebsiteKind
from gongkai.domain.organs import OrganLevel
from gongkai.domain.websites import SectionKind
from tests.factories.foundation import OrganFactory

AT = datetime(2025, 1, 2, tzinfo=UTC)


@pytest.fixture
def county(db):
    return OrganFactory(code="qinghe", level=OrganLevel.COUNTY.value, short_name="县政府")


@pytest.fixture
def portal(county):
    home = HomePage(
        title="青禾县人民政府", slug="qinghe", kind=WebsiteKind.COUNTY.value, organ=county
    )
    return services.open_portal(portal=home, actor=None, at=AT)


@pytest.fixture
def press(portal):
    section = SectionPage(title="新闻发布会", slug="press", kind=SectionKind.PRESS.value)
    return services.open_section(section=section, parent=portal, actor=None, at=AT)
