"""Plan, sign and begin interpretations; each act one transaction and one trace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.urls import reverse
from django.utils.html import escape

from gongkai.apps.interpretations import queries
from gongkai.apps.interpretations.models import Interpretation, InterpretationPlan
from gongkai.apps.review.services.posts import ActingPost, acting_post
from gongkai.apps.websites import services as websites
from gongkai.domain.interpretations.naming import proposed_title
from gongkai.domain.interpretations.pairing import Form
from gongkai.domain.interpretations.plans import (
    KeyPoint,
    PlanAction,
    PlanActionNotAllowed,
    PlanState,
    ReturnUnexplained,
    advance,
    check_ready,
    check_signer,
    forms_waiting,
)
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import holders
from gongkai.foundation.audit import services as audit
from gongkai.foundation.notices import services as notices
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.pages.models import GovPage

# Who leads the interpretation writes its plan; who answers for the organ signs it.
WRITER, SIGNER = Role.EDITOR, Role.FINAL_REVIEWER
_SIGNING = frozenset({PlanAction.APPROVE, PlanAction.RETURN})
_STEPS = (
    *("state", "submitted_by", "signed_by", "signed_at"),
    *("opinion", "changed_at", "finished_on"),
)


@transaction.atomic
def draft_plan(*, plan: InterpretationPlan, actor: User, at: datetime) -> InterpretationPlan:
    """Save a new plan.

    Raises:
        PostMissing: the actor is no 信息员 of the organ that leads the interpretation.
    """
    post = acting_post(user=actor, organ=plan.organ, role=WRITER, at=at)
    plan.state = PlanState.DRAFT.value
    plan.drafted_by, plan.changed_at = actor, at
    plan.full_clean()
    plan.save(force_insert=True)
    _trace("interpretations.plan_draft", plan, post, actor, at)
    return plan


@transaction.atomic
def revise_plan(
    *, plan: InterpretationPlan, changed: Iterable[str], actor: User, at: datetime
) -> InterpretationPlan:
    """Save a plan that was edited; only a draft may be.

    Raises:
        PlanActionNotAllowed: it is being signed, or signed.
        PostMissing: the actor is no 信息员 of the organ that leads it, before or after.
    """
    before = InterpretationPlan.objects.select_for_update(of=("self",)).get(pk=plan.pk)
    if before.plan_state is not PlanState.DRAFT:
        raise PlanActionNotAllowed(state=before.plan_state, action=PlanAction.REVISE)
    for organ in {before.organ, plan.organ}:
        post = acting_post(user=actor, organ=organ, role=WRITER, at=at)
    plan.revised_by, plan.changed_at = actor, at
    plan.full_clean()
    plan.save()
    _trace("interpretations.plan_revise", plan, post, actor, at, changed=sorted(changed))
    return plan


@transaction.atomic
def perform(
    *, plan_id: int, action: PlanAction, actor: User, at: datetime, opinion: str = ""
) -> InterpretationPlan:
    """Take one step with a plan and leave a trace of it.

    Raises:
        PlanActionNotAllowed: it takes no such step from where it stands.
        PostMissing: the actor has not the post of this step in the organ that leads it.
        PlanIncomplete: it goes to be signed and lacks something.
        FirstReaderNotHead: a deputy would interpret first.
        WriterMaySignNot: the actor wrote it.
        ReturnUnexplained: it is sent back without a word.
    """
    plan = InterpretationPlan.objects.select_for_update(of=("self",)).get(pk=plan_id)
    before, opinion = plan.plan_state, opinion.strip()
    after = advance(before, action)
    role = SIGNER if action in _SIGNING else WRITER
    post = acting_post(user=actor, organ=plan.organ, role=role, at=at)
    if action is PlanAction.SUBMIT:
        check_ready(plan.text)
        plan.submitted_by = actor
    if action in _SIGNING:
        _sign(plan, action, opinion, actor, at)
    elif action is PlanAction.REVISE:
        plan.signed_by, plan.signed_at = None, None
    plan.state, plan.changed_at = after.value, at
    plan.save(update_fields=_STEPS)
    _trace(
        f"interpretations.plan_{action.value}",
        *(plan, post, actor, at),
        before=before.value,
        after=after.value,
        opinion=opinion,
    )
    _tell(plan, action, at)
    return _finish(plan, at)


def _sign(
    plan: InterpretationPlan, action: PlanAction, opinion: str, actor: User, at: datetime
) -> None:
    """Put the signer's word on a plan."""
    check_signer(actor.pk, plan.writers)
    if action is PlanAction.RETURN and not opinion:
        raise ReturnUnexplained
    plan.opinion = opinion
    if action is PlanAction.APPROVE:
        plan.signed_by, plan.signed_at = actor, at


def _tell(plan: InterpretationPlan, action: PlanAction, at: datetime) -> None:
    """Tell whoever has to act next."""
    url = reverse("interpretations_desk:plan", args=(plan.pk,))
    if action is PlanAction.SUBMIT:
        users = holders(SIGNER, on=clock.day_of(at), organ_ids=[plan.organ_id])
        text = "解读方案报请审签，与文件一并审定。"
    elif action is PlanAction.RETURN:
        users, text = [plan.drafted_by], f"解读方案退回修改：{plan.opinion}"
    else:
        return
    notices.notify(
        users=users, kind="interpretations.plan", subject=str(plan), text=text, url=url, at=at
    )


def finish_plans_of(*, document_id: int, at: datetime) -> list[InterpretationPlan]:
    """Finish the plans of a document whose interpretations are all public."""
    plans = InterpretationPlan.objects.filter(
        document_id=document_id, state=PlanState.EXECUTING.value
    )
    return [plan for plan in plans.order_by("pk") if _finish(plan, at).state == PlanState.DONE]


def _finish(plan: InterpretationPlan, at: datetime) -> InterpretationPlan:
    """Finish a plan under way when every form it names is public."""
    if plan.plan_state is not PlanState.EXECUTING or plan.document_id is None:
        return plan
    public = {row.form for row in queries.interpretations_of(plan.document_id)}
    if forms_waiting(plan.planned, public):
        return plan
    plan.state = advance(plan.plan_state, PlanAction.FINISH).value
    plan.finished_on, plan.changed_at = clock.day_of(at), at
    plan.save(update_fields=["state", "finished_on", "changed_at"])
    _trace("interpretations.plan_finish", plan, None, None, at)
    return plan


@transaction.atomic
def begin(
    *,
    document: Any,
    form: Form,
    section: GovPage,
    organ: Organ,
    actor: User,
    at: datetime,
) -> Interpretation:
    """Return a new draft that explains a document, with what is known filled in."""
    plan = queries.plan_of(document.pk)
    asked = f"{organ.short_name} {organ.phone}".strip()
    page = Interpretation(
        title=proposed_title(form, document.title)[:255],
        form_value=form.value,
        document_id=document.pk,
        organ=organ,
        source_name=organ.short_name,
        until_when=_until_when(document),
        whom_to_ask=asked[:200],
        body=_outline(plan) if plan else [],
    )
    return websites.save_draft(page=page, parent=section, actor=actor, at=at)


def _until_when(document: Any) -> str:
    """Return from when to when the document binds, in words."""
    start, end = document.effective_from, document.last_day
    said = f"自{start.year}年{start.month}月{start.day}日起施行"
    return f"{said}，有效期至{end.year}年{end.month}月{end.day}日" if end else said


def _outline(plan: InterpretationPlan) -> list[dict[str, str]]:
    """Return what the plan says to each key point as the beginning of a text."""
    blocks: list[tuple[str, str]] = []
    for point in KeyPoint:
        if said := plan.points[point].strip():
            blocks += [("heading", point.label), ("paragraph", f"<p>{escape(said)}</p>")]
    return [{"type": kind, "value": value, "id": str(uuid4())} for kind, value in blocks]


def _trace(
    action: str,
    plan: InterpretationPlan,
    post: ActingPost | None,
    actor: User | None,
    at: datetime,
    **facts: object,
) -> None:
    audit.record(
        action=action, subject=plan, at=at, actor=actor, post=str(post) if post else "", **facts
    )
