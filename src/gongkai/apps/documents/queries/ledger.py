"""Read the ledger: which step of which document is done, missing or late (文件台账)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongkai.apps.documents import conf, registry
from gongkai.apps.documents.models import (
    CleanUpDecision,
    CleanUpRound,
    DocumentProcedure,
    PolicyDocument,
)
from gongkai.domain.documents.kinds import DocumentKind
from gongkai.domain.documents.upkeep import (
    LegalityOpinion,
    Procedure,
    Warned,
    clean_up_due_on,
    procedure_doubts,
    term_doubts,
)
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import posts_held
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.reference_data import work_calendar
from gongkai.foundation.ui.records import visible_to


def clean_up_due() -> date | None:
    """Return the day by which the next round is due; None before the first."""
    last = last_round()
    return clean_up_due_on(last.decided_on, conf.clean_up_years()) if last else None


def last_round() -> CleanUpRound | None:
    """Return the round that was carried out last; None before the first."""
    return CleanUpRound.objects.exclude(carried_out_at=None).first()


def rounds() -> QuerySet[CleanUpRound]:
    """Return all rounds, the newest first."""
    return CleanUpRound.objects.all()


def decisions_of(opened: CleanUpRound) -> QuerySet[CleanUpDecision]:
    """Return what a round decides, document by document."""
    found: QuerySet[CleanUpDecision] = opened.decisions.select_related("document", "successor")
    return found


def procedure_of(document: PolicyDocument) -> DocumentProcedure:
    """Return the recorded steps of a document; new ones while nothing is recorded."""
    found = DocumentProcedure.objects.filter(document=document).first()
    return found or DocumentProcedure(document=document)


def visible_documents(user: Any) -> QuerySet[PolicyDocument]:
    """Return the documents that an officer may see on the screens of the library."""
    rows = visible_to(PolicyDocument.objects.all(), user, "organ")
    found: QuerySet[PolicyDocument] = rows.select_related("organ")
    return found.defer("body", "attachment_files")


def organs_led(user_id: int, on: date) -> QuerySet[Organ]:
    """Return the organs in which an officer is the final reviewer."""
    posts = posts_held(user_id, on)
    ids = [post.organ_id for post in posts if post.role == Role.FINAL_REVIEWER.value]
    return Organ.objects.filter(pk__in=ids)


@dataclass(frozen=True, slots=True)
class Line:
    """One document of the ledger.

    Attributes:
        document: the document.
        procedure: its recorded steps; None while nothing is recorded.
        doubts: what is missing, late or doubtful.
        interpretation: how its interpretation stands in words, and the address of more.
    """

    document: PolicyDocument
    procedure: DocumentProcedure | None
    doubts: list[Warned]
    interpretation: tuple[str, str] = ("", "")


def ledger(documents: Any, on: date) -> list[Line]:
    """Return the ledger of documents; only normative ones owe the steps."""
    calendar, days = work_calendar(), conf.filing_days()
    found = []
    listed = list(documents.select_related("procedure"))
    standings = registry.standings_of(document.pk for document in listed)
    for document in listed:
        procedure = getattr(document, "procedure", None)
        doubts: list[Warned] = []
        if document.document_kind == DocumentKind.NORMATIVE_DOCUMENT.value:
            doubts += procedure_doubts(_steps(document, procedure), on, calendar, days)
            doubts += term_doubts(document.title, "", document.effective_from, document.expires_on)
        found.append(Line(document, procedure, doubts, standings.get(document.pk, ("", ""))))
    return found


def _steps(document: PolicyDocument, record: DocumentProcedure | None) -> Procedure:
    opinion = record.legality_opinion if record else ""
    return Procedure(
        signed_on=document.signed_on,
        legality_sent_on=record.legality_sent_on if record else None,
        legality_reviewed_on=document.legality_reviewed_on,
        legality_opinion=LegalityOpinion(opinion) if opinion else None,
        published_on=clock.day_of(document.published_at) if document.published_at else None,
        filed_on=record.filed_on if record else None,
    )
