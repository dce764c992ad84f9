"""Hide what a reply may not give, let another person look, and keep both files."""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from gongkai.apps.foi.models import AnswerFile, InformationRequest
from gongkai.apps.foi.services import refused
from gongkai.apps.foi.services.letters import READERS
from gongkai.apps.foi.services.posts import check_post
from gongkai.apps.foi.services.requests import locked
from gongkai.domain.foi.lifecycle import FINAL_STATES, State
from gongkai.domain.foi.redaction import AnswerFileState, Box, boxes_of, lines_of
from gongkai.domain.review.people import check_reviewer
from gongkai.domain.roles import Role
from gongkai.foundation import clock, redaction
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.leaks.gate import leaks_in

MOST_MEGABYTES = 20
MOST_FILES = 50
MAKERS = (Role.FOI_HANDLER,)
CHECKERS = (Role.FOI_HEAD, Role.SECRECY_REVIEWER)
_CLOSED = {str(state.value) for state in (*FINAL_STATES, State.CLOSED, State.DISPATCHED)}


@transaction.atomic
def add_answer_file(
    *, request_id: int, title: str, upload: UploadedFile[bytes], actor: User, at: datetime
) -> AnswerFile:
    """Keep a file that the reply will give, to be looked over page by page.

    Raises:
        PostMissing: the actor does not handle requests of the organ.
        AnswerFilesClosed: the reply has gone out.
        AnswerFileTooLarge: it, or the number of files, is beyond the limit.
        FileNotRedactable: it is no PDF or picture, is locked or broken.
    """
    request = locked(request_id)
    post = check_post(user=actor, organ=request.organ, roles=MAKERS, on=clock.day_of(at))
    _check_open(request)
    too_large = (upload.size or 0) > MOST_MEGABYTES * 1024 * 1024
    if too_large or request.answer_files.count() >= MOST_FILES:
        raise refused.AnswerFileTooLarge(megabytes=MOST_MEGABYTES, files=MOST_FILES)
    content = upload.read()
    row = AnswerFile(
        request=request,
        title=title.strip(),
        name=upload.name or "",
        original=content,
        original_sha256=hashlib.sha256(content).hexdigest(),
        pages=redaction.page_count(content),
    )
    return _kept(row, "foi.add_answer_file", actor, post, at)


@transaction.atomic
def redact_answer_file(
    *, file_id: int, boxes: str, words: str, reason: str, actor: User, at: datetime
) -> AnswerFile:
    """Hide boxes, and words wherever the text layer has them; what was hidden before is anew.

    Args:
        file_id: the file.
        boxes: a line for each: page, left, top, width, height in percent.
        words: a line for each word or name to hide.
        reason: why what is hidden is not given; needed where something is hidden.
        actor: who hides.
        at: now.

    Raises:
        PostMissing: the actor does not handle requests of the organ.
        AnswerFilesClosed: the reply has gone out.
        BoxesWrong: a line of boxes cannot be read.
        RedactionReasonMissing: something is hidden without a reason.
        FileNotRedactable: the file cannot be made into pictures.
    """
    row = _opened(file_id)
    request = locked(row.request_id)
    post = check_post(user=actor, organ=request.organ, roles=MAKERS, on=clock.day_of(at))
    _check_open(request)
    content = bytes(row.original)
    wanted: tuple[Box, ...] = boxes_of(boxes, row.pages)
    wanted += redaction.boxes_around(content, words.splitlines())
    wanted = tuple(dict.fromkeys(wanted))
    if wanted and not reason.strip():
        raise refused.RedactionReasonMissing
    result = redaction.redacted(content, wanted)
    row.boxes, row.reason = lines_of(wanted), reason.strip()
    row.redacted, row.redacted_sha256 = result, hashlib.sha256(result).hexdigest()
    row.state = AnswerFileState.REDACTED.value
    row.checked_by, row.checker_name, row.checked_at = None, "", None
    return _kept(row, "foi.redact_answer_file", actor, post, at)


@transaction.atomic
def check_answer_file(*, file_id: int, actor: User, at: datetime) -> AnswerFile:
    """Confirm by a second person that the file may be given as it is.

    Raises:
        PostMissing: the actor neither heads the office nor reviews secrecy.
        AuthorMayNotReview: nobody checks what he hid.
        AnswerFileNotRedacted: there is nothing to check yet.
        AnswerLeaks: the gate finds something in the file that would be given.
    """
    row = _opened(file_id)
    request = locked(row.request_id)
    post = check_post(user=actor, organ=request.organ, roles=CHECKERS, on=clock.day_of(at))
    if row.state != AnswerFileState.REDACTED.value:
        raise refused.AnswerFileNotRedacted
    check_reviewer(actor.pk, {row.made_by_id}, set())
    if leaks := leaks_in(bytes(row.redacted), "file.pdf").leaks:
        places = "；".join(dict.fromkeys(f"{leak.where}{leak.message}" for leak in leaks))
        raise refused.AnswerLeaks(places=places)
    row.state = AnswerFileState.CHECKED.value
    row.checked_by, row.checker_name, row.checked_at = actor, actor.name, at
    return _written(row, "foi.check_answer_file", actor, post, at)


@transaction.atomic
def remove_answer_file(*, file_id: int, actor: User, at: datetime) -> None:
    """Take a file away before the reply goes out; that it was there stays in the audit.

    Raises:
        PostMissing: the actor does not handle requests of the organ.
        AnswerFilesClosed: the reply has gone out.
    """
    row = _opened(file_id)
    request = locked(row.request_id)
    post = check_post(user=actor, organ=request.organ, roles=MAKERS, on=clock.day_of(at))
    _check_open(request)
    _trace(row, "foi.remove_answer_file", actor, post, at)
    row.delete()


@transaction.atomic
def open_answer_file(*, file_id: int, actor: User, at: datetime) -> AnswerFile:
    """Return a file to somebody who handles its request; each look is audited.

    Raises:
        PostMissing: the actor holds no post for requests in the organ.
    """
    row = _opened(file_id)
    post = check_post(user=actor, organ=row.request.organ, roles=READERS, on=clock.day_of(at))
    _trace(row, "foi.open_answer_file", actor, post, at)
    return row


def answer_file_page(
    *, file_id: int, page: int, is_given: bool, actor: User, at: datetime
) -> bytes:
    """Return a page as a PNG picture; the look was audited when the file was opened.

    Raises:
        PostMissing: the actor holds no post for requests in the organ.
    """
    row = _opened(file_id)
    check_post(user=actor, organ=row.request.organ, roles=READERS, on=clock.day_of(at))
    return redaction.preview(bytes(row.redacted if is_given else row.original), page)


def _opened(file_id: int) -> AnswerFile:
    return AnswerFile.objects.select_related("request__organ").get(pk=file_id)


def _check_open(request: InformationRequest) -> None:
    if request.state in _CLOSED:
        raise refused.AnswerFilesClosed


def _kept(row: AnswerFile, action: str, actor: User, post: Post, at: datetime) -> AnswerFile:
    row.made_by, row.maker_name, row.made_at = actor, actor.name, at
    return _written(row, action, actor, post, at)


def _written(row: AnswerFile, action: str, actor: User, post: Post, at: datetime) -> AnswerFile:
    row.save()
    _trace(row, action, actor, post, at)
    return row


def _trace(row: AnswerFile, action: str, actor: User, post: Post, at: datetime) -> None:
    audit.record(
        action=action,
        subject=row.request,
        at=at,
        actor=actor,
        post=str(post),
        file=row.pk,
        original=row.original_sha256,
        given=row.redacted_sha256,
    )
