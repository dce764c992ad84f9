"""Seal, send and serve one letter: what its row takes; the callers check posts and save."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from django.db.models import Max

from gongkai.apps.foi import letter_print, letter_word
from gongkai.apps.foi.models import InformationRequest, RequestLetter
from gongkai.apps.foi.queries import letters as queries
from gongkai.apps.foi.services import refused
from gongkai.domain.foi.letters.linting import HINTS, Fault, lint
from gongkai.domain.foi.letters.standing import LetterAct, LetterState, ServiceWay, turn
from gongkai.domain.review.people import check_reviewer
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.organs.models import Organ


def put_under_seal(
    row: RequestLetter, request: InformationRequest, *, actor: User, on: date, at: datetime
) -> None:
    """Give a faultless draft its number and its files; the caller holds the request's lock.

    Raises:
        AuthorMayNotReview: nobody signs what he wrote.
        LetterFaulty: the letter has faults; they are named.
        LetterHeadMissing: nobody has entered what the organ's letters share.
    """
    state = turn(LetterState(row.state), LetterAct.SIGN)
    check_reviewer(actor.pk, {row.drafted_by_id}, set())
    row.request = request
    head = queries.head_of(row.organ_id)
    # The organ's lock gives one number after the other, whoever signs.
    Organ.objects.select_for_update().get(pk=row.organ_id)
    serial = _next_serial(row.organ_id, on.year)
    number = f"{head.number_mark}〔{on.year}〕{serial}号"
    facts = queries.facts_of(row, on, number=number)
    letter = queries.letter_of(row, facts)
    check_faultless(lint(letter, facts))
    row.word = letter_word.in_template(letter, bytes(head.template or b""))
    row.printed = letter_print.build(letter)
    row.word_sha256 = hashlib.sha256(row.word).hexdigest()
    row.printed_sha256 = hashlib.sha256(row.printed).hexdigest()
    row.number, row.year, row.serial, row.dated_on = number, on.year, serial, on
    row.signed_by, row.signer_name, row.signed_at = actor, actor.name, at
    row.state = state.value


def mark_sent(
    row: RequestLetter, *, sent_on: date, way: ServiceWay, tracking_number: str, at: datetime
) -> None:
    """Write into the row that the letter went out; the caller saves it.

    Raises:
        TrackingMissing: a letter by mail bears no number of the post.
        SentBeforeSigning: it is dated before the letter's own day.
        OccurredInFuture: it is dated after today.
        LetterActRefused: it is not signed, or has gone out.
    """
    if sent_on > clock.day_of(at):
        raise refused.OccurredInFuture(on=sent_on)
    state = turn(LetterState(row.state), LetterAct.SEND)
    if row.dated_on is not None and sent_on < row.dated_on:
        raise refused.SentBeforeSigning(on=sent_on, dated_on=row.dated_on)
    if way is ServiceWay.MAIL and not tracking_number.strip():
        raise refused.TrackingMissing
    row.state, row.sent_on, row.way = state.value, sent_on, way.value
    row.tracking_number, row.served_on = tracking_number.strip(), None


def mark_arrived(row: RequestLetter, act: LetterAct, *, on: date, note: str, at: datetime) -> None:
    """Write into the row that the letter arrived or came back; the caller saves it.

    Raises:
        ServedBeforeSending: it is dated before the letter was sent.
        OccurredInFuture: it is dated after today.
        LetterActRefused: it has not gone out.
    """
    state = turn(LetterState(row.state), act)
    if on > clock.day_of(at):
        raise refused.OccurredInFuture(on=on)
    if row.sent_on is not None and on < row.sent_on:
        raise refused.ServedBeforeSending(on=on, sent_on=row.sent_on)
    row.state, row.note = state.value, note.strip()
    row.served_on = on if act is LetterAct.SERVE else None


def check_faultless(faults: Sequence[Fault]) -> None:
    """Accept a letter with these faults, or refuse and name them.

    Raises:
        LetterFaulty: there is one that is more than a hint.
    """
    grave = [fault for fault in faults if fault.kind not in HINTS]
    if grave:
        told = (
            fault.kind.label + (f"（应有“{fault.expected}”）" if fault.expected else "")
            for fault in grave
        )
        raise refused.LetterFaulty(count=len(grave), faults="；".join(dict.fromkeys(told)))


def _next_serial(organ_id: int, year: int) -> int:
    rows = RequestLetter.objects.filter(organ_id=organ_id, year=year)
    return int(rows.aggregate(last=Max("serial"))["last"] or 0) + 1


def trace(row: RequestLetter, action: str, *, actor: User, post: str, at: datetime) -> None:
    """Leave a trace of what was done with a letter; its files are known by their hashes."""
    audit.record(
        action=action,
        subject=row.request,
        at=at,
        actor=actor,
        post=post,
        letter=row.pk,
        kind=row.kind,
        number=row.number,
        state=row.state,
        word=row.word_sha256,
        printed=row.printed_sha256,
    )
