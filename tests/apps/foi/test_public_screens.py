"""The screens of citizens: three to ask, one to follow."""

import re
from datetime import date

import pytest
from django.core.cache import cache
from django.urls import reverse

from gongkai.apps.foi import queries
from gongkai.apps.foi.models import (
    InformationRequest,
    RequestDraft,
    RequestEvent,
)
from gongkai.domain.foi.application import query_code
from gongkai.domain.foi.lifecycle import Event, State
from tests.factories.foi_online import FILLED, SECRET

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _quiet_cache():
    cache.clear()


# --- the screens ---


def fill(client, url, **data):
    return client.post(url, data)


APPLICANT = {
    name: value
    for name, value in FILLED.items()
    if name not in ("wanted", "provision_form", "delivery")
}
WANTED = {name: FILLED[name] for name in ("wanted", "provision_form", "delivery")}


def text_of(response):
    return response.content.decode()


@pytest.fixture
def start(organ):
    return reverse("foi_start", args=[organ.code])


def test_three_screens_make_a_request(client, start):
    assert client.get(start).status_code == 200
    second = client.post(start, APPLICANT)
    assert second.status_code == 302
    assert second.url.endswith("/wanted/")
    third = client.post(second.url, WANTED)
    assert third.url.endswith("/send/")
    page = text_of(client.get(third.url))
    assert "欧阳示例" in page
    assert FILLED["wanted"] in page
    receipt = client.post(third.url)
    assert receipt.url.endswith("/receipt/")
    page = text_of(client.get(receipt.url))
    code = re.search(r"<b>([2-9A-Z-]{14})</b>", page)[1]
    assert queries.request_by_code(code, "1234") == InformationRequest.objects.get()


def test_pages_with_personal_data_are_kept_private(client, start):
    response = client.get(client.post(start, APPLICANT).url)
    assert response["Cache-Control"] == "no-store"
    assert response["Referrer-Policy"] == "no-referrer"
    assert response["X-Robots-Tag"] == "noindex"
    assert not response.cookies


def test_faults_stand_first_and_what_was_typed_stays(client, start):
    response = client.post(start, {**APPLICANT, "identity": "110105194912310021", "phone": "12"})
    page = text_of(response)
    assert response.status_code == 422
    assert "<title>有2处需要补充：" in page
    assert 'href="#identity"' in page
    assert "身份证号码与校验码不符" in page
    assert 'value="欧阳示例"' in page
    assert 'aria-invalid="true"' in page
    assert not RequestDraft.objects.exists()


def test_no_contact_and_no_proof_are_asked_for(client, start):
    page = text_of(client.post(start, {"applicant_kind": "person", "applicant_name": "欧阳示例"}))
    assert "请填写证件号码，或者上传证件照片" in page
    assert "电话、邮箱、地址至少填写一项" in page


def test_a_half_filled_screen_is_saved_for_later(client, start):
    saved = client.post(start, {"applicant_name": "欧阳示例", "phone": "12", "later": "1"})
    page = text_of(client.get(saved.url))
    assert "草稿已保存" in page
    assert "身份证明" in page, "what is missing is named"
    again = text_of(client.get(saved.url + "applicant/"))
    assert 'value="欧阳示例"' in again
    assert 'value="12"' in again


def test_delivery_by_post_needs_an_address(client, start):
    second = client.post(start, APPLICANT).url
    page = text_of(client.post(second, {**WANTED, "delivery": "mail"}))
    assert "请回到上一步填写通信地址" in page


def test_several_matters_are_pointed_out_and_not_refused(client, start):
    second = client.post(start, APPLICANT).url
    third = client.post(second, {**WANTED, "wanted": "1.征地批复\n2.补偿方案"}).url
    assert "看起来写了几件事" in text_of(client.get(third))
    assert client.post(third).url.endswith("/receipt/")


def test_a_sent_draft_leads_to_its_receipt_from_everywhere(client, start):
    second = client.post(start, APPLICANT).url
    third = client.post(second, WANTED).url
    receipt = client.post(third).url
    for url in (second, third, receipt.replace("receipt/", "applicant/")):
        assert client.get(url).url == receipt
    assert client.post(third).url == receipt
    assert InformationRequest.objects.count() == 1


def test_an_address_without_a_draft_is_not_found(client, organ):
    assert client.get(reverse("foi_wanted", args=["nonsense"])).status_code == 404
    assert client.get(reverse("foi_start", args=["no-such-organ"])).status_code == 404


def test_a_machine_is_told_nothing_and_kept_nowhere(client, start):
    assert client.post(start, {**APPLICANT, "website": "x"}).status_code == 302
    assert not RequestDraft.objects.exists()


def test_many_requests_of_one_place_are_taken_and_marked(client, start, settings):
    settings.GONGKAI_FOI_PACE = (2, 60)
    for _ in range(3):
        third = client.post(client.post(start, APPLICANT).url, WANTED).url
        assert client.post(third).url.endswith("/receipt/")
    notes = list(RequestEvent.objects.order_by("pk").values_list("note", flat=True))
    assert notes == ["", "", "同一来源60分钟内第3件。登记前请与申请人联系确认。"]


@pytest.fixture
def opened(client, sent):
    """Return a request and the address that its code opens."""
    request = sent()
    response = client.post(reverse("foi_find"), {"code": query_code(SECRET), "tail": "1234"})
    return request, response.url


def test_the_status_page_counts_the_days(client, opened):
    _, url = opened
    page = text_of(client.get(url))
    assert "2026年4月3日" in page
    assert 'class="is-due' in page
    assert "欧阳示例" not in page, "the name is masked"
    assert "欧某某" in page


def test_the_status_page_tells_no_officer_and_no_note(client, opened, act, officers):
    request, url = opened
    act(request, Event.REGISTER, "registrar", date(2026, 3, 6), note="内部说明")
    page = text_of(client.get(url))
    assert "内部说明" not in page
    assert officers.registrar.name not in page


def test_a_wrong_code_says_so_and_keeps_what_was_typed(client, sent):
    sent()
    response = client.post(reverse("foi_find"), {"code": "7K3M-9QXF-2HRT", "tail": "1234"})
    assert response.status_code == 422
    assert "对不上" in text_of(response)
    assert "7K3M-9QXF-2HRT" in text_of(response)


def test_a_forged_or_old_address_leads_back_to_the_code(client, opened, monkeypatch):
    _, url = opened
    assert client.get(url[:-2] + "x/").url == reverse("foi_find")
    monkeypatch.setattr("gongkai.apps.foi.public_views._OPEN_SECONDS", -1)
    assert client.get(url).url == reverse("foi_find")


def test_withdrawing_asks_first(client, opened):
    request, url = opened
    assert client.post(url, {"act": "withdraw"}).status_code == 422
    request.refresh_from_db()
    assert request.state == State.SUBMITTED.value
    assert client.post(url, {"act": "withdraw", "agreed": "on"}).status_code == 302
    request.refresh_from_db()
    assert request.state == State.CLOSED.value
    assert "申请已撤回" in text_of(client.get(url))


def test_a_correction_is_sent_from_the_status_page(client, opened, act):
    request, url = opened
    act(request, Event.REGISTER, "registrar", date(2026, 3, 6))
    act(request, Event.EXAMINE, "registrar", date(2026, 3, 6))
    act(
        request, Event.REQUEST_CORRECTION, "handler", date(2026, 3, 9), working_days=15, note="文号"
    )
    page = text_of(client.get(url))
    assert "提交补正" in page
    assert "等待您办理" in page
    assert client.post(url, {"act": "correct", "text": ""}).status_code == 422
    assert client.post(url, {"act": "correct", "text": "青交发〔2025〕7号"}).status_code == 302
    request.refresh_from_db()
    assert request.state == State.EXAMINING.value


def test_organs_that_act_can_be_asked(client, organ):
    page = text_of(client.get(reverse("foi_organs")))
    assert organ.name in page
    assert reverse("foi_start", args=[organ.code]) in page
