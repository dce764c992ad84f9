"""Gather the facts of one organ's year from all registers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.apps.annual_report import coverage, sources
from gongkai.apps.annual_report.models import AnnualReport, PointKind, ReportPoint, Scope
from gongkai.domain.annual_report.facts import Facts, Figure, Fold, Record, TextFact
from gongkai.domain.annual_report.figures import FIGURES, PLATFORM_LABELS
from gongkai.domain.annual_report.tables import KEYS, title_of, unit_of
from gongkai.domain.errors import Refusal
from gongkai.foundation.organs.models import Organ

_CELLS = frozenset(KEYS)
_ACCOUNTS = "new_media.accounts."


class ReportYearAhead(Refusal):
    """The year has not begun; there is nothing to report."""

    code = "report_year_ahead"


class FigureUnknown(Refusal):
    """The report has no figure of this name."""

    code = "report_figure_unknown"


@dataclass(frozen=True, slots=True)
class Portion:
    """What one organ adds to a figure."""

    organ: Organ | None
    code: str
    figure: Figure

    @property
    def name(self) -> str:
        """Return the organ's short name, its code when it is not registered."""
        return self.organ.short_name if self.organ else self.code


def check_year(year: int, today: date) -> None:
    """Accept a year that has begun.

    Raises:
        ReportYearAhead: it has not.
    """
    if year > today.year:
        raise ReportYearAhead(year=year, this_year=today.year)


def make_figure(key: str, records: tuple[Record, ...]) -> Figure:
    """Return the figure of a key with its official title, unit and way of folding."""
    if key in _CELLS:
        return Figure(key, title_of(key), unit_of(key), records, Fold.SUM)
    if key in FIGURES:
        form = FIGURES[key]
        return Figure(key, form.title, form.unit, records, form.fold)
    if key.startswith(_ACCOUNTS):
        platform = key.removeprefix(_ACCOUNTS)
        title = PLATFORM_LABELS.get(platform) or next((r.note for r in records if r.note), platform)
        return Figure(key, title, "个", records, Fold.COUNT)
    raise FigureUnknown(key=key)


def _written(organ: Organ, scope: Scope, year: int) -> Iterator[TextFact]:
    """Yield what officers wrote in section five, this year and last."""
    rows = ReportPoint.objects.filter(
        report__organ=organ, report__scope=scope.value, report__year__in=(year - 1, year)
    ).values_list("report__year", "kind", "text")
    said: dict[tuple[int, str], list[str]] = {}
    for written_year, kind, text in rows.order_by("position"):
        said.setdefault((written_year, kind), []).append(text)
    for key, when, kind in (
        ("problems", year, PointKind.PROBLEM),
        ("improvements", year, PointKind.IMPROVEMENT),
        ("promises", year - 1, PointKind.IMPROVEMENT),
        ("promises_kept", year, PointKind.PROMISE_KEPT),
    ):
        yield TextFact(key, tuple(said.get((when, kind.value), ())))


def facts(*, year: int, organ: Organ, scope: Scope) -> Facts:
    """Return everything the report of one organ and year rests on.

    Raises:
        OnlyTheCountyRollsUp: a roll-up of an organ that is not the county.
        FactGivenTwice: two registers answer for the same figure.
        FigureUnknown: a register names a figure the report does not have.
    """
    level = coverage.level_of(organ, scope)
    codes = frozenset(each.code for each in coverage.covered_organs(organ, scope))
    found = sources.records(year, codes)
    return Facts.of(
        year=year,
        level=level,
        organ_name=organ.name,
        figures=[make_figure(key, rows) for key, rows in found.items()],
        texts=[*sources.texts(year, codes).values(), *_written(organ, scope, year)],
    )


def portions(figure: Figure) -> list[Portion]:
    """Return what each organ adds to a figure, in the official order of the organs."""
    codes = {record.organ for record in figure.records}
    known = list(Organ.objects.filter(code__in=codes))
    rows = [Portion(organ, organ.code, figure.of_organ(organ.code)) for organ in known]
    unknown = sorted(codes - {organ.code for organ in known})
    return rows + [Portion(None, code, figure.of_organ(code)) for code in unknown]


def report_of(organ: Organ, scope: Scope, year: int) -> AnnualReport | None:
    """Return the report's row, None while nobody began it."""
    return AnnualReport.objects.filter(organ=organ, scope=scope.value, year=year).first()
