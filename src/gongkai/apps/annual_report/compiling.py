"""Compile a report from its facts: tables, words, and everything that does not add up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from types import MappingProxyType

from gongkai.apps.administrative_acts import queries as administrative_acts
from gongkai.apps.annual_report import coverage, freezing, gathering
from gongkai.apps.annual_report.models import AnnualReport, Scope
from gongkai.domain.annual_report import cross_footing
from gongkai.domain.annual_report.evidence import Evidence
from gongkai.domain.annual_report.facts import ZERO, Facts
from gongkai.domain.annual_report.issue import Issue
from gongkai.domain.annual_report.narrative import narrate
from gongkai.domain.annual_report.narrative_checks import narrative_issues
from gongkai.domain.annual_report.report import Report
from gongkai.domain.annual_report.tables import KEYS, Tables, with_totals
from gongkai.domain.organs import OrganLevel
from gongkai.foundation.organs import queries as organs
from gongkai.foundation.organs.models import Organ


@dataclass(frozen=True, slots=True)
class Compiled:
    """A report as the records make it at this moment.

    ``remarks`` are sentences about what the registers do not say at all: a nought that
    nobody stated looks like one that somebody did.
    """

    organ: Organ
    scope: Scope
    year: int
    row: AnnualReport | None
    facts: Facts
    tables: Tables
    previous: Tables
    report: Report
    issues: tuple[Issue, ...]
    remarks: tuple[str, ...] = ()

    @property
    def hard_issues(self) -> tuple[Issue, ...]:
        """Return what must be put right before publication."""
        return tuple(issue for issue in self.issues if issue.is_hard)


def _previous(organ: Organ, scope: Scope, year: int) -> Tables:
    """Return last year's tables: as published, else as the records of that year make them."""
    published = freezing.published_tables(organ, scope, year - 1)
    if published is not None:
        return published
    return Tables.from_facts(gathering.facts(year=year - 1, organ=organ, scope=scope))


def _sums_by_organ(tables: Tables) -> dict[str, dict[str, Decimal]]:
    """Return what each organ's records add to each cell, by organ code."""
    sums: dict[str, dict[str, Decimal]] = {}
    for key in KEYS:
        for record in tables.figure(key).records:
            cells = sums.setdefault(record.organ, dict.fromkeys(KEYS, ZERO))
            cells[key] += record.amount
    return sums


def _together(parts: list[Mapping[str, Decimal]]) -> Tables:
    values = {key: sum((part[key] for part in parts), ZERO) for key in KEYS}
    return Tables(MappingProxyType(values))


def parts_of_roll_up(tables: Tables, county: Organ, year: int) -> dict[str, Tables]:
    """Return the tables of every organ that enters the county's sum, by name.

    An organ's published report counts as it was published: when its records changed
    since, the county's sum and the published parts no longer agree, and S3 says so.
    """
    sums = _sums_by_organ(tables)
    published = freezing.published_snapshots(year, Scope.OWN)
    parts: dict[str, Tables] = {}
    covered = [county, *organs.roll_up_organs()]
    offices = {organ.code for organ in covered if _is_office(organ)}
    seen: set[str] = set()
    for organ in covered:
        if organ.pk in published:
            parts[organ.name] = freezing.tables_of(published[organ.pk])
            seen |= offices if organ.code in offices else {organ.code}
    for code in sums.keys() - seen:
        parts[code] = _together([sums[code]])
    return parts


def _is_office(organ: Organ) -> bool:
    return organ.level in {OrganLevel.COUNTY.value, OrganLevel.OFFICE.value}


def _evidence(tables: Tables, facts: Facts, compiled_for: tuple[Organ, Scope, int]) -> Evidence:
    organ, scope, year = compiled_for
    row = gathering.report_of(organ, scope, year)
    fees = facts.figure("fee.total_yuan")
    return Evidence(
        paid_notices=len(fees.records),
        processing_fee_yuan=fees.value,
        parts=parts_of_roll_up(tables, organ, year) if scope is Scope.ROLL_UP else {},
        stock_note=row.stock_note if row else "",
    )


_NAMED_ORGANS = 3  # a sentence that lists more is not read


def _unstated_acts(year: int, covered: list[Organ]) -> tuple[str, ...]:
    """Return a sentence for every kind of act that organs did not state for the year."""
    names = {organ.code: organ.short_name for organ in covered}
    missing = administrative_acts.organs_without_acts(year, frozenset(names))
    by_kind: dict[str, list[str]] = {}
    for code, kinds in missing.items():
        for kind in kinds:
            by_kind.setdefault(kind.label, []).append(names[code])
    return tuple(
        f"表二“{kind}”：{_listed(organs_missing)}没有填报{year}年数据，按0计入。没有发生的也要填0。"
        for kind, organs_missing in by_kind.items()
    )


def _listed(names: list[str]) -> str:
    shown = "、".join(names[:_NAMED_ORGANS])
    return shown if len(names) <= _NAMED_ORGANS else f"{shown}等{len(names)}个机关"


def compile_report(*, year: int, organ: Organ, scope: Scope) -> Compiled:
    """Return the report of one organ and year as the records make it now.

    Raises:
        FactMissing: a register does not answer for a figure the form needs.
        OnlyTheCountyRollsUp: a roll-up of an organ that is not the county.
    """
    coverage.level_of(organ, scope)
    facts = with_totals(gathering.facts(year=year, organ=organ, scope=scope))
    tables = Tables.from_facts(facts)
    report = narrate(facts)
    previous = _previous(organ, scope, year)
    found = [
        *cross_footing.issues(tables, previous, _evidence(tables, facts, (organ, scope, year))),
        *report.issues,
        *narrative_issues(report, tables),
    ]
    return Compiled(
        organ=organ,
        scope=scope,
        year=year,
        row=gathering.report_of(organ, scope, year),
        facts=facts,
        tables=tables,
        previous=previous,
        report=report,
        issues=tuple(sorted(found, key=lambda issue: not issue.is_hard)),
        remarks=_unstated_acts(year, coverage.covered_organs(organ, scope)),
    )
