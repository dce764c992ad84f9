"""What the annual report says of conferences, interviews and the open day."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from gongkai.apps.engagement import queries
from gongkai.apps.engagement.models import OpenDayActivityKind
from tests.factories.engagement import ActivityFactory, OpenDayFactory, conference, interview
from tests.factories.foundation import OrganFactory
from tests.factories.new_media import AccountFactory, StreamFactory

pytestmark = pytest.mark.django_db
COUNTY = frozenset({"qinghe"})


def labels(records):
    return [record.label for record in records]


def test_live_conferences_held_within_the_year_are_counted(press, county):
    conference(press, title="第一场", organ=county)
    conference(press, title="草稿", organ=county, live=False)
    # New Year's Day in the county, still the old year in UTC.
    conference(press, title="元旦", organ=county, held_at=datetime(2024, 12, 31, 17, tzinfo=UTC))
    conference(press, title="次年", organ=county, held_at=datetime(2025, 12, 31, 17, tzinfo=UTC))
    records = queries.report_records(2025, COUNTY)["press_conferences.total"]
    assert labels(records) == ["元旦", "第一场"]
    assert records[0].on == date(2025, 1, 1)


def test_conferences_of_other_organs_stay_out(press, county):
    conference(press, organ=OrganFactory(code="other"))
    assert queries.report_records(2025, COUNTY)["press_conferences.total"] == ()


def test_themes_of_interviews_come_in_the_order_of_their_days(press, county):
    late = datetime(2025, 9, 9, 6, tzinfo=UTC)
    interview(press, theme="婚姻登记怎么办", organ=county, held_at=late)
    page = interview(press, theme="义务教育招生", organ=county)
    assert len(queries.report_records(2025, COUNTY)["interviews.total"]) == 2
    fact = queries.report_texts(2025, COUNTY)["interviews.themes"]
    assert fact.values == ("义务教育招生", "婚姻登记怎么办")
    assert fact.records[0].url == reverse("wagtailadmin_pages:edit", args=[page.pk])


@pytest.fixture
def open_day(county):
    account = AccountFactory(name="青禾政务", organ=OrganFactory(code="data"))
    stream = StreamFactory(account=account, viewers=58000, new_followers=243, comments=740)
    return OpenDayFactory(live_stream=stream)


def test_the_open_day_and_its_stream_belong_to_the_county(open_day):
    found = queries.report_records(2025, frozenset({"qinghe", "data"}))
    figures = {key: rows for key, rows in found.items() if key.startswith("open_day.")}
    assert {key: [(r.organ, r.amount) for r in rows] for key, rows in figures.items()} == {
        "open_day.edition": [("qinghe", Decimal(19))],
        "open_day.stream_viewers": [("qinghe", Decimal(58000))],
        "open_day.stream_new_followers": [("qinghe", Decimal(243))],
        "open_day.stream_comments": [("qinghe", Decimal(740))],
    }


def test_a_department_has_no_open_day_of_its_own(open_day):
    found = queries.report_records(2025, frozenset({"data"}))
    texts = queries.report_texts(2025, frozenset({"data"}))
    assert set(found.values()) == {()}
    assert {fact.values for fact in texts.values()} == {()}


def test_the_words_of_the_open_day(open_day):
    texts = queries.report_texts(2025, COUNTY)
    assert {key: fact.values for key, fact in texts.items()} == {
        "interviews.themes": (),
        "open_day.activities": (),
        "open_day.theme": ("公开让服务更近",),
        "open_day.stream_on": ("2025-05-16",),
        "open_day.stream_account": ("青禾政务",),
    }


def test_an_open_day_without_a_stream_says_nothing_of_one(county):
    OpenDayFactory()
    found = queries.report_records(2025, COUNTY)
    assert len(found["open_day.edition"]) == 1
    assert found["open_day.stream_viewers"] == ()
    assert queries.report_texts(2025, COUNTY)["open_day.stream_on"].values == ()


def test_every_form_of_activity_is_named_once(county):
    day = OpenDayFactory()
    organ = OrganFactory(code="town")
    ActivityFactory.create_batch(2, open_day=day, organ=organ)
    ActivityFactory(open_day=day, organ=organ, kind=OpenDayActivityKind.TO_ENTERPRISES.value)
    ActivityFactory(open_day=OpenDayFactory(year=2024, edition=18), organ=organ)
    fact = queries.report_texts(2025, frozenset({"town"}))["open_day.activities"]
    assert fact.values == ("进企业送政策", "部门宣传")
    assert len(fact.records) == 3


def test_every_key_is_there_when_nothing_is():
    assert queries.report_records(2025, COUNTY) == {
        "press_conferences.total": (),
        "interviews.total": (),
        "open_day.edition": (),
        "open_day.stream_viewers": (),
        "open_day.stream_new_followers": (),
        "open_day.stream_comments": (),
    }
