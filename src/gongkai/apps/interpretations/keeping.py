"""Read how well the organs keep up with explaining their documents (解读情况)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q

from gongkai.apps.documents import queries as documents
from gongkai.apps.interpretations import conf, queries
from gongkai.apps.interpretations.content import draft_of
from gongkai.apps.interpretations.models import Interpretation, InterpretationPlan
from gongkai.apps.search.texts import text_of
from gongkai.apps.websites import queries as websites
from gongkai.domain.interpretations.faults import Fault, faults
from gongkai.domain.interpretations.pairing import Form, InterpretationRate, is_overdue
from gongkai.domain.interpretations.plans import Clock, PlanState
from gongkai.domain.interpretations.plans import clock as clock_of
from gongkai.foundation import clock
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.reference_data import work_calendar

Scope = Collection[int] | None


@dataclass(slots=True)
class OrganStanding:
    """How one organ keeps up.

    Attributes:
        organ: which leads the interpretation.
        due: its documents to be interpreted.
        interpreted: those among them with a public interpretation.
        late: those whose first interpretation came, or is still to come, after its last day.
    """

    organ: Organ
    due: int = 0
    interpreted: int = 0
    late: int = 0

    @property
    def percent(self) -> int:
        """Return 解读率 in whole percent; there is at least one document."""
        return round(InterpretationRate(self.due, self.interpreted).percent or 0)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A public document without a public interpretation.

    Attributes:
        document: the document.
        organ: which leads the interpretation.
        clock: how much time is left.
        plan: how it is going to be interpreted, when there is a plan.
        drafts: interpretations begun.
    """

    document: Any
    organ: Organ
    clock: Clock
    plan: InterpretationPlan | None = None
    drafts: int = 0


@dataclass(frozen=True, slots=True)
class Faulty:
    """An interpretation with what it lacks."""

    interpretation: Interpretation
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Keeping:
    """All the screen shows of a year.

    Attributes:
        year: of the documents' signing.
        years: to choose from, the newest first.
        organs: those with documents to be interpreted, worst rate first.
        waiting: documents without interpretation, the most urgent first.
        faulty: interpretations that lack something, public ones first.
        forms: public interpretations of the year by form.
        plans: plans not finished.
    """

    year: int
    years: Sequence[int]
    organs: list[OrganStanding] = field(default_factory=list)
    waiting: list[Waiting] = field(default_factory=list)
    faulty: list[Faulty] = field(default_factory=list)
    forms: list[tuple[str, int]] = field(default_factory=list)
    plans: list[InterpretationPlan] = field(default_factory=list)

    @property
    def rate(self) -> InterpretationRate:
        """Return the rate of all organs together."""
        due = sum(row.due for row in self.organs)
        return InterpretationRate(due, sum(row.interpreted for row in self.organs))

    @property
    def overdue(self) -> int:
        """Return how many documents wait beyond their last day."""
        return sum(row.clock.is_overdue for row in self.waiting)


@dataclass(frozen=True, slots=True)
class _Found:
    """One document with all there is about its interpretation."""

    document: Any
    organ: Organ
    plan: InterpretationPlan | None
    published_on: date
    interpreted_on: date | None
    drafts: int


def years() -> list[int]:
    """Return the years in which documents to be interpreted were signed, the newest first."""
    rows = documents.published().filter(needs_interpretation=True).order_by()
    return [day.year for day in rows.dates("signed_on", "year", order="DESC")]


def keeping(*, year: int, scope: Scope, today: date) -> Keeping:
    """Return how well the organs keep up in a year.

    Args:
        year: of the documents' signing.
        scope: ids of the organs looked at; None for all.
        today: the day on which the clocks are read.
    """
    rows = _found(year, scope)
    return Keeping(
        year=year,
        years=years(),
        organs=_standings(rows, today),
        waiting=waiting_of(rows, today),
        faulty=_faulty(year, scope),
        forms=_forms(year, scope),
        plans=_plans(scope),
    )


def _found(year: int, scope: Scope) -> list[_Found]:
    """Return the year's documents to be interpreted that concern the organs in scope.

    Who drafted a document interprets it: that organ is named by the plan; without a plan it
    is the organ that issued the document.
    """
    needing = documents.published().filter(needs_interpretation=True, signed_on__year=year)
    rows = list(needing)
    ids = [row.pk for row in rows]
    plans = queries.plans_of(ids)
    public, drafts = _interpretations(ids)
    found = []
    for row in rows:
        plan = plans.get(row.pk)
        organ = plan.organ if plan else row.organ
        if organ is None or row.published_at is None:
            continue
        if scope is None or {organ.pk, row.organ_id} & set(scope):
            on = clock.day_of(row.published_at)
            found.append(_Found(row, organ, plan, on, public.get(row.pk), drafts[row.pk]))
    return found


def _interpretations(ids: Iterable[int]) -> tuple[dict[int, date], Counter[int]]:
    """Return the day of the first public interpretation, and the number begun, by document."""
    rows = Interpretation.objects.filter(document_id__in=list(ids)).order_by("first_published_at")
    public: dict[int, date] = {}
    drafts: Counter[int] = Counter()
    for pk, live, at in rows.values_list("document_id", "live", "first_published_at"):
        if live and at is not None:
            public.setdefault(pk, clock.day_of(at))
        elif not live:
            drafts[pk] += 1
    return public, drafts


def _standings(rows: Iterable[_Found], today: date) -> list[OrganStanding]:
    by_organ: dict[int, OrganStanding] = {}
    for row in rows:
        standing = by_organ.setdefault(row.organ.pk, OrganStanding(row.organ))
        standing.due += 1
        standing.interpreted += row.interpreted_on is not None
        standing.late += is_overdue(
            today,
            document_published_on=row.published_on,
            interpreted_on=row.interpreted_on,
            calendar=work_calendar(),
        )
    return sorted(by_organ.values(), key=lambda one: (one.percent, one.organ.position))


def waiting_of(rows: Iterable[_Found], today: date) -> list[Waiting]:
    """Return those without a public interpretation, the most urgent first."""
    waiting = [
        Waiting(
            row.document,
            row.organ,
            clock_of(row.published_on, today, work_calendar()),
            row.plan,
            row.drafts,
        )
        for row in rows
        if row.interpreted_on is None
    ]
    return sorted(waiting, key=lambda one: (one.clock.due_on or today, one.document.pk))


def _in_scope(rows: Any, scope: Scope) -> Any:
    return rows if scope is None else rows.filter(organ_id__in=list(scope))


def _of_year(year: int) -> Q:
    start, end = websites.year_bounds(year)
    return Q(first_published_at__gte=start, first_published_at__lt=end)


def _faulty(year: int, scope: Scope) -> list[Faulty]:
    """Return the year's public interpretations and all drafts that lack something."""
    rows = _in_scope(Interpretation.objects.filter(_of_year(year) | Q(live=False)), scope)
    rows = list(
        rows.select_related("latest_revision", "organ", "document")
        .defer("body", "document__body", "document__attachment_files")
        .order_by("-live", "-first_published_at", "-pk")
    )
    found = [Faulty(row, faults_of(row)) for row in rows]
    return [one for one in found if one.faults]


def faults_of(interpretation: Interpretation, document_text: str = "") -> tuple[Fault, ...]:
    """Return what the latest text of an interpretation lacks."""
    revision = interpretation.latest_revision
    if revision is None:
        return ()
    return faults(draft_of(revision.content, document_text), conf.least_characters())


def faults_now(interpretation: Interpretation) -> tuple[Fault, ...]:
    """Return what the text just saved lacks, what is copied from its document included."""
    row = Interpretation.objects.select_related("latest_revision").get(pk=interpretation.pk)
    texts = document_texts([row.document_id] if row.document_id else [])
    return faults_of(row, texts.get(row.document_id, ""))


def document_texts(ids: Iterable[int]) -> dict[int, str]:
    """Return the texts of documents, to see what is copied from them."""
    rows = documents.bodies(ids)
    return {pk: text_of(body) for pk, body in rows}


def _forms(year: int, scope: Scope) -> list[tuple[str, int]]:
    """Return the public interpretations of a year by form, forms without any left out."""
    rows = _in_scope(Interpretation.objects.live().filter(_of_year(year)), scope)
    counted = Counter(rows.order_by().values_list("form_value", flat=True))
    return [(form.label, counted[form.value]) for form in Form if counted[form.value]]


def _plans(scope: Scope) -> list[InterpretationPlan]:
    """Return the plans not finished, by their day."""
    rows = InterpretationPlan.objects.exclude(state=PlanState.DONE.value)
    rows = _in_scope(rows, scope).select_related("organ", "document").defer("document__body")
    return list(rows.order_by("planned_on", "pk"))


@dataclass(frozen=True, slots=True)
class Explained:
    """All there is about the interpretation of one document.

    Attributes:
        document: the document.
        clock: how much time its interpretation has.
        is_overdue: whether the first one came, or is still to come, too late.
        plans: its plans, the latest first.
        interpretations: every one, drafts included, each with what it lacks.
    """

    document: Any
    clock: Clock
    is_overdue: bool
    plans: list[InterpretationPlan]
    interpretations: list[Faulty]

    @property
    def is_interpreted(self) -> bool:
        """Return whether one is public."""
        return any(one.interpretation.live for one in self.interpretations)


def explained(document_id: int, today: date) -> Explained:
    """Return what there is about the interpretation of a document.

    Raises:
        PolicyDocument.DoesNotExist: there is none.
    """
    document = documents.get_document(document_id)
    rows = Interpretation.objects.filter(document_id=document_id)
    rows = rows.select_related("latest_revision", "organ").order_by("first_published_at", "pk")
    text = text_of(document.body)
    found = [Faulty(row, faults_of(row, text)) for row in rows]
    on = clock.day_of(document.published_at) if document.published_at else None
    public = [one.interpretation.published_at for one in found if one.interpretation.live]
    first = min((clock.day_of(at) for at in public if at), default=None)
    return Explained(
        document=document,
        clock=clock_of(on, today, work_calendar()),
        is_overdue=on is not None
        and document.needs_interpretation
        and is_overdue(
            today, document_published_on=on, interpreted_on=first, calendar=work_calendar()
        ),
        plans=list(
            InterpretationPlan.objects.filter(document_id=document_id)
            .select_related("organ")
            .order_by("-pk")
        ),
        interpretations=found,
    )
