"""The desk: the riskiest first, who is to act, which day brings what."""

from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from gongkai.apps.foi.models import InformationRequest
from gongkai.apps.foi.queries.waiting import DeskLane, by_organ, desk_list, due_calendar
from gongkai.domain.foi.lifecycle import Event, State
from gongkai.domain.foi.risk import Risk
from gongkai.foundation import clock
from tests.factories.foi import InformationRequestFactory
from tests.factories.foundation import OrganFactory, PostFactory, UserFactory

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 9)


def made(organ, state, due_on, **more):
    return InformationRequestFactory(
        organ=organ, state=state.value, due_on=due_on, received_on=date(2026, 2, 9), **more
    )


def listed(lane=DeskLane.ALL, may_act=None, rows=None):
    rows = InformationRequest.objects.all() if rows is None else rows
    return desk_list(rows, today=MONDAY, lane=lane, may_act=may_act or {})


def test_the_least_slack_stands_first(organ):
    signing = made(organ, State.REVIEW3, date(2026, 3, 13))  # 4 left, 2 usual
    drafting = made(organ, State.PROCESSING, date(2026, 3, 17))  # 6 left, 8 usual
    late = made(organ, State.ISSUED, date(2026, 3, 6))
    waiting = made(organ, State.AWAIT_CORRECTION, None)
    rows = listed().rows
    assert [one.pk for one in rows] == [late.pk, drafting.pk, signing.pk, waiting.pk]
    assert [one.risk for one in rows] == [Risk.LATE, Risk.HIGH, Risk.WATCH, Risk.WAITING]
    assert [one.days_left for one in rows] == [-1, 6, 4, None]


def test_lanes_count_what_they_hold(organ):
    made(organ, State.ISSUED, date(2026, 3, 6))
    made(organ, State.REVIEW3, date(2026, 3, 12))  # 3 left
    made(organ, State.PROCESSING, date(2026, 3, 18))  # 7 left
    made(organ, State.PROCESSING, date(2026, 3, 19))
    made(organ, State.AWAIT_FEE, None)
    made(organ, State.CLOSED, date(2026, 3, 6), outcome="open", concluded_on=date(2026, 3, 5))
    lanes = listed().lanes
    assert lanes == {
        DeskLane.ALL: 5, DeskLane.LATE: 1, DeskLane.SOON: 1, DeskLane.NEAR: 2,
        DeskLane.OTHERS: 1, DeskLane.LAPSING: 0, DeskLane.MINE: 0,
    }  # fmt: skip


def test_mine_is_what_my_posts_may_do_next(organ):
    signing = made(organ, State.REVIEW3, date(2026, 3, 13))
    made(organ, State.PROCESSING, date(2026, 3, 13))
    elsewhere = OrganFactory()
    made(elsewhere, State.REVIEW3, date(2026, 3, 13))
    found = listed(DeskLane.MINE, {organ.pk: {Event.SIGN}})
    assert [one.pk for one in found.rows] == [signing.pk]


def test_a_request_under_consultation_waits_for_others(processing, act, organ):
    act(processing, Event.OPEN_CONSULT, "handler", date(2026, 3, 5), consultation="路桥公司")
    found = listed(DeskLane.OTHERS, {organ.pk: set(Event)})
    assert [wait.what for wait in found.rows[0].waits] == ["路桥公司的意见"]
    assert found.lanes[DeskLane.MINE] == 0
    act(processing, Event.CONSULT_ANSWERED, "handler", date(2026, 3, 6))
    found = listed(DeskLane.MINE, {organ.pk: set(Event)})
    assert [one.pk for one in found.rows] == [processing.pk]


def test_a_period_of_somebody_s_that_ends_soon_is_told(processing, act, organ):
    act(processing, Event.OPEN_CONSULT, "handler", date(2026, 3, 5), consultation="路桥公司")
    # 15 working days after 5 March end on 26 March 2026; five before are 19 March.
    rows = InformationRequest.objects.all()
    for today, count in ((date(2026, 3, 18), 0), (date(2026, 3, 19), 1)):
        found = desk_list(rows, today=today, lane=DeskLane.LAPSING, may_act={})
        assert len(found.rows) == count, today


def test_four_weeks_are_told_and_what_is_late_counts_in_this(organ):
    for day in (date(2026, 3, 6), date(2026, 3, 13), date(2026, 3, 16), date(2026, 4, 3)):
        made(organ, State.PROCESSING, day)
    made(organ, State.PROCESSING, date(2026, 4, 20))  # later than four weeks
    weeks = listed().weeks
    assert [count for _, _, count in weeks] == [2, 1, 0, 1]
    assert weeks[0][:2] == (date(2026, 3, 9), date(2026, 3, 15))


def test_the_calendar_marks_rest_days_and_what_falls_due(organ):
    request = made(organ, State.PROCESSING, date(2026, 4, 7))
    weeks = due_calendar(InformationRequest.objects.all(), date(2026, 4, 1))
    days = {day.on: day for week in weeks for day in week}
    assert [row.pk for row in days[date(2026, 4, 7)].requests] == [request.pk]
    assert (days[date(2026, 4, 6)].is_working, days[date(2026, 4, 6)].holiday) == (False, "清明节")
    assert not days[date(2026, 3, 31)].in_month


def test_each_organ_s_share_in_time_is_of_its_replies(organ):
    done = {"state": State.CLOSED.value, "outcome": "open", "due_on": None}
    for day in (date(2026, 3, 4), date(2026, 3, 5), date(2026, 3, 6)):
        InformationRequestFactory(
            organ=organ, received_on=date(2026, 2, 9), concluded_on=day,
            due_on_at_conclusion=date(2026, 3, 5), **done,
        )  # fmt: skip
    made(organ, State.ISSUED, date(2026, 3, 6))
    quiet = OrganFactory()
    made(quiet, State.PROCESSING, date(2026, 3, 30))
    first, second = by_organ(InformationRequest.objects.all(), MONDAY)
    assert (first.organ_id, first.waiting, first.late, first.replied, first.share) == (
        organ.pk, 1, 1, 3, 66,
    )  # fmt: skip
    assert (second.organ_id, second.near, second.share) == (quiet.pk, 0, None)


# --- screens ---


@pytest.fixture
def sign_in(client):
    def signed_in(user):
        codes = ("access_admin", "change_informationrequest", "add_informationrequest")
        user.user_permissions.add(*Permission.objects.filter(codename__in=codes))
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def _monday(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: MONDAY)


@pytest.mark.usefixtures("_monday")
def test_the_desk_tells_whose_turn_it_is(sign_in, officers, organ):
    made(organ, State.REVIEW3, date(2026, 3, 13), wanted="供热管网改造的验收报告")
    page = sign_in(officers.head).get(reverse("foi_requests:desk")).content.decode()
    assert "供热管网改造的验收报告" in page
    assert "还有4个工作日" in page
    assert "今天先做" in page
    assert page.count("签发") >= 2, "in the list and first on the desk"


@pytest.mark.usefixtures("_monday")
def test_nobody_sees_the_desk_of_another_organ(sign_in, organ):
    made(organ, State.REVIEW3, date(2026, 3, 13), wanted="供热管网改造的验收报告")
    stranger = PostFactory(organ=OrganFactory(), role="foi_handler").user
    for name in ("desk", "calendar", "organs"):
        page = sign_in(stranger).get(reverse(f"foi_requests:{name}")).content.decode()
        assert "供热管网" not in page
        assert organ.short_name not in page


def test_who_has_nothing_to_do_with_requests_is_kept_out(client, organ):
    user = UserFactory()
    user.user_permissions.add(Permission.objects.get(codename="access_admin"))
    client.force_login(user)
    assert client.get(reverse("foi_requests:desk")).status_code in (302, 403)


@pytest.mark.usefixtures("_monday")
def test_the_desk_is_narrowed_by_words_state_and_lane(sign_in, officers, organ):
    made(organ, State.REVIEW3, date(2026, 3, 13), wanted="供热管网")
    made(organ, State.PROCESSING, date(2026, 3, 13), wanted="污水处理")
    client = sign_in(officers.head)
    url = reverse("foi_requests:desk")
    for query, seen, unseen in (
        ("?q=污水", "污水处理", "供热管网"),
        ("?state=review3", "供热管网", "污水处理"),
        ("?lane=late", "这里没有申请", "污水处理"),
    ):
        page = client.get(url + query).content.decode()
        table = page.split("今天先做")[0]
        assert seen in table
        assert unseen not in table


def test_names_of_applicants_stay_off_the_desk(sign_in, officers, processing):
    for name in ("desk", "calendar", "organs"):
        page = sign_in(officers.head).get(reverse(f"foi_requests:{name}")).content.decode()
        assert "欧阳" not in page


@pytest.mark.usefixtures("_monday")
def test_the_desk_asks_little_of_the_database(
    sign_in, officers, organ, django_assert_max_num_queries
):
    for _ in range(40):
        made(organ, State.PROCESSING, date(2026, 3, 20))
    client = sign_in(officers.head)
    client.get(reverse("foi_requests:desk"))
    with django_assert_max_num_queries(30):
        client.get(reverse("foi_requests:desk"))
