"""Tell answers given on request to everybody, without the applicant."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from gongkai.apps.foi.models import DisclosedAnswer, InformationRequest
from gongkai.apps.foi.services import refused
from gongkai.apps.foi.services.posts import check_post
from gongkai.apps.foi.services.requests import locked
from gongkai.apps.static_site import services as static_site
from gongkai.domain.foi.outcomes import Outcome
from gongkai.domain.review.people import check_reviewer
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.leaks.gate import leaks_in

DRAFTERS = (Role.FOI_HANDLER,)
PUBLISHERS = (Role.FOI_HEAD,)
# Only what was given may be told on: a refusal tells nothing but who asked for what.
DISCLOSABLE = frozenset({Outcome.GRANTED, Outcome.GRANTED_IN_PART})
VIEW_NAME = "disclosed-answers"
TARGET = f"view:{VIEW_NAME}"
_PARTS = (("标题", "title"), ("申请内容", "question"), ("答复内容", "answer"))


@transaction.atomic
def draft_answer(
    *, request_id: int, title: str, question: str, answer: str, actor: User, at: datetime
) -> DisclosedAnswer:
    """Write an answer for everybody, or write it anew while it is not public.

    Raises:
        PostMissing: the actor does not handle requests of the organ.
        AnswerNotDisclosable: nothing was given on the request, or not yet.
        AnswerPublished: it is public; take it down first.
        AnswerIncomplete: title, question or answer is empty.
        AnswerLeaks: something in it tells about a person.
    """
    request = locked(request_id)
    post = check_post(user=actor, organ=request.organ, roles=DRAFTERS, on=clock.day_of(at))
    if request.concluded_on is None or Outcome(request.outcome) not in DISCLOSABLE:
        raise refused.AnswerNotDisclosable
    row = DisclosedAnswer.objects.filter(request=request).first()
    row = row or DisclosedAnswer(request=request)
    if is_public(row):
        raise refused.AnswerPublished
    row.title, row.question, row.answer = title.strip(), question.strip(), answer.strip()
    row.drafted_by, row.drafter_name, row.drafted_at = actor, actor.name, at
    row.published_by, row.publisher_name, row.published_at = None, "", None
    row.taken_down_at, row.taken_down_reason = None, ""
    _check_fit(row)
    row.save()
    audit.record(action="foi.draft_answer", subject=request, at=at, actor=actor, post=str(post))
    return row


@transaction.atomic
def publish_answer(*, request_id: int, actor: User, at: datetime) -> DisclosedAnswer:
    """Let an answer out; the gate reads it once more.

    Raises:
        PostMissing: the actor is not the head of the office.
        AuthorMayNotReview: nobody lets out what he wrote.
        AnswerPublished: it is public already.
        AnswerLeaks: something in it tells about a person.
    """
    request = locked(request_id)
    post = check_post(user=actor, organ=request.organ, roles=PUBLISHERS, on=clock.day_of(at))
    row = DisclosedAnswer.objects.get(request=request)
    if row.published_at is not None:
        raise refused.AnswerPublished
    check_reviewer(actor.pk, {row.drafted_by_id}, set())
    _check_fit(row)
    row.published_by, row.publisher_name, row.published_at = actor, actor.name, at
    row.save()
    static_site.enqueue([TARGET], "公开答复", at)
    audit.record(action="foi.publish_answer", subject=request, at=at, actor=actor, post=str(post))
    return row


@transaction.atomic
def take_answer_down(*, request_id: int, reason: str, actor: User, at: datetime) -> DisclosedAnswer:
    """Take a public answer off the list; the row stays, with the reason.

    Raises:
        PostMissing: the actor is not the head of the office.
        AnswerNotPublic: there is nothing to take down.
        AnswerIncomplete: no reason is given.
    """
    request = locked(request_id)
    post = check_post(user=actor, organ=request.organ, roles=PUBLISHERS, on=clock.day_of(at))
    row = DisclosedAnswer.objects.get(request=request)
    if not is_public(row):
        raise refused.AnswerNotPublic
    if not reason.strip():
        raise refused.AnswerIncomplete(missing="撤下理由")
    row.taken_down_at, row.taken_down_reason = at, reason.strip()
    row.save()
    static_site.enqueue([TARGET], "撤下答复", at)
    audit.record(action="foi.take_answer_down", subject=request, at=at, actor=actor, post=str(post))
    return row


def is_public(row: DisclosedAnswer) -> bool:
    """Tell whether everybody can read the answer now."""
    return row.published_at is not None and row.taken_down_at is None


def _check_fit(row: DisclosedAnswer) -> None:
    """Refuse an answer with an empty part, or with something about a person in it."""
    missing = [label for label, name in _PARTS if not getattr(row, name)]
    if missing:
        raise refused.AnswerIncomplete(missing="、".join(missing))
    if found := list(dict.fromkeys(_places(row))):
        raise refused.AnswerLeaks(places="；".join(found))


def _places(row: DisclosedAnswer) -> Iterator[str]:
    """Yield where something tells about a person, in words that do not repeat it."""
    request = row.request
    phones = (request.organ.phone, request.organ.supervision_phone)
    known = [phone for phone in phones if phone]
    for label, name in _PARTS:
        text = getattr(row, name)
        for leak in leaks_in(text.encode(), f"{name}.txt", known=known).leaks:
            place = text.find(leak.found.quote) + 1
            yield f"{label}第{place}个字起{leak.message}" if place else f"{label}{leak.message}"
        for what, private in _own_words(request):
            if private in text:
                yield f"{label}第{text.index(private) + 1}个字起有{what}"


def _own_words(request: InformationRequest) -> Iterator[tuple[str, str]]:
    """Yield what the register knows of this applicant and the list must not repeat."""
    for what, value in (
        ("申请人姓名或者名称", request.applicant_name),
        ("申请人证件号码", request.applicant_identity),
        ("申请人联系方式", request.applicant_contact),
        ("申请编号", request.number),
    ):
        if value.strip():
            yield what, value.strip()
