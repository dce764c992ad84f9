"""Every role, in every state, with every step: what is not listed is refused, whole.

The posts are copied from the handling table of the request desk, not from the program.
"""

from datetime import date

import pytest
from django.db import transaction

from gongkai.apps.foi import services
from gongkai.apps.foi.models import InformationRequest, RequestEvent
from gongkai.domain.errors import Refusal
from gongkai.domain.foi.lifecycle import TRANSITIONS, ActionNotAllowed, Event, State
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.queries import PostMissing
from gongkai.foundation.audit.models import Entry
from tests.apps.foi.conftest import AT
from tests.factories.foundation import OrganFactory, PostFactory

REGISTRAR, HANDLER, HEAD = Role.FOI_REGISTRAR, Role.FOI_HANDLER, Role.FOI_HEAD
SECRECY = Role.SECRECY_REVIEWER
MAY = {
    REGISTRAR: """
        submit discard_draft register register_offline withdraw examine correction_received
        accept assign reason_received fee_paid dispatch served returned_mail redo_start archive
    """,
    HANDLER: """
        withdraw reply_on_spot request_correction correction_received correction_lapsed
        open_consult consult_answered consult_lapsed require_reason reason_received
        reason_lapsed fee_notice fee_paid fee_lapsed submit_review pass1 dispatch served
        returned_mail redo_start
    """,
    HEAD: "accept assign extend sign revoke_issue remedy_order self_correct",
    SECRECY: "pass2",
}
RETURNS = {State.REVIEW1: HANDLER, State.REVIEW2: SECRECY, State.REVIEW3: HEAD}
# Fees are noticed and paid by acts of their own, which work out the amount.
ELSEWHERE = {Event.FEE_NOTICE, Event.FEE_PAID}
ON = date(2026, 3, 4)


def may(role, state, event):
    """Tell whether the handling table lets a role take a step from a state."""
    if event is Event.RETURN_DRAFT:
        return RETURNS.get(state) is role
    return event.value in MAY.get(role, "").split()


def world():
    rows = InformationRequest.objects.values_list("state", "outcome", "concluded_on", "due_on")
    return list(rows), RequestEvent.objects.count(), Entry.objects.count()


def attempt(request, event, actor):
    """Try a step and undo it; return what refused it, or None."""
    try:
        with transaction.atomic():
            services.perform(
                request_id=request.pk, event=event, occurred_on=ON, actor=actor, at=AT,
                note="说明", working_days=5,
            )  # fmt: skip
            transaction.set_rollback(True)
    except Refusal as refusal:
        return refusal
    return None


@pytest.fixture
def everybody(organ):
    """One officer of every role in the organ, and the handler of another."""
    people = {role: PostFactory(organ=organ, role=role.value).user for role in Role}
    people["elsewhere"] = PostFactory(organ=OrganFactory(), role=HANDLER.value).user
    return people


@pytest.mark.parametrize("state", State)
def test_only_the_listed_role_takes_the_listed_step(processing, everybody, state):
    closed = state in {State.DISPATCHED, State.CLOSED, State.ARCHIVED, State.REDO}
    InformationRequest.objects.filter(pk=processing.pk).update(
        state=state.value,
        outcome="open" if closed or state is State.ISSUED else "",
        concluded_on=ON if closed else None,
    )
    before = world()
    for event in Event:
        for role, actor in everybody.items():
            refusal = attempt(processing, event, actor)
            where = (state.label, event.label, str(role))
            assert world() == before, where
            if event in ELSEWHERE:
                assert refusal is not None, where
            elif (state, event) not in TRANSITIONS:
                assert isinstance(refusal, ActionNotAllowed), where
            else:
                assert isinstance(refusal, PostMissing) is not may(role, state, event), where
