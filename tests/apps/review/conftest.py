from datetime import UTC, datetime

import pytest

from gongkai.project import rights
from tests.factories.foundation import OrganFactory, UserFactory
from tests.factories.review import staff_of, submit
from tests.factories.websites import open_portal, open_section, save_draft

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)  # 10:00 in the county


@pytest.fixture
def organ(db):
    return OrganFactory(code="traffic", name="青禾县交通运输局", short_name="县交通局")


@pytest.fixture
def other_organ(organ):
    return OrganFactory(code="water", name="青禾县水利局", short_name="县水利局")


@pytest.fixture
def staff(organ):
    return staff_of(organ)


@pytest.fixture
def other_staff(other_organ):
    return staff_of(other_organ)


@pytest.fixture
def superuser(db):
    return UserFactory(username="root", name="管理员", is_superuser=True, is_staff=True)


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
def granted(section):
    rights.grant()


@pytest.fixture
def signed_in(client, granted):
    """Sign an officer in with the groups of the posts he holds."""
    from gongkai.foundation.accounts.models import Post
    from gongkai.foundation.accounts.services import _groups_of

    def sign_in(user):
        user.groups.set(
            {group for post in Post.objects.filter(user=user) for group in _groups_of(post)}
        )
        client.force_login(user)
        return client

    return sign_in
