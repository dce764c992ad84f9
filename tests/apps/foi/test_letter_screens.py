"""The screens of letters: written, looked at, changed, signed, sent, taken home."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.contrib.auth.models import Permission
from django.core.signing import TimestampSigner
from django.urls import reverse
from docx import Document

from gongkai.apps.foi import services
from gongkai.apps.foi.models import LetterHead, RequestLetter
from gongkai.apps.foi.queries import letters as queries
from gongkai.domain.foi.letters.kinds import Detail, LetterKind
from gongkai.domain.foi.letters.standing import ServiceWay
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.outcomes import Outcome
from gongkai.domain.foi.searches import SearchResult
from gongkai.foundation import clock
from gongkai.foundation.audit.services import entries_about
from tests.apps.foi.conftest import AT
from tests.factories.foundation import OrganFactory, PostFactory

pytestmark = pytest.mark.django_db
ON_5 = datetime(2026, 3, 5, 2, tzinfo=UTC)
PART, GRANTED = Outcome.GRANTED_IN_PART.value, Outcome.GRANTED.value
INTERNAL, NOT_HELD = Outcome.INTERNAL_AFFAIRS.value, Outcome.NOT_HELD.value


@pytest.fixture
def at_desk(client, officers, monkeypatch):
    """Log an officer in, on 5 March 2026."""

    def logged(who="handler"):
        user = getattr(officers, who)
        codes = ["access_admin"]
        for model in ("informationrequest", "letterhead"):
            codes += [f"{verb}_{model}" for verb in ("add", "change")]
        user.user_permissions.add(*Permission.objects.filter(codename__in=codes))
        client.force_login(user)
        return client

    monkeypatch.setattr(clock, "today", lambda: date(2026, 3, 5))
    monkeypatch.setattr(clock, "now", lambda: ON_5)
    return logged


def address(name, *args):
    return reverse(f"foi_requests:{name}", args=args)


def new(kind, request):
    return address("write_letter", request.pk, kind.value)


@pytest.fixture
def extension(head, at_desk, processing):
    at_desk().post(new(LetterKind.EXTENSION, processing),
                   {"reason": "需要调阅历史档案", "period": "20", "annexes": ""})  # fmt: skip
    return RequestLetter.objects.get()


def test_the_page_of_a_request_offers_the_letters_of_its_state(head, at_desk, processing):
    page = at_desk().get(address("detail", processing.pk)).content.decode()
    assert "拟政府信息公开告知书" in page
    assert "拟补正告知书" not in page


def test_without_a_head_the_page_says_what_to_enter_first(at_desk, processing):
    page = at_desk().get(address("detail", processing.pk)).content.decode()
    assert "请负责人先在“文书设置”里填写" in page


def test_a_reply_asks_first_what_it_decides_and_then_what_that_needs(head, at_desk, processing):
    client = at_desk()
    where = new(LetterKind.REPLY, processing)
    assert "下一步" in client.get(where).content.decode()
    page = client.get(where, {"outcome": PART}).content.decode()
    assert "请选其余内容不予公开的理由" in page
    said = {"outcome": PART, "withheld_under": [INTERNAL]}
    page = client.get(where, said).content.decode()
    for asked in ("提供的政府信息名称", "不予公开的部分", "信息的性质和形成过程"):
        assert asked in page
    details = {"documents": "《竣工验收报告》", "withheld_part": "第三页的内部流程", "nature": ""}
    answer = client.post(where, said | details | {"annexes": ""})
    assert answer.status_code == 422
    assert "信息的性质和形成过程" in answer.content.decode()
    assert "第三页的内部流程" in answer.content.decode()
    answer = client.post(
        where, said | details | {"nature": "属于内部工作流程", "annexes": "甲\n乙"}
    )
    row = RequestLetter.objects.get()
    assert answer.url == address("letter", processing.pk, row.pk)
    page = client.get(answer.url).content.decode()
    assert "没有发现问题" in page
    assert "先向青禾县人民政府申请行政复议" in page
    assert "欧某某：" in page
    assert "欧阳示例" not in page
    page = client.get(address("detail", processing.pk)).content.decode()
    assert f'<option value="{PART}" selected>' in page


def test_a_draft_is_changed_and_its_faults_are_shown(extension, at_desk, processing):
    client = at_desk()
    one, _two = queries.written(extension).paragraphs
    where = address("letter_text", processing.pk, extension.pk)
    client.post(where, {"paragraph_1": one.text, "paragraph_2": "本机关决定延长期限×日。"})
    page = client.get(address("letter", processing.pk, extension.pk)).content.decode()
    assert "有没有填写的内容" in page
    assert "须改正" in page
    answer = client.post(where, {"paragraph_1": one.text, "paragraph_2": ""})
    assert answer.status_code == 422
    client.get(new(LetterKind.EXTENSION, processing), {"again": extension.pk})
    client.post(new(LetterKind.EXTENSION, processing),
                {"reason": "需要调阅历史档案", "period": "15", "again": extension.pk,
                 "annexes": ""})  # fmt: skip
    extension.refresh_from_db()
    assert "延长答复期限15个工作日" in queries.written(extension).paragraphs[1].text
    assert RequestLetter.objects.count() == 1


def test_a_faulty_letter_is_not_signed_and_the_screen_says_why(extension, at_desk, processing):
    one, _two = queries.written(extension).paragraphs
    at_desk().post(address("letter_text", processing.pk, extension.pk),
                   {"paragraph_1": one.text, "paragraph_2": "本机关决定延长期限。"})  # fmt: skip
    answer = at_desk("head").post(
        address("letter_act", processing.pk, extension.pk, "sign"), follow=True
    )
    assert "不能签发" in answer.content.decode()
    extension.refresh_from_db()
    assert extension.state == "draft"


def test_the_head_signs_and_sends_and_the_clock_moves(extension, at_desk, processing):
    client = at_desk("head")
    client.post(address("letter_act", processing.pk, extension.pk, "sign"))
    client.post(address("letter_act", processing.pk, extension.pk, "send"),
                {"send-on": "2026-03-05", "send-way": "mail", "send-tracking_number": "示例0003",
                 "send-takes_step": "on"})  # fmt: skip
    processing.refresh_from_db()
    extension.refresh_from_db()
    assert (extension.state, extension.number) == ("sent", "青自然公开告〔2026〕1号")
    assert processing.due_on == date(2026, 4, 28)
    page = client.get(address("letter", processing.pk, extension.pk)).content.decode()
    assert "邮件号示例0003" in page
    client.post(address("letter_act", processing.pk, extension.pk, "serve"),
                {"serve-on": "2026-03-05", "serve-note": "本人签收"})  # fmt: skip
    extension.refresh_from_db()
    assert (extension.state, extension.note) == ("served", "本人签收")


def test_a_file_holds_the_name_and_taking_it_is_remembered(extension, at_desk, processing):
    client = at_desk()
    where = address("letter_file", processing.pk, extension.pk, "docx")
    answer = client.post(where)
    words = "\n".join(p.text for p in Document(BytesIO(answer.content)).paragraphs)
    assert "欧阳示例：" in words
    assert "签发时编号" in words
    assert client.get(where).status_code == 405
    assert client.post(where.replace("docx", "exe")).status_code == 404
    assert client.post(where.replace("docx", "pdf")).content.startswith(b"%PDF")
    looks = [e for e in entries_about(processing) if str(e.action) == "foi.open_letter"]
    assert len(looks) == 2


def test_a_letter_of_another_organ_or_request_is_not_shown(extension, client, register, processing):
    stranger = PostFactory(organ=OrganFactory(), role="foi_handler").user
    client.force_login(stranger)
    assert client.get(address("letter", processing.pk, extension.pk)).status_code in (302, 403)
    other = register()
    client.force_login(extension.drafted_by)
    assert client.get(address("letter", other.pk, extension.pk)).status_code == 404


def test_a_letter_without_its_place_is_not_begun(head, at_desk, processing):
    answer = at_desk().get(new(LetterKind.CORRECTION, processing), follow=True)
    assert "不拟政府信息公开申请补正告知书" in answer.content.decode()


def test_a_search_in_the_register_is_told_in_the_reply(head, at_desk, processing, searched):
    page = at_desk().get(new(LetterKind.REPLY, processing), {"outcome": NOT_HELD})
    assert "本机关在" in page.content.decode()
    assert "未检索到" in page.content.decode()


@pytest.fixture
def searched(processing, officers):
    return services.record_search(
        request_id=processing.pk, searcher_name="陈某", place="县档案馆文书档案全文库",
        terms="柳河镇 道路维修", period_covered="2024年至2025年", result=SearchResult.NOTHING,
        searched_on=date(2026, 3, 4), actor=officers.handler, at=AT,
    )  # fmt: skip


def test_the_head_of_the_office_enters_what_letters_share(at_desk, organ, head):
    client = at_desk("head")
    said = {"organ": organ.pk, "number_mark": "青自然公开",
            "reconsideration_body": "青禾县人民政府", "court": "青禾县人民法院",
            "is_required": "on"}  # fmt: skip
    where = reverse("foi_letter_heads:edit", args=[head.pk])
    assert "下载样板" in client.get(where).content.decode()
    starter = client.get(reverse("foi_letter_heads:starter")).content
    upload = BytesIO(starter)
    upload.name = "样板.docx"
    client.post(where, said | {"upload": upload})
    head.refresh_from_db()
    assert (head.number_mark, head.template_name) == ("青自然公开", "样板.docx")
    assert bytes(head.template) == starter
    bad = BytesIO(b"nothing")
    bad.name = "坏.docx"
    assert "不是Word文档" in client.post(where, said | {"upload": bad}).content.decode()
    client.post(where, said | {"drop_template": "on"})
    head.refresh_from_db()
    assert (head.template, head.template_name) == (None, "")


def test_the_step_of_dispatch_takes_the_way_and_the_number_of_the_post(
    head, at_desk, processing, act
):
    """Without a written reply nothing depends on them, so the office that writes elsewhere may."""
    LetterHead.objects.update(is_required=False)
    act(processing, Event.SUBMIT_REVIEW, "handler", date(2026, 3, 4), outcome=GRANTED)
    act(processing, Event.PASS1, "colleague", date(2026, 3, 4))
    act(processing, Event.PASS2, "secrecy", date(2026, 3, 4))
    act(processing, Event.SIGN, "head", date(2026, 3, 5))
    at_desk().post(address("step", processing.pk, "dispatch"),
                   {"dispatch-occurred_on": "2026-03-05", "dispatch-way": "mail",
                    "dispatch-tracking_number": "示例0004"})  # fmt: skip
    entry = processing.events.last()
    assert (entry.event, entry.facts["tracking_number"]) == ("dispatch", "示例0004")


@pytest.fixture
def opened_of():
    """Return the address under which an applicant follows his request."""

    def address_of(request):
        signed = TimestampSigner(salt="foi.status").sign_object(request.pk)
        return reverse("foi_status", args=[signed])

    return address_of


@pytest.fixture
def opened(extension, opened_of):
    return opened_of(extension.request)


def test_an_applicant_takes_what_was_sent_to_him_and_nothing_else(
    extension, opened, client, officers
):
    where = f"{opened}letters/{extension.pk}/"
    assert "往来文书" not in client.get(opened).content.decode()
    assert client.post(where).status_code == 404
    services.sign_letter(letter_id=extension.pk, actor=officers.head, at=ON_5)
    services.send_letter(
        letter_id=extension.pk, sent_on=date(2026, 3, 5), way=ServiceWay.ELECTRONIC,
        actor=officers.head, at=ON_5,
    )  # fmt: skip
    assert "青自然公开告〔2026〕1号" in client.get(opened).content.decode()
    answer = client.post(where)
    extension.refresh_from_db()
    assert answer.content == extension.printed
    assert answer["Cache-Control"] == "no-store"
    looks = [e for e in entries_about(extension.request) if str(e.action) == "foi.take_letter"]
    assert len(looks) == 1
    assert client.get(where).status_code == 302
    assert client.post(where.replace(opened.split("/")[-2], "forged")).url == reverse("foi_find")


def test_a_letter_to_a_third_party_is_not_the_applicant_s(
    head, processing, officers, opened_of, client
):
    row = services.draft_letter(
        request_id=processing.pk, kind=LetterKind.THIRD_PARTY_INQUIRY,
        details={Detail.INFORMATION: "《竣工验收报告》"}, addressee="青禾县路桥有限公司",
        actor=officers.handler, at=ON_5,
    )  # fmt: skip
    services.sign_letter(letter_id=row.pk, actor=officers.head, at=ON_5)
    services.send_letter(
        letter_id=row.pk, sent_on=date(2026, 3, 5), way=ServiceWay.HAND, actor=officers.handler,
        at=ON_5,
    )  # fmt: skip
    address = opened_of(processing)
    assert "往来文书" not in client.get(address).content.decode()
    assert client.post(f"{address}letters/{row.pk}/").status_code == 404
