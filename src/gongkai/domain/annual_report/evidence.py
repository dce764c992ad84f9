"""Compare the tables with what other registers of the county say (S2, S3, S5, S6)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.domain.annual_report.issue import Issue, soft
from gongkai.domain.annual_report.tables import Tables, title_of
from gongkai.domain.annual_report.wording import plain


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known outside the tables; None and empty mean: not known, do not compare.

    Attributes:
        payment_notices: 收费通知 sent in the year.
        paid_notices: 收费通知 paid in the year.
        processing_fee_yuan: 信息处理费 the report states.
        parts: tables of the county's own office, departments and townships, by organ name.
        library: documents by cell key, e.g. ``t2.norm.made``, as the document library counts.
        litigation: cases by cell key of 表四, as the register of cases counts.
        co_defendant_suits: suits counted where the organ is only the 复议机关.
        stock_note: why the stock of documents does not follow from last year's, when it does not.
    """

    payment_notices: int | None = None
    paid_notices: int | None = None
    processing_fee_yuan: Decimal | None = None
    parts: Mapping[str, Tables] = field(default_factory=dict)
    library: Mapping[str, int] = field(default_factory=dict)
    litigation: Mapping[str, int] = field(default_factory=dict)
    co_defendant_suits: int = 0
    stock_note: str = ""


NO_EVIDENCE = Evidence()


def _fees(tables: Tables, evidence: Evidence) -> Iterator[Issue]:
    closed = tables.values.get("t3.o2.total")
    if closed and evidence.payment_notices == 0:
        yield soft("S2.no_notice", ("t3.o2.total",), closed=plain(closed))
    if evidence.processing_fee_yuan and evidence.paid_notices == 0 and not closed:
        yield soft("S2.no_payment", ("fee.total_yuan",), fee=plain(evidence.processing_fee_yuan))


def _roll_up(tables: Tables, evidence: Evidence) -> Iterator[Issue]:
    if not evidence.parts:
        return
    for key in tables.cell_keys():
        value = tables.value(key)
        given = [part.values.get(key) for part in evidence.parts.values()]
        total = sum((number for number in given if number is not None), Decimal(0))
        if value is not None and value != total:
            yield soft(
                "S3",
                (key,),
                cell=title_of(key),
                value=plain(value),
                sum=plain(total),
                gap=plain(abs(value - total)),
            )


def _registers(tables: Tables, evidence: Evidence) -> Iterator[Issue]:
    compared = (("S5", "library", evidence.library), ("S6", "register", evidence.litigation))
    for code, name, counts in compared:
        for key, count in counts.items():
            value = tables.value(key)
            if value is not None and value != count:
                facts = {"cell": title_of(key), "value": plain(value), name: count}
                yield soft(code, (key,), **facts)
    if evidence.co_defendant_suits:
        yield soft("S6.co_defendant", suits=evidence.co_defendant_suits)


def evidence_issues(tables: Tables, evidence: Evidence) -> Iterator[Issue]:
    """Yield where the tables and the registers disagree."""
    yield from _fees(tables, evidence)
    yield from _roll_up(tables, evidence)
    yield from _registers(tables, evidence)
