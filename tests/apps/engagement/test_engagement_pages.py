"""Pages of conferences and interviews, home blocks, and the registers of the open day."""

from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.apps.engagement import queries
from gongkai.apps.engagement.models import OnlineInterview, OpenDayActivity, PressConference
from gongkai.apps.websites import registry
from tests.factories.administrative_acts import spreadsheet
from tests.factories.engagement import ActivityFactory, OpenDayFactory, conference, interview
from tests.factories.foundation import OrganFactory

pytestmark = pytest.mark.django_db


def test_conferences_and_interviews_are_information():
    assert PressConference.counts_as_information
    assert OnlineInterview.counts_as_information


def test_a_conference_shows_its_questions(press, county, rf):
    asked = {"q": "什么时候开工？", "a": "今年九月。", "medium": "青禾日报"}
    page = conference(press, organ=county, questions=[("question", asked)])
    context = PressConference.objects.get(pk=page.pk).get_context(rf.get("/"))
    assert [dict(value) for value in context["questions"]] == [asked]


def test_a_reader_opens_a_conference(press, county, client):
    page = conference(press, organ=county, title="上半年经济运行", venue="县政府新闻发布厅")
    text = client.get(page.get_url()).content.decode()
    assert "上半年经济运行" in text
    assert "县政府新闻发布厅" in text


def test_a_reader_opens_an_interview(press, county, client):
    page = interview(press, organ=county, questions_count=12, answers_count=11)
    assert "收到12个问题，答复11个" in client.get(page.get_url()).content.decode()


def test_more_answers_than_questions_are_kept_out(press):
    with pytest.raises(ValidationError):
        interview(press, questions_count=1, answers_count=2)


def test_the_home_page_shows_the_three_newest(press, portal):
    pages = [
        conference(press, held_at=datetime(2025, month, 1, tzinfo=UTC)) for month in (3, 1, 4, 2)
    ]
    conference(press, held_at=datetime(2025, 12, 1, tzinfo=UTC), live=False)
    assert queries.newest_conferences(portal) == [pages[2], pages[0], pages[3]]


def test_the_home_page_shows_interviews(press, portal):
    page = interview(press)
    assert queries.newest_interviews(portal) == [page]


def test_the_home_page_knows_both_blocks(press, portal):
    context = registry.home_context(portal)
    assert context["conferences"] == []
    assert context["interviews"] == []


def test_an_open_day_comes_once_a_year():
    OpenDayFactory()
    with pytest.raises(IntegrityError):
        OpenDayFactory(edition=20)


def test_an_activity_of_unknown_form_is_kept_out():
    with pytest.raises(IntegrityError):
        ActivityFactory(kind="parade")


def test_open_days_cost_the_same_for_one_and_three_rows(admin_client):
    url = reverse("openday:index")
    OpenDayFactory()
    admin_client.get(url)
    with CaptureQueriesContext(connection) as one:
        assert admin_client.get(url).status_code == 200
    OpenDayFactory(year=2024, edition=18)
    OpenDayFactory(year=2023, edition=17)
    with CaptureQueriesContext(connection) as three:
        assert admin_client.get(url).status_code == 200
    assert len(three) == len(one)


def test_activities_cost_the_same_for_one_and_three_rows(admin_client):
    url = reverse("opendayactivity:index")
    day = OpenDayFactory()
    ActivityFactory(open_day=day)
    admin_client.get(url)
    with CaptureQueriesContext(connection) as one:
        assert admin_client.get(url).status_code == 200
    ActivityFactory.create_batch(2, open_day=day)
    with CaptureQueriesContext(connection) as three:
        assert admin_client.get(url).status_code == 200
    assert len(three) == len(one)


HEADINGS = ("政务公开日年度", "组织单位", "活动名称", "形式", "日期", "地点", "参加（人）")


def test_a_unit_sends_its_activities_as_a_spreadsheet(admin_client):
    OpenDayFactory()
    OrganFactory(code="town")
    upload = spreadsheet(
        HEADINGS,
        ("2025", "town", "赶集日宣传", "部门宣传", datetime(2025, 5, 15), "集市", 80),  # noqa: DTZ001
    )
    response = admin_client.post(reverse("opendayactivity:import"), {"file": upload})
    assert response.status_code == 302
    assert OpenDayActivity.objects.get().participants == 80


def test_an_activity_of_an_unknown_form_names_its_row(admin_client):
    OpenDayFactory()
    OrganFactory(code="town")
    upload = spreadsheet(
        HEADINGS,
        ("2025", "town", "赶集日宣传", "游行", datetime(2025, 5, 15), "集市", 80),  # noqa: DTZ001
    )
    response = admin_client.post(reverse("opendayactivity:import"), {"file": upload})
    assert response.status_code == 422
    assert [fault.row for fault in response.context["report"].faults] == [2]
