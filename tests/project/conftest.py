from datetime import UTC, datetime

import pytest

from gongkai.domain.roles import Role
from tests.factories.foundation import OrganFactory, PostFactory
from tests.factories.review import staff_of, submit
from tests.factories.websites import open_portal, open_section, save_draft

# Thursday 12 March 2026, 10:00 in the county; no holiday near.
AT = datetime(2026, 3, 12, 2, tzinfo=UTC)


@pytest.fixture
def organ(db):
    return OrganFactory(code="traffic", name="青禾县交通运输局", short_name="县交通局")


@pytest.fixture
def staff(organ):
    return staff_of(organ)


@pytest.fixture
def office(organ):
    return PostFactory(role=Role.OGI_OFFICER.value, user__name="公开办").user


@pytest.fixture
def administrator(organ):
    return PostFactory(role=Role.SYSTEM_ADMIN.value, user__name="系统管理员").user


@pytest.fixture
def section(organ):
    return open_section(open_portal(organ))


@pytest.fixture
def draft(section, staff):
    return save_draft(section, staff.editor, at=AT)


@pytest.fixture
def submission(draft, staff):
    return submit(draft, staff, AT)


@pytest.fixture
def granted(db):
    """Return a function that gives an officer the rights of the posts he holds."""
    from gongkai.foundation.accounts.models import Post
    from gongkai.foundation.accounts.services import _groups_of
    from gongkai.project import rights

    rights.grant()

    def grant(user):
        user.groups.set(
            {group for post in Post.objects.filter(user=user) for group in _groups_of(post)}
        )

    return grant
