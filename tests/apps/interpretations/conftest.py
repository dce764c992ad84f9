from functools import partial
from types import SimpleNamespace

import pytest

from gongkai.domain.organs import OrganLevel
from gongkai.domain.roles import Role
from gongkai.domain.websites import SectionKind
from gongkai.foundation.accounts.models import Post
from gongkai.foundation.accounts.services import _groups_of
from gongkai.project.rights import grant
from tests.factories import documents, interpretations
from tests.factories.foundation import OrganFactory, PostFactory
from tests.factories.interpretation_plans import draft_plan
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
def staff(county):
    return staff_of(county)


@pytest.fixture
def editor(staff):
    return staff.editor


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


@pytest.fixture
def others(bureau):
    return staff_of(bureau)


@pytest.fixture
def planned(staff, county):
    return partial(draft_plan, staff, county)


@pytest.fixture
def office(county):
    return PostFactory(organ=county, role=Role.OGI_OFFICER.value, user__name="公开办").user


@pytest.fixture
def signed_in(client, site):
    """Sign an officer in with what these screens ask for."""
    grant()

    def sign_in(user):
        posts = Post.objects.filter(user=user)
        user.groups.set({group for post in posts for group in _groups_of(post)})
        client.force_login(user)
        return client

    return sign_in
