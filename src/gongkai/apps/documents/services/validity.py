"""Let acts change a document's validity, and show them at once."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.documents.models import PolicyDocument, ValidityAct
from gongkai.apps.search import services as search
from gongkai.apps.static_site import services as static_site
from gongkai.apps.static_site.registry import dependents_of, page_target
from gongkai.domain.documents.validity_acts import Act, ActKind, life_after
from gongkai.domain.errors import Refusal
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import required_post
from gongkai.foundation.audit import services as audit

STORED_RESULTS = (
    "amended_on",
    "repealed_on",
    "repealed_by",
    "term_ends_on",
    "was_suspended",
    "validity_basis",
)


class DocumentEndedAlready(Refusal):
    """The document was repealed before."""

    code = "document_ended_already"


class BasisMissing(Refusal):
    """An act on a document's validity names nothing that it rests on."""

    code = "validity_basis_missing"


class OwnSuccessor(Refusal):
    """A document is to take its own place."""

    code = "document_own_successor"


@transaction.atomic
def repeal(
    *,
    document_id: int,
    on: date,
    basis: str,
    actor: User,
    at: datetime,
    successor_id: int | None = None,
) -> PolicyDocument:
    """Record that a document no longer binds from a day on; its page stays readable.

    Raises:
        PostMissing: the actor is no final reviewer of the issuing organ.
        DocumentEndedAlready: it was repealed before.
        DocumentDatesContradict: the day lies before the signing.
    """
    return carry_out(
        document_id=document_id,
        act=Act(ActKind.REPEAL, on),
        basis=basis,
        actor=actor,
        at=at,
        by_document_id=successor_id,
    )


def amend(
    *,
    document_id: int,
    on: date,
    basis: str,
    actor: User,
    at: datetime,
    by_document_id: int | None = None,
) -> PolicyDocument:
    """Record that a document's text is changed from a day on; see ``carry_out``."""
    act = Act(ActKind.AMEND, on)
    return carry_out(
        document_id=document_id,
        act=act,
        basis=basis,
        actor=actor,
        at=at,
        by_document_id=by_document_id,
    )


def lapse(*, document_id: int, on: date, basis: str, actor: User, at: datetime) -> PolicyDocument:
    """Record that a document was declared lapsed from a day on; see ``carry_out``."""
    act = Act(ActKind.LAPSE, on)
    return carry_out(document_id=document_id, act=act, basis=basis, actor=actor, at=at)


def suspend(*, document_id: int, on: date, basis: str, actor: User, at: datetime) -> PolicyDocument:
    """Record that a document is not applied from a day on; see ``carry_out``."""
    act = Act(ActKind.SUSPEND, on)
    return carry_out(document_id=document_id, act=act, basis=basis, actor=actor, at=at)


def resume(*, document_id: int, on: date, basis: str, actor: User, at: datetime) -> PolicyDocument:
    """Record that a suspended document is applied again from a day on; see ``carry_out``."""
    act = Act(ActKind.RESUME, on)
    return carry_out(document_id=document_id, act=act, basis=basis, actor=actor, at=at)


def extend(
    *, document_id: int, on: date, until: date, basis: str, actor: User, at: datetime
) -> PolicyDocument:
    """Record that a document's last day was put off; see ``carry_out``."""
    act = Act(ActKind.EXTEND, on, until)
    return carry_out(document_id=document_id, act=act, basis=basis, actor=actor, at=at)


@transaction.atomic
def carry_out(
    *,
    document_id: int,
    act: Act,
    basis: str,
    actor: User,
    at: datetime,
    by_document_id: int | None = None,
) -> PolicyDocument:
    """Record one act on a document's validity; the page and the lists say so at once.

    Raises:
        PostMissing: the actor is no final reviewer of the issuing organ.
        BasisMissing: nothing says on what the act rests.
        DocumentEndedAlready: it was repealed before.
        Refusal: the act cannot follow those before it, see ``life_after``.
    """
    document = (
        PolicyDocument.objects.select_for_update(of=("self",))
        .select_related("organ")
        .get(pk=document_id)
    )
    post = required_post(
        user=actor, organ=document.organ, role=Role.FINAL_REVIEWER, on=clock.day_of(at)
    )
    if not basis.strip():
        raise BasisMissing
    if by_document_id == document_id:
        raise OwnSuccessor(title=document.title)
    if act.kind is ActKind.REPEAL and document.repealed_on is not None:
        raise DocumentEndedAlready(title=document.title, on=document.repealed_on)
    row = _row_of(act, basis, by_document_id, actor, at)
    row.post = str(post)
    write_acts(document, [row])
    facts = {"until": act.until} if act.until else {}
    audit.record(
        action=f"documents.{act.kind.value}",
        subject=document,
        at=at,
        actor=actor,
        post=str(post),
        on=act.on,
        basis=basis,
        successor=by_document_id,
        **facts,
    )
    show_anew(document, f"文件{act.kind.label}", at)
    return document


def _row_of(
    act: Act, basis: str, by_document_id: int | None, actor: User, at: datetime
) -> ValidityAct:
    """Return an act as it is kept."""
    return ValidityAct(
        kind=act.kind.value,
        on=act.on,
        until=act.until,
        basis=basis.strip(),
        by_document_id=by_document_id,
        recorded_at=at,
        actor=actor,
        actor_name=actor.name,
    )


def write_acts(document: PolicyDocument, rows: list[ValidityAct]) -> None:
    """Add acts to a document and keep their result beside its text.

    Raises:
        Refusal: they cannot follow one another, see ``life_after``.
    """
    before = list(document.validity_acts.order_by("on", "pk"))
    life = life_after(document.text_lifespan(), [row.act for row in (*before, *rows)])
    for row in rows:
        row.document = document
        row.save(force_insert=True)
        if row.kind == ActKind.REPEAL.value:
            document.repealed_by_id = row.by_document_id
        if row.kind in {ActKind.REPEAL.value, ActKind.AMEND.value, ActKind.LAPSE.value}:
            document.validity_basis = row.basis
    document.amended_on, document.repealed_on = life.amended_on, life.repealed_on
    changed = life.expires_on != document.expires_on
    document.term_ends_on = life.expires_on if changed else None
    document.was_suspended = bool(life.suspensions)
    document.save(update_fields=list(STORED_RESULTS))


def show_anew(document: PolicyDocument, reason: str, at: datetime) -> None:
    """Have written what shows the document: its text stays, what is said of it does not."""
    static_site.enqueue([page_target(document.pk), *dependents_of(document)], reason, at)
    search.refresh([document.pk], at)
