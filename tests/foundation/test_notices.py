"""Officers hear what waits for them: on the screen, by mail, once."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from gongkai.foundation.notices import queries, services
from gongkai.foundation.notices.channels import MessageFake
from gongkai.foundation.notices.models import Notice
from tests.factories.foundation import UserFactory

pytestmark = pytest.mark.django_db
AT = datetime(2026, 3, 12, 2, tzinfo=UTC)


@pytest.fixture
def officer():
    return UserFactory(email="li@example.org", is_staff=True, is_superuser=True)


def tell(*users, at=AT, **facts):
    return services.notify(
        users=users,
        at=at,
        **{
            "kind": "review.waits",
            "subject": "《公告》等您一审",
            "url": "/admin/review/1/",
            **facts,
        },
    )


def test_each_is_told_once_though_named_twice(officer):
    assert len(tell(officer, officer)) == 1


def test_an_unread_notice_is_not_repeated_on_the_same_day(officer):
    tell(officer)
    assert tell(officer, at=AT + timedelta(hours=3)) == []


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "《通知》等您一审"},
        {"url": "/admin/review/2/"},
        {"kind": "review.returned"},
        {"at": AT + timedelta(days=1)},
    ],
    ids=["another subject", "another page", "another kind", "the next day"],
)
def test_what_is_different_is_told(officer, change):
    tell(officer)
    assert len(tell(officer, **change)) == 1


def test_midnight_is_where_the_county_is(officer):
    late = datetime(2026, 3, 12, 15, 59, tzinfo=UTC)  # 23:59 in China
    tell(officer, at=late)
    assert len(tell(officer, at=late + timedelta(minutes=1))) == 1


def test_a_read_notice_may_come_again(officer):
    (notice,) = tell(officer)
    services.read(notice_id=notice.pk, user=officer, at=AT)
    assert len(tell(officer)) == 1


def test_who_left_is_not_told():
    assert tell(UserFactory(is_active=False)) == []


def test_long_words_are_cut_to_their_fields(officer):
    (notice,) = tell(officer, subject="长" * 200, text="长" * 900)
    assert (len(notice.subject), len(notice.text)) == (120, 500)


def test_reading_keeps_the_first_time(officer):
    (notice,) = tell(officer)
    services.read(notice_id=notice.pk, user=officer, at=AT)
    services.read(notice_id=notice.pk, user=officer, at=AT + timedelta(days=1))
    notice.refresh_from_db()
    assert notice.read_at == AT


def test_nobody_reads_anothers(officer):
    (notice,) = tell(officer)
    with pytest.raises(Notice.DoesNotExist):
        services.read(notice_id=notice.pk, user=UserFactory(), at=AT)


def test_reading_all_reads_ones_own(officer):
    other = UserFactory()
    tell(officer, other)
    assert services.read_all(user=officer, at=AT) == 1
    assert (queries.unread_count(officer.pk), queries.unread_count(other.pk)) == (0, 1)


def test_a_mail_says_what_to_do_and_where(officer, settings):
    settings.WAGTAILADMIN_BASE_URL = "https://work.example.gov.cn"
    tell(officer, text="请在今天办理。")
    assert services.deliver(at=AT) == 1
    (message,) = mail.outbox
    assert message.to == ["li@example.org"]
    assert "《公告》等您一审" in message.subject
    assert "请在今天办理。" in message.body
    assert "https://work.example.gov.cn/admin/review/1/" in message.body


def test_a_delivered_notice_is_not_mailed_again(officer):
    tell(officer)
    services.deliver(at=AT)
    assert services.deliver(at=AT) == 0
    assert len(mail.outbox) == 1


def test_who_has_no_address_is_told_on_the_screen_alone():
    tell(UserFactory(email=""))
    assert services.deliver(at=AT) == 1
    assert mail.outbox == []


class Broken:
    name = "broken"

    def send(self, notice):
        raise ConnectionError("网关没有应答")


def test_a_broken_gateway_is_tried_five_times_and_named(officer, settings):
    settings.GONGKAI_NOTICE_CHANNELS = [
        f"{__name__}.Broken",
        "gongkai.foundation.notices.channels.MailChannel",
    ]
    (notice,) = tell(officer)
    for hours in range(services.MOST_TRIES + 10):
        services.deliver(at=AT + timedelta(hours=hours))
    notice.refresh_from_db()
    assert (notice.tries, notice.delivered) == (services.MOST_TRIES, True)
    assert "网关没有应答" in notice.problem
    assert len(mail.outbox) == 1, "the other channel has it once"


def test_a_silent_gateway_is_given_time_between_tries(officer, settings):
    settings.GONGKAI_NOTICE_CHANNELS = [f"{__name__}.Broken"]
    (notice,) = tell(officer)
    tries = []
    for minutes in (0, 1, 4, 5, 29, 30, 119, 120, 479, 480):
        services.deliver(at=AT + timedelta(minutes=minutes))
        notice.refresh_from_db()
        tries.append(notice.tries)
    assert tries == [1, 1, 1, 2, 2, 3, 3, 4, 4, 5]


@pytest.mark.parametrize("is_read", [False, True], ids=["unread", "read"])
def test_an_alarm_is_repeated_after_its_pause_and_not_before(officer, is_read):
    hour = timedelta(hours=1)
    tell(officer, pause=hour)
    if is_read:
        services.read_all(user=officer, at=AT)
    assert tell(officer, at=AT + timedelta(minutes=59), pause=hour) == []
    assert len(tell(officer, at=AT + hour, pause=hour)) == 1


def test_a_message_gateway_gets_the_number_and_the_subject(settings):
    settings.GONGKAI_NOTICE_CHANNELS = ["gongkai.foundation.notices.channels.MessageFake"]
    MessageFake.sent.clear()
    tell(UserFactory(phone="0421-0000001"))
    services.deliver(at=AT)
    assert MessageFake.sent == [("0421-0000001", "《公告》等您一审")]


@pytest.fixture
def desk(officer):
    client = Client()
    client.force_login(officer)
    return client


def test_the_menu_counts_what_is_unread(desk, officer):
    assert "提醒（" not in desk.get("/admin/notices/").content.decode()
    tell(officer)
    page = desk.get("/admin/notices/").content.decode()
    assert "还有1条没有看" in page
    assert "《公告》等您一审" in page


def test_following_a_notice_reads_it_and_leads_there(desk, officer):
    (notice,) = tell(officer)
    answer = desk.get(reverse("notices:follow", args=[notice.pk]))
    assert (answer.status_code, answer["Location"]) == (302, "/admin/review/1/")
    assert queries.unread_count(officer.pk) == 0


def test_a_notice_never_leads_off_the_site(desk, officer):
    (notice,) = tell(officer, url="https://evil.example/")
    answer = desk.get(reverse("notices:follow", args=[notice.pk]))
    assert answer["Location"] == reverse("notices:list")


def test_anothers_notice_is_not_found(desk):
    (notice,) = tell(UserFactory())
    assert desk.get(reverse("notices:follow", args=[notice.pk])).status_code == 404


def test_all_are_marked_by_a_button(desk, officer):
    tell(officer)
    assert desk.get(reverse("notices:read_all")).status_code == 405
    desk.post(reverse("notices:read_all"))
    assert queries.unread_count(officer.pk) == 0
    assert "这里会告诉您" not in desk.get("/admin/notices/").content.decode()


def test_without_notices_the_page_says_what_will_stand_there(desk):
    assert "这里会告诉您" in desk.get("/admin/notices/").content.decode()
