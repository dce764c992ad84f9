"""Meetings with their papers, what is written anew when, the open day's page and table."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from gongkai.apps.engagement import dependents, queries
from gongkai.apps.engagement.models import OpenDayActivityKind, PaperLink
from gongkai.apps.static_site.models import QueueItem
from gongkai.domain.engagement.events import EventStage
from gongkai.foundation import clock
from gongkai.foundation.records import services as records
from tests.factories.documents import credit_code, issue
from tests.factories.engagement import (
    ActivityFactory,
    OpenDayFactory,
    call,
    conference,
    interview,
    meeting,
    programme,
)
from tests.factories.foundation import UserFactory
from tests.factories.review import publish, staff_of
from tests.html_checks import faults_of

pytestmark = pytest.mark.django_db

AT = datetime(2025, 6, 3, 2, tzinfo=UTC)


@pytest.fixture
def staff(county):
    return staff_of(county)


@pytest.fixture
def paper(press, county, staff):
    county.credit_code = credit_code(1)
    county.save()
    return issue(press, staff.editor, date(2025, 4, 2), organ=county)


def matter(paper):
    value = {
        "matter": "审议办法",
        "decision": "原则通过。",
        "papers": [str(paper.pk)],
        "readings": [],
    }
    return [("matter", value)]


@pytest.fixture
def held(press, county, paper, staff):
    page = meeting(press, organ=county, items=matter(paper), live=False)
    publish(page, staff, AT)
    page.refresh_from_db()
    return page


def test_a_meeting_leads_to_its_documents(held, paper, client):
    text = client.get(held.url).content.decode()
    assert paper.title in text
    assert paper.url in text
    assert faults_of(text) == []


def test_a_document_knows_the_meetings_that_considered_it(held, paper):
    assert queries.meetings_of(paper.pk) == [held]


def test_the_page_of_a_document_names_the_meetings_that_considered_it(held, paper, client):
    page = client.get(paper.url).content.decode()
    assert "审议会议" in page
    assert held.url in page
    assert queries.naming(paper.pk) == [held.pk]
    link = PaperLink.objects.get(page_id=held.pk)
    assert (link.document_id, link.interpretation_id) == (paper.pk, None)


def test_a_meeting_that_is_no_longer_public_is_not_named(held, paper):
    type(held).objects.filter(pk=held.pk).update(live=False)
    assert queries.meetings_of(paper.pk) == []


def test_meeting_and_document_are_written_anew_together(held, paper):
    assert f"page:{paper.pk}" in list(dependents.of_page(held))
    assert f"page:{held.pk}" in list(dependents.of_page(paper))


def test_a_call_is_written_anew_on_every_open_day_and_the_day_after(press):
    page = call(press, opens_on=date(2025, 4, 10), closes_on=date(2025, 4, 12))
    target = f"page:{page.pk}"
    changing = [day for day in range(8, 16) if target in dependents.changing_on(date(2025, 4, day))]
    assert changing == [10, 11, 12, 13]


def test_the_list_of_calls_changes_with_them(press):
    call(press)
    assert f"page:{press.pk}" in list(dependents.changing_on(date(2025, 4, 10)))


def test_an_event_is_written_anew_on_its_day_and_the_next(press):
    page = conference(press, held_at=datetime(2025, 6, 10, 2, tzinfo=UTC))
    changing = [
        day
        for day in range(8, 14)
        if f"page:{page.pk}" in dependents.changing_on(date(2025, 6, day))
    ]
    assert changing == [10, 11]


def test_a_conference_goes_through_its_stages(press):
    held_at = datetime(2025, 6, 10, 2, tzinfo=UTC)
    page = conference(press, held_at=held_at)
    assert page.stage_at(held_at - timedelta(days=1)) is EventStage.ANNOUNCED
    assert page.stage_at(held_at) is EventStage.HELD
    page.transcript = [("speech", {"speaker": "主持人", "text": "<p>开始。</p>"})]
    assert page.stage_at(held_at) is EventStage.TRANSCRIBED


def test_an_announced_conference_is_not_reported(press, county):
    now = clock.now()
    conference(press, organ=county, held_at=now + timedelta(days=1))
    year = (now + timedelta(days=1)).year
    found = queries.report_records(year, frozenset({county.code}))
    assert found["press_conferences.total"] == ()


def test_a_transcript_is_read_with_its_speakers(press, county, client):
    page = conference(
        press,
        organ=county,
        people=[("person", {"name": "张华", "post": "局长", "organ": "县交通局"})],
        transcript=[("speech", {"speaker": "张华", "text": "<p>全年修路一百公里。</p>"})],
        registration="报名电话0000",
    )
    text = client.get(page.url).content.decode()
    assert "张华（县交通局局长）" in text
    assert "全年修路一百公里" in text
    assert "报名电话" not in text  # only before the conference
    assert faults_of(text) == []


@pytest.fixture
def open_day(county):
    day = OpenDayFactory()
    ActivityFactory(open_day=day, organ=county, participants=80)
    ActivityFactory(open_day=day, organ=county, kind=OpenDayActivityKind.VISITS.value)
    return day


def test_an_open_day_is_told_in_rows_and_sums(press, open_day, client):
    page = programme(press, open_day)
    response = client.get(page.url)
    text = response.content.decode()
    assert response.context["participants"] == 80
    assert dict(response.context["by_kind"])["部门宣传"] == 1
    assert response.context["by_organ"] == [("县政府", 2)]
    assert f"{page.url}activities.xlsx" in text
    assert faults_of(text) == []


def test_the_table_of_an_open_day_holds_its_rows(press, open_day):
    page = programme(press, open_day)
    (output,) = dependents.workbook_of(str(page.pk), None)
    assert output.path == f"{page.url.lstrip('/')}activities.xlsx"
    rows = list(load_workbook(BytesIO(output.content)).active.values)
    assert rows[0] == ("日期", "组织单位", "活动名称", "形式", "地点", "参加（人）")
    assert [row[5] for row in rows[1:]] == [80, None]


def test_the_same_rows_give_the_same_bytes(press, open_day):
    assert dependents.workbook_bytes(2025) == dependents.workbook_bytes(2025)


def test_a_new_activity_rewrites_page_and_table(press, open_day, county):
    page = programme(press, open_day)
    row = ActivityFactory.build(open_day=open_day, organ=county)
    records.add(instance=row, actor=UserFactory(), at=AT)
    wanted = set(QueueItem.objects.values_list("target", flat=True))
    assert {f"page:{page.pk}", f"open_day_workbook:{page.pk}"} <= wanted


def test_lists_say_how_far_things_have_come(press, county, client):
    conference(press, organ=county)
    interview(press, organ=county)
    meeting(press, organ=county)
    call(press, organ=county)
    text = client.get(press.url).content.decode()
    for words in ("实录整理中", "第52次", "已结束待反馈"):
        assert words in text
    assert faults_of(text) == []
