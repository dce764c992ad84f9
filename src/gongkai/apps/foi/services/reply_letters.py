"""Let the written reply follow the steps of its request: reviewed, signed, sent and served."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType

from gongkai.apps.foi.models import LetterHead, RequestLetter
from gongkai.apps.foi.queries import letters as queries
from gongkai.apps.foi.services import letter_acts, refused
from gongkai.apps.foi.services.guards import Step
from gongkai.domain.foi.letters.facts import DeliveryWay
from gongkai.domain.foi.letters.kinds import LetterKind
from gongkai.domain.foi.letters.standing import LetterAct, LetterState, ServiceWay, turn
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.outcomes import Outcome
from gongkai.domain.foi.redaction import AnswerFileState
from gongkai.foundation.accounts.models import User

_USUAL_WAY: Mapping[str, ServiceWay] = MappingProxyType(
    {
        str(DeliveryWay.MAIL.value): ServiceWay.MAIL,
        str(DeliveryWay.COLLECTION.value): ServiceWay.HAND,
        str(DeliveryWay.ELECTRONIC.value): ServiceWay.ELECTRONIC,
    }
)


def follow(step: Step, *, actor: User, at: datetime) -> None:
    """Bring the reply to where its request has just gone.

    An organ that writes its replies elsewhere (``LetterHead.is_required`` is off, or there
    is no head) may go through all steps without one.

    Raises:
        ReplyMissing: the organ's replies are written here, and there is none.
        ReplyDiffers: the draft decides otherwise than the step says.
        LetterFaulty: the reply has faults; they are named.
        AuthorMayNotReview: nobody signs what he wrote.
        TrackingMissing: a letter by mail bears no number of the post.
        AnswerFileUnchecked: a file that the reply gives waits for its check.
    """
    if act := _ACTS.get(step.event):
        act(step, actor, at)


def _reply(step: Step, *states: LetterState) -> RequestLetter | None:
    rows = step.request.letters.select_related("organ")
    wanted = [state.value for state in states]
    return rows.filter(kind=LetterKind.REPLY.value, state__in=wanted).order_by("-pk").first()


def _draft(step: Step) -> RequestLetter | None:
    """Return the draft of the reply.

    Raises:
        ReplyMissing: there must be one.
    """
    row = _reply(step, LetterState.DRAFT)
    heads = LetterHead.objects.filter(organ_id=step.request.organ_id, is_required=True)
    if row is None and heads.exists():
        raise refused.ReplyMissing
    return row


def _check(step: Step, _actor: User, _at: datetime) -> None:
    row = _draft(step)
    if row is None:
        return
    row.request = step.request
    decided = queries.decision_of(row)
    drafted = queries.told_decision(decided) if decided else {}
    said = {
        "outcome": step.facts["outcome"],
        "withheld_under": step.facts["withheld_under"],
        "already_given": bool(step.facts.get("already_given")),
    }
    if drafted != said:
        raise refused.ReplyDiffers(
            letter=decided.outcome.wording if decided else "", step=Outcome(said["outcome"]).wording
        )
    letter_acts.check_faultless(queries.faults_of(row, step.on))


def _sign(step: Step, actor: User, at: datetime) -> None:
    waiting = step.request.answer_files.exclude(state=AnswerFileState.CHECKED.value)
    if titles := list(waiting.values_list("title", flat=True)):
        raise refused.AnswerFileUnchecked(titles="、".join(titles))
    row = _draft(step)
    if row is not None:
        letter_acts.put_under_seal(row, step.request, actor=actor, on=step.on, at=at)
        row.save()
        letter_acts.trace(row, "foi.sign_letter", actor=actor, post="", at=at)


def _take_back(step: Step, _actor: User, _at: datetime) -> None:
    """Give the signed reply up and go on with its text; the number stays used."""
    row = _reply(step, LetterState.SIGNED, LetterState.RETURNED)
    if row is None:
        return
    row.state = turn(LetterState(row.state), LetterAct.VOID).value
    row.note = step.note.strip()[:200]
    row.save()
    RequestLetter.objects.create(
        request=row.request,
        organ=row.organ,
        kind=row.kind,
        content=row.content,
        decision=row.decision,
        drafted_by=row.drafted_by,
        drafter_name=row.drafter_name,
        drafted_at=row.drafted_at,
    )


def _send(step: Step, _actor: User, at: datetime) -> None:
    row = _reply(step, LetterState.SIGNED, LetterState.RETURNED)
    if row is None:
        return
    said = str(step.facts.get("way", ""))
    usual = _USUAL_WAY.get(step.request.delivery, ServiceWay.MAIL)
    letter_acts.mark_sent(
        row,
        sent_on=step.on,
        way=ServiceWay(said) if said else usual,
        tracking_number=str(step.facts.get("tracking_number", "")),
        at=at,
    )
    row.save()


def _arrive(act: LetterAct) -> Callable[[Step, User, datetime], None]:
    def arrived(step: Step, _actor: User, at: datetime) -> None:
        row = _reply(step, LetterState.SENT)
        if row is not None:
            letter_acts.mark_arrived(row, act, on=step.on, note=step.note[:200], at=at)
            row.save()

    return arrived


_ACTS: Mapping[Event, Callable[[Step, User, datetime], None]] = MappingProxyType(
    {
        Event.SUBMIT_REVIEW: _check,
        Event.SIGN: _sign,
        Event.REVOKE_ISSUE: _take_back,
        Event.DISPATCH: _send,
        Event.SERVED: _arrive(LetterAct.SERVE),
        Event.RETURNED_MAIL: _arrive(LetterAct.RETURN),
    }
)
