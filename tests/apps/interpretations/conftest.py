from functools import partial
from types import SimpleNamespace

import pytest

from gongkai.domain.organs import OrganLevel
from gongkai.domain.websites import SectionKind
from tests.factories import documents, interpretations
from tests.factories.foundation import OrganFactory
from tests.factories.review import staff_of
from tests.factories.websites import open_portal, open_section


@pytest.fixture
def county(db):
    return OrganFactory(
        code="county",
        name="青禾县人民政府",
        short_name="县政府",
        level=OrganLevel.COUNTY.value,
        credit_code=documents.credit_code(1),
    )


@pytest.fixture
def bureau(county):
    return OrganFactory(code="traffic", credit_code=documents.credit_code(2))


@pytest.fixture
def editor(county):
    return staff_of(county).editor


@pytest.fixture
def site(county):
    portal = open_portal(county)
    platform = open_section(portal, SectionKind.PLATFORM, slug="ogi")
    return SimpleNamespace(
        portal=portal,
        documents=open_section(platform, SectionKind.DOCUMENTS),
        interpretations=open_section(platform, SectionKind.INTERPRETATIONS),
    )


@pytest.fixture
def issue(site, editor):
    return partial(documents.issue, site.documents, editor)


@pytest.fixture
def interpret(site, editor):
    return partial(interpretations.interpret, site.interpretations, editor)


@pytest.fixture
def draft(site, editor):
    return partial(interpretations.draft, site.interpretations, editor)
