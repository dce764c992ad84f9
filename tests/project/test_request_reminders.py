"""Who is told that a reply is due."""

from datetime import UTC, date, datetime

import pytest

from gongkai.domain.roles import Role
from gongkai.foundation.notices.models import Notice
from gongkai.project.request_reminders import near_replies
from tests.factories.foi import InformationRequestFactory
from tests.factories.foundation import OrganFactory, PostFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 12, 2, tzinfo=UTC)  # Thursday 10:00 in the county


def told():
    rows = Notice.objects.order_by("pk")
    return [(row.user, row.kind, row.subject, row.text) for row in rows]


def test_the_desk_of_the_organ_is_told_once_a_day_of_what_ends_soon():
    organ = OrganFactory()
    handler = PostFactory(organ=organ, role=Role.FOI_HANDLER.value).user
    PostFactory(role=Role.FOI_HANDLER.value)
    PostFactory(role=Role.OGI_OFFICER.value)
    for due_on in (date(2026, 3, 16), date(2026, 3, 19), date(2026, 3, 20)):  # 2, 5, 6 left
        InformationRequestFactory(organ=organ, due_on=due_on, received_on=date(2026, 2, 2))
    assert near_replies(AT) == 1
    near_replies(AT)
    text = "5个工作日内到期2件。请打开办件台，按风险从高到低办理。"
    assert told() == [(handler, "foi.reply_near", "有申请的答复期限临近", text)]


def test_the_office_is_told_of_what_is_late():
    office = PostFactory(role=Role.OGI_OFFICER.value).user
    InformationRequestFactory(due_on=date(2026, 3, 11), received_on=date(2026, 2, 2))
    assert near_replies(AT) == 1
    assert [(user, subject) for user, _, subject, _ in told()] == [
        (office, "1件申请已超过答复期限")
    ]


def test_nobody_is_told_where_nothing_is_near():
    PostFactory(role=Role.OGI_OFFICER.value)
    InformationRequestFactory(due_on=date(2026, 3, 31), received_on=date(2026, 3, 3))
    assert near_replies(AT) == 0
    assert told() == []
