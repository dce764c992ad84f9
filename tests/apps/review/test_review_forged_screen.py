"""Whatever is sent to whichever address: a sentence, never a crash, and nothing changed."""

from datetime import UTC, datetime

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from gongkai.apps.review.models import Delegation, Step, Submission
from gongkai.apps.websites.models import ArticlePage
from gongkai.foundation.audit.models import Entry
from tests.factories.review import LEVELS, pass_levels, publish

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)
ACTS = ("recall", "cancel_release", "keep", "withdraw")
ASKS = ("submit", "emergency")
COMPLETE = {
    "pass": "",
    "errors_found": 0,
    "errors_corrected": 0,
    "cancel-reason": "另有安排",
    "keep-reason": "已核对",
    "withdraw-kind": "gone",
    "withdraw-internal_reason": "泄露个人信息",
    "edition_kind": "major",
    "change_note": "里程有变",
    "kind": "flood",
    "grounds": "水位超警戒",
    "cleared": "on",
}
STRANGE = (
    {},
    {"pass": "", "errors_found": "x" * 5000, "text": "长" * 9000},
    {"return": "", "text": "\x00"},
    {"withdraw-kind": "burn", "kind": "war", "edition_kind": "tiny"},
    {"release": "later", "release_at": "0000-00-00T99:99", "secrecy": "maybe"},
)
UNKNOWN = 987_654_321


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def world():
    return (
        list(Submission.objects.order_by("pk").values()),
        list(Step.objects.values()),
        list(ArticlePage.objects.values("live", "live_revision_id")),
        Entry.objects.count(),
    )


def address(name, submission):
    pk = submission.page_id if name in ASKS else submission.pk
    return reverse(f"review:{name}", args=[pk])


@pytest.mark.parametrize("name", ACTS)
def test_an_address_alone_does_nothing_and_says_so(signed_in, submission, staff, name):
    before = world()
    response = signed_in(staff.final).get(address(name, submission))
    assert response.status_code == 405
    assert "打开地址不会办理任何事项" in response.content.decode()
    assert world() == before


def test_the_bulk_pass_is_no_address_either(signed_in, staff):
    assert signed_in(staff.first).get(reverse("review:approve_all")).status_code == 405
    end = reverse("review:end_delegation", args=[1])
    assert signed_in(staff.first).get(end).status_code == 405


@pytest.mark.parametrize("name", ["detail", *ACTS, *ASKS])
def test_a_stranger_of_another_organ_is_kept_out(signed_in, submission, other_staff, name):
    before = world()
    response = signed_in(other_staff.final).post(address(name, submission), COMPLETE)
    assert response.status_code in {302, 403}
    assert world() == before


@pytest.mark.parametrize("name", ["detail", *ACTS, *ASKS, "preview", "preview_text"])
def test_an_unknown_number_is_not_found(signed_in, submission, staff, name):
    client = signed_in(staff.final)
    for number in (UNKNOWN, 10**30):
        unknown = reverse(f"review:{name}", args=[number])
        assert client.post(unknown, COMPLETE).status_code == 404


@pytest.mark.parametrize("sent", STRANGE)
@pytest.mark.parametrize("name", ["detail", *ACTS, *ASKS])
def test_missing_and_strange_fields_change_nothing(signed_in, draft, staff, name, sent):
    submission = publish(draft, staff, AT)
    before = world()
    response = signed_in(staff.final).post(address(name, submission), sent, follow=True)
    assert response.status_code == 200
    assert world() == before


@pytest.mark.parametrize("name", ["detail", *ACTS])
def test_what_the_state_does_not_allow_ends_in_a_sentence(signed_in, submission, staff, name):
    before = world()
    client = signed_in(staff.final)  # the text waits for its first review
    response = client.post(address(name, submission), COMPLETE)
    told = response.content.decode() if response.status_code == 200 else said(response)[-1]
    assert "。" in told
    assert world() == before


@pytest.mark.parametrize("name", ["second", "secrecy", "final", "editor"])
def test_an_opinion_out_of_turn_is_refused(signed_in, submission, staff, name):
    client = signed_in(getattr(staff, name))
    client.get(address("detail", submission))
    before = world()
    page = client.post(address("detail", submission), COMPLETE).content.decode()
    assert "没有县交通局的“一审”岗位" in page
    assert world() == before


def test_an_opinion_sent_twice_counts_once(signed_in, submission, staff):
    client = signed_in(staff.first)
    client.get(address("detail", submission))
    client.post(address("detail", submission), COMPLETE)
    before = world()
    page = client.post(address("detail", submission), COMPLETE).content.decode()
    assert "没有县交通局的“二审”岗位" in page
    assert world() == before


def test_an_opinion_for_a_level_that_was_just_passed_counts_at_no_other(
    signed_in, submission, staff
):
    """The form was opened at the first level; a colleague passes it before it is sent."""
    client = signed_in(staff.second)
    level = submission.state
    pass_levels(submission, staff, AT, LEVELS[:1])
    client.get(address("detail", submission))
    before = world()
    sent = COMPLETE | {"level": level, "text": "里程写错了"}
    page = client.post(address("detail", submission), sent).content.decode()
    assert "刚由别人审过，现在是“待二审”，您的意见没有登记" in page
    assert "里程写错了" in page
    assert world() == before
    client.post(address("detail", submission), sent | {"level": "second_review"})
    assert Step.objects.filter(submission=submission).count() == len(before[1]) + 1


def test_an_opinion_on_a_finished_text_is_refused(signed_in, draft, staff):
    submission = publish(draft, staff, AT)
    response = signed_in(staff.final).post(address("detail", submission), COMPLETE)
    assert said(response)[-1] == "《农村公路养护计划公布》现在是“已发布”，不等审核意见。"


def test_a_withdrawal_sent_twice_counts_once(signed_in, draft, staff):
    submission = publish(draft, staff, AT)
    client = signed_in(staff.final)
    client.post(address("withdraw", submission), COMPLETE)
    before = world()
    assert "不在网站上" in said(client.post(address("withdraw", submission), COMPLETE))[-1]
    assert world() == before


@pytest.mark.parametrize("name", ["first", "editor", "secrecy"])
def test_only_the_final_reviewer_withdraws_and_releases(signed_in, draft, staff, name):
    submission = publish(draft, staff, AT)
    client = signed_in(getattr(staff, name))
    assert "三审" in said(client.post(address("withdraw", submission), COMPLETE))[-1]
    page = client.post(address("emergency", submission), COMPLETE).content.decode()
    assert "三审" in page
    assert ArticlePage.objects.get().live
    assert Submission.objects.count() == 1


def test_only_the_author_recalls(signed_in, submission, staff):
    response = signed_in(staff.first).post(address("recall", submission))
    assert said(response)[-1].endswith("。")
    assert Submission.objects.get().state == "first_review"


def test_a_forged_delegation_is_refused(signed_in, submission, staff, other_staff):
    client = signed_in(staff.first)
    sent = {
        "post": other_staff.first.posts.get().pk,
        "delegate": other_staff.final.pk,
        "from_on": "2025-01-01",
        "to_on": "2099-01-01",
        "reason": "x",
    }
    for forged in (sent, {}, {**sent, "post": "x", "from_on": "昨天"}, {**sent, "post": 10**30}):
        assert client.post(reverse("review:delegations"), forged).status_code == 200
    assert not Delegation.objects.exists()
    assert client.post(reverse("review:end_delegation", args=[UNKNOWN])).status_code == 404


@pytest.mark.parametrize("sent", [{}, {"reviews": "9"}, {"reviews": "3", "legality_kinds": "x.y"}])
def test_a_forged_chain_is_refused(signed_in, submission, superuser, organ, sent):
    response = signed_in(superuser).post(reverse("review:chain", args=[organ.pk]), sent)
    assert response.status_code == 200
    assert signed_in(superuser).get(reverse("review:chain", args=[UNKNOWN])).status_code == 404
