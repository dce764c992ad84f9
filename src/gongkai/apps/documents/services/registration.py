"""Register documents and number them for ever."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.apps.documents.models import IndexNumberSequence, PolicyDocument, ValidityAct
from gongkai.apps.documents.services import validity
from gongkai.apps.websites import services as websites
from gongkai.domain.documents.index_numbers import IndexNumber
from gongkai.domain.documents.kinds import Disclosure, check_disclosure
from gongkai.domain.documents.validity_acts import ActKind
from gongkai.domain.errors import Refusal
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.pages.models import GovPage


class DocumentNumberTaken(Refusal):
    """Another document has the number already."""

    code = "document_number_taken"


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
    websites.save_draft(page=document, parent=parent, actor=actor, at=at)
    _write_known_acts(document, actor, at)
    return document


def _write_known_acts(document: PolicyDocument, actor: User, at: datetime) -> None:
    """Keep as acts what was known of a document's later life when it was registered."""
    known = [(ActKind.AMEND, document.amended_on), (ActKind.REPEAL, document.repealed_on)]
    rows = [
        ValidityAct(
            kind=kind.value,
            on=on,
            basis=document.validity_basis or "登记文件时补录",
            by_document_id=document.repealed_by_id if kind is ActKind.REPEAL else None,
            recorded_at=at,
            actor=actor,
            actor_name=actor.name,
        )
        for kind, on in known
        if on is not None
    ]
    if rows:
        validity.write_acts(document, sorted(rows, key=lambda row: row.on))


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
