"""The office keeps words and answers; what led nowhere it only reads."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group
from django.urls import NoReverseMatch, reverse

from gongkai.apps.search import services
from gongkai.apps.search.models import ZeroResult
from gongkai.domain.roles import Role
from gongkai.project import rights
from tests.factories.foundation import UserFactory

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)


def test_what_led_nowhere_is_listed_and_not_written_by_hand(client, db):
    client.force_login(UserFactory(username="root", is_superuser=True, is_staff=True))
    services.note_zero_result("飞机场", AT)
    row = ZeroResult.objects.get()
    page = client.get(reverse("zeroresult:index")).content.decode()
    assert "飞机场" in page
    assert f"/zeroresult/edit/{row.pk}/" not in page
    for name, args in (("add", []), ("edit", [row.pk]), ("delete", [row.pk])):
        with pytest.raises(NoReverseMatch):
            reverse(f"zeroresult:{name}", args=args)


@pytest.mark.parametrize("address", ["synonym:index", "synonym:add", "bestbet:index"])
def test_the_office_keeps_words_and_answers(client, db, address):
    rights.grant()
    user = UserFactory(username="office", is_staff=True)
    user.groups.add(Group.objects.get(name=Role.OGI_OFFICER.label))
    client.force_login(user)
    assert client.get(reverse(address)).status_code == 200
