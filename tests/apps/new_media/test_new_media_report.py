"""What the annual report says of new media, against a portfolio added up by hand."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.urls import reverse

from gongkai.apps.new_media import queries
from gongkai.domain.annual_report.facts import Fold, fold_records
from gongkai.domain.new_media.accounts import AccountState, Platform
from tests.factories.foundation import OrganFactory
from tests.factories.new_media import (
    AccountFactory,
    FollowerCountFactory,
    MessageAnswersFactory,
    StreamFactory,
    WorkFactory,
)

pytestmark = pytest.mark.django_db
BOTH = frozenset({"data", "health"})


@pytest.fixture
def portfolio():
    data = OrganFactory(code="data", short_name="数据局", position=1)
    health = OrganFactory(code="health", short_name="卫健局", position=2)
    douyin = AccountFactory(organ=data, name="青禾政务")
    wechat = AccountFactory(organ=health, name="青禾卫健", platform=Platform.WECHAT.value)
    AccountFactory(organ=data, name="青禾视频", platform=Platform.WECHAT_CHANNELS.value)
    AccountFactory(
        organ=health,
        name="停更的号",
        platform=Platform.WEIBO.value,
        state=AccountState.PAUSED.value,
        paused_on=date(2025, 12, 31),
    )
    AccountFactory(
        organ=health,
        name="次年关停的号",
        platform=Platform.WEIBO.value,
        state=AccountState.CLOSED.value,
        closed_on=date(2026, 1, 1),
    )
    AccountFactory(organ=data, name="次年开设的号", opened_on=date(2026, 1, 1))
    StreamFactory(account=douyin, viewers=58000, answers=40)
    StreamFactory(
        account=douyin,
        viewers=80000,
        answers=60,
        started_at=datetime(2025, 9, 1, 6, tzinfo=UTC),
    )
    # Beijing is already in 2026 at 16:30 UTC of the last day.
    StreamFactory(account=douyin, viewers=1, started_at=datetime(2025, 12, 31, 16, 30, tzinfo=UTC))
    WorkFactory(account=douyin, views=300000, likes=1500)
    WorkFactory(account=douyin, views=180000, likes=700)
    WorkFactory(account=wechat, views=999, likes=9)
    MessageAnswersFactory(account=douyin, on=date(2025, 6, 1), answers=30)
    MessageAnswersFactory(account=douyin, on=date(2025, 12, 31), answers=12)
    MessageAnswersFactory(account=douyin, on=date(2026, 1, 1), answers=7)
    FollowerCountFactory(account=douyin, counted_on=date(2025, 6, 30), followers=9000)
    FollowerCountFactory(account=douyin, counted_on=date(2025, 12, 31), followers=12700)
    FollowerCountFactory(account=douyin, counted_on=date(2026, 1, 31), followers=13000)


@pytest.mark.parametrize(
    ("key", "fold", "value"),
    [
        ("new_media.accounts", Fold.COUNT, 4),
        ("new_media.accounts.wechat", Fold.COUNT, 1),
        ("new_media.accounts.wechat_video", Fold.COUNT, 1),
        ("new_media.accounts.douyin", Fold.COUNT, 1),
        ("new_media.accounts.weibo", Fold.COUNT, 1),
        ("new_media.accounts.other", Fold.COUNT, 0),
        ("streams.total", Fold.COUNT, 2),
        ("streams.viewers", Fold.SUM, 138000),
        ("streams.max_viewers", Fold.MAX, 80000),
        ("streams.answers", Fold.SUM, 100),
        ("works.total", Fold.COUNT, 2),
        ("works.views", Fold.SUM, 480000),
        ("works.likes", Fold.SUM, 2200),
        ("messages.answers", Fold.SUM, 42),
        ("followers.latest", Fold.LATEST, 12700),
    ],
)
def test_the_figures_of_the_year(portfolio, key, fold, value):
    assert fold_records(fold, queries.report_records(2025, BOTH)[key]) == Decimal(value)


def test_one_organ_gets_its_own_accounts_only(portfolio):
    records = queries.report_records(2025, frozenset({"health"}))["new_media.accounts"]
    assert [record.label for record in records] == ["青禾卫健", "次年关停的号"]


def test_names_of_accounts_by_platform(portfolio):
    texts = queries.report_texts(2025, BOTH)
    named = {key: fact.values for key, fact in texts.items() if fact.values}
    assert named == {
        "new_media.account_names.wechat": ("青禾卫健",),
        "new_media.account_names.wechat_video": ("青禾视频",),
        "new_media.account_names.douyin": ("青禾政务",),
        "new_media.account_names.weibo": ("次年关停的号",),
    }


def test_every_key_is_there_when_nothing_is():
    found = queries.report_records(2025, BOTH)
    assert len(found) == 1 + len(Platform) + 9
    assert set(found.values()) == {()}


def test_records_open_their_rows_and_name_the_account(portfolio):
    record = queries.report_records(2025, BOTH)["streams.viewers"][0]
    assert record.url == reverse("livestream:edit", args=[record.pk])
    assert (record.note, record.on, record.organ) == ("青禾政务", date(2025, 5, 16), "data")


def test_the_report_asks_the_database_five_times(portfolio, django_assert_num_queries):
    with django_assert_num_queries(5):
        queries.report_records(2025, BOTH)


def test_each_account_counts_its_last_followers_of_the_year(portfolio):
    other = AccountFactory(organ=OrganFactory(code="tour"), name="青禾文旅")
    FollowerCountFactory(account=other, counted_on=date(2025, 3, 1), followers=50)
    records = queries.report_records(2025, frozenset({"data", "tour"}))["followers.latest"]
    assert sorted(record.amount for record in records) == [Decimal(50), Decimal(12700)]


def test_the_facts_of_a_stream_for_other_registers(portfolio):
    stream = StreamFactory(title="专题直播", viewers=5, new_followers=4, comments=3, answers=2)
    facts = queries.get_stream(stream.pk)
    assert (facts.on, facts.account_name) == (date(2025, 5, 16), stream.account.name)
    assert (facts.viewers, facts.new_followers, facts.comments, facts.answers) == (5, 4, 3, 2)
