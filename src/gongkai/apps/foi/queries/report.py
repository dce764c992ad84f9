"""Give the annual report the records behind its figures on requests."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Q
from django.urls import reverse

from gongkai.apps.foi.models import InformationRequest, ProcessingFee, RemedyCase
from gongkai.domain.annual_report.facts import Record, TextFact
from gongkai.domain.annual_report.tables import LEAF_KEYS
from gongkai.domain.foi.counting import CountedRequest, CountRow
from gongkai.domain.foi.outcomes import ApplicantKind, Outcome
from gongkai.domain.foi.remedies import RemedyKind, RemedyResult

LATE, FEES = "foi.late", "fee.total_yuan"
KEYS = (*(key for key in LEAF_KEYS if key.startswith(("t3.", "t4."))), LATE, FEES)


def report_records(year: int, organ_codes: frozenset[str]) -> dict[str, tuple[Record, ...]]:
    """Return the rows behind every leaf cell of 表三 and 表四, late replies and fees."""
    found: dict[str, list[Record]] = {key: [] for key in KEYS}
    for keys, record in (
        *_requests(year, organ_codes),
        *_remedies(year, organ_codes),
        *_fees(year, organ_codes),
    ):
        for key in keys:
            found[key].append(record)
    return {key: tuple(records) for key, records in found.items()}


def report_texts(year: int, organ_codes: frozenset[str]) -> dict[str, TextFact]:
    """Return no texts: requests are told in numbers only."""
    return {}


Found = tuple[Iterable[str], Record]


@dataclass(frozen=True, slots=True)
class _Row:
    """What a request's columns say about its place in the tables."""

    pk: int
    number: str
    organ: str
    kind: str
    outcome: str
    received_on: date
    concluded_on: date | None
    due_on_at_conclusion: date | None

    @property
    def is_late(self) -> bool:
        """Tell whether the reply went out after its deadline."""
        if self.concluded_on is None or self.due_on_at_conclusion is None:
            return False
        return self.concluded_on > self.due_on_at_conclusion

    def found(self, year: int) -> Iterator[Found]:
        """Yield the figures the request counts in, each with its record."""
        rows = CountedRequest(self.received_on, self.concluded_on).rows(year)
        for row in rows:
            name = self.outcome if row is CountRow.DONE else str(row.value)
            on = self.concluded_on if row is CountRow.DONE else self.received_on
            yield (f"t3.{name}.{self.kind}",), self._record(on)
        if CountRow.DONE in rows and self.is_late:
            yield (LATE,), self._record(self.concluded_on)

    def _record(self, on: date | None) -> Record:
        """Return the row as the report lists it; it names no applicant."""
        words = Outcome(self.outcome).wording if self.concluded_on else "办理中"
        return Record(
            source="foi.InformationRequest",
            pk=self.pk,
            label=f"{self.number}　{ApplicantKind(self.kind).label}　{words}",
            on=on,
            organ=self.organ,
            url=reverse("foi_requests:detail", args=[self.pk]),
        )


def _requests(year: int, organ_codes: frozenset[str]) -> Iterator[Found]:
    columns = (
        "pk", "number", "organ__code", "applicant_kind", "outcome",
        "received_on", "concluded_on", "due_on_at_conclusion",
    )  # fmt: skip
    rows = (
        InformationRequest.objects.filter(
            Q(concluded_on__isnull=True) | Q(concluded_on__year__gte=year),
            organ__code__in=organ_codes,
            received_on__year__lte=year,
        )
        .order_by("number")
        .values_list(*columns)
    )
    for values in rows:
        yield from _Row(*values).found(year)


def _remedies(year: int, organ_codes: frozenset[str]) -> Iterator[Found]:
    """Yield the cases of the year; what was decided later was pending at its end.

    Where the organ is sued only as the authority that reconsidered, the original organ
    counts the case (国办公开办函〔2021〕30号).
    """
    rows = (
        RemedyCase.objects.filter(
            Q(concluded_on__isnull=True) | Q(concluded_on__year__gte=year),
            organ__code__in=organ_codes,
            filed_on__year__lte=year,
            is_co_defendant=False,
        )
        .order_by("filed_on", "pk")
        .values_list("pk", "organ__code", "kind", "number", "result", "filed_on", "concluded_on")
    )
    for pk, organ, kind, number, result, filed_on, concluded_on in rows:
        decided = concluded_on is not None and concluded_on.year == year
        shown = RemedyResult(result) if decided else RemedyResult.PENDING
        yield (
            (f"t4.{kind}.{shown.value}",),
            Record(
                source="foi.RemedyCase",
                pk=pk,
                label=f"{number}　{RemedyKind(kind).label}　{shown.label}",
                on=concluded_on if decided else filed_on,
                organ=organ,
                url=reverse("foi_remedies:edit", args=[pk]),
            ),
        )


def _fees(year: int, organ_codes: frozenset[str]) -> Iterator[Found]:
    """Yield the fees paid in the year."""
    rows = (
        ProcessingFee.objects.filter(paid_on__year=year, request__organ__code__in=organ_codes)
        .order_by("paid_on", "pk")
        .values_list(
            "pk", "request__organ__code", "request__number", "request_id", "amount_yuan", "paid_on"
        )
    )
    for pk, organ, number, request_id, amount_yuan, paid_on in rows:
        record = Record(
            source="foi.ProcessingFee",
            pk=pk,
            label=f"{number}　信息处理费{amount_yuan}元",
            on=paid_on,
            organ=organ,
            amount=Decimal(amount_yuan),
            url=reverse("foi_requests:detail", args=[request_id]),
        )
        yield (FEES,), record
