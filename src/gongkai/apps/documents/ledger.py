"""Keep the ledger: which step of which document is done, missing or late (文件台账)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.conf import settings
from django.db import transaction

from gongkai.apps.documents.models import CleanUpRound, DocumentProcedure, PolicyDocument
from gongkai.domain.documents.kinds import DocumentKind
from gongkai.domain.documents.upkeep import (
    ASSESS_MONTHS_AHEAD,
    CLEAN_UP_YEARS,
    FILING_DAYS,
    LegalityOpinion,
    Procedure,
    Warned,
    clean_up_due_on,
    procedure_doubts,
    term_doubts,
)
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.reference_data import work_calendar

# Local rules differ: the county says which of these days hold for it.
_OWN = {
    "filing_days": FILING_DAYS,
    "clean_up_years": CLEAN_UP_YEARS,
    "assess_months": ASSESS_MONTHS_AHEAD,
}


def _setting(name: str) -> int:
    """Return one of the county's own figures."""
    return int({**_OWN, **getattr(settings, "GONGKAI_DOCUMENT_UPKEEP", {})}[name])


def assess_months() -> int:
    """Return how many months before its end a document is to be assessed."""
    return _setting("assess_months")


def clean_up_due() -> date | None:
    """Return the day by which the next round is due; None before the first."""
    last = CleanUpRound.objects.exclude(carried_out_at=None).first()
    return clean_up_due_on(last.decided_on, _setting("clean_up_years")) if last else None


@dataclass(frozen=True, slots=True)
class Line:
    """One document of the ledger.

    Attributes:
        document: the document.
        procedure: its recorded steps; None while nothing is recorded.
        doubts: what is missing, late or doubtful.
    """

    document: PolicyDocument
    procedure: DocumentProcedure | None
    doubts: list[Warned]


def rows(documents: Any, on: date) -> list[Line]:
    """Return the ledger of documents; only normative ones owe the steps."""
    calendar, days = work_calendar(), _setting("filing_days")
    found = []
    for document in documents.select_related("procedure"):
        procedure = getattr(document, "procedure", None)
        doubts: list[Warned] = []
        if document.document_kind == DocumentKind.NORMATIVE_DOCUMENT.value:
            doubts += procedure_doubts(_steps(document, procedure), on, calendar, days)
            doubts += term_doubts(document.title, "", document.effective_from, document.expires_on)
        found.append(Line(document, procedure, doubts))
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


class StepsForm(forms.ModelForm[DocumentProcedure]):
    """What is recorded of a document's steps."""

    class Meta:
        model = DocumentProcedure
        fields = [
            "legality_sent_on",
            "legality_opinion",
            "filed_with",
            "filed_on",
            "filing_number",
            "note",
        ]
        widgets = {
            name: forms.DateInput(attrs={"type": "date", "class": "g-input"})
            for name in ("legality_sent_on", "filed_on")
        }


def form_of(document: PolicyDocument, data: Any) -> StepsForm:
    """Return the form of a document's steps."""
    found = DocumentProcedure.objects.filter(document=document).first()
    return StepsForm(data, instance=found or DocumentProcedure(document=document))


@transaction.atomic
def save(*, document: PolicyDocument, form: StepsForm, actor: User, at: datetime) -> None:
    """Record the steps of a document."""
    form.save()
    audit.record(
        action="documents.steps",
        subject=document,
        at=at,
        actor=actor,
        changed=sorted(form.changed_data),
    )
