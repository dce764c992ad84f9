"""Plans of interpretations for tests."""

from datetime import UTC, date, datetime

from gongkai.apps.interpretations import services
from gongkai.apps.interpretations.models import InterpretationPlan
from gongkai.domain.interpretations.plans import PlanAction

DRAFTED_AT = datetime(2025, 3, 3, 1, tzinfo=UTC)
SUBMITTED_AT = datetime(2025, 3, 3, 2, tzinfo=UTC)
SIGNED_AT = datetime(2025, 3, 3, 3, tzinfo=UTC)


def plan_for(organ, document=None, **fields):
    """Return a complete plan that is not saved."""
    if document is None:
        fields.setdefault("document_title", "关于规范农村公路养护的通知")
    full = {
        "first_reader": "王立",
        "first_reader_post": "局长",
        "forms_planned": ["text"],
        "background": "落实农村公路条例。",
        "goals": "路面坑槽七日内修复。",
        "content": "县道由县养护，乡道、村道由乡镇负责。",
        "channels": ["website"],
        "planned_on": date(2025, 3, 6),
    }
    return InterpretationPlan(organ=organ, document=document, **{**full, **fields})


def draft_plan(staff, organ, document=None, **fields):
    """Return a plan that was begun."""
    return services.draft_plan(
        plan=plan_for(organ, document, **fields), actor=staff.editor, at=DRAFTED_AT
    )


def step(plan, action, actor, at=SUBMITTED_AT, **fields):
    """Return the plan after a step."""
    return services.perform(plan_id=plan.pk, action=action, actor=actor, at=at, **fields)


def signed_plan(staff, organ, document=None, **fields):
    """Return a plan that was signed."""
    plan = draft_plan(staff, organ, document, **fields)
    step(plan, PlanAction.SUBMIT, staff.editor)
    return step(plan, PlanAction.APPROVE, staff.final, SIGNED_AT)
