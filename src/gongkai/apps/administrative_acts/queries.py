"""Read administrative acts."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from django.urls import reverse

from gongkai.apps.administrative_acts.models import YearlyActs
from gongkai.domain.administrative_acts import ActKind, fee_in_wan
from gongkai.domain.annual_report.facts import Record, TextFact

FIGURE_KEYS = {
    ActKind.PERMIT: "t2.permit",
    ActKind.PENALTY: "t2.penalty",
    ActKind.COERCION: "t2.coercion",
    ActKind.FEE: "t2.fee_wan",
}


def report_records(year: int, organ_codes: frozenset[str]) -> dict[str, tuple[Record, ...]]:
    """Return the rows behind the acts of table two; fees in 万元."""
    found: dict[str, list[Record]] = {key: [] for key in FIGURE_KEYS.values()}
    rows = (
        YearlyActs.objects.filter(year=year, organ__code__in=organ_codes)
        .order_by("organ__position", "organ__code", "kind")
        .values_list(
            "pk", "kind", "quantity", "amount_yuan", "source_note", "organ__code",
            "organ__short_name",
        )
    )  # fmt: skip
    for pk, kind_value, quantity, amount_yuan, source_note, code, organ_name in rows:
        kind = ActKind(kind_value)
        is_fee = kind is ActKind.FEE
        amount = fee_in_wan([amount_yuan or Decimal(0)]) if is_fee else Decimal(quantity or 0)
        found[FIGURE_KEYS[kind]].append(
            Record(
                source="administrative_acts.YearlyActs",
                pk=pk,
                label=f"{organ_name}{year}年{kind.label}",
                on=date(year, 12, 31),
                organ=code,
                amount=amount,
                url=reverse("yearlyacts:edit", args=(pk,)),
                note=source_note,
            )
        )
    return {key: tuple(records) for key, records in found.items()}


def report_texts(year: int, organ_codes: frozenset[str]) -> dict[str, TextFact]:
    """Return nothing: acts are numbers only."""
    del year, organ_codes
    return {}


def organs_without_acts(year: int, organ_codes: frozenset[str]) -> dict[str, tuple[ActKind, ...]]:
    """Return by organ code the kinds nobody has stated for the year; nothing is not nought."""
    stated = set(
        YearlyActs.objects.filter(year=year, organ__code__in=organ_codes).values_list(
            "organ__code", "kind"
        )
    )
    missing = {
        code: tuple(kind for kind in ActKind if (code, kind.value) not in stated)
        for code in sorted(organ_codes)
    }
    return {code: kinds for code, kinds in missing.items() if kinds}
