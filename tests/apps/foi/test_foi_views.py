from datetime import date

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.apps.foi.models import InformationRequest, ProcessingFee, RemedyCase
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.roles import Role
from gongkai.foundation.audit.models import Entry
from tests.factories.foi import (
    InformationRequestFactory,
    ProcessingFeeFactory,
    RemedyCaseFactory,
)
from tests.factories.foundation import PostFactory, UserFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def sign_in(client):
    """Sign an officer in who may open the admin and its registers."""

    def signed_in(user):
        codenames = ["access_admin"]
        for model in (InformationRequest, ProcessingFee, RemedyCase):
            codenames += [f"{verb}_{model._meta.model_name}" for verb in ("add", "change")]
        user.user_permissions.add(*Permission.objects.filter(codename__in=codenames))
        client.force_login(user)
        return client

    return signed_in


@pytest.fixture
def boss(client):
    client.force_login(UserFactory(is_superuser=True))
    return client


def page(request):
    return reverse("foi_requests:detail", args=[request.pk])


def step(request, event):
    return reverse("foi_requests:step", args=[request.pk, event.value])


def said(response):
    return response.content.decode()


# --- lists ---


def test_the_register_masks_names_and_tells_the_deadline(boss, organ):
    InformationRequestFactory(organ=organ, number="QH-2025-0004", due_on=date(2025, 3, 31))
    text = said(boss.get(reverse("foi_requests:index")))
    assert "QH-2025-0004" in text
    assert "欧某某" in text
    assert "欧阳示例" not in text
    assert "已超期" in text


@pytest.mark.parametrize(
    ("address", "factory"),
    [
        ("foi_requests", InformationRequestFactory),
        ("foi_fees", ProcessingFeeFactory),
        ("foi_remedies", RemedyCaseFactory),
    ],
)
def test_a_list_takes_as_many_queries_for_three_rows_as_for_one(
    boss, address, factory, django_assert_num_queries
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    url = reverse(f"{address}:index")
    factory()
    boss.get(url)
    with CaptureQueriesContext(connection) as one:
        assert boss.get(url).status_code == 200
    factory()
    factory()
    with django_assert_num_queries(len(one)):
        boss.get(url)


def test_the_register_filters_by_year_and_state_and_searches(boss, organ):
    InformationRequestFactory(organ=organ, number="A-2024-1", received_on=date(2024, 5, 6))
    InformationRequestFactory(organ=organ, number="A-2025-1", state="examining", wanted="预算")
    url = reverse("foi_requests:index")
    for query in ("received_on__year=2025", "state=examining", "q=预算", "q=A-2025"):
        text = said(boss.get(f"{url}?{query}"))
        assert ("A-2025-1" in text, "A-2024-1" in text) == (True, False)


def test_the_spreadsheet_holds_no_names(boss, organ):
    InformationRequestFactory(organ=organ, number="A-2025-1")
    response = boss.get(reverse("foi_requests:index") + "?export=csv")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    assert "A-2025-1" in text
    assert "欧" not in text


def test_an_officer_sees_the_requests_of_his_organ_only(sign_in, officers, organ):
    own, other = InformationRequestFactory(organ=organ), InformationRequestFactory()
    client = sign_in(officers.handler)
    text = said(client.get(reverse("foi_requests:index")))
    assert (own.number in text, other.number in text) == (True, False)
    assert client.get(page(other)).status_code in (302, 403)


def test_requests_are_neither_edited_nor_deleted(boss, organ):
    request = InformationRequestFactory(organ=organ)
    assert boss.get(f"/admin/foi_requests/delete/{request.pk}/").status_code == 404
    assert boss.get(f"/admin/foi_requests/edit/{request.pk}/").status_code == 404


# --- registration ---


def form(organ, **more):
    data = {
        "organ": organ.pk,
        "applicant_kind": "person",
        "applicant_name": "欧阳示例",
        "wanted": "柳河镇2025年农村道路维修项目的竣工验收报告",
        "intake_channel": "in_person",
        "submitted_at": "2026-03-02 10:00",
    }
    return data | more


def test_the_registrar_registers_and_lands_on_the_request(sign_in, officers, organ):
    client = sign_in(officers.registrar)
    assert "加密保存" in said(client.get(reverse("foi_requests:add")))
    response = client.post(reverse("foi_requests:add"), form(organ))
    request = InformationRequest.objects.get()
    assert response.url == page(request)
    assert (request.number, request.due_on) == ("QH-2026-0001", date(2026, 3, 30))


@pytest.mark.parametrize(
    ("who", "more", "sentence"),
    [
        ("handler", {}, "“依申请公开受理”岗位"),
        ("registrar", {"intake_channel": "online"}, "以与申请人确认之日为收到日期"),
        ("registrar", {"intake_channel": "fax", "confirmed_on": "2026-03-01"}, "早于申请到达"),
    ],
)
def test_a_registration_that_cannot_be_says_why(sign_in, officers, organ, who, more, sentence):
    client = sign_in(getattr(officers, who))
    response = client.post(reverse("foi_requests:add"), form(organ, **more))
    assert sentence in said(response)
    assert not InformationRequest.objects.exists()


# --- one request ---


def test_the_page_offers_each_officer_his_own_steps(sign_in, officers, processing):
    text = said(sign_in(officers.handler).get(page(processing)))
    assert '<button class="g-btn g-btn--s">送审</button>' in text
    assert '<button class="g-btn g-btn--s">延期答复</button>' not in text
    assert "延期答复（依申请公开负责人）" in text
    assert "2026年3月30日" in text


def test_a_step_is_taken_from_the_page(sign_in, officers, processing):
    client = sign_in(officers.head)
    data = {"extend-occurred_on": "2026-03-20", "extend-working_days": 20}
    response = client.post(step(processing, Event.EXTEND), data, follow=True)
    processing.refresh_from_db()
    assert processing.due_on == date(2026, 4, 28)
    assert "已登记：延期答复。" in said(response)


def test_a_refused_step_is_told_in_a_sentence(sign_in, officers, processing):
    client = sign_in(officers.handler)
    data = {"submit_review-occurred_on": "2026-03-20", "submit_review-outcome": "partial"}
    response = client.post(step(processing, Event.SUBMIT_REVIEW), data, follow=True)
    assert "部分公开须写明其余内容不予公开的理由" in said(response)
    processing.refresh_from_db()
    assert processing.state == "processing"


def test_an_incomplete_step_keeps_what_was_written(sign_in, officers, processing):
    client = sign_in(officers.handler)
    data = {"open_consult-occurred_on": "2026-03-20", "open_consult-note": "挂号信已寄"}
    response = client.post(step(processing, Event.OPEN_CONSULT), data)
    assert response.status_code == 422
    assert "挂号信已寄" in said(response)


def test_fee_and_payment_are_steps_of_the_page(sign_in, officers, processing):
    client = sign_in(officers.handler)
    data = {
        "fee_notice-occurred_on": "2026-03-10",
        "fee_notice-tariff": "by_page",
        "fee_notice-quantity": 100,
    }
    client.post(step(processing, Event.FEE_NOTICE), data)
    assert "原期限不再计算" in said(client.get(page(processing)))
    data = {"fee_paid-occurred_on": "2026-03-16", "fee_paid-receipt_number": "青-0001"}
    client.post(step(processing, Event.FEE_PAID), data)
    fee = ProcessingFee.objects.get()
    assert (fee.amount_yuan, fee.paid_on) == (700, date(2026, 3, 16))
    response = client.get(reverse("foi_fees:edit", args=[fee.pk]))
    assert response.url == page(processing)


def test_personal_data_is_shown_on_demand_and_the_look_is_audited(sign_in, officers, processing):
    client = sign_in(officers.handler)
    url = reverse("foi_requests:reveal", args=[processing.pk])
    assert "欧阳示例" not in said(client.get(page(processing)))
    shown = client.post(url)
    assert "欧阳示例" in said(shown)
    assert "no-store" in shown["Cache-Control"]
    assert Entry.objects.filter(action="foi.reveal", actor_id=officers.handler.pk).count() == 1
    assert client.get(url).status_code == 405


def test_who_only_reviews_secrecy_is_not_shown_the_applicant(sign_in, officers, processing):
    client = sign_in(officers.secrecy)
    url = reverse("foi_requests:reveal", args=[processing.pk])
    response = client.post(url, follow=True)
    assert "欧阳示例" not in said(response)
    assert "不能办理这一步" in said(response)


def test_a_county_officer_reads_but_takes_no_steps(sign_in, processing):
    reader = PostFactory(role=Role.OGI_OFFICER.value).user
    text = said(sign_in(reader).get(page(processing)))
    assert "您没有可以办理的步骤" in text


def test_a_stranger_is_sent_to_sign_in(client, processing):
    assert "/login/" in client.get(page(processing)).url


# --- cases ---


def test_a_case_result_needs_its_day(boss, organ):
    data = {"organ": organ.pk, "kind": "direct", "number": "1", "filed_on": "2025-05-06"}
    response = boss.post(reverse("foi_remedies:add"), data | {"result": "upheld"})
    assert "审结的案件须同时填写结果和审结日期" in said(response)
    boss.post(reverse("foi_remedies:add"), data | {"result": "pending"})
    assert RemedyCase.objects.get().result == "pending"


def test_the_menu_opens_the_desk_and_the_lists():
    from gongkai.apps.foi.admin import VIEWSETS

    assert [viewset.menu_url for viewset in VIEWSETS] == [
        "/admin/foi_requests/desk/",
        "/admin/foi_fees/",
        "/admin/foi_remedies/",
        "/admin/foi_letter_heads/",
    ]


# --- papers and the same applicant ---


def test_a_scan_is_kept_and_opened_by_those_who_handle(sign_in, processing, officers):
    client = sign_in(officers.handler)
    scan = SimpleUploadedFile("邮单.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
    url = reverse("foi_requests:add_paper", args=[processing.pk])
    client.post(url, {"kind": "receipt", "upload": scan})
    paper = processing.papers.get()
    assert paper.added_by == officers.handler
    text = said(client.get(page(processing)))
    assert "查看签收或者确认凭证" in text
    assert "邮单" not in text, "a file's name may be a person's"
    found = client.post(reverse("foi_requests:paper", args=[processing.pk, paper.pk]))
    assert found.content.startswith(b"%PDF")
    assert found["Content-Disposition"].endswith('.pdf"')
    assert Entry.objects.filter(action="foi.open_paper").count() == 1


def test_a_paper_of_another_request_opens_from_no_other_page(
    sign_in, processing, register, officers
):
    client = sign_in(officers.handler)
    scan = SimpleUploadedFile("邮单.pdf", b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF")
    client.post(
        reverse("foi_requests:add_paper", args=[processing.pk]), {"kind": "other", "upload": scan}
    )
    paper = processing.papers.get()
    other = register()
    url = reverse("foi_requests:paper", args=[other.pk, paper.pk])
    assert client.post(url).status_code == 404


def test_a_program_is_no_scan(sign_in, processing, officers):
    client = sign_in(officers.handler)
    scan = SimpleUploadedFile("邮单.exe", b"MZ\x90\x00" + b"\x00" * 100)
    url = reverse("foi_requests:add_paper", args=[processing.pk])
    answer = client.post(url, {"kind": "receipt", "upload": scan}, follow=True)
    assert "没有收下" in said(answer)
    assert not processing.papers.exists()


def test_other_requests_of_the_applicant_are_listed(sign_in, register, officers):
    first, second = register(), register()
    text = said(sign_in(officers.handler).get(page(second)))
    assert "同一申请人的其他申请" in text
    assert first.number in text
    assert "内容相同" in text


# --- remedies ---


def remedy(**more):
    return {
        "organ": "", "request": "", "kind": "reconsideration", "number": "演示复〔2026〕1号",
        "applicant_label": "张某", "filed_on": "2026-04-01", "result": "pending",
        "concluded_on": "",
    } | more  # fmt: skip


def test_a_case_names_its_request_by_number(boss, organ, processing):
    url = reverse("foi_remedies:add")
    asked = remedy(organ=organ.pk, request=f" {processing.number.lower()} ")
    assert boss.post(url, asked).status_code == 302
    case = RemedyCase.objects.get()
    assert case.request == processing
    text = said(boss.get(reverse("foi_remedies:edit", args=[case.pk])))
    assert f'value="{processing.number}"' in text


def test_a_number_nobody_has_is_named(boss, organ):
    answer = boss.post(reverse("foi_remedies:add"), remedy(organ=organ.pk, request="QH-2026-9999"))
    assert "没有这个编号的申请" in said(answer)
    assert not RemedyCase.objects.exists()
