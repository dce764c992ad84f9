"""Register documents, number them for ever, end them."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.documents.models import IndexNumberSequence, PolicyDocument
from gongkai.apps.search import services as search
from gongkai.apps.static_site import services as static_site
from gongkai.apps.static_site.registry import dependents_of, page_target
from gongkai.apps.websites import services as websites
from gongkai.domain.documents.index_numbers import IndexNumber
from gongkai.domain.documents.kinds import Disclosure, check_disclosure
from gongkai.domain.errors import Refusal
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import required_post
from gongkai.foundation.audit import services as audit
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.pages.models import GovPage


class DocumentNumberTaken(Refusal):
    """Another document has the number already."""

    code = "document_number_taken"


class DocumentEndedAlready(Refusal):
    """The document was repealed before."""

    code = "document_ended_already"


@transaction.atomic
def issue_index_number(*, organ: Organ, year: int) -> str:
    """Return the next index number of an organ and year; it is never given again."""
    sequence, _ = IndexNumberSequence.objects.select_for_update().get_or_create(
        credit_code=organ.credit_code, year=year, defaults={"last_serial": 0}
    )
    sequence.last_serial += 1
    number = IndexNumber(organ.credit_code, year, sequence.last_serial)
    sequence.save(update_fields=["last_serial"])
    return str(number)


@transaction.atomic
def register_document(
    *, document: PolicyDocument, parent: GovPage, actor: User, at: datetime
) -> PolicyDocument:
    """File a document as a draft with its index number; publishing is the review's.

    Raises:
        DocumentNumberTaken: the number was given before.
        DocumentDatesContradict: the days cannot all be true.
        DisclosureReasonMissing: it is not proactively disclosed and no reason is given.
    """
    taken = PolicyDocument.objects.filter(
        issuer_code=document.issuer_code,
        number_year=document.number_year,
        number_serial=document.number_serial,
    )
    if taken.exists():
        raise DocumentNumberTaken(number=document.document_number)
    document.lifespan()
    check_disclosure(Disclosure(document.disclosure), document.disclosure_reason)
    if document.organ is not None and not document.index_number:
        document.index_number = issue_index_number(
            organ=document.organ, year=document.signed_on.year
        )
    document.formed_on = document.formed_on or document.signed_on
    return websites.save_draft(page=document, parent=parent, actor=actor, at=at)


@transaction.atomic
def number_created(*, document_id: int, actor: User, at: datetime) -> PolicyDocument:
    """Give a document that was created in the editor its index number."""
    document = PolicyDocument.objects.select_for_update(of=("self",)).get(pk=document_id)
    if document.organ is not None and document.organ.credit_code and not document.index_number:
        document.index_number = issue_index_number(
            organ=document.organ, year=document.signed_on.year
        )
        document.save(update_fields=["index_number"])
        audit.record(
            action="documents.number",
            subject=document,
            at=at,
            actor=actor,
            index_number=document.index_number,
        )
    return document


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
    document = (
        PolicyDocument.objects.select_for_update(of=("self",))
        .select_related("organ")
        .get(pk=document_id)
    )
    post = required_post(
        user=actor, organ=document.organ, role=Role.FINAL_REVIEWER, on=clock.day_of(at)
    )
    if document.repealed_on is not None:
        raise DocumentEndedAlready(title=document.title, on=document.repealed_on)
    document.repealed_on, document.validity_basis = on, basis
    document.repealed_by_id = successor_id
    document.lifespan()
    document.save(update_fields=["repealed_on", "validity_basis", "repealed_by"])
    audit.record(
        action="documents.repeal",
        subject=document,
        at=at,
        actor=actor,
        post=str(post),
        on=on,
        basis=basis,
        successor=successor_id,
    )
    # The text stays as it was approved; what its page and the lists say of it does not.
    targets = [page_target(document.pk), *dependents_of(document)]
    static_site.enqueue(targets, "文件废止", at)
    search.refresh([document.pk], at)
    return document
