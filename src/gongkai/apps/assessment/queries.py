"""Read the assessment of open government."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.urls import reverse

from gongkai.apps.assessment.models import Assessment, AssessmentRound, Rectification, RoundKind
from gongkai.domain.annual_report.facts import Record, TextFact
from gongkai.domain.assessment.rectification import RectificationState, is_overdue
from gongkai.domain.organs import OrganLevel
from gongkai.foundation.organs.queries import active_organs

WEIGHT = "assessment.weight_percent"
ROUNDS = "assessment.rounds"
RECTIFICATIONS = "assessment.rectifications"


def report_records(year: int, organ_codes: frozenset[str]) -> dict[str, tuple[Record, ...]]:
    """Return the rows behind the assessment's figures.

    The county assesses its organs, so every row belongs to the county: a department's
    own report says nothing of it.
    """
    codes = [organ.code for organ in active_organs(OrganLevel.COUNTY) if organ.code in organ_codes]
    if not codes:
        return {WEIGHT: (), ROUNDS: (), RECTIFICATIONS: ()}
    return {
        WEIGHT: tuple(_weights(year, codes[0])),
        ROUNDS: tuple(_rounds(year, codes[0])),
        RECTIFICATIONS: tuple(_rectifications(year, codes[0])),
    }


def _weights(year: int, county: str) -> Iterable[Record]:
    for row in Assessment.objects.filter(year=year):
        yield Record(
            source="assessment.Assessment",
            pk=row.pk,
            label=str(row),
            on=date(year, 12, 31),
            organ=county,
            amount=Decimal(row.weight_percent),
            url=reverse("assessment:edit", args=(row.pk,)),
        )


def _rounds(year: int, county: str) -> Iterable[Record]:
    """Yield the rounds held within the year, whichever year they assess."""
    rows = AssessmentRound.objects.filter(held_on__year=year).order_by("held_on", "pk")
    for pk, title, kind, held_on in rows.values_list("pk", "title", "kind", "held_on"):
        yield Record(
            source="assessment.AssessmentRound",
            pk=pk,
            label=title,
            on=held_on,
            organ=county,
            url=reverse("assessmentround:edit", args=(pk,)),
            note=RoundKind(kind).label,
        )


def _rectifications(year: int, county: str) -> Iterable[Record]:
    rows = Rectification.objects.filter(found_on__year=year).order_by("found_on", "pk")
    for pk, problem, state, found_on, organ_name in rows.values_list(
        "pk", "problem", "state", "found_on", "organ__short_name"
    ):
        yield Record(
            source="assessment.Rectification",
            pk=pk,
            label=f"{organ_name}：{problem}",
            on=found_on,
            organ=county,
            url=reverse("rectification:edit", args=(pk,)),
            note=RectificationState(state).label,
        )


def report_texts(year: int, organ_codes: frozenset[str]) -> dict[str, TextFact]:
    """Return nothing: the assessment is told in numbers."""
    del year, organ_codes
    return {}


def open_rectifications(today: date) -> list[tuple[Rectification, bool]]:
    """Return the problems not yet put right, the most urgent first, each with its overdue mark."""
    rows = (
        Rectification.objects.exclude(state=RectificationState.CONFIRMED.value)
        .select_related("organ", "round")
        .order_by("due_on", "pk")
    )
    return [
        (row, is_overdue(RectificationState(row.state), due_on=row.due_on, today=today))
        for row in rows
    ]


def get_rectification(rectification_id: int) -> Rectification:
    """Return one problem with its organ and round.

    Raises:
        Rectification.DoesNotExist: there is none.
    """
    return Rectification.objects.select_related("organ", "round").get(pk=rectification_id)
