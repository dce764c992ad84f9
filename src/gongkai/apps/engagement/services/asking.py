"""Take questions for an interview, decide on them, answer them, put them on the page."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.apps.engagement import conf
from gongkai.apps.engagement.models import InterviewQuestion, OnlineInterview
from gongkai.apps.engagement.services import desk
from gongkai.domain.engagement.intake import check_text
from gongkai.domain.engagement.questions import (
    QuestionAction,
    QuestionState,
    RejectionGround,
    RejectionUnexplained,
    advance,
    tally,
)
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit


class NothingAnswered(Refusal):
    """No question has an answer yet that the page could show."""

    code = "nothing_answered"


@transaction.atomic
def ask(
    *,
    interview_id: int,
    text: str,
    at: datetime,
    name: str = "",
    contact: str = "",
    place: str = "",
) -> InterviewQuestion:
    """Take a question of the public; the same words from the same place are taken once.

    Args:
        interview_id: the interview.
        text: what is asked.
        at: the instant.
        name: how the asker wants to be called, if at all.
        contact: where he can be reached, if he says.
        place: address of the sender; only an unreadable mark of it is kept.

    Raises:
        PageNotPublic: the announcement is not public.
        QuestionsNotTaken: it is too early or too late.
        NothingWritten: there is no question.
        TextTooLong: it is too long.
        TooManySubmissions: too much came from this place.
    """
    interview = OnlineInterview.objects.get(pk=interview_id)
    if not interview.live:
        raise desk.PageNotPublic
    day = clock.day_of(at)
    interview.window.check(day, at)
    kept, mark = check_text(text, conf.MOST_CHARACTERS), desk.mark_of(place, at)
    same = interview.asked.filter(source_mark=mark, text=kept).first() if mark else None
    if same is not None:
        return same  # type: ignore[no-any-return]
    desk.check_flood(InterviewQuestion.objects.all(), mark, at)
    question = InterviewQuestion.objects.create(
        interview=interview,
        number=desk.next_number(InterviewQuestion.objects.all(), "T", day),
        sent_at=at,
        text=kept,
        name=name.strip()[:30],
        contact=contact.strip()[:80],
        source_mark=mark,
        state=QuestionState.RECEIVED.value,
    )
    audit.record(action="engagement.ask", subject=question, at=at, actor=None)
    return question


def _locked(question_id: int) -> InterviewQuestion:
    rows = InterviewQuestion.objects.select_for_update(of=("self",))
    return rows.select_related("interview__organ").get(pk=question_id)


@transaction.atomic
def moderate(
    *,
    question_id: int,
    action: QuestionAction,
    actor: User,
    at: datetime,
    ground: RejectionGround | None = None,
    note: str = "",
) -> InterviewQuestion:
    """Accept a question for the guests, or leave it out and say why.

    Raises:
        PostMissing: the actor does not deal with the organ's letters.
        QuestionActionNotAllowed: the question takes no such step now.
        RejectionUnexplained: it is left out without a ground.
    """
    question = _locked(question_id)
    organ = question.interview.organ
    post = desk.check_post(user=actor, organ=organ, on=clock.day_of(at))
    after = advance(QuestionState(question.state), action)
    if after is QuestionState.REJECTED and ground is None:
        raise RejectionUnexplained
    question.state = after.value
    question.ground = ground.value if ground and after is QuestionState.REJECTED else ""
    question.note = note.strip()[:200]
    question.handled_by = actor
    question.save(update_fields=["state", "ground", "note", "handled_by"])
    audit.record(
        action=f"engagement.question_{action.value}",
        subject=question,
        at=at,
        actor=actor,
        post=str(post),
        ground=question.ground,
        note=question.note,
    )
    return question


@transaction.atomic
def answer(
    *, question_id: int, text: str, guest: str, actor: User, at: datetime
) -> InterviewQuestion:
    """Enter what a guest answered to a question; it becomes public with the page's review.

    Raises:
        PostMissing: the actor does not deal with the organ's letters.
        QuestionActionNotAllowed: the question was not accepted.
        NothingWritten: there is no answer.
        TextTooLong: it is too long.
    """
    question = _locked(question_id)
    organ = question.interview.organ
    post = desk.check_post(user=actor, organ=organ, on=clock.day_of(at))
    after = advance(QuestionState(question.state), QuestionAction.ANSWER)
    question.answer = check_text(text, conf.MOST_CHARACTERS)
    question.guest = guest.strip()[:60]
    question.state, question.answered_at, question.handled_by = after.value, at, actor
    question.save(update_fields=["answer", "guest", "state", "answered_at", "handled_by"])
    audit.record(
        action="engagement.question_answer", subject=question, at=at, actor=actor, post=str(post)
    )
    return question


@transaction.atomic
def gather_answers(*, interview_id: int, actor: User, at: datetime) -> OnlineInterview:
    """Put answered questions and the register's counts into a new draft of the page.

    The draft then goes through the reviews like any other text.

    Raises:
        PostMissing: the actor does not deal with the organ's letters.
        NothingAnswered: there is nothing to put in.
    """
    interview = OnlineInterview.objects.select_related("organ").get(pk=interview_id)
    post = desk.check_post(user=actor, organ=interview.organ, on=clock.day_of(at))
    rows = list(interview.asked.order_by("answered_at", "pk"))
    counted = tally(QuestionState(row.state) for row in rows)
    if counted is None or not counted.answers:
        raise NothingAnswered
    draft = interview.get_latest_revision_as_object()
    draft.answers = [_block(row) for row in rows if row.state == QuestionState.ANSWERED.value]
    draft.questions_count, draft.answers_count = counted.questions, counted.answers
    draft.counts_evidence = ""
    draft.save_revision(user=actor, log_action=False, clean=False)
    audit.record(
        action="engagement.gather_answers",
        subject=interview,
        at=at,
        actor=actor,
        post=str(post),
        questions=counted.questions,
        answers=counted.answers,
    )
    return interview


def _block(row: InterviewQuestion) -> dict[str, Any]:
    """Return one answered question as the page holds it; the asker's name stays hidden."""
    return {
        "type": "answer",
        "id": str(uuid.uuid5(uuid.NAMESPACE_OID, row.number)),
        "value": {
            "number": row.number,
            "asked_by": row.masked_name,
            "q": row.text,
            "a": row.answer,
            "guest": row.guest,
        },
    }
