"""A plan from its draft to the last publication; who may take which step."""

from datetime import UTC, date, datetime
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from gongkai.apps.interpretations import services
from gongkai.apps.interpretations.models import InterpretationPlan
from gongkai.domain.interpretations.pairing import Form
from gongkai.domain.interpretations.plans import (
    FirstReaderNotHead,
    PlanAction,
    PlanActionNotAllowed,
    PlanIncomplete,
    PlanState,
    ReturnUnexplained,
    WriterMaySignNot,
)
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.models import Entry
from gongkai.foundation.notices.models import Notice
from tests.factories import interpretations
from tests.factories.foundation import PostFactory
from tests.factories.interpretation_plans import (
    DRAFTED_AT,
    SIGNED_AT,
    draft_plan,
    plan_for,
    signed_plan,
    step,
)
from tests.factories.review import publish
from tests.factories.review import take_down as withdraw

SIGNED = date(2025, 3, 3)
AT = datetime(2025, 3, 6, 8, tzinfo=UTC)
FULL = {
    "who_is_affected": "村民",
    "what_to_bring": "无需材料",
    "until_when": "长期有效",
    "whom_to_ask": "县交通局",
}


@pytest.fixture
def written(site, staff):
    return partial(interpretations.draft, site.interpretations, staff.editor, **FULL)


def acts():
    rows = Entry.objects.filter(action__startswith="interpretations.").order_by("sequence")
    return [(row.action.removeprefix("interpretations.plan_"), row.actor_name) for row in rows]


def test_a_plan_is_drafted_signed_and_finished_by_publication(issue, written, staff, county):
    document = issue(SIGNED)
    plan = signed_plan(staff, county, document, forms_planned=["text", "picture"])
    assert plan.plan_state is PlanState.EXECUTING
    assert (plan.signed_by, plan.signed_at) == (staff.final, SIGNED_AT)
    publish(written(document=document), staff, AT)
    plan.refresh_from_db()
    assert plan.plan_state is PlanState.EXECUTING  # the picture is not public yet
    body = [{"type": "paragraph", "value": "县道由县养护。" * 12, "id": "1"}]
    publish(written(Form.PICTURE, document=document, body=body), staff, AT.replace(day=7))
    plan.refresh_from_db()
    assert (plan.plan_state, plan.finished_on) == (PlanState.DONE, date(2025, 3, 7))
    assert acts() == [
        ("draft", "countyeditor"),
        ("submit", "countyeditor"),
        ("approve", "countyfinal"),
        ("finish", "系统"),
    ]


def test_other_publications_finish_nothing(issue, written, staff, county):
    plan = signed_plan(staff, county, issue(SIGNED))
    publish(written(), staff, AT)
    publish(written(document=issue(SIGNED)), staff, AT)
    plan.refresh_from_db()
    assert plan.plan_state is PlanState.EXECUTING


def test_a_withdrawal_finishes_nothing(issue, written, staff, county):
    document = issue(SIGNED)
    page = written(document=document)
    publish(page, staff, AT)
    draft_plan(staff, county, document)
    withdraw(page, staff.final, AT.replace(day=7))
    assert InterpretationPlan.objects.get().plan_state is PlanState.DRAFT


def test_a_plan_signed_after_the_publication_is_finished_at_once(issue, interpret, staff, county):
    document = issue(SIGNED)
    interpret(SIGNED, document=document)
    assert signed_plan(staff, county, document).plan_state is PlanState.DONE


def test_a_plan_of_a_document_not_in_the_library_stays_open(staff, county):
    assert signed_plan(staff, county).plan_state is PlanState.EXECUTING


def test_nobody_signs_what_he_wrote(staff, county):
    PostFactory(user=staff.editor, organ=county, role=Role.FINAL_REVIEWER.value)
    plan = draft_plan(staff, county)
    step(plan, PlanAction.SUBMIT, staff.editor)
    for action in (PlanAction.APPROVE, PlanAction.RETURN):
        with pytest.raises(WriterMaySignNot):
            step(plan, action, staff.editor, opinion="同意")
    with pytest.raises(IntegrityError), transaction.atomic():
        InterpretationPlan.objects.update(signed_by=staff.editor)


def test_whoever_changed_it_may_not_sign_either(staff, county):
    PostFactory(user=staff.final, organ=county, role=Role.EDITOR.value)
    plan = draft_plan(staff, county)
    plan.goals = "改过的目标"
    services.revise_plan(plan=plan, changed=["goals"], actor=staff.final, at=DRAFTED_AT)
    step(plan, PlanAction.SUBMIT, staff.editor)
    with pytest.raises(WriterMaySignNot):
        step(plan, PlanAction.APPROVE, staff.final)


@pytest.mark.parametrize(
    ("action", "before", "role"),
    [
        (PlanAction.SUBMIT, "draft", "first"),
        (PlanAction.APPROVE, "signing", "second"),
        (PlanAction.RETURN, "signing", "editor"),
        (PlanAction.REVISE, "executing", "final"),
    ],
)
def test_every_step_asks_for_its_post(staff, county, action, before, role):
    plan = draft_plan(staff, county)
    InterpretationPlan.objects.update(state=before)
    with pytest.raises(PostMissing):
        step(plan, action, getattr(staff, role), opinion="看过")


def test_only_editors_of_the_leading_organ_write(staff, county, bureau):
    with pytest.raises(PostMissing):
        draft_plan(staff, bureau)
    plan = draft_plan(staff, county)
    plan.organ = bureau
    with pytest.raises(PostMissing):
        services.revise_plan(plan=plan, changed=["organ"], actor=staff.editor, at=DRAFTED_AT)
    plan.refresh_from_db()
    assert plan.organ == county


def test_an_incomplete_plan_is_not_signed(staff, county):
    plan = draft_plan(staff, county, goals="", forms_planned=[])
    with pytest.raises(PlanIncomplete) as refusal:
        step(plan, PlanAction.SUBMIT, staff.editor)
    assert refusal.value.facts["missing"] == "解读形式、目标任务"


def test_a_deputy_does_not_interpret_first(staff, county):
    plan = draft_plan(staff, county, first_reader_post="副局长")
    with pytest.raises(FirstReaderNotHead):
        step(plan, PlanAction.SUBMIT, staff.editor)


def test_sent_back_with_a_reason_and_told_of_it(staff, county):
    plan = draft_plan(staff, county)
    step(plan, PlanAction.SUBMIT, staff.editor)
    assert [row.user for row in Notice.objects.all()] == [staff.final]
    with pytest.raises(ReturnUnexplained):
        step(plan, PlanAction.RETURN, staff.final, opinion=" ")
    plan = step(plan, PlanAction.RETURN, staff.final, opinion="补充执行标准")
    assert (plan.plan_state, plan.opinion) == (PlanState.DRAFT, "补充执行标准")
    notice = Notice.objects.get(user=staff.editor)
    assert notice.text == "解读方案退回修改：补充执行标准"
    assert notice.url == f"/admin/interpretations/plans/{plan.pk}/"


def test_what_was_signed_is_changed_only_by_signing_again(staff, county):
    plan = signed_plan(staff, county)
    plan.goals = "悄悄改"
    with pytest.raises(PlanActionNotAllowed):
        services.revise_plan(plan=plan, changed=["goals"], actor=staff.editor, at=AT)
    plan = step(plan, PlanAction.REVISE, staff.editor)
    assert (plan.plan_state, plan.signed_by, plan.signed_at) == (PlanState.DRAFT, None, None)


def test_nobody_finishes_a_plan_by_hand_before_its_time(staff, county):
    plan = draft_plan(staff, county)
    with pytest.raises(PlanActionNotAllowed):
        step(plan, PlanAction.FINISH, staff.editor)


def test_a_plan_of_nothing_is_refused(staff, county):
    with pytest.raises(ValidationError, match="请选择解读的文件"):
        draft_plan(staff, county, document_title="")


def test_a_plan_reads_as_what_it_is(issue, county):
    plan = plan_for(county, issue(SIGNED, title="关于｜养护的通知"), forms_planned=["h5", "text"])
    assert str(plan) == "《关于养护的通知》解读方案"
    assert plan.forms_label == "文字、H5"
    assert plan.state_label == "起草"


def test_a_draft_begun_from_a_document_says_what_is_known(issue, site, staff, county):
    document = issue(SIGNED, title="青禾县人民政府关于加强农村公路养护的意见")
    draft_plan(staff, county, document, background="为了<b>路</b>好")
    page = services.begin(
        document=document,
        form=Form.PICTURE,
        section=site.interpretations,
        organ=county,
        actor=staff.editor,
        at=AT,
    )
    page.refresh_from_db()
    assert not page.live
    assert page.title == "一图读懂：农村公路养护"
    assert (page.document_id, page.form, page.organ) == (document.pk, Form.PICTURE, county)
    assert page.until_when == "自2025年3月3日起施行"
    assert page.whom_to_ask.startswith("县政府")
    said = [(block.block_type, str(block.value)) for block in page.body]
    assert said[0] == ("heading", "背景依据")
    assert "&lt;b&gt;路" in said[1][1]
    assert [value for kind, value in said if kind == "heading"] == [
        "背景依据",
        "目标任务",
        "主要内容",
    ]
