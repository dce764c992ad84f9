from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.db import IntegrityError, transaction
from django.urls import reverse

from gongkai.apps.foi import services
from gongkai.apps.foi.models import DisclosedAnswer
from gongkai.apps.foi.services import refused
from gongkai.apps.static_site.frame import RenderFrame
from gongkai.apps.static_site.models import QueueItem
from gongkai.apps.static_site.registry import produce
from gongkai.domain.review.people import AuthorMayNotReview
from gongkai.domain.roles import Role
from gongkai.foundation import refusals
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.models import Entry
from tests.apps.foi.conftest import AT
from tests.factories.foi import InformationRequestFactory
from tests.factories.foundation import PostFactory
from tests.html_checks import faults_of

pytestmark = pytest.mark.django_db
TARGET = "view:disclosed-answers"
TEXT = {
    "title": "农村道路维修项目竣工验收报告",
    "question": "申请获取柳河镇2025年农村道路维修项目的竣工验收报告。",
    "answer": "予以公开。验收结论为合格，报告全文见县自然资源局网站。",
}


@pytest.fixture
def given(organ):
    """Return a request on which the information was given."""
    return InformationRequestFactory(
        organ=organ, number="QH-2026-0009", received_on=date(2026, 3, 2),
        concluded_on=date(2026, 3, 20), outcome="open",
        applicant_contact="柳河镇某村七组", applicant_identity="000000190001010011",
    )  # fmt: skip


@pytest.fixture
def draft(officers):
    def drafted(request, who="handler", **more):
        return services.draft_answer(
            request_id=request.pk, **(TEXT | more), actor=getattr(officers, who), at=AT
        )

    return drafted


@pytest.fixture
def publish(officers):
    def published(request, who="head"):
        return services.publish_answer(request_id=request.pk, actor=getattr(officers, who), at=AT)

    return published


@pytest.fixture
def take_down(officers):
    def taken(request, who="head", reason="报告已另行主动公开"):
        return services.take_answer_down(
            request_id=request.pk, reason=reason, actor=getattr(officers, who), at=AT
        )

    return taken


def listed(client):
    return client.get(reverse("disclosed_answers")).content.decode()


# --- two people ---


def test_an_answer_is_public_only_after_another_person_let_it_out(client, given, draft, publish):
    draft(given)
    assert TEXT["title"] not in listed(client)
    publish(given)
    text = listed(client)
    assert all(part in text for part in (*TEXT.values(), "县自然资源局", "2026年8月3日"))
    assert not any(part in text for part in ("欧阳", "QH-2026", "柳河镇某村"))
    assert Entry.objects.filter(action="foi.publish_answer").count() == 1
    with pytest.raises(refused.AnswerPublished):
        publish(given)
    with pytest.raises(refused.AnswerPublished):
        draft(given)


def test_nobody_lets_out_what_he_wrote(given, draft, publish, organ, officers):
    PostFactory(organ=organ, role=Role.FOI_HANDLER.value, user=officers.head)
    row = draft(given, "head")
    with pytest.raises(AuthorMayNotReview):
        publish(given)
    row.published_by, row.published_at = row.drafted_by, AT
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save()


def test_the_handler_writes_and_the_head_lets_out_and_takes_down(given, draft, publish, take_down):
    with pytest.raises(PostMissing):
        draft(given, "registrar")
    draft(given)
    with pytest.raises(PostMissing):
        publish(given, "colleague")
    publish(given)
    with pytest.raises(PostMissing):
        take_down(given, "handler")


# --- what is not told ---


@pytest.mark.parametrize(
    "more",
    [
        {"concluded_on": None, "outcome": ""},
        {"concluded_on": date(2026, 3, 20), "outcome": "d4"},
        {"concluded_on": date(2026, 3, 20), "outcome": "o3"},
    ],
)
def test_only_what_was_given_is_told_on(organ, draft, more):
    request = InformationRequestFactory(organ=organ, received_on=date(2026, 3, 2), **more)
    with pytest.raises(refused.AnswerNotDisclosable):
        draft(request)


@pytest.mark.parametrize("name", list(TEXT))
def test_every_part_is_written(given, draft, name):
    with pytest.raises(refused.AnswerIncomplete):
        draft(given, **{name: " "})


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("answer", "请联系经办人，手机13800138000。", "答复内容第10个字起有手机号码"),
        ("question", "申请人欧阳示例要求公开验收报告", "申请内容第4个字起有申请人姓名或者名称"),
        ("title", "对QH-2026-0009的答复", "标题第2个字起有申请编号"),
        ("answer", "寄往柳河镇某村七组。", "答复内容第3个字起有申请人联系方式"),
        ("answer", "证件号000000190001010011。", "答复内容第4个字起有申请人证件号码"),
    ],
)
def test_what_tells_about_a_person_is_refused_with_its_place(given, draft, name, text, place):
    with pytest.raises(refused.AnswerLeaks) as refusal:
        draft(given, **{name: text})
    said = refusals.sentence(refusal.value)
    assert place in said
    assert "13800138000" not in said
    assert "欧阳" not in said
    assert not DisclosedAnswer.objects.exists()


def test_the_gate_reads_the_text_again_before_it_goes_out(given, draft, publish):
    draft(given)
    DisclosedAnswer.objects.update(answer="手机13800138000")
    with pytest.raises(refused.AnswerLeaks):
        publish(given)
    assert not DisclosedAnswer.objects.filter(published_at__isnull=False).exists()


def test_the_published_telephone_of_the_office_may_be_told(given, draft, organ):
    organ.phone = "13800138000"
    organ.save()
    assert draft(given, answer="咨询电话13800138000。").pk


# --- taken down ---


def test_what_is_taken_down_leaves_the_list_and_may_be_written_anew(
    client, given, draft, publish, take_down
):
    draft(given)
    with pytest.raises(refused.AnswerNotPublic):
        take_down(given)
    publish(given)
    with pytest.raises(refused.AnswerIncomplete):
        take_down(given, reason=" ")
    take_down(given)
    assert TEXT["title"] not in listed(client)
    with pytest.raises(refused.AnswerNotPublic):
        take_down(given)
    row = draft(given, "colleague", title="竣工验收报告（更新）")
    assert (row.published_at, row.taken_down_at) == (None, None)
    publish(given)
    assert "竣工验收报告（更新）" in listed(client)


# --- pages ---


def test_publishing_and_taking_down_write_the_public_file_anew(given, draft, publish, take_down):
    draft(given)
    assert not QueueItem.objects.filter(target=TARGET).exists()
    publish(given)
    assert QueueItem.objects.get(target=TARGET).reason == "公开答复"
    frame = RenderFrame()
    with frame.entered():
        (output,) = produce(TARGET, frame)
    assert output.path == "disclosed-answers/index.html"
    assert TEXT["answer"] in output.content.decode()
    take_down(given)
    assert QueueItem.objects.get(target=TARGET).reason == "撤下答复"


def test_the_public_list_is_sound_html_with_and_without_answers(client, given, draft, publish):
    assert "还没有公开的答复" in listed(client)
    assert faults_of(listed(client)) == []
    draft(given)
    publish(given)
    assert faults_of(listed(client)) == []


def test_the_list_takes_as_many_queries_for_three_answers_as_for_one(
    client, organ, officers, draft, publish, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def one_more(day):
        request = InformationRequestFactory(
            organ=organ, received_on=date(2026, 3, 2), concluded_on=day, outcome="open"
        )
        draft(request)
        publish(request)

    one_more(date(2026, 3, 20))
    listed(client)
    with CaptureQueriesContext(connection) as one:
        listed(client)
    one_more(date(2026, 3, 21))
    one_more(date(2026, 3, 22))
    with django_assert_num_queries(len(one)):
        listed(client)


@pytest.fixture
def signed_in(client, officers):
    def client_of(who):
        user = getattr(officers, who)
        codenames = ["access_admin", "change_informationrequest"]
        user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
        client.force_login(user)
        return client

    return client_of


def test_an_answer_goes_from_draft_to_the_public_list_on_the_page(signed_in, register, act):
    from gongkai.domain.foi.lifecycle import Event

    request = register()
    act(request, Event.EXAMINE, "registrar", date(2026, 3, 3))
    act(request, Event.REPLY_ON_SPOT, "handler", date(2026, 3, 4))
    act(request, Event.DISPATCH, "handler", date(2026, 3, 5))

    def post(client, name, data):
        url = reverse(f"foi_requests:{name}", args=[request.pk])
        response = client.post(url, data, follow=True)
        return response.status_code, response.content.decode()

    written = {f"disclosed-{name}": text for name, text in TEXT.items()}
    handler = signed_in("handler")
    status, text = post(handler, "draft_answer", written | {"disclosed-answer": "电话13800138000"})
    assert (status, "答复内容第3个字起有手机号码" in text, "电话13800138000" in text) == (
        422,
        True,
        True,
    )
    assert "由依申请公开负责人审批后公开" in post(handler, "draft_answer", written)[1]
    head = signed_in("head")
    assert "已公开。" in post(head, "publish_answer", {})[1]
    assert TEXT["title"] in listed(head)
    assert "已经公开" in post(head, "publish_answer", {})[1]
    assert "还没有填写撤下理由" in post(head, "take_answer_down", {})[1]
    assert "已撤下。" in post(head, "take_answer_down", {"reason": "重复"})[1]
