from functools import partial

import pytest

from gongkai.domain.organs import OrganLevel
from gongkai.domain.websites import SectionKind
from tests.factories import documents
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
def staff(county):
    return staff_of(county)


@pytest.fixture
def platform(county):
    return open_section(open_portal(county), SectionKind.PLATFORM, slug="ogi")


@pytest.fixture
def library(platform):
    return open_section(platform, SectionKind.DOCUMENTS)


@pytest.fixture
def issue(library, staff):
    return partial(documents.issue, library, staff.editor)
