"""Say which post each step of a request asks for."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from gongkai.domain.foi.lifecycle import Event, State
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.accounts.queries import PostMissing, posts_held
from gongkai.foundation.organs.models import Organ

_REGISTRAR, _HANDLER, _HEAD = Role.FOI_REGISTRAR, Role.FOI_HANDLER, Role.FOI_HEAD
_DESK = (_REGISTRAR, _HANDLER)

# The first role is the one whose step it is; the others may do it as well. What the
# applicant does is entered at the desk. An extension needs the consent of the head of the
# office, Art. 33(2).
ROLES: Mapping[Event, tuple[Role, ...]] = MappingProxyType(
    {
        Event.SUBMIT: (_REGISTRAR,),
        Event.DISCARD_DRAFT: (_REGISTRAR,),
        Event.REGISTER: (_REGISTRAR,),
        Event.REGISTER_OFFLINE: (_REGISTRAR,),
        Event.WITHDRAW: _DESK,
        Event.EXAMINE: (_REGISTRAR,),
        Event.REPLY_ON_SPOT: (_HANDLER,),
        Event.REQUEST_CORRECTION: (_HANDLER,),
        Event.CORRECTION_RECEIVED: _DESK,
        Event.CORRECTION_LAPSED: (_HANDLER,),
        Event.ACCEPT: (_REGISTRAR, _HEAD),
        Event.ASSIGN: (_REGISTRAR, _HEAD),
        Event.OPEN_CONSULT: (_HANDLER,),
        Event.CONSULT_ANSWERED: (_HANDLER,),
        Event.CONSULT_LAPSED: (_HANDLER,),
        Event.EXTEND: (_HEAD,),
        Event.REQUIRE_REASON: (_HANDLER,),
        Event.REASON_RECEIVED: (_HANDLER, _REGISTRAR),
        Event.REASON_LAPSED: (_HANDLER,),
        Event.FEE_NOTICE: (_HANDLER,),
        Event.FEE_PAID: (_HANDLER, _REGISTRAR),
        Event.FEE_LAPSED: (_HANDLER,),
        Event.SUBMIT_REVIEW: (_HANDLER,),
        Event.PASS1: (_HANDLER,),
        Event.PASS2: (Role.SECRECY_REVIEWER,),
        Event.SIGN: (_HEAD,),
        Event.REVOKE_ISSUE: (_HEAD,),
        Event.DISPATCH: (_HANDLER, _REGISTRAR),
        Event.SERVED: (_HANDLER, _REGISTRAR),
        Event.RETURNED_MAIL: (_HANDLER, _REGISTRAR),
        Event.REMEDY_ORDER: (_HEAD,),
        Event.SELF_CORRECT: (_HEAD,),
        Event.REDO_START: (_HANDLER, _REGISTRAR),
        Event.ARCHIVE: (_REGISTRAR,),
    }
)
# A draft goes back by the hand of the level at which it lies.
_RETURNED_BY: Mapping[State, tuple[Role, ...]] = MappingProxyType(
    {
        State.REVIEW1: (_HANDLER,),
        State.REVIEW2: (Role.SECRECY_REVIEWER,),
        State.REVIEW3: (_HEAD,),
    }
)


def roles_for(event: Event, state: State) -> tuple[Role, ...]:
    """Return the roles that may take a step from a state, the usual one first."""
    if event is Event.RETURN_DRAFT:
        return _RETURNED_BY.get(state, (_HEAD,))
    return ROLES[event]


def check_post(*, user: User, organ: Organ, roles: tuple[Role, ...], on: date) -> Post:
    """Return the person's post that lets him take the step.

    Raises:
        PostMissing: the person holds none of these posts in the organ on that day.
    """
    held = [post for post in posts_held(user.pk, on) if post.organ_id == organ.pk]
    for role in roles:
        for post in held:
            if post.role == role.value:
                return post
    raise PostMissing(name=user.name, organ=organ.short_name, role=roles[0].label)
