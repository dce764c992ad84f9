"""Offer the catalogues of items for proactive disclosure as open data."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Max

from gongkai.apps.catalogue import queries
from gongkai.apps.catalogue.models import DisclosureCatalogue, DisclosureItem
from gongkai.apps.open_data import exporting as open_data
from gongkai.apps.open_data.registry import Column, DataSet, Row, address, day, register
from gongkai.apps.static_site.registry import Target
from gongkai.apps.websites import queries as websites
from gongkai.domain.errors import Refusal
from gongkai.domain.websites import SectionKind

NAME = "catalogue"
COLUMNS = (
    Column("year", "年度", kind="integer"),
    Column("organ", "单位"),
    Column("organ_code", "单位代码"),
    Column("serial", "序号", kind="integer"),
    Column("level_1", "一级事项"),
    Column("level_2", "二级事项"),
    Column("level_3", "三级事项"),
    Column("content", "公开内容"),
    Column("basis", "公开依据", note="几个依据用分号隔开。"),
    Column("audience", "公开范围"),
    day("uploaded_on", "上传目录平台日期"),
    address("url", "目录网页", may_be_null=True),
)


def offer() -> None:
    """Register the set; called when the app is ready."""
    register(
        DataSet(
            name=NAME,
            label="主动公开事项目录",
            about="各单位应当主动公开的事项，一行一项，按目录年度分。",
            columns=COLUMNS,
            years=years,
            rows=rows,
            updated=updated,
            has_whole=False,  # a county has some thousand rows every year
        )
    )


def years() -> list[int]:
    """Return the years of which a catalogue is public, the newest first."""
    return [year for year in queries.catalogue_years() if queries.has_files(year)]


def rows(year: int | None, _on: date) -> list[Row]:
    """Return the items of the public catalogues of a year, or of all years."""
    wanted = years() if year is None else [year]
    return [row for one in wanted for row in _of_year(one)]


def _of_year(year: int) -> Iterable[Row]:
    section = next(iter(websites.sections_of_kind(SectionKind.CATALOGUE)), None)
    catalogues = {row.pk: row for row in queries.open_catalogues(year)}
    items: dict[int, list[DisclosureItem]] = {pk: [] for pk in catalogues}
    found = DisclosureItem.objects.filter(catalogue_id__in=list(catalogues))
    for item in found.order_by("catalogue_id", "position"):
        items[item.catalogue_id].append(item)
    for pk, catalogue in catalogues.items():
        place = f"{section.url}{year}/{catalogue.organ.code}/" if section is not None else ""
        for item in items[pk]:
            try:
                line = item.as_row()
            except Refusal:
                continue  # the official table leaves it out as well
            yield _row(catalogue, item.position, line, place)


def _row(catalogue: DisclosureCatalogue, position: int, line: tuple[str, ...], place: str) -> Row:
    _serial, level_1, level_2, level_3, content, basis, audience = line
    return {
        "year": catalogue.year,
        "organ": catalogue.organ.name,
        "organ_code": catalogue.organ.code,
        "serial": position,
        "level_1": level_1,
        "level_2": level_2,
        "level_3": level_3,
        "content": content,
        "basis": basis,
        "audience": audience,
        "uploaded_on": catalogue.uploaded_on.isoformat() if catalogue.uploaded_on else None,
        "url": websites.absolute(place) if place else None,
    }


def updated(_on: date) -> date | None:
    """Return the day of the last upload."""
    last: date | None = DisclosureCatalogue.objects.filter(items__isnull=False).aggregate(
        day=Max("uploaded_on")
    )["day"]
    return last


def of_year(year: int) -> list[Target]:
    """Return what shows the catalogues of a year among the open data."""
    return open_data.targets_of(NAME, [year])
