"""Write the letters of a request, sign them by another person, and prove their service."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.apps.foi.models import InformationRequest, RequestLetter
from gongkai.apps.foi.queries import letters as queries
from gongkai.apps.foi.services import refused
from gongkai.apps.foi.services.letter_acts import mark_arrived, mark_sent, put_under_seal, trace
from gongkai.apps.foi.services.posts import check_post
from gongkai.apps.foi.services.requests import locked, perform
from gongkai.domain.foi.letters.composing import compose
from gongkai.domain.foi.letters.facts import Decision, Paragraph
from gongkai.domain.foi.letters.kinds import Detail, LetterKind
from gongkai.domain.foi.letters.standing import (
    STEP_OF,
    LetterAct,
    LetterState,
    ServiceWay,
    check_kind,
    turn,
)
from gongkai.domain.foi.lifecycle import Event, State
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.audit import services as audit

DRAFTERS = (Role.FOI_HANDLER, Role.FOI_REGISTRAR)
SIGNERS = (Role.FOI_HEAD,)
CARRIERS = (Role.FOI_HANDLER, Role.FOI_REGISTRAR, Role.FOI_HEAD)
READERS = (*CARRIERS, Role.SECRECY_REVIEWER)


@transaction.atomic
def draft_letter(
    *,
    request_id: int,
    kind: LetterKind,
    actor: User,
    at: datetime,
    details: Mapping[Detail, str] | None = None,
    decision: Decision | None = None,
    addressee: str = "",
    annexes: Sequence[str] = (),
    letter_id: int | None = None,
) -> RequestLetter:
    """Word a letter from what is known of the case and what the officer entered.

    Args:
        request_id: the request.
        kind: of the letter.
        actor: who drafts.
        at: now.
        details: what the letter must say and the case does not tell.
        decision: for a reply, what it decides.
        addressee: third party or organ; not asked where the letter goes to the applicant.
        annexes: names of what is attached.
        letter_id: a draft to word anew; changes made by hand are lost.

    Raises:
        PostMissing: the actor neither handles nor registers requests of the organ.
        LetterNotNow: a letter of this kind has no place now.
        LetterHeadMissing: nobody has entered what the organ's letters share.
        LetterIncomplete: something was not entered that the letter must say.
        ReplyDrafted: a reply to this request is being written already.
    """
    request = locked(request_id)
    today = clock.day_of(at)
    post = check_post(user=actor, organ=request.organ, roles=DRAFTERS, on=today)
    check_kind(kind, State(request.state))
    row = _row(request, kind, letter_id)
    row.decision = queries.told_decision(decision) if decision else None
    given = {name: text.strip() for name, text in (details or {}).items() if text.strip()}
    names = tuple(name.strip() for name in annexes if name.strip())
    entered = queries.Written(given, addressee.strip(), names)
    row.content = entered.as_text()
    worded = compose(queries.facts_of(row, today))
    row.content = replace(entered, paragraphs=worded.paragraphs).as_text()
    return _kept(row, "foi.draft_letter", actor, post, at)


@transaction.atomic
def edit_letter(
    *, letter_id: int, texts: Sequence[str], actor: User, at: datetime
) -> RequestLetter:
    """Change the words of a draft by hand, paragraph by paragraph.

    Raises:
        PostMissing: the actor neither handles nor registers requests of the organ.
        LetterNotNow: the request has gone on, so that the draft is closed.
        LetterActRefused: it is no draft any more.
        LetterTextWrong: a paragraph is empty or they are not as many as before.
    """
    row = _opened(letter_id)
    request = locked(row.request_id)
    post = check_post(user=actor, organ=request.organ, roles=DRAFTERS, on=clock.day_of(at))
    check_kind(LetterKind(row.kind), State(request.state))
    turn(LetterState(row.state), LetterAct.SIGN)
    found = queries.written(row)
    if len(texts) != len(found.paragraphs) or not all(text.strip() for text in texts):
        raise refused.LetterTextWrong
    changed = tuple(
        Paragraph(old.part, " ".join(text.split()))
        for old, text in zip(found.paragraphs, texts, strict=True)
    )
    row.content = replace(found, paragraphs=changed).as_text()
    return _kept(row, "foi.edit_letter", actor, post, at)


@transaction.atomic
def sign_letter(*, letter_id: int, actor: User, at: datetime) -> RequestLetter:
    """Sign a notice; a reply is signed together with its request.

    Raises:
        PostMissing: the actor is not the head of the office.
        AuthorMayNotReview: nobody signs what he wrote.
        ReplyByItsStep: replies go through the reviews of their request.
        LetterFaulty: the letter has faults; they are named.
    """
    row = _opened(letter_id)
    if row.kind == LetterKind.REPLY.value:
        raise refused.ReplyByItsStep
    request = locked(row.request_id)
    today = clock.day_of(at)
    post = check_post(user=actor, organ=request.organ, roles=SIGNERS, on=today)
    put_under_seal(row, request, actor=actor, on=today, at=at)
    return _written_down(row, "foi.sign_letter", actor, post, at)


@transaction.atomic
def send_letter(
    *,
    letter_id: int,
    sent_on: date,
    way: ServiceWay,
    actor: User,
    at: datetime,
    tracking_number: str = "",
    takes_step: bool = False,
) -> RequestLetter:
    """Send a signed notice; where it is a step of the request, take the step as well.

    Args:
        letter_id: the letter.
        sent_on: day on which it left.
        way: how it goes.
        actor: who sends.
        at: now.
        tracking_number: of the post; needed for letters by mail.
        takes_step: whether the step is entered with it: 告知补正, 延期答复 …

    Raises:
        PostMissing: the actor may not send, or may not take the step.
        ReplyByItsStep: replies go out by the step of their request.
        TrackingMissing: a letter by mail bears no number of the post.
        OccurredInFuture: it is dated after today.
        Refusal: what the step itself says no to.
    """
    row = _opened(letter_id)
    if row.kind == LetterKind.REPLY.value:
        raise refused.ReplyByItsStep
    request = locked(row.request_id)
    post = check_post(user=actor, organ=request.organ, roles=CARRIERS, on=clock.day_of(at))
    mark_sent(row, sent_on=sent_on, way=way, tracking_number=tracking_number, at=at)
    if takes_step:
        _take_step(row, sent_on, actor, at)
    return _written_down(row, "foi.send_letter", actor, post, at)


@transaction.atomic
def serve_letter(
    *, letter_id: int, served_on: date, actor: User, at: datetime, note: str = ""
) -> RequestLetter:
    """Enter that a notice has reached whom it is for; the scan of the proof is a paper.

    Raises:
        PostMissing: the actor handles no requests of the organ.
        ReplyByItsStep: the service of a reply is a step of its request.
        ServedBeforeSending: it is dated before the letter was sent.
        OccurredInFuture: it is dated after today.
    """
    return _arrived(letter_id, LetterAct.SERVE, served_on, note, actor, at)


@transaction.atomic
def return_letter(
    *, letter_id: int, returned_on: date, note: str, actor: User, at: datetime
) -> RequestLetter:
    """Enter that a notice came back; it may be sent again or given up.

    Raises:
        ReasonMissing: it is not said why it came back.
        PostMissing, ReplyByItsStep, ServedBeforeSending, OccurredInFuture: as for service.
    """
    if not note.strip():
        raise refused.ReasonMissing(event=LetterAct.RETURN.label)
    return _arrived(letter_id, LetterAct.RETURN, returned_on, note, actor, at)


@transaction.atomic
def void_letter(*, letter_id: int, note: str, actor: User, at: datetime) -> RequestLetter:
    """Give up a letter that has not gone out; its number, if it has one, stays used.

    Raises:
        PostMissing: the actor handles no requests of the organ.
        ReplyByItsStep: a signed reply is taken back by the step of its request.
        ReasonMissing: it is not said why.
    """
    row = _opened(letter_id)
    request = locked(row.request_id)
    post = check_post(user=actor, organ=request.organ, roles=CARRIERS, on=clock.day_of(at))
    if row.kind == LetterKind.REPLY.value:
        if row.state != LetterState.DRAFT.value:
            raise refused.ReplyByItsStep
        check_kind(LetterKind.REPLY, State(request.state))
    if not note.strip():
        raise refused.ReasonMissing(event=LetterAct.VOID.label)
    row.state, row.note = turn(LetterState(row.state), LetterAct.VOID).value, note.strip()
    return _written_down(row, "foi.void_letter", actor, post, at)


@transaction.atomic
def open_letter(*, letter_id: int, actor: User, at: datetime) -> RequestLetter:
    """Return a letter to somebody who handles its request; each look is audited.

    Raises:
        PostMissing: the actor holds no post for requests in the organ.
    """
    row = _opened(letter_id)
    request = row.request
    post = check_post(user=actor, organ=request.organ, roles=READERS, on=clock.day_of(at))
    audit.record(
        action="foi.open_letter",
        subject=request,
        at=at,
        actor=actor,
        post=str(post),
        letter=row.pk,
        number=row.number,
    )
    return row


@transaction.atomic
def take_letter(*, request_id: int, letter_id: int, at: datetime) -> RequestLetter:
    """Return a letter that was sent to the applicant; that he took it is audited.

    Raises:
        RequestLetter.DoesNotExist: it was not sent, or is for somebody else.
    """
    request = InformationRequest.objects.get(pk=request_id)
    row = queries.sent_to_applicant(request).get(pk=letter_id)
    audit.record(
        action="foi.take_letter",
        subject=request,
        at=at,
        actor=None,
        letter=row.pk,
        number=row.number,
        printed=row.printed_sha256,
    )
    return row


def _row(request: InformationRequest, kind: LetterKind, letter_id: int | None) -> RequestLetter:
    """Return a new draft, or the one to word anew."""
    if letter_id is not None:
        row = _opened(letter_id, request=request, kind=kind.value)
        turn(LetterState(row.state), LetterAct.SIGN)
        return row
    if kind is LetterKind.REPLY and queries.live_reply(request) is not None:
        raise refused.ReplyDrafted
    return RequestLetter(request=request, organ=request.organ, kind=kind.value)


def _opened(letter_id: int, **narrowed: Any) -> RequestLetter:
    return RequestLetter.objects.select_related("request__organ").get(pk=letter_id, **narrowed)


def _take_step(row: RequestLetter, sent_on: date, actor: User, at: datetime) -> None:
    """Take the step of the request that the letter is."""
    event = STEP_OF.get(LetterKind(row.kind))
    if event is None:
        raise refused.LetterTakesNoStep(kind=LetterKind(row.kind))
    found = queries.written(row)
    period = found.details.get(Detail.PERIOD, "")
    reason = found.details.get(Detail.REASON) or found.details.get(Detail.MATTER, "")
    facts = {"consultation": found.addressee} if event is Event.OPEN_CONSULT else {}
    perform(
        request_id=row.request_id,
        event=event,
        occurred_on=sent_on,
        actor=actor,
        at=at,
        note=f"{row.number}　{reason}".strip()[:500],
        working_days=int(period) if period.isdecimal() else 0,
        **facts,
    )


def _arrived(
    letter_id: int, act: LetterAct, on: date, note: str, actor: User, at: datetime
) -> RequestLetter:
    row = _opened(letter_id)
    if row.kind == LetterKind.REPLY.value:
        raise refused.ReplyByItsStep
    request = locked(row.request_id)
    post = check_post(user=actor, organ=request.organ, roles=CARRIERS, on=clock.day_of(at))
    mark_arrived(row, act, on=on, note=note, at=at)
    return _written_down(row, f"foi.{act.value}_letter", actor, post, at)


def _kept(row: RequestLetter, action: str, actor: User, post: Post, at: datetime) -> RequestLetter:
    """Save a draft under the name of whoever wrote it last."""
    row.drafted_by, row.drafter_name, row.drafted_at = actor, actor.name, at
    return _written_down(row, action, actor, post, at)


def _written_down(
    row: RequestLetter, action: str, actor: User, post: Post, at: datetime
) -> RequestLetter:
    """Save a letter and leave a trace."""
    row.save()
    trace(row, action, actor=actor, post=str(post), at=at)
    return row
