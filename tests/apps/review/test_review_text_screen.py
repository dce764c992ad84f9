from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import timezone

from gongkai.apps.review import services
from gongkai.apps.review.models import Opening, Step, Submission, Withdrawal
from gongkai.apps.websites.models import ArticlePage
from gongkai.domain.review.emergencies import EmergencyKind
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import State
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import Post
from tests.factories.review import LEVELS, pass_levels, publish
from tests.factories.websites import body_of, save_draft

AT = datetime(2025, 3, 12, 2, tzinfo=UTC)
PASS = {"pass": "", "errors_found": 0, "errors_corrected": 0}


def said(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def at(name, *args):
    return reverse(f"review:{name}", args=[getattr(arg, "pk", arg) for arg in args])


def state_of(submission):
    return Submission.objects.get(pk=submission.pk).state


def opened(client, submission):
    client.get(at("detail", submission))
    return client


@pytest.fixture
def last(submission, staff):
    """Return a text that waits for its final review."""
    return pass_levels(submission, staff, AT, LEVELS[:3])


@pytest.fixture
def released(draft, staff):
    return services.release_in_emergency(
        page_id=draft.pk,
        kind=EmergencyKind.FLOOD,
        grounds="柳河水位超警戒。",
        secrecy=SecrecyConclusion.MAY_BE_DISCLOSED,
        actor=staff.final,
        at=clock.now(),
    )


# -- opening and ticking ----------------------------------------------------------------


def test_opening_the_page_is_kept_once(signed_in, submission, staff):
    client = opened(opened(signed_in(staff.first), submission), submission)
    assert Opening.objects.values_list("actor__name", "text_hash").get() == (
        "trafficfirst",
        submission.text_hash,
    )
    assert client.post(at("detail", submission), PASS).status_code == 302


def test_a_decision_without_opening_is_refused_with_a_sentence(signed_in, submission, staff):
    response = signed_in(staff.first).post(at("detail", submission), PASS)
    assert response.status_code == 200
    assert state_of(submission) == "first_review"
    assert "《农村公路养护计划公布》" in response.content.decode()


def test_exactly_the_ticked_points_are_kept(signed_in, submission, staff):
    client = opened(signed_in(staff.first), submission)
    client.post(at("detail", submission), {**PASS, "checks": ["事实是否属实", "数字"]})
    assert Step.objects.get().checklist == ["事实是否属实", "数字"]
    page = client.get(at("detail", submission)).content.decode()
    assert "已核对：事实是否属实、数字" in page


def test_a_forged_tick_is_refused(signed_in, submission, staff):
    client = opened(signed_in(staff.first), submission)
    response = client.post(at("detail", submission), {**PASS, "checks": ["随便写的"]})
    assert response.status_code == 200
    assert not Step.objects.exists()


# -- the chain and the differences ------------------------------------------------------


def test_the_chain_shows_a_legality_review_where_it_is_asked_for(
    signed_in, draft, staff, superuser, organ
):
    services.set_chain(
        organ_id=organ.pk,
        reviews=2,
        legality_kinds=["websites.articlepage"],
        actor=superuser,
        at=AT,
    )
    submission = services.submit(page_id=draft.pk, actor=staff.editor, at=AT)
    chain = signed_in(staff.first).get(at("detail", submission)).context["chain"]
    assert [(link.name, link.is_current) for link in chain] == [
        ("一审一校", True),
        ("合法性审核", False),
        ("保密审查", False),
        ("三审三校", False),
    ]


def test_a_delegate_reviews_and_the_chain_says_for_whom(signed_in, submission, staff):
    today = clock.today()
    services.delegate(
        post_id=Post.objects.get(user=staff.first).pk,
        delegate_id=staff.final.pk,
        from_on=today,
        to_on=today,
        reason="休假",
        actor=staff.first,
        at=clock.now(),
    )
    client = opened(signed_in(staff.final), submission)
    assert client.post(at("detail", submission), PASS).status_code == 302
    page = client.get(at("detail", submission)).content.decode()
    assert "trafficfinal（代trafficfirst）" in page


def test_a_new_edition_is_set_beside_the_live_one(signed_in, draft, staff):
    publish(draft, staff, AT)
    page = ArticlePage.objects.get(pk=draft.pk)
    page.body = body_of("今年养护农村公路130公里。")
    page.save_revision(user=staff.editor)
    second = services.submit(
        page_id=draft.pk, actor=staff.editor, at=AT, change_note="里程改为130公里。"
    )
    found = signed_in(staff.first).get(at("detail", second)).context["differences"]
    assert found.against == "网站上现在的内容"
    assert [change.label for change in found.changes] == ["正文"]
    assert '<span class="deletion">今年养护农村公路120公里' in found.changes[0].html
    assert '<span class="addition">今年养护农村公路130公里' in found.changes[0].html


def test_a_first_text_is_compared_with_nothing(signed_in, submission, staff):
    assert signed_in(staff.first).get(at("detail", submission)).context["differences"] is None


@pytest.mark.parametrize("look", ["desktop", "phone", "elder", "nonsense"])
def test_the_preview_frames_the_version_under_review(signed_in, submission, staff, look):
    client = signed_in(staff.first)
    page = client.get(at("preview", submission), {"look": look}).content.decode()
    assert at("preview_text", submission) in page
    assert ("?elder=1" in page) is (look == "elder")


def test_the_previewed_text_is_the_public_page_of_the_draft(signed_in, submission, staff):
    client = signed_in(staff.first)
    page = client.get(at("preview_text", submission), {"elder": "1"})
    text = page.content.decode()
    assert "120公里" in text
    assert text.index("elder.css") < text.index("</head>")
    assert page["X-Frame-Options"] == "SAMEORIGIN"
    assert not ArticlePage.objects.get().live


# -- release ----------------------------------------------------------------------------


def test_the_last_level_sets_an_hour_and_calls_it_off(signed_in, last, staff):
    hour = (timezone.localtime() + timedelta(days=2)).replace(second=0, microsecond=0)
    client = opened(signed_in(staff.final), last)
    answer = {**PASS, "release": "later", "release_at": f"{hour:%Y-%m-%dT%H:%M}"}
    client.post(at("detail", last), answer)
    text = Submission.objects.get()
    assert (text.state, text.release_at) == ("scheduled", hour)
    response = client.post(at("cancel_release", last), {"cancel-reason": "领导另有安排"})
    assert "定时发布已取消" in said(response)[-1]
    assert state_of(last) == "final_review"


@pytest.mark.parametrize(
    ("hour", "sentence"),
    [
        ("", "请填写定时发布的时间"),
        ("明天", "输入一个有效的日期"),
        ("2020-01-01T08:00", "已经过去"),
    ],
)
def test_an_impossible_hour_is_explained(signed_in, last, staff, hour, sentence):
    client = opened(signed_in(staff.final), last)
    response = client.post(
        at("detail", last), {**PASS, "release": "later", "release_at": hour}, follow=True
    )
    assert sentence in response.content.decode()
    assert state_of(last) == "final_review"


def test_the_author_takes_his_text_back(signed_in, submission, staff):
    client = signed_in(staff.editor)
    assert "撤回送审" in client.get(at("detail", submission)).content.decode()
    assert "已撤回送审" in said(client.post(at("recall", submission)))[-1]
    assert state_of(submission) == "draft"


# -- emergencies ------------------------------------------------------------------------


def test_the_final_reviewer_releases_after_a_question(signed_in, draft, staff):
    client = signed_in(staff.final)
    address = at("emergency", draft)
    assert "24小时内补审" in client.get(address).content.decode()
    assert "请选择是哪一类突发事件" in client.post(address, {}).content.decode()
    assert not ArticlePage.objects.get().live
    response = client.post(address, {"kind": "flood", "grounds": "水位超警戒", "cleared": "on"})
    assert "已应急发布" in said(response)[-1]
    assert ArticlePage.objects.get().live


def test_two_confirm_an_emergency_afterwards(signed_in, released, staff):
    for name in ("first", "second"):
        client = opened(signed_in(getattr(staff, name)), released)
        client.post(at("detail", released), PASS)
    assert state_of(released) == "published"


def test_an_objection_is_overruled_with_a_reason(signed_in, released, staff):
    client = opened(signed_in(staff.first), released)
    client.post(at("detail", released), {"return": "", "text": "水位数据有误"})
    assert state_of(released) == "emergency_disputed"
    client = signed_in(staff.final)
    assert "维持发布" in client.get(at("detail", released)).content.decode()
    assert said(client.post(at("keep", released), {"keep-reason": ""}))[-1] == "请写明理由。"
    client.post(at("keep", released), {"keep-reason": "数据已与水文站核对"})
    assert state_of(released) == "emergency"


# -- leaving the site -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("answer", "public"),
    [
        ({"kind": "banner", "public_reason": "数据有误，已撤回。"}, "数据有误，已撤回。"),
        ({"kind": "gone", "internal_reason": "泄露个人信息"}, "该信息不再提供。"),
    ],
)
def test_a_text_leaves_the_site(signed_in, draft, staff, answer, public):
    submission = publish(draft, staff, AT)
    sent = {f"withdraw-{name}": value for name, value in answer.items()}
    response = signed_in(staff.final).post(at("withdraw", submission), sent, follow=True)
    assert "已撤稿" in response.content.decode()
    assert Withdrawal.objects.values_list("kind", "public_reason").get() == (
        answer["kind"],
        public,
    )
    assert not ArticlePage.objects.get(pk=draft.pk).live


def test_a_text_leads_to_the_one_that_replaces_it(signed_in, section, draft, staff):
    submission = publish(draft, staff, AT)
    newer = save_draft(section, staff.editor, title="新的计划")
    publish(newer, staff, AT)
    address = ArticlePage.objects.get(pk=newer.pk).full_url
    signed_in(staff.final).post(
        at("withdraw", submission),
        {
            "withdraw-kind": "redirect",
            "withdraw-public_reason": "计划已更新。",
            "withdraw-redirect_to": address,
        },
    )
    assert Withdrawal.objects.get().redirect_to_id == newer.pk


@pytest.mark.parametrize("address", ["", "https://www.example.gov.cn/nowhere/", "/", "http://["])
def test_a_redirect_to_nowhere_is_explained(signed_in, draft, staff, address):
    submission = publish(draft, staff, AT)
    response = signed_in(staff.final).post(
        at("withdraw", submission),
        {
            "withdraw-kind": "redirect",
            "withdraw-public_reason": "计划已更新。",
            "withdraw-redirect_to": address,
        },
    )
    assert response.status_code == 302
    assert ArticlePage.objects.get().live
    assert said(response)[-1].endswith("。")


# -- submitting -------------------------------------------------------------------------


def test_a_first_text_is_submitted_without_questions(signed_in, draft, staff):
    response = signed_in(staff.editor).post(at("submit", draft))
    assert said(response) == ["《农村公路养护计划公布》已送一审。"]


def test_a_changed_text_is_submitted_with_what_changed(signed_in, draft, staff):
    publish(draft, staff, AT)
    ArticlePage.objects.get(pk=draft.pk).save_revision(user=staff.editor)
    client = signed_in(staff.editor)
    assert "重要更新" in client.get(at("submit", draft)).content.decode()
    assert "请选择是重要更新还是文字更正" in client.post(at("submit", draft), {}).content.decode()
    refused = client.post(at("submit", draft), {"edition_kind": "major", "change_note": ""})
    assert refused.status_code == 200
    client.post(at("submit", draft), {"edition_kind": "minor"})
    newest = Submission.objects.order_by("-pk").first()
    assert (newest.state, newest.edition_kind) == (State.FIRST_REVIEW.value, "minor")
