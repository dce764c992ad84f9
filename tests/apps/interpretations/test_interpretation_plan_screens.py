"""Plans as officers draft, change and sign them on screen."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from gongkai.apps.interpretations.admin import VIEWSETS
from gongkai.apps.interpretations.models import InterpretationPlan
from gongkai.domain.interpretations.plans import PlanState
from gongkai.foundation import clock
from tests.factories.interpretation_plans import draft_plan

SIGNED = date(2025, 3, 3)
NOON = datetime(2025, 3, 10, 4, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _today(monkeypatch):
    monkeypatch.setattr(clock, "now", lambda: NOON)
    monkeypatch.setattr(clock, "today", lambda: date(2025, 3, 10))


def filled(**fields):
    return {
        "document": "",
        "document_title": "养护办法",
        "first_reader": "王立",
        "first_reader_post": "局长",
        "forms_planned": ["text"],
        "channels": ["website"],
        "planned_on": "2025-03-12",
        **dict.fromkeys(
            ("background", "goals", "content", "scope", "standards", "cautions", "terms"), "有"
        ),
        "benefits": "",
        "differences": "",
        **fields,
    }


def test_a_plan_is_drafted_changed_and_signed_on_screen(signed_in, staff, county, issue):
    document = issue(SIGNED)
    page = signed_in(staff.editor)
    form = page.get(f"{reverse('interpretationplan:add')}?document={document.pk}")
    assert form.context["form"].initial["document"] == document.pk
    assert list(form.context["form"].fields["organ"].queryset) == [county]
    sent = filled(document=document.pk, document_title="", organ=county.pk)
    response = page.post(reverse("interpretationplan:add"), sent)
    plan = InterpretationPlan.objects.get()
    address = reverse("interpretations_desk:plan", args=[plan.pk])
    assert response.url == address
    assert (plan.drafted_by, plan.forms_planned) == (staff.editor, ["text"])
    edit = reverse("interpretationplan:edit", args=[plan.pk])
    page.post(edit, {**sent, "goals": "七日内修复"})
    plan.refresh_from_db()
    assert (plan.goals, plan.revised_by) == ("七日内修复", staff.editor)
    page.post(address, {"action": "submit"})
    assert page.get(edit).url == address  # nothing is changed while it is being signed
    assert "审签通过" not in page.get(address).content.decode()
    page = signed_in(staff.final)
    assert "审签通过" in page.get(address).content.decode()
    page.post(address, {"action": "approve", "opinion": "同意"})
    plan.refresh_from_db()
    assert (plan.plan_state, plan.opinion) == (PlanState.EXECUTING, "同意")
    assert "同意" in page.get(address).content.decode()


def test_what_is_refused_is_said(signed_in, staff, county, bureau):
    page = signed_in(staff.editor)
    text = page.post(
        reverse("interpretationplan:add"), filled(document_title="", organ=county.pk)
    ).content.decode()
    assert "请选择解读的文件" in text
    assert not InterpretationPlan.objects.exists()
    plan = draft_plan(staff, county, goals="")
    address = reverse("interpretations_desk:plan", args=[plan.pk])
    response = page.post(address, {"action": "submit"})
    assert response.status_code == 422
    assert "缺少：目标任务" in response.content.decode()
    assert page.post(address, {"action": "nothing"}).status_code == 422
    foreign = filled(organ=bureau.pk)
    assert page.post(reverse("interpretationplan:add"), foreign).status_code == 200
    assert InterpretationPlan.objects.count() == 1


def test_plans_of_others_stay_closed(signed_in, staff, others, county):
    plan = draft_plan(staff, county)
    page = signed_in(others.editor)
    for url in (
        reverse("interpretations_desk:plan", args=[plan.pk]),
        reverse("interpretationplan:edit", args=[plan.pk]),
    ):
        assert page.get(url).status_code in {302, 403}
    assert "养护" not in page.get(reverse("interpretationplan:index")).content.decode()


def test_plans_are_never_deleted_on_screen():
    register = VIEWSETS[1]
    assert {one.name for one in register.get_urlpatterns()} == {
        "index",
        "index_results",
        "add",
        "edit",
    }
