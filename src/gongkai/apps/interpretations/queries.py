"""Read interpretations and how well they keep up with the documents."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse

from gongkai.apps.documents import queries as documents
from gongkai.apps.interpretations.content import answers_of
from gongkai.apps.interpretations.models import Interpretation, InterpretationPlan
from gongkai.apps.websites import queries as websites
from gongkai.domain.annual_report.facts import Record, TextFact
from gongkai.domain.interpretations.pairing import (
    Form,
    InterpretationRate,
    Question,
    due_on,
    missing_answers,
)
from gongkai.domain.interpretations.plans import PlanState
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
    interpreted = Interpretation.objects.live().filter(document__isnull=False)
    rows = documents.published().filter(needs_interpretation=True)
    found = []
    for document in rows.exclude(pk__in=interpreted.values("document_id")):
        if document.published_at is None:
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
    return missing_answers(answers_of(interpretation))


def prepared(document_ids: Iterable[int]) -> set[int]:
    """Return which of the documents somebody has begun to explain, or planned to."""
    ids = list(document_ids)
    drafts = Interpretation.objects.filter(document_id__in=ids).order_by()
    plans = InterpretationPlan.objects.filter(document_id__in=ids).order_by()
    return {
        *drafts.values_list("document_id", flat=True),
        *plans.values_list("document_id", flat=True),
    }


def standings_of(document_ids: Iterable[int]) -> dict[int, tuple[str, str]]:
    """Return by document how its interpretation stands in words, and the address of more.

    Documents with neither interpretation nor plan are left out.
    """
    ids = list(document_ids)
    rows = Interpretation.objects.filter(document_id__in=ids).order_by()
    found: dict[int, list[str]] = {}
    counted = rows.values_list("document_id", "live").annotate(number=Count("pk"))
    for pk, live, number in sorted(counted, key=lambda row: not row[1]):
        found.setdefault(pk, []).append(f"{number}份" if live else f"草稿{number}份")
    plans = InterpretationPlan.objects.filter(document_id__in=ids).order_by("pk")
    for pk, state in dict(plans.values_list("document_id", "state")).items():
        found.setdefault(pk, []).append(f"方案：{PlanState(state).label}")
    return {
        pk: ("，".join(said), reverse("interpretations_desk:of_document", args=(pk,)))
        for pk, said in found.items()
    }


def plans_of(document_ids: Iterable[int]) -> dict[int, InterpretationPlan]:
    """Return the plan of each document that has one, the latest when there are several."""
    rows = InterpretationPlan.objects.filter(document_id__in=list(document_ids))
    found = rows.select_related("organ").order_by("pk")
    return {plan.document_id: plan for plan in found if plan.document_id}


def plan_of(document_id: int) -> InterpretationPlan | None:
    """Return a document's plan, the latest when there are several."""
    return plans_of([document_id]).get(document_id)


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
