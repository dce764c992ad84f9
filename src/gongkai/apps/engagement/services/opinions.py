"""Take opinions and questionnaires, settle each, and draw up the outcome of a call."""

from __future__ import annotations

import json
import uuid
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.apps.engagement import conf
from gongkai.apps.engagement.models import OpinionCall, OpinionChannel, PublicOpinion
from gongkai.apps.engagement.services import desk
from gongkai.apps.review import services as review
from gongkai.domain.engagement import adoption
from gongkai.domain.engagement.adoption import Treatment
from gongkai.domain.engagement.calls import CallState
from gongkai.domain.engagement.intake import NothingWritten, check_text
from gongkai.domain.engagement.surveys import Answers, checked, tabulate
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit


class TreatmentUnexplained(Refusal):
    """An opinion is not, or not fully, adopted and nobody says why."""

    code = "treatment_unexplained"


class OpinionsUnsettled(Refusal):
    """Some opinions have no treatment yet.

    Facts: count.
    """

    code = "opinions_unsettled"


class CallStillOpen(Refusal):
    """The call is not over, so there is no outcome yet.

    Facts: closes_on.
    """

    code = "call_still_open"


@transaction.atomic
def submit_opinion(
    *,
    call_id: int,
    at: datetime,
    text: str = "",
    answers: Answers | None = None,
    name: str = "",
    contact: str = "",
    place: str = "",
    channel: OpinionChannel = OpinionChannel.WEB,
    actor: User | None = None,
) -> PublicOpinion:
    """Take an opinion or a questionnaire; an officer enters what came otherwise than online.

    Raises:
        PageNotPublic: the call is not public.
        CallNotOpen: it is before the first day or after the last.
        NothingWritten: there is nothing in it.
        TextTooLong: it is too long.
        AnswerMissing: a required question is left out.
        AnswerNotOffered: an answer is none of the choices.
        TooManySubmissions: too much came from this place.
        PostMissing: the officer does not deal with the organ's letters.
    """
    call = OpinionCall.objects.select_related("organ").get(pk=call_id)
    if not call.live:
        raise desk.PageNotPublic
    if actor is not None:
        desk.check_post(user=actor, organ=call.organ, on=clock.day_of(at))
    day = clock.day_of(at)
    call.call_clock.check_open(day)
    filled = checked(call.survey, answers or {})
    kept = check_text(text, conf.MOST_CHARACTERS) if text.strip() or not filled else ""
    if not kept and not filled:
        raise NothingWritten
    mark = desk.mark_of(place, at)
    rows = PublicOpinion.objects.all()
    same = rows.filter(call=call, source_mark=mark, text=kept, answers=filled) if mark else None
    if same is not None and (found := same.first()) is not None:
        return found
    desk.check_flood(rows, mark, at)
    opinion = PublicOpinion.objects.create(
        call=call,
        number=desk.next_number(rows, "Y", day),
        sent_at=at,
        text=kept,
        answers=filled,
        name=name.strip()[:30],
        contact=contact.strip()[:80],
        source_mark=mark,
        channel=channel.value,
    )
    audit.record(
        action="engagement.submit_opinion",
        subject=opinion,
        at=at,
        actor=actor,
        channel=channel.value,
    )
    return opinion


def _locked(opinion_id: int) -> PublicOpinion:
    rows = PublicOpinion.objects.select_for_update(of=("self",))
    return rows.select_related("call__organ").get(pk=opinion_id)


@transaction.atomic
def settle_opinion(
    *,
    opinion_id: int,
    point: str,
    treatment: Treatment,
    actor: User,
    at: datetime,
    reason: str = "",
) -> PublicOpinion:
    """Say what became of an opinion; those with the same gist are told together.

    Raises:
        PostMissing: the actor does not deal with the organ's letters.
        NothingWritten: the gist is not given.
        TreatmentUnexplained: it is not fully adopted, without a reason.
    """
    opinion = _locked(opinion_id)
    organ = opinion.call.organ
    post = desk.check_post(user=actor, organ=organ, on=clock.day_of(at))
    if treatment is not Treatment.ADOPTED and not reason.strip():
        raise TreatmentUnexplained
    opinion.point = check_text(point, 300)
    opinion.treatment, opinion.reason = treatment.value, reason.strip()[:300]
    opinion.void_reason = ""
    opinion.save(update_fields=["point", "treatment", "reason", "void_reason"])
    audit.record(
        action="engagement.settle_opinion",
        subject=opinion,
        at=at,
        actor=actor,
        post=str(post),
        treatment=treatment.value,
        reason=opinion.reason,
    )
    return opinion


@transaction.atomic
def void_opinion(*, opinion_id: int, reason: str, actor: User, at: datetime) -> PublicOpinion:
    """Leave out of the count what is no opinion: advertisements, insults, empty words.

    Raises:
        PostMissing: the actor does not deal with the organ's letters.
        NothingWritten: no reason is given.
    """
    opinion = _locked(opinion_id)
    organ = opinion.call.organ
    post = desk.check_post(user=actor, organ=organ, on=clock.day_of(at))
    opinion.void_reason = check_text(reason, 100)
    opinion.treatment = opinion.point = opinion.reason = ""
    opinion.save(update_fields=["void_reason", "treatment", "point", "reason"])
    audit.record(
        action="engagement.void_opinion",
        subject=opinion,
        at=at,
        actor=actor,
        post=str(post),
        reason=opinion.void_reason,
    )
    return opinion


@transaction.atomic
def draw_up_outcome(*, call_id: int, actor: User, at: datetime) -> OpinionCall:
    """Put the account of the opinions and the results into a new draft of the page.

    Raises:
        PostMissing: the actor does not deal with the organ's letters.
        CallStillOpen: the last day is not over.
        OpinionsUnsettled: opinions wait for their treatment.
    """
    call = OpinionCall.objects.select_related("organ").get(pk=call_id)
    day = clock.day_of(at)
    post = desk.check_post(user=actor, organ=call.organ, on=day)
    if call.state_on(day) in {CallState.ANNOUNCED, CallState.OPEN}:
        raise CallStillOpen(closes_on=call.closes_on)
    opinions = list(call.opinions.filter(void_reason="").order_by("pk"))
    written = [row for row in opinions if row.text]
    unsettled = sum(not row.treatment for row in written)
    if unsettled:
        raise OpinionsUnsettled(count=unsettled)
    draft = call.get_latest_revision_as_object()
    draft.adopted = [_row(key, count) for key, count in _groups(written).items()]
    draft.received_count = len(written)
    if call.survey:
        draft.results = [
            _result(result)
            for result in tabulate(call.survey, [row.answers for row in opinions if row.answers])
        ]
    if not (written or call.survey) and not draft.outcome:
        draft.outcome = json.dumps(
            [
                {
                    "type": "paragraph",
                    "value": "<p>征集期间没有收到意见。</p>",
                    "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"none {call.pk}")),
                }
            ]
        )
    adoption.check(draft.adoption_rows, draft.received_count)
    draft.save_revision(user=actor, log_action=False, clean=False)
    audit.record(
        action="engagement.draw_up_outcome",
        subject=call,
        at=at,
        actor=actor,
        post=str(post),
        opinions=draft.received_count,
    )
    return call


@transaction.atomic
def publish_outcome(*, call_id: int, actor: User, at: datetime) -> OpinionCall:
    """Draw up the outcome and hand it to the reviewers; their last one publishes it.

    Raises:
        PostMissing: the actor is no 信息员 of the organ.
        CallStillOpen: the last day is not over.
        OpinionsUnsettled: opinions wait for their treatment.
        AlreadyUnderReview: the page has a version under review.
    """
    call = draw_up_outcome(call_id=call_id, actor=actor, at=at)
    review.submit(page_id=call.pk, actor=actor, at=at, change_note="公布征集结果和意见采纳情况")
    return call


_Key = tuple[str, str, str]


def _groups(opinions: list[PublicOpinion]) -> dict[_Key, int]:
    """Return how many opinions share gist, treatment and reason, in the order they came."""
    found: dict[_Key, int] = {}
    for row in opinions:
        key = (row.point, row.treatment, row.reason)
        found[key] = found.get(key, 0) + 1
    return found


def _row(key: _Key, count: int) -> dict[str, Any]:
    point, treatment, reason = key
    return {
        "type": "row",
        "id": str(uuid.uuid5(uuid.NAMESPACE_OID, "|".join(key))),
        "value": {"point": point, "opinions": count, "treatment": treatment, "reason": reason},
    }


def _result(result: Any) -> dict[str, Any]:
    rows = [{"choice": choice, "count": count} for choice, count in result.rows]
    return {
        "type": "result",
        "id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"result {result.question.key}")),
        "value": {"text": result.question.text, "answered": result.answered, "rows": rows},
    }
