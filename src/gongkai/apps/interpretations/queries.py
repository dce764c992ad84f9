"""Read interpretations and how well they keep up with the documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from gongkai.apps.documents import queries as documents
from gongkai.apps.interpretations.models import Interpretation
from gongkai.apps.websites import queries as websites
from gongkai.domain.annual_report.facts import Record, TextFact
from gongkai.domain.interpretations.pairing import (
    Form,
    InterpretationRate,
    Question,
    due_on,
    missing_answers,
)
from gongkai.foundation import clock
from gongkai.foundation.reference_data import work_calendar

PAIRS_ON_PORTAL = 4
PAIRS_ON_UNIT = 2


@dataclass(frozen=True, slots=True)
class Unpaired:
    """A document that still waits for its interpretation."""

    document: Any
    due_on: date
    is_overdue: bool


def interpretations_of(document_id: int) -> list[Interpretation]:
    """Return the published interpretations of a document, the oldest first."""
    rows = Interpretation.objects.live().filter(document_id=document_id)
    return list(rows.order_by("first_published_at", "pk"))


def pairs(home: Any) -> list[tuple[Any, list[Interpretation]]]:
    """Return the newest documents with their interpretations."""
    count = PAIRS_ON_PORTAL if home.kind == "county" else PAIRS_ON_UNIT
    found = documents.newest(count)
    rows = Interpretation.objects.live().filter(document_id__in=[row.pk for row in found])
    by_document: dict[int, list[Interpretation]] = {}
    for row in rows.order_by("first_published_at"):
        by_document.setdefault(row.document_id, []).append(row)
    return [(document, by_document.get(document.pk, [])[:2]) for document in found]


def section_context(section: Any, request: HttpRequest) -> Mapping[str, Any]:
    """Return what a section of interpretations lists, each with its form."""
    context = dict(websites.section_context(section, request))
    rows = context["items"]
    forms = dict(
        Interpretation.objects.filter(pk__in=[row.pk for row in rows]).values_list(
            "pk", "form_value"
        )
    )
    for row in rows:
        row.forms = [Form(forms[row.pk])] if row.pk in forms else []
    return context


def unpaired(today: date) -> list[Unpaired]:
    """Return the published documents that need an interpretation and have none."""
    interpreted = set(
        Interpretation.objects.live()
        .filter(document__isnull=False)
        .values_list("document_id", flat=True)
    )
    found = []
    for document in documents.published().filter(needs_interpretation=True):
        if document.pk in interpreted or document.published_at is None:
            continue
        due = due_on(clock.day_of(document.published_at), work_calendar())
        found.append(Unpaired(document, due, today > due))
    return found


def rate(year: int, organ_codes: frozenset[str]) -> InterpretationRate:
    """Return how many of the year's documents to be interpreted are."""
    due = documents.published().filter(
        needs_interpretation=True, signed_on__year=year, organ__code__in=organ_codes
    )
    ids = list(due.values_list("pk", flat=True))
    interpreted = (
        Interpretation.objects.live()
        .filter(document_id__in=ids)
        .values("document_id")
        .distinct()
        .count()
    )
    return InterpretationRate(len(ids), interpreted)


def unanswered(interpretation: Interpretation) -> tuple[Question, ...]:
    """Return which of the four questions an interpretation leaves open."""
    return missing_answers(
        {
            Question.WHO: interpretation.who_is_affected,
            Question.MATERIALS: interpretation.what_to_bring,
            Question.UNTIL_WHEN: interpretation.until_when,
            Question.CONTACT: interpretation.whom_to_ask,
        }
    )


def report_records(year: int, organ_codes: frozenset[str]) -> dict[str, tuple[Record, ...]]:
    """Return the year's published interpretations, all and by form."""
    start, end = websites.year_bounds(year)
    rows = (
        Interpretation.objects.live()
        .filter(
            first_published_at__gte=start,
            first_published_at__lt=end,
            organ__code__in=organ_codes,
        )
        .order_by("first_published_at", "pk")
        .values_list("pk", "title", "first_published_at", "organ__code", "form_value")
    )
    every: list[Record] = []
    by_form: dict[str, list[Record]] = {str(form.value): [] for form in Form}
    for pk, title, published_at, code, form in rows:
        record = Record(
            source="interpretations.Interpretation",
            pk=pk,
            label=title,
            on=clock.day_of(published_at),
            organ=code,
            url=reverse("wagtailadmin_pages:edit", args=(pk,)),
            note=Form(form).label,
        )
        every.append(record)
        by_form[form].append(record)
    return {
        "interpretations.total": tuple(every),
        **{f"interpretations.{form}": tuple(found) for form, found in by_form.items()},
    }


def report_texts(year: int, organ_codes: frozenset[str]) -> dict[str, TextFact]:
    """Return nothing: interpretations give the report figures only."""
    del year, organ_codes
    return {}
