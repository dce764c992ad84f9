"""Go through an organ's documents in rounds; all decisions take effect together or none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.apps.documents import queries
from gongkai.apps.documents.models import CleanUpDecision, CleanUpRound
from gongkai.apps.documents.services import validity
from gongkai.domain.documents.kinds import DocumentKind
from gongkai.domain.documents.upkeep import Decision
from gongkai.domain.documents.validity_acts import Act, ActKind
from gongkai.domain.errors import Refusal
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import required_post
from gongkai.foundation.audit import services as audit
from gongkai.foundation.organs.models import Organ

_ACTS = {
    Decision.AMEND: ActKind.AMEND,
    Decision.REPEAL: ActKind.REPEAL,
    Decision.LAPSE: ActKind.LAPSE,
}


class RoundEmpty(Refusal):
    """No document of the organs is in force on the day."""

    code = "clean_up_round_empty"


class RoundUndecided(Refusal):
    """Some documents of the round have no decision."""

    code = "clean_up_round_undecided"


class RoundClosed(Refusal):
    """The round was carried out before."""

    code = "clean_up_round_closed"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is decided about one document.

    Attributes:
        decision: the decision; None while there is none.
        reason: why.
        successor_id: the document that takes its place.
    """

    decision: Decision | None
    reason: str = ""
    successor_id: int | None = None


@transaction.atomic
def begin(
    *,
    title: str,
    basis: str,
    as_of: date,
    decided_on: date,
    organ_ids: Sequence[int],
    actor: User,
    at: datetime,
    normative_only: bool = True,
) -> CleanUpRound:
    """Open a round over the documents of organs that are in force on a day.

    Raises:
        PostMissing: the actor is no final reviewer of one of the organs.
        RoundEmpty: there is nothing to go through.
    """
    organs = list(Organ.objects.filter(pk__in=organ_ids))
    for organ in organs:
        required_post(user=actor, organ=organ, role=Role.FINAL_REVIEWER, on=clock.day_of(at))
    rows = queries.binding_on(queries.published(), as_of).filter(organ__in=organs)
    if normative_only:
        rows = rows.filter(document_kind=DocumentKind.NORMATIVE_DOCUMENT.value)
    documents = list(rows)
    if not documents:
        raise RoundEmpty(as_of=as_of)
    opened = CleanUpRound(
        title=title,
        basis=basis,
        as_of=as_of,
        decided_on=decided_on,
        normative_only=normative_only,
        begun_at=at,
        actor_name=actor.name,
    )
    opened.save()
    opened.organs.set(organs)
    CleanUpDecision.objects.bulk_create(
        CleanUpDecision(
            round=opened, document=document, before=document.validity_on_day(as_of).value
        )
        for document in documents
    )
    audit.record(
        action="documents.clean_up_begin",
        subject=opened,
        at=at,
        actor=actor,
        documents=len(documents),
        as_of=as_of,
    )
    return opened


@transaction.atomic
def decide(*, round_id: int, chosen: Mapping[int, Chosen], actor: User, at: datetime) -> int:
    """Note decisions by document; return how many documents wait for theirs.

    Raises:
        RoundClosed: the round was carried out.
    """
    opened = _open(round_id)
    rows = list(opened.decisions.all())
    for row in rows:
        one = chosen.get(row.document_id)
        if one is not None:
            row.decision = one.decision.value if one.decision else ""
            row.reason, row.successor_id = one.reason[:200], one.successor_id
    CleanUpDecision.objects.bulk_update(rows, ["decision", "reason", "successor"])
    waiting = sum(not row.decision for row in rows)
    audit.record(
        action="documents.clean_up_decide", subject=opened, at=at, actor=actor, waiting=waiting
    )
    return waiting


@transaction.atomic
def carry_out(*, round_id: int, actor: User, at: datetime) -> CleanUpRound:
    """Let every decision of a round take effect: all, or none when one cannot.

    Raises:
        RoundClosed: it was carried out before.
        RoundUndecided: a document has no decision.
        Refusal: an act cannot follow those before it.
    """
    opened = _open(round_id)
    rows = list(opened.decisions.select_related("document"))
    waiting = [row for row in rows if not row.decision]
    if waiting:
        raise RoundUndecided(waiting=len(waiting), title=waiting[0].document.title)
    for row in rows:
        kind = _ACTS.get(Decision(row.decision))
        if kind is not None:
            validity.carry_out(
                document_id=row.document_id,
                act=Act(kind, opened.decided_on),
                basis=opened.basis,
                actor=actor,
                at=at,
                by_document_id=row.successor_id if kind is not ActKind.LAPSE else None,
            )
    opened.carried_out_at, opened.actor_name = at, actor.name
    opened.save(update_fields=["carried_out_at", "actor_name"])
    counts = {one.value: sum(row.decision == one.value for row in rows) for one in Decision}
    audit.record(action="documents.clean_up", subject=opened, at=at, actor=actor, decided=counts)
    return opened


def _open(round_id: int) -> CleanUpRound:
    opened = CleanUpRound.objects.select_for_update(of=("self",)).get(pk=round_id)
    if opened.carried_out_at is not None:
        raise RoundClosed(title=opened.title)
    return opened
