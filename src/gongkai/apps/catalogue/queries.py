"""Read catalogues of items for proactive disclosure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest
from django.urls import reverse

from gongkai.apps.catalogue.models import DisclosureCatalogue, DisclosureItem
from gongkai.apps.websites import queries as websites
from gongkai.domain.annual_report.facts import Record, TextFact
from gongkai.domain.catalogue.coverage import CatalogueStatus, Coverage, UnitProgress, coverage
from gongkai.domain.organs import OrganLevel
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock
from gongkai.foundation.organs.queries import active_organs

if TYPE_CHECKING:
    from gongkai.apps.websites.models import SectionPage

UNITS_DUE = "catalogue.units_due"
UNITS_DONE = "catalogue.units_done"
FINISHED_ON = "catalogue.finished_on"
# Kind of target of the downloads, and what stands in an address for all organs together.
FILES, WHOLE_COUNTY = "catalogue_files", "all"
FORMATS = (("xlsx", "目录表 Excel"), ("json", "目录数据 JSON"))
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
    """Return the list of organs of one year, or the items of one organ, as the address asks.

    ``2025/`` below the section is a year, ``2025/liuhe/`` one organ's catalogue; the
    section itself shows the newest year. A catalogue stands whole on its page: it has as
    many rows as one organ has duties to disclose, some hundred.

    Raises:
        Http404: there is no such year or catalogue.
    """
    years = _years()
    asked, _, code = websites.reading_of(request).part.partition("/")
    if asked and asked not in {str(year) for year in years}:
        raise Http404("没有这一年的目录")
    year = int(asked) if asked else max(years, default=0)
    files = files_of(section, year, code or WHOLE_COUNTY) if has_files(year, code) else []
    context: dict[str, Any] = {
        "files": files,
        "years": [{"year": each, "url": f"{section.url}{each}/"} for each in years],
        "year": year,
        "year_url": f"{section.url}{year}/",
        "catalogue": None,
    }
    if not code:
        return {**context, "units": _units(year, f"{section.url}{year}/")}
    chosen = _open_catalogues(year).filter(organ__code=code).first()
    if chosen is None:
        raise Http404("这份目录还没有公布")
    items = list(DisclosureItem.objects.filter(catalogue=chosen).order_by("position"))
    return {**context, "catalogue": chosen, "items": items, "count": len(items)}


def platform_page_ids(organ_id: int) -> list[int]:
    """Return the platforms that name an organ's catalogue."""
    sections = websites.sections_of_kind(SectionKind.PLATFORM)
    return [section.pk for section in sections if _organ_of(section) == organ_id]


def _organ_of(section: SectionPage) -> int | None:
    site = websites.website_of(section)
    return site.organ_id if site is not None else None


def open_catalogues(year: int) -> QuerySet[DisclosureCatalogue]:
    """Return the catalogues of a year that the public may read, in official order."""
    return _open_catalogues(year).order_by("organ__position", "organ__code")


def catalogue_years() -> list[int]:
    """Return the years that have catalogues, the newest first."""
    return _years()


def has_files(year: int, code: str = "") -> bool:
    """Tell whether there is something to download: one organ's catalogue, or any."""
    rows = _open_catalogues(year)
    return (rows.filter(organ__code=code) if code else rows).exists()


def files_of(section: SectionPage, year: int, code: str) -> list[dict[str, str]]:
    """Return the downloads of a catalogue with their addresses."""
    return [{"name": name, "url": f"{section.url}{year}/{code}.{form}"} for form, name in FORMATS]


def _years() -> list[int]:
    """Return the years that have catalogues, the newest first."""
    rows = DisclosureCatalogue.objects.order_by("-year").values_list("year", flat=True)
    return list(rows.distinct())


def _open_catalogues(year: int) -> QuerySet[DisclosureCatalogue]:
    """Return the catalogues of a year that were uploaded and whose items are kept here."""
    rows = DisclosureCatalogue.objects.select_related("organ")
    return rows.filter(year=year, uploaded_on__isnull=False, items__isnull=False).distinct()


def parts_of(_section: SectionPage) -> list[str]:
    """Return the years, and the catalogues of each year that have a page."""
    parts = []
    for year in _years():
        codes = _open_catalogues(year).values_list("organ__code", flat=True)
        parts += [str(year), *(f"{year}/{code}" for code in codes.order_by("organ__code"))]
    return parts


def shown_on(record: DisclosureCatalogue | DisclosureItem) -> list[str]:
    """Return the public pages that show a record of the register, as targets."""
    catalogue = record.catalogue if isinstance(record, DisclosureItem) else record
    year, code = catalogue.year, catalogue.organ.code
    return [
        target
        for section in websites.sections_of_kind(SectionKind.CATALOGUE)
        for target in (
            f"page:{section.pk}",
            f"archive:{section.pk}:{year}",
            f"archive:{section.pk}:{year}/{code}",
            f"{FILES}:{section.pk}:{year}/{code}",
            f"{FILES}:{section.pk}:{year}/{WHOLE_COUNTY}",
        )
    ] + [f"page:{pk}" for pk in platform_page_ids(catalogue.organ_id)]


def changing_on(day: date) -> list[str]:
    """Return the pages whose words about progress change with a day: what fell due before it."""
    due = DisclosureCatalogue.objects.filter(
        Q(due_on=day - timedelta(days=1)) | Q(compiled_on=day) | Q(uploaded_on=day)
    )
    years = set(due.values_list("year", flat=True))
    sections = websites.sections_of_kind(SectionKind.CATALOGUE) if years else []
    return [
        target
        for section in sections
        for target in (f"page:{section.pk}", *(f"archive:{section.pk}:{year}" for year in years))
    ]


def _units(year: int, address: str) -> list[dict[str, Any]]:
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
            "url": f"{address}{row.organ.code}/" if row.uploaded_on and row.kept else "",
            "status": row.status_on(today),
            "uploaded_on": row.uploaded_on,
            "items": row.kept or row.item_count,
        }
        for row in rows
    ]
