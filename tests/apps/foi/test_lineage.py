"""Requests divided, handled together, and told to everybody because several asked."""

from datetime import UTC, date, datetime

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse

from gongkai.apps.foi import services
from gongkai.apps.foi.models import InformationRequest, ProactiveDecision, RequestSplit
from gongkai.apps.foi.queries.proposals import proposals
from gongkai.apps.foi.services import refused
from gongkai.domain.foi.intake import IntakeChannel
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.likeness import ProposalDecision
from gongkai.domain.foi.outcomes import Outcome
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.services import entries_about
from tests.apps.foi.conftest import AT
from tests.factories.foi import InformationRequestFactory
from tests.factories.foundation import OrganFactory, PostFactory

pytestmark = pytest.mark.django_db
TWO = ["柳河镇道路验收报告", "柳河镇污水处理站运营合同"]


@pytest.fixture
def both(register, act):
    request = register(wanted="1．柳河镇道路验收报告；2．柳河镇污水处理站运营合同")
    return act(request, Event.EXAMINE, "registrar", date(2026, 3, 3))


def split(request, officers, pieces=TWO, who="registrar"):
    return services.split_request(
        request_id=request.pk, pieces=pieces, actor=getattr(officers, who), at=AT
    )


def test_each_matter_is_a_request_with_the_same_receipt_and_deadline(both, officers):
    first, second = split(both, officers)
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.number, second.number) == ("QH-2026-0001", "QH-2026-0002")
    assert [first.wanted, second.wanted] == TWO
    for field in ("received_on", "due_on", "state", "applicant_name", "applicant_contact",
                  "applicant_mark", "intake_channel", "submitted_at"):  # fmt: skip
        assert getattr(first, field) == getattr(second, field)
    assert second.split_from == first
    assert [e.event for e in second.events.all()] == [e.event for e in first.events.all()]
    assert second.events.first().note == "由QH-2026-0001分出。"
    assert {entry.recorded_at for entry in second.events.all()} == {AT}


def test_what_was_written_before_is_kept(both, officers):
    before = both.wanted
    split(both, officers)
    assert RequestSplit.objects.get().wanted_before == before
    trace = [e for e in entries_about(both) if str(e.action) == "foi.split_request"]
    assert trace[0].facts["into"] == ["QH-2026-0002"]


def test_pieces_go_their_own_ways(both, officers, act):
    first, second = split(both, officers)
    act(second, Event.ACCEPT, "registrar", date(2026, 3, 4))
    first.refresh_from_db()
    assert first.state == "examining"


def test_a_request_sent_online_is_divided_with_both_its_entries(register, officers):
    request = register(channel=IntakeChannel.EMAIL, confirmed_on=date(2026, 3, 2))
    _, second = split(request, officers)
    assert [e.event for e in second.events.all()] == ["submit", "register"]


@pytest.mark.parametrize("pieces", [[], ["一件"], ["一件", " "], ["件"] * 31])
def test_one_matter_is_not_divided(both, officers, pieces):
    with pytest.raises(refused.SplitWrong):
        split(both, officers, pieces)
    assert InformationRequest.objects.count() == 1


def test_what_is_being_handled_is_not_divided(processing, officers):
    with pytest.raises(refused.SplitTooLate):
        split(processing, officers)


def test_only_the_registrar_divides(both, officers):
    with pytest.raises(PostMissing):
        split(both, officers, who="secrecy")


def join(request, number, officers):
    return services.join_request(
        request_id=request.pk, lead_number=number, actor=officers.handler, at=AT
    )


def test_requests_are_handled_together_and_parted_again(register, officers):
    lead, other = register(), register()
    assert join(other, f" {lead.number.lower()} ", officers).joined_to == lead
    with pytest.raises(refused.JoinWrong):
        join(lead, other.number, officers)
    assert join(other, "", officers).joined_to is None


def test_a_request_is_not_joined_to_what_is_not_there(register, officers):
    request = register()
    elsewhere = InformationRequestFactory()
    closed = InformationRequestFactory(
        organ=request.organ, concluded_on=date(2026, 3, 9), outcome=Outcome.GRANTED.value
    )
    for number in (request.number, elsewhere.number, closed.number, "QH-2026-9999"):
        with pytest.raises(refused.JoinWrong):
            join(request, number, officers)


# --- art. 44 ---


def given(organ, wanted, mark, day, outcome=Outcome.GRANTED):
    return InformationRequestFactory(
        organ=organ, wanted=wanted, applicant_mark=mark, received_on=date(2026, 3, day),
        concluded_on=date(2026, 3, 20), outcome=outcome.value,
    )  # fmt: skip


@pytest.fixture
def asked_twice(organ):
    first = given(organ, "柳河镇2025年道路维修竣工验收报告", "甲", 2)
    given(organ, "柳河镇2025年道路维修的竣工验收报告", "乙", 3)
    return first


def found(organ):
    return proposals(InformationRequest.objects.filter(organ=organ))


def test_what_two_people_were_given_is_proposed(asked_twice, organ):
    (one,) = found(organ)
    assert (one.lead, one.applicants, len(one.requests)) == (asked_twice, 2, 2)


def test_what_one_person_asked_twice_or_what_was_refused_is_not(organ):
    given(organ, "甲项目环评报告", "甲", 2)
    given(organ, "甲项目环评报告", "甲", 3)
    given(organ, "乙项目内部会议记录", "甲", 2, Outcome.DELIBERATIVE)
    given(organ, "乙项目内部会议记录", "乙", 2, Outcome.DELIBERATIVE)
    given(OrganFactory(), "甲项目环评报告", "丙", 3)
    assert proposals(InformationRequest.objects.all()) == []


def decide(lead, officers, reason="公路养护专栏", who="head"):
    return services.decide_proactive(
        lead_id=lead.pk, decision=ProposalDecision.INCLUDED, reason=reason,
        actor=getattr(officers, who), at=datetime(2026, 4, 1, tzinfo=UTC),
    )  # fmt: skip


def test_the_head_decides_once_and_says_where(asked_twice, organ, officers):
    with pytest.raises(PostMissing):
        decide(asked_twice, officers, who="handler")
    with pytest.raises(refused.ReasonMissing):
        decide(asked_twice, officers, reason=" ")
    row = decide(asked_twice, officers)
    assert row.numbers == [one.number for one in organ.information_requests.order_by("pk")]
    assert found(organ) == []
    with pytest.raises(refused.NotProposed):
        decide(asked_twice, officers)


def test_what_nobody_else_asked_is_not_decided(organ, officers):
    with pytest.raises(refused.NotProposed):
        decide(given(organ, "甲项目环评报告", "甲", 2), officers)


# --- screens ---


@pytest.fixture
def at_desk(client, officers):
    def logged(who):
        user = getattr(officers, who)
        codes = ("access_admin", "add_informationrequest", "change_informationrequest")
        user.user_permissions.add(*Permission.objects.filter(codename__in=codes))
        client.force_login(user)
        return client

    return logged


def test_the_page_divides_and_joins(both, at_desk, register):
    client = at_desk("registrar")
    page = reverse("foi_requests:detail", args=[both.pk])
    assert "一事一件，分开登记" in client.get(page).content.decode()
    client.post(reverse("foi_requests:split", args=[both.pk]), {"pieces": "\n".join(TWO)})
    assert "已分出" in client.get(page).content.decode()
    second = InformationRequest.objects.get(split_from=both)
    other = reverse("foi_requests:detail", args=[second.pk])
    assert "由<a" in client.get(other).content.decode()
    lead = register()
    client.post(reverse("foi_requests:join", args=[second.pk]), {"lead_number": lead.number})
    assert "一并办理，仍分别答复" in client.get(other).content.decode()
    answer = client.post(
        reverse("foi_requests:join", args=[second.pk]), {"lead_number": "X"}, follow=True
    )
    assert "不能与X一并办理" in answer.content.decode()


def test_the_list_of_proposals_is_decided_by_the_head(asked_twice, at_desk):
    where = reverse("foi_requests:proposals")
    assert "由县自然资源局依申请公开负责人决定" in at_desk("handler").get(where).content.decode()
    client = at_desk("head")
    assert "2个申请人，2件" in client.get(where).content.decode()
    client.post(where, {"lead": "x", "decision": "included", "reason": "专栏"})
    assert not ProactiveDecision.objects.exists()
    client.post(where, {"lead": asked_twice.pk, "decision": "declined", "reason": "涉及第三方"})
    assert "涉及第三方" in client.get(where).content.decode()


def test_strangers_see_no_proposals(asked_twice, client):
    stranger = PostFactory(organ=OrganFactory(), role="foi_head").user
    codes = ("access_admin", "change_informationrequest")
    stranger.user_permissions.add(*Permission.objects.filter(codename__in=codes))
    client.force_login(stranger)
    where = reverse("foi_requests:proposals")
    assert "柳河镇" not in client.get(where).content.decode()
    said = {"lead": asked_twice.pk, "decision": "included", "reason": "专栏"}
    assert client.post(where, said).status_code in (302, 403)
    assert not ProactiveDecision.objects.exists()
