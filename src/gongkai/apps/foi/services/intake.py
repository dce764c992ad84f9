"""Take requests from the website: drafts, papers, sending, and what the applicant does later.

The applicant has no account. Whoever holds the secret of a draft's address goes on with it;
whoever knows the query code and the last four characters follows the request.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from gongkai.apps.foi import queries
from gongkai.apps.foi.models import (
    InformationRequest,
    PaperKind,
    RequestDraft,
    RequestPaper,
    StatusAccess,
)
from gongkai.apps.foi.services import refused
from gongkai.apps.foi.services.personal_data import READERS
from gongkai.apps.foi.services.posts import check_post
from gongkai.apps.foi.services.requests import enter, locked, prepare, write
from gongkai.domain.errors import Refusal
from gongkai.domain.foi.application import hash_of, plain_code, query_code
from gongkai.domain.foi.intake import IntakeChannel
from gongkai.domain.foi.lifecycle import Event, State, advance
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.files.kinds import Kind, sniff
from gongkai.foundation.organs.models import Organ

MEGABYTE = 1024 * 1024
MOST_BYTES = 5 * MEGABYTE  # of one paper; our own figure
MOST_PAPERS = 6
_MEDIA_TYPES: Mapping[Kind, str] = {
    Kind.JPG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.PDF: "application/pdf",
}


@transaction.atomic
def save_draft(
    *,
    secret: str,
    organ_id: int,
    content: Mapping[str, str],
    at: datetime,
    papers: Iterable[tuple[PaperKind, UploadedFile[bytes]]] = (),
) -> RequestDraft:
    """Keep what an applicant has filled in so far; what was sent already stays as it is.

    Args:
        secret: of the draft's address; only its hash is kept.
        organ_id: the organ asked.
        content: filled in on this screen, by the names of the form.
        at: now.
        papers: pictures and PDFs that came with it; one of a kind replaces the earlier one.

    Raises:
        RequestSentAlready: the draft has become a request.
        PaperNotTaken: a paper is too large or neither picture nor PDF.
    """
    rows = RequestDraft.objects.select_for_update(of=("self",))
    draft = rows.filter(secret_hash=hash_of(secret)).first()
    if draft is None:
        draft = RequestDraft(secret_hash=hash_of(secret), organ_id=organ_id)
    if draft.request_id is not None:
        raise refused.RequestSentAlready
    kept = {**queries.content_of(draft), **content}
    draft.content = json.dumps(kept, ensure_ascii=False)
    draft.changed_at = at
    draft.save()
    for kind, upload in papers:
        draft.papers.filter(kind=kind.value).delete()
        _keep_paper(upload, kind, at=at, draft=draft)
    return draft


def _keep_paper(
    upload: UploadedFile[bytes],
    kind: PaperKind,
    *,
    at: datetime,
    draft: RequestDraft | None = None,
    request: InformationRequest | None = None,
    actor: User | None = None,
) -> RequestPaper:
    """Keep one picture or PDF.

    Raises:
        PaperNotTaken: it is too large, empty, or of another kind.
    """
    name = str(upload.name)[-120:]
    content = upload.read() if (upload.size or 0) <= MOST_BYTES else b""
    try:
        media_type = _MEDIA_TYPES[sniff(content, name)]
    except (Refusal, KeyError):
        raise refused.PaperNotTaken(name=name, megabytes=MOST_BYTES // MEGABYTE) from None
    return RequestPaper.objects.create(
        draft=draft,
        request=request,
        kind=kind.value,
        name=name,
        media_type=media_type,
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        content=content,
        added_at=at,
        added_by=actor,
    )


@transaction.atomic
def submit(*, secret: str, at: datetime, note: str = "") -> InformationRequest:
    """Send a draft; sending it again returns the request that it became.

    The period runs from this moment on the cautious reading; the office confirms receipt
    with the applicant and registers (``perform`` with ``REGISTER``).

    Args:
        secret: of the draft's address.
        at: now.
        note: what the registrar should know, such as many requests from one place.

    Raises:
        RequestDraft.DoesNotExist: there is no such draft.
        ApplicationIncomplete: something that article 29 asks for is missing.
    """
    # Without its request in the same query: whoever waited for the lock would be given the
    # draft as it is now beside the request as it was then, none.
    draft = RequestDraft.objects.select_for_update().get(secret_hash=hash_of(secret))
    if draft.request_id is not None:
        return queries.get_request(draft.request_id)
    application = queries.application_of(draft)
    application.check()
    organ = Organ.objects.select_for_update().get(pk=draft.organ_id)
    day = clock.day_of(at)
    request = enter(
        organ,
        day,
        applicant_kind=application.applicant_kind,
        applicant_name=application.applicant_name,
        applicant_identity=application.identity,
        applicant_contact=application.contact,
        agent_name=application.agent_name,
        agent_contact=application.agent_phone,
        wanted=application.wanted,
        provision_form=application.provision_form,
        delivery=application.delivery,
        intake_channel=IntakeChannel.ONLINE,
        submitted_at=at,
    )
    step = prepare(request, Event.SUBMIT, day, None, facts={})
    step.note = note
    write(step, actor=None, post=None, at=at)
    code = plain_code(query_code(secret))
    StatusAccess.objects.create(
        request=request,
        code_hash=hash_of(code),
        tail_hash=hash_of(code, application.tail),
    )
    draft.papers.update(request=request)
    draft.request, draft.content, draft.changed_at = request, "", at
    draft.save()
    return request


@transaction.atomic
def withdraw(*, request_id: int, at: datetime) -> InformationRequest:
    """Withdraw a request by its applicant's own hand on the status page.

    Raises:
        ActionNotAllowed: the reply is out, or there is nothing to withdraw.
    """
    return _by_applicant(request_id, Event.WITHDRAW, "申请人在申请进度页面撤回。", at)


@transaction.atomic
def correct(*, request_id: int, text: str, at: datetime) -> InformationRequest:
    """Take the correction an applicant was asked for; the period starts anew from today.

    Raises:
        ActionNotAllowed: no correction is awaited.
        CorrectionEmpty: nothing is written.
    """
    if not text.strip():
        raise refused.CorrectionEmpty
    return _by_applicant(request_id, Event.CORRECTION_RECEIVED, text.strip(), at)


def _by_applicant(request_id: int, event: Event, text: str, at: datetime) -> InformationRequest:
    """Take a step that is the applicant's own."""
    request = locked(request_id)
    advance(State(request.state), event)
    step = prepare(request, event, clock.day_of(at), None, facts={"by_applicant": True})
    step.note = text
    write(step, actor=None, post=None, at=at)
    return request


@transaction.atomic
def add_paper(
    *,
    request_id: int,
    kind: PaperKind,
    upload: UploadedFile[bytes],
    actor: User,
    at: datetime,
) -> RequestPaper:
    """Keep a scan with a request: the form, the postal receipt, the record of a call.

    Raises:
        PostMissing: the actor does not handle the organ's requests.
        PaperNotTaken: it is too large, empty, or neither picture nor PDF.
    """
    request = locked(request_id)
    post = check_post(user=actor, organ=request.organ, roles=READERS, on=clock.day_of(at))
    if request.papers.count() >= MOST_PAPERS:
        raise refused.PapersTooMany(most=MOST_PAPERS)
    paper = _keep_paper(upload, kind, at=at, request=request, actor=actor)
    audit.record(
        action="foi.add_paper",
        subject=request,
        at=at,
        actor=actor,
        post=str(post),
        kind=kind.value,
        sha256=paper.sha256,
    )
    return paper


@transaction.atomic
def open_paper(*, paper_id: int, actor: User, at: datetime) -> RequestPaper:
    """Return a paper with its content to somebody who handles the request; each look is audited.

    Raises:
        PostMissing: the actor does not handle the organ's requests.
    """
    paper = RequestPaper.objects.select_related("request__organ").get(
        pk=paper_id, request__isnull=False
    )
    request: InformationRequest = paper.request  # type: ignore[assignment]
    post = check_post(user=actor, organ=request.organ, roles=READERS, on=clock.day_of(at))
    audit.record(
        action="foi.open_paper",
        subject=request,
        at=at,
        actor=actor,
        post=str(post),
        paper=paper.sha256,
    )
    return paper


@transaction.atomic
def discard_drafts(*, at: datetime) -> int:
    """Delete drafts nobody went on with for thirty days; return how many."""
    rows = queries.stale_drafts(at)
    count = rows.filter(request__isnull=True).count()
    if rows.exists():
        rows.delete()
        audit.record(action="foi.discard_drafts", at=at, actor=None, count=count)
    return count
