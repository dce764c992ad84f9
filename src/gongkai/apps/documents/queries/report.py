"""Give the annual report the documents behind its figures."""

from __future__ import annotations

from datetime import date

from django.urls import reverse

from gongkai.apps.documents.models import PolicyDocument
from gongkai.apps.documents.queries.library import published
from gongkai.domain.annual_report.facts import Record, TextFact
from gongkai.domain.documents.kinds import DocumentKind
from gongkai.domain.documents.validity import Validity


def report_records(year: int, organ_codes: frozenset[str]) -> dict[str, tuple[Record, ...]]:
    """Return the records of table two's documents and of section one's counts."""
    year_end = date(year, 12, 31)
    kinds: dict[str, list[Record]] = {
        "t2.norm.made": [],
        "t2.norm.repealed": [],
        "t2.norm.valid": [],
        "documents.normative_made": [],
        "documents.government_made": [],
    }
    for document in published().filter(organ__code__in=organ_codes).order_by("signed_on", "pk"):
        normative = document.document_kind == DocumentKind.NORMATIVE_DOCUMENT.value
        if document.signed_on.year == year:
            made = _record(document, document.signed_on)
            kinds["documents.normative_made" if normative else "documents.government_made"].append(
                made
            )
            if normative:
                kinds["t2.norm.made"].append(made)
        if not normative:
            continue
        ended_on = document.lifespan().ended_on
        if ended_on is not None and ended_on.year == year:
            kinds["t2.norm.repealed"].append(_record(document, ended_on))
        if document.validity_on_day(year_end) in {Validity.IN_FORCE, Validity.AMENDED}:
            kinds["t2.norm.valid"].append(_record(document, document.signed_on))
    # A county may not make 规章 (Legislation Law, art. 93): the row is always nought.
    none: dict[str, tuple[Record, ...]] = {
        f"t2.reg.{column}": () for column in ("made", "repealed", "valid")
    }
    return none | {key: tuple(rows) for key, rows in kinds.items()}


def report_texts(year: int, organ_codes: frozenset[str]) -> dict[str, TextFact]:
    """Return nothing: documents give the report figures only."""
    del year, organ_codes
    return {}


def _record(document: PolicyDocument, on: date) -> Record:
    """Return a document as the report's record."""
    return Record(
        source="documents.PolicyDocument",
        pk=document.pk,
        label=f"{document.title}（{document.document_number}）",
        on=on,
        organ=document.organ.code if document.organ else "",
        url=reverse("wagtailadmin_pages:edit", args=(document.pk,)),
        note=document.get_document_kind_display(),
    )
