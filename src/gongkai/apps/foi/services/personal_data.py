"""Show who asked, and remember who looked."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongkai.apps.foi import bundle, sheets
from gongkai.apps.foi.models import InformationRequest
from gongkai.apps.foi.services.posts import check_post
from gongkai.domain.foi.letters.forms import ProofForm
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit

READERS = (Role.FOI_HANDLER, Role.FOI_REGISTRAR, Role.FOI_HEAD)


@dataclass(frozen=True, slots=True)
class PersonalData:
    """What identifies an applicant."""

    name: str
    identity: str
    contact: str
    agent: str = ""


@transaction.atomic
def reveal(*, request_id: int, actor: User, at: datetime) -> PersonalData:
    """Return the applicant's data to somebody who handles the request; each look is audited.

    Raises:
        PostMissing: the actor holds no post for requests in the organ.
    """
    request = InformationRequest.objects.select_related("organ").get(pk=request_id)
    post = check_post(user=actor, organ=request.organ, roles=READERS, on=clock.day_of(at))
    audit.record(action="foi.reveal", subject=request, at=at, actor=actor, post=str(post))
    return PersonalData(
        request.applicant_name,
        request.applicant_identity,
        request.applicant_contact,
        "　".join(filter(None, (request.agent_name, request.agent_contact))),
    )


@transaction.atomic
def evidence(*, request_id: int, actor: User, at: datetime) -> tuple[str, bytes]:
    """Return name and bytes of the archive with everything about a request; audited.

    Raises:
        PostMissing: the actor holds no post for requests in the organ.
        ChineseFontMissing: the machine has no typeface to set the directory in.
    """
    request = InformationRequest.objects.select_related("organ").get(pk=request_id)
    post = check_post(user=actor, organ=request.organ, roles=READERS, on=clock.day_of(at))
    content = bundle.build(request, at)
    audit.record(
        action="foi.bundle",
        subject=request,
        at=at,
        actor=actor,
        post=str(post),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    return f"{request.number}卷宗.zip", content


@transaction.atomic
def print_form(
    *, request_id: int, form: ProofForm, actor: User, at: datetime, letter_id: int | None = None
) -> bytes:
    """Return a form to be signed by hand, filled in with the applicant's data; audited.

    Raises:
        PostMissing: the actor holds no post for requests in the organ.
        ChineseFontMissing: the machine has no typeface to set it in.
    """
    request = InformationRequest.objects.select_related("organ").get(pk=request_id)
    post = check_post(user=actor, organ=request.organ, roles=READERS, on=clock.day_of(at))
    letter = request.letters.get(pk=letter_id) if letter_id is not None else None
    content = sheets.proof(request, form, on=clock.day_of(at), letter=letter)
    audit.record(
        action="foi.print_form",
        subject=request,
        at=at,
        actor=actor,
        post=str(post),
        form=form.value,
        letter=letter_id,
    )
    return content
