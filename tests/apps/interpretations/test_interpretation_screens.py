"""The screens of officers: how things stand, one document, one plan, the register."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from gongkai.apps.documents import registry
from gongkai.apps.interpretations import keeping
from gongkai.apps.interpretations.models import Interpretation
from gongkai.apps.interpretations.wagtail_hooks import name_faults
from gongkai.domain.interpretations.faults import FaultKind
from gongkai.domain.interpretations.pairing import Form
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from tests.factories.foundation import PostFactory
from tests.factories.interpretation_plans import draft_plan, signed_plan

SIGNED = date(2025, 3, 3)  # a Monday; due on Thursday the 6th
TODAY = date(2025, 3, 10)
NOON = datetime(2025, 3, 10, 4, tzinfo=UTC)
FULL = {
    "who_is_affected": "村民",
    "what_to_bring": "无需材料",
    "until_when": "长期有效",
    "whom_to_ask": "县交通局",
}


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def look(year=2025, scope=None, today=TODAY):
    return keeping.keeping(year=year, scope=scope, today=today)


def test_rate_is_counted_by_the_organ_that_leads(issue, interpret, staff, others, county, bureau):
    done, planned = issue(SIGNED), issue(SIGNED)
    issue(SIGNED, needs_interpretation=False)
    issue(date(2024, 3, 4))
    draft_plan(others, bureau, planned)
    interpret(SIGNED, document=done)
    found = look()
    assert [
        (row.organ, row.due, row.interpreted, row.late, row.percent) for row in found.organs
    ] == [
        (bureau, 1, 0, 1, 0),
        (county, 1, 1, 0, 100),
    ]
    assert (found.rate.due, found.rate.interpreted) == (2, 1)
    assert found.years == [2025, 2024]


@pytest.mark.parametrize(
    ("interpreted_on", "late"),
    [(date(2025, 3, 3), 0), (date(2025, 3, 6), 0), (date(2025, 3, 7), 1)],
)
def test_late_is_counted_by_the_first_interpretation(issue, interpret, interpreted_on, late):
    document = issue(SIGNED)
    interpret(interpreted_on, document=document)
    interpret(date(2025, 3, 9), document=document)
    assert [row.late for row in look().organs] == [late]


def test_documents_wait_with_their_clock_the_most_urgent_first(issue, draft, staff, county):
    late = issue(SIGNED, title="早的")
    soon = issue(SIGNED, published_on=date(2025, 3, 6), title="晚的")
    plan = signed_plan(staff, county, soon)
    draft(document=soon)
    found = look()
    assert [
        (one.document.pk, one.clock.due_on, one.clock.days_left, one.plan, one.drafts)
        for one in found.waiting
    ] == [
        (late.pk, date(2025, 3, 6), -4, None, 0),
        (soon.pk, date(2025, 3, 11), 1, plan, 1),
    ]
    assert found.overdue == 1


def test_what_lacks_answers_is_listed_with_drafts_and_without_hints(interpret, draft, site):
    open_one = interpret(date(2025, 3, 4), **{**FULL, "until_when": ""})
    interpret(date(2025, 3, 4), **FULL)
    interpret(date(2024, 3, 4))
    bare = draft(Form.QA, **FULL)
    assert [
        (one.interpretation.pk, [fault.kind for fault in one.faults]) for one in look().faulty
    ] == [(open_one.pk, [FaultKind.UNANSWERED]), (bare.pk, [FaultKind.NO_QUESTIONS])]


def test_forms_are_counted_among_the_public(interpret, draft):
    for form in (Form.PICTURE, Form.TEXT, Form.PICTURE):
        interpret(date(2025, 3, 4), form)
    interpret(date(2024, 3, 4), Form.H5)
    draft(Form.VIDEO)
    assert look().forms == [("文字", 1), ("图片", 2)]


def test_an_organ_sees_what_it_leads_or_issued(issue, staff, others, county, bureau):
    led = issue(SIGNED)
    draft_plan(others, bureau, led)
    draft_plan(staff, county)
    issue(SIGNED)
    seen = look(scope={bureau.pk})
    assert [one.document.pk for one in seen.waiting] == [led.pk]
    assert [plan.organ for plan in seen.plans] == [bureau]
    assert len(look(scope={county.pk}).waiting) == 2


@pytest.mark.parametrize("rows", [1, 3])
def test_looking_asks_the_same_for_any_number(
    issue, interpret, staff, county, rows, django_assert_num_queries
):
    for _ in range(rows):
        document = issue(SIGNED)
        draft_plan(staff, county, document)
        interpret(SIGNED, document=issue(SIGNED))
        interpret(SIGNED)
    with django_assert_num_queries(7):
        look()


def test_screen_shows_it_all_within_forty_queries(
    signed_in, office, issue, interpret, planned, django_assert_max_num_queries
):
    waiting = issue(SIGNED, title="养护办法")
    interpret(SIGNED, document=issue(SIGNED), **{**FULL, "whom_to_ask": ""})
    planned()
    page = signed_in(office)
    page.get("/admin/interpretations/keeping-up/")
    with django_assert_max_num_queries(40):
        text = page.get("/admin/interpretations/keeping-up/?year=2025").content.decode()
    for said in (
        "1件文件超过解读期限",
        "养护办法",
        "2025-03-06 已逾期4天",
        "没有方案",
        "“找谁”没有回答",
        "50%",
        "g-bars",
        "没有完成的解读方案",
        reverse("interpretations_desk:of_document", args=[waiting.pk]),
    ):
        assert said in text


def test_year_that_is_none_shows_the_newest(signed_in, office, issue):
    issue(date(2024, 3, 4))
    page = signed_in(office)
    for asked in ("", "?year=", "?year=abc", "?year=99999"):
        text = page.get(f"/admin/interpretations/keeping-up/{asked}").content.decode()
        assert "2024年成文的文件" in text
    assert (
        "2019年成文的文件"
        in page.get("/admin/interpretations/keeping-up/?year=2019").content.decode()
    )


def test_spreadsheet_says_what_the_screen_says(signed_in, office, issue, interpret):
    issue(SIGNED, title="=养护｜办法", number_serial=8)
    interpret(SIGNED, document=issue(SIGNED), **{**FULL, "whom_to_ask": ""})
    response = signed_in(office).get("/admin/interpretations/keeping-up/?year=2025&download=1")
    assert response["Content-Disposition"] == 'attachment; filename="interpretations-2025.xlsx"'
    sheet = load_workbook(BytesIO(response.content)).active
    rows = [[cell or "" for cell in row] for row in sheet.iter_rows(values_only=True)]
    assert rows[0][0] == "2025年政策解读情况"
    assert [row[0] for row in rows[2:]] == ["解读率", "解读形式", "待解读文件", "待补充解读"]
    assert rows[2][4:] == ["50%", "", "应解读2件，已解读1件，逾期1件"]
    assert rows[4][2:5] == ["=养护办法", "青政发〔2025〕8号", "已逾期4天"]


def test_other_organs_see_theirs_and_nobody_without_a_post_sees_any(
    signed_in, others, issue, bureau, client
):
    hidden = issue(SIGNED, title="县政府的文件")
    page = signed_in(others.editor)
    text = page.get("/admin/interpretations/keeping-up/?year=2025").content.decode()
    assert "县政府的文件" not in text
    assert page.get(f"/admin/interpretations/of/{hidden.pk}/").status_code in {302, 403}
    registrar = PostFactory(organ=bureau, role=Role.FOI_REGISTRAR.value).user
    assert signed_in(registrar).get("/admin/interpretations/keeping-up/").status_code in {302, 403}
    client.logout()
    assert client.get("/admin/interpretations/keeping-up/").status_code == 302


def test_a_document_leads_to_all_that_explains_it(signed_in, staff, issue, interpret, county):
    document = issue(SIGNED, title="养护办法")
    reading = interpret(date(2025, 3, 4), document=document, title="养护问答", **FULL)
    plan = draft_plan(staff, county, document)
    page = signed_in(staff.editor)
    text = page.get(f"/admin/interpretations/of/{document.pk}/").content.decode()
    for said in (
        "养护问答",
        "2025-03-04公开",
        reverse("interpretations_desk:plan", args=[plan.pk]),
        f"{reverse('interpretationplan:add')}?document={document.pk}",
        "起草解读",
    ):
        assert said in text
    for opened in (document, reading):
        edit = page.get(reverse("wagtailadmin_pages:edit", args=[opened.pk])).content.decode()
        assert f"/admin/interpretations/of/{document.pk}/" in edit
    assert page.get("/admin/interpretations/of/999999/").status_code == 404


def test_an_interpretation_is_begun_from_the_list(signed_in, staff, issue):
    document = issue(SIGNED, title="关于加强农村公路养护的意见")
    page = signed_in(staff.editor)
    url = reverse("interpretations_desk:begin", args=[document.pk])
    response = page.post(url, {"form": "picture"})
    begun = Interpretation.objects.get()
    assert response.url == reverse("wagtailadmin_pages:edit", args=[begun.pk])
    assert (begun.title, begun.document_id) == ("一图读懂：农村公路养护", document.pk)
    assert page.post(url, {"form": "other"}).status_code in {302, 403}
    assert page.get(url).status_code == 405
    assert Interpretation.objects.count() == 1


def test_reviewers_begin_nothing(signed_in, staff, issue):
    document = issue(SIGNED)
    page = signed_in(staff.first)
    page.post(reverse("interpretations_desk:begin", args=[document.pk]), {"form": "text"})
    assert not Interpretation.objects.exists()
    text = page.get(f"/admin/interpretations/of/{document.pk}/").content.decode()
    assert "起草解读</button>" not in text


def test_registers_read_documents_with_their_rows(
    signed_in, staff, issue, interpret, planned, django_assert_max_num_queries
):
    for _ in range(3):
        document = issue(SIGNED, title="养护办法")
        interpret(SIGNED, document=document)
        planned(document)
    page = signed_in(staff.editor)
    for name in ("interpretations:index", "interpretationplan:index"):
        page.get(reverse(name))
        with django_assert_max_num_queries(35):
            assert "养护办法" in page.get(reverse(name)).content.decode()


def test_the_ledger_of_documents_says_how_their_interpretation_stands(
    signed_in, staff, issue, interpret, draft, planned
):
    explained, begun, bare = (issue(SIGNED) for _ in range(3))
    for _ in range(2):
        interpret(SIGNED, document=explained)
    draft(document=explained)
    planned(begun)
    found = registry.standings_of([explained.pk, begun.pk, bare.pk])
    assert found == {
        explained.pk: ("2份，草稿1份", f"/admin/interpretations/of/{explained.pk}/"),
        begun.pk: ("方案：起草", f"/admin/interpretations/of/{begun.pk}/"),
    }
    text = signed_in(staff.editor).get("/admin/library/ledger/").content.decode()
    assert f'<a href="/admin/interpretations/of/{explained.pk}/">2份，草稿1份</a>' in text


class Box:
    """What is said to the officer."""

    def __init__(self):
        self.said = []

    def add(self, _level, text, _tags=""):
        self.said.append(text)


@pytest.mark.parametrize("submits", [False, True])
def test_an_editor_who_saves_is_told_what_is_lacking(draft, rf, submits):
    request = rf.post("/", {"action-gongkai-submit": "1"} if submits else {})
    request._messages = Box()
    name_faults(request, draft(**{**FULL, "whom_to_ask": ""}))
    told = ["送审前请补充：“找谁”没有回答（确实没有的也要写明，如“无需材料”“长期有效”）。"]
    assert request._messages.said == ([] if submits else told)


def test_the_reader_sees_the_four_questions_as_they_are_called(client, interpret):
    text = client.get(interpret(SIGNED, **FULL).url).content.decode()
    at = [
        text.index(f"<dt>{asked}</dt>")
        for asked in ("谁受影响", "带什么材料", "到什么时候", "找谁")
    ]
    assert at == sorted(at)
    assert "先看这四件事" in text
    assert "先看这四件事" not in client.get(interpret(SIGNED).url).content.decode()
