"""Read catalogues of items for proactive disclosure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest
from django.urls import reverse

from gongkai.apps.catalogue.models import DisclosureCatalogue, DisclosureItem
from gongkai.domain.annual_report.facts import Record, TextFact
from gongkai.domain.catalogue.coverage import CatalogueStatus, Coverage, UnitProgress, coverage
from gongkai.domain.organs import OrganLevel
from gongkai.foundation import clock
from gongkai.foundation.organs.queries import active_organs

if TYPE_CHECKING:
    from gongkai.apps.websites.models import SectionPage

UNITS_DUE = "catalogue.units_due"
UNITS_DONE = "catalogue.units_done"
FINISHED_ON = "catalogue.finished_on"
ITEMS_PER_SHEET = 50
_COUNTY_LEVELS = (OrganLevel.COUNTY.value, OrganLevel.OFFICE.value)


@dataclass(frozen=True, slots=True)
class _Row:
    """What the report needs to know of one catalogue."""

    pk: int
    title: str
    organ: str
    level: str
    progress: UnitProgress
    due_on: date

    @property
    def finished_before(self) -> date:
        """Return the due day when it was kept, else the day of the late upload."""
        uploaded_on = self.progress.uploaded_on
        return self.due_on if uploaded_on is None else max(self.due_on, uploaded_on)

    def record(self) -> Record:
        """Return the row as the report holds it."""
        return Record(
            source="catalogue.DisclosureCatalogue",
            pk=self.pk,
            label=self.title,
            on=self.progress.uploaded_on,
            organ=self.organ,
            url=reverse("disclosurecatalogue:edit", args=(self.pk,)),
        )

    def is_done_in(self, year: int) -> bool:
        """Tell whether the catalogue was uploaded by the end of the year."""
        return self.progress.status_on(date(year, 12, 31)) is CatalogueStatus.UPLOADED


def _rows(year: int, organ_codes: frozenset[str]) -> list[_Row]:
    rows = (
        DisclosureCatalogue.objects.filter(year=year, organ__code__in=organ_codes)
        .order_by("organ__position", "organ__code")
        .values_list(
            "pk", "title", "organ__code", "organ__level", "compiled_on", "uploaded_on", "due_on"
        )
    )
    return [
        _Row(pk, title, code, level, UnitProgress(compiled_on, uploaded_on), due_on)
        for pk, title, code, level, compiled_on, uploaded_on, due_on in rows
    ]


def report_records(year: int, organ_codes: frozenset[str]) -> dict[str, tuple[Record, ...]]:
    """Return the townships that owe a catalogue and those that uploaded it within the year.

    Every township in operation owes one as soon as the year's catalogues are registered
    at all, so one without any row is due too.
    """
    rows = _rows(year, organ_codes)
    towns = [row for row in rows if row.level == OrganLevel.TOWNSHIP.value]
    due = {row.organ: row.record() for row in towns}
    if rows:
        for organ in active_organs(OrganLevel.TOWNSHIP):
            if organ.code in organ_codes and organ.code not in due:
                due[organ.code] = Record(
                    "organs.Organ", organ.pk, f"{organ.short_name}（目录未登记）", None, organ.code
                )
    return {
        UNITS_DUE: tuple(due.values()),
        UNITS_DONE: tuple(row.record() for row in towns if row.is_done_in(year)),
    }


def report_texts(year: int, organ_codes: frozenset[str]) -> dict[str, TextFact]:
    """Return the days before which 县本级 and the townships finished.

    That is the due day of whoever was in time, the day of upload of whoever was late.
    Empty until 县本级 has uploaded its own catalogue: the sentence speaks for it too.
    """
    levels = (*_COUNTY_LEVELS, OrganLevel.TOWNSHIP.value)
    done = [row for row in _rows(year, organ_codes) if row.level in levels and row.is_done_in(year)]
    if not any(row.level in _COUNTY_LEVELS for row in done):
        return {FINISHED_ON: TextFact(FINISHED_ON, ())}
    days = {row.finished_before for row in done}
    values = tuple(sorted(day.isoformat() for day in days))
    return {FINISHED_ON: TextFact(FINISHED_ON, values, tuple(row.record() for row in done))}


def coverage_of(year: int, *, due_on: date, day: date) -> Coverage:
    """Return how far all organs are with the year's catalogues on a day."""
    rows = DisclosureCatalogue.objects.filter(year=year).values_list("compiled_on", "uploaded_on")
    return coverage((UnitProgress(*row) for row in rows), due_on=due_on, day=day)


def get_catalogue(catalogue_id: int) -> DisclosureCatalogue:
    """Return one catalogue.

    Raises:
        DisclosureCatalogue.DoesNotExist: there is none.
    """
    return DisclosureCatalogue.objects.select_related("organ").get(pk=catalogue_id)


def items_of(catalogue_id: int) -> list[DisclosureItem]:
    """Return the items of a catalogue in their order."""
    return list(DisclosureItem.objects.filter(catalogue_id=catalogue_id).order_by("position"))


def section_context(section: SectionPage, request: HttpRequest) -> Mapping[str, Any]:
    """Return the list of organs of one year, or the items of the organ the reader chose."""
    del section
    years = list(
        DisclosureCatalogue.objects.order_by("-year").values_list("year", flat=True).distinct()
    )
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdigit() and int(asked) in years else max(years, default=0)
    code = request.GET.get("unit", "")
    context: dict[str, Any] = {"years": years, "year": year, "catalogue": None}
    chosen = (
        DisclosureCatalogue.objects.select_related("organ")
        .filter(year=year, organ__code=code, uploaded_on__isnull=False)
        .first()
        if code
        else None
    )
    if chosen is not None:
        items = DisclosureItem.objects.filter(catalogue=chosen).order_by("position")
        sheet = Paginator(items, ITEMS_PER_SHEET).get_page(request.GET.get("page"))
        return {**context, "catalogue": chosen, "items": sheet, "count": sheet.paginator.count}
    return {**context, "units": _units(year)}


def _units(year: int) -> list[dict[str, Any]]:
    """Return what the public list says of each organ."""
    today = clock.today()
    rows = (
        DisclosureCatalogue.objects.filter(year=year)
        .select_related("organ")
        .annotate(kept=Count("items"))
        .order_by("organ__position", "organ__code")
    )
    return [
        {
            "organ": row.organ.name,
            "code": row.organ.code,
            "status": row.status_on(today),
            "uploaded_on": row.uploaded_on,
            "items": row.kept or row.item_count,
            "is_open": row.uploaded_on is not None and row.kept > 0,
        }
        for row in rows
    ]
