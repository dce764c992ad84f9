"""Accounts in the admin: lists, freshness, import, and the steps of their registered life."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.apps.new_media import queries, services
from gongkai.apps.new_media.models import NewMediaAccount
from gongkai.apps.new_media.views import freshness_in_words
from gongkai.domain.new_media.accounts import (
    AccountAction,
    AccountActionNotAllowed,
    AccountState,
    Platform,
)
from gongkai.foundation import clock
from gongkai.foundation.audit.models import Entry
from tests.factories.administrative_acts import spreadsheet
from tests.factories.foundation import OrganFactory, PostFactory, UserFactory
from tests.factories.new_media import (
    AccountFactory,
    FollowerCountFactory,
    MessageAnswersFactory,
    StreamFactory,
    WorkFactory,
)

pytestmark = pytest.mark.django_db
AT = datetime(2025, 8, 1, 2, tzinfo=UTC)
TODAY = date(2025, 8, 1)


def file_step(account, action, on=TODAY):
    return services.file_step(
        account_id=account.pk, action=action, on=on, actor=UserFactory(), at=AT, basis="青数备1号"
    )


def test_closing_goes_step_by_step_and_leaves_a_trace():
    account = AccountFactory()
    file_step(account, AccountAction.ANNOUNCE_PAUSE, date(2025, 7, 1))
    file_step(account, AccountAction.CLOSE_ON_PLATFORM, date(2025, 7, 15))
    file_step(account, AccountAction.FILE_CANCELLATION, date(2025, 7, 20))
    account.refresh_from_db()
    assert (account.state, account.paused_on, account.closed_on) == (
        AccountState.CANCELLED.value,
        date(2025, 7, 1),
        date(2025, 7, 15),
    )
    assert list(Entry.objects.order_by("sequence").values_list("action", flat=True)) == [
        "new_media.announce_pause",
        "new_media.close_on_platform",
        "new_media.file_cancellation",
    ]
    assert account.filings.count() == 3


def test_closing_without_an_announcement_is_refused():
    account = AccountFactory()
    with pytest.raises(AccountActionNotAllowed):
        file_step(account, AccountAction.CLOSE_ON_PLATFORM)
    account.refresh_from_db()
    assert account.state == AccountState.ACTIVE.value
    assert not Entry.objects.exists()


@pytest.mark.parametrize("on", [date(2021, 2, 28), date(2025, 8, 2)])
def test_a_step_before_the_opening_or_in_the_future_is_refused(on):
    with pytest.raises(services.AccountStepDayImpossible):
        file_step(AccountFactory(), AccountAction.ANNOUNCE_PAUSE, on)


def test_a_step_before_the_last_one_is_refused():
    account = AccountFactory()
    file_step(account, AccountAction.ANNOUNCE_PAUSE, date(2025, 7, 1))
    with pytest.raises(services.AccountStepDayImpossible):
        file_step(account, AccountAction.CLOSE_ON_PLATFORM, date(2025, 6, 30))


@pytest.mark.parametrize(
    "fields",
    [
        {"state": AccountState.PAUSED.value},
        {"state": AccountState.CLOSED.value},
        {"state": "asleep"},
        {"platform": "telex"},
        {"closed_on": date(2020, 1, 1)},
    ],
)
def test_an_account_that_contradicts_itself_is_kept_out(fields):
    with pytest.raises(IntegrityError):
        AccountFactory(**fields)


def standing(**fields):
    account = AccountFactory(**fields)
    return queries.with_latest(NewMediaAccount.objects.filter(pk=account.pk)).get()


@pytest.mark.parametrize(
    ("last_update_on", "words"),
    [
        (date(2025, 8, 1), "今天已更新"),
        (date(2025, 7, 31), "1天未更新"),
        (date(2025, 7, 20), "12天未更新（即将超期）"),
        (date(2025, 7, 17), "15天未更新（超过14天未更新）"),
        (None, "没有更新记录"),
    ],
)
def test_the_list_says_how_long_an_account_is_silent(monkeypatch, last_update_on, words):
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    assert freshness_in_words(standing(last_update_on=last_update_on)) == words


def test_a_paused_account_need_not_publish():
    row = standing(state=AccountState.PAUSED.value, paused_on=date(2025, 1, 1))
    assert freshness_in_words(row) == "不要求更新"


def test_the_newest_of_works_streams_and_checks_counts():
    account = AccountFactory(last_update_on=date(2025, 5, 1))
    WorkFactory(account=account)  # 1 June
    StreamFactory(account=account, started_at=datetime(2025, 7, 22, 6, tzinfo=UTC))
    ((row, found),) = queries.standings(TODAY)
    assert (row.pk, found.days_since_update) == (account.pk, 10)


def test_the_longest_silent_account_stands_first():
    fresh = AccountFactory(last_update_on=date(2025, 7, 31))
    never = AccountFactory()
    late = AccountFactory(last_update_on=date(2025, 7, 1))
    assert [row.pk for row, _ in queries.standings(TODAY)] == [never.pk, late.pk, fresh.pk]


def test_two_accounts_on_one_platform_are_noticed():
    organ = OrganFactory()
    AccountFactory.create_batch(2, organ=organ)
    assert queries.crowded(TODAY) == [(organ.pk, Platform.DOUYIN, 2)]


@pytest.mark.parametrize(
    ("name", "make"),
    [
        ("newmediaaccount", AccountFactory),
        ("accountwork", WorkFactory),
        ("livestream", StreamFactory),
        ("messageanswers", MessageAnswersFactory),
        ("followercount", FollowerCountFactory),
    ],
)
def test_a_list_costs_the_same_for_one_and_three_rows(admin_client, name, make):
    url = reverse(f"{name}:index")
    make()
    admin_client.get(url)
    with CaptureQueriesContext(connection) as one:
        assert admin_client.get(url).status_code == 200
    make.create_batch(2)
    with CaptureQueriesContext(connection) as three:
        assert admin_client.get(url).status_code == 200
    assert len(three) == len(one)


@pytest.mark.parametrize(
    "name", ["newmediaaccount", "accountwork", "livestream", "messageanswers", "followercount"]
)
def test_every_register_has_an_empty_form_and_a_spreadsheet(admin_client, name):
    assert admin_client.get(reverse(f"{name}:add")).status_code == 200
    assert admin_client.get(reverse(f"{name}:import")).status_code == 200


def test_accounts_are_found_by_name(admin_client):
    AccountFactory(name="青禾政务")
    AccountFactory(name="卫健之窗")
    response = admin_client.get(reverse("newmediaaccount:index"), {"q": "政务"})
    assert [row.name for row in response.context["object_list"]] == ["青禾政务"]


def test_streams_are_imported_by_the_name_of_their_account(admin_client):
    account = AccountFactory(name="青禾政务")
    upload = spreadsheet(
        (
            "账号",
            "主题",
            "开播时间",
            "观看（人次）",
            "新增关注（人）",
            "评论（条）",
            "答复咨询（次）",
        ),
        ("青禾政务", "医保专场", datetime(2025, 3, 4, 14, 30), 1200, 5, 30, 12),  # noqa: DTZ001 -- a cell
    )
    response = admin_client.post(reverse("livestream:import"), {"file": upload})
    assert response.status_code == 302
    stream = account.streams.get()
    assert (stream.viewers, stream.started_at) == (1200, datetime(2025, 3, 4, 6, 30, tzinfo=UTC))


def test_a_spreadsheet_with_an_unknown_platform_is_kept_out(admin_client):
    OrganFactory(code="data")
    upload = spreadsheet(
        (
            *("主办单位", "平台类型", "账号名称", "账号ID", "认证主体", "备案编号", "开设日期"),
            *("责任人", "功能定位", "人工登记的最近更新日期"),
        ),
        ("data", "微信公众号", "青禾数据", "", "", "", date(2022, 1, 1), "", "", None),
        ("data", "电报", "青禾电报", "", "", "", date(2022, 1, 1), "", "", None),
    )
    response = admin_client.post(reverse("newmediaaccount:import"), {"file": upload})
    assert response.status_code == 422
    assert [fault.row for fault in response.context["report"].faults] == [3]
    assert not NewMediaAccount.objects.exists()


def test_an_officer_files_a_step_on_the_page(admin_client):
    account = AccountFactory()
    url = reverse("newmediaaccount:steps", args=[account.pk])
    assert admin_client.get(url).status_code == 200
    response = admin_client.post(url, {"action": "announce_pause", "on": "2025-07-01"})
    assert response.status_code == 302
    assert "停更" in admin_client.get(url).content.decode()


def test_the_page_says_why_a_step_is_refused(admin_client):
    account = AccountFactory()
    url = reverse("newmediaaccount:steps", args=[account.pk])
    response = admin_client.post(url, {"action": "close_on_platform", "on": "2025-07-01"})
    assert response.status_code == 422
    assert "账号现在的状态是“正常”" in response.content.decode()


def test_a_step_without_a_day_is_not_filed(admin_client):
    account = AccountFactory()
    url = reverse("newmediaaccount:steps", args=[account.pk])
    assert admin_client.post(url, {"action": "announce_pause"}).status_code == 422
    assert not account.filings.exists()


def test_a_visitor_cannot_file(client):
    account = AccountFactory()
    url = reverse("newmediaaccount:steps", args=[account.pk])
    assert client.post(url, {"action": "announce_pause", "on": "2025-07-01"}).status_code == 302
    assert not account.filings.exists()


@pytest.fixture
def department_officer(client):
    user = PostFactory().user
    for codename in ("access_admin", "change_newmediaaccount"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    client.force_login(user)
    return user


def test_an_officer_files_for_the_own_organ_only(client, department_officer):
    own = AccountFactory(organ=department_officer.posts.get().organ)
    other = AccountFactory()
    step = {"action": "announce_pause", "on": "2025-07-01"}
    assert client.post(reverse("newmediaaccount:steps", args=[own.pk]), step).status_code == 302
    assert client.post(reverse("newmediaaccount:steps", args=[other.pk]), step).status_code == 404
    assert not other.filings.exists()


def test_an_officer_sees_the_accounts_of_the_own_organ(client, department_officer):
    own = AccountFactory(organ=department_officer.posts.get().organ)
    AccountFactory()
    response = client.get(reverse("newmediaaccount:index"))
    assert list(response.context["object_list"]) == [own]
