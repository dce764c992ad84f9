"""Give the catalogues as files to keep: one organ's, and the whole county's of a year."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from gongkai.apps.catalogue import queries
from gongkai.apps.catalogue.models import DisclosureCatalogue
from gongkai.apps.static_site.registry import Output, RenderFrame, Target
from gongkai.apps.websites import queries as websites
from gongkai.domain.catalogue.items import COLUMNS
from gongkai.domain.errors import Refusal
from gongkai.domain.websites import SectionKind
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.records.sheets import sheet

KIND = queries.FILES
_WIDTHS = (8, 18, 24, 18, 48, 48, 16)
_ORGAN_WIDTH = 28
NAMES = (
    "serial", "level_1", "level_2", "level_3", "content", "basis", "audience",
)  # fmt: skip


def catalogues(year: int, code: str) -> list[DisclosureCatalogue]:
    """Return one organ's public catalogue of a year, or all of them."""
    rows = queries.open_catalogues(year)
    return list(rows if code == queries.WHOLE_COUNTY else rows.filter(organ__code=code))


def _lines(catalogue: DisclosureCatalogue) -> Iterator[tuple[str, ...]]:
    """Yield the rows as the official table prints them; rows not ready are left out."""
    for item in queries.items_of(catalogue.pk):
        try:
            yield item.as_row()
        except Refusal:
            continue


def title_of(rows: list[DisclosureCatalogue], year: int, code: str) -> str:
    """Return what a file is called."""
    return f"{year}年全县主动公开事项目录" if code == queries.WHOLE_COUNTY else rows[0].title


def workbook(year: int, code: str) -> bytes | None:
    """Return catalogues as the official table; None when there is none.

    The whole county's table has the organ before the official columns.
    """
    rows = catalogues(year, code)
    if not rows:
        return None
    title = title_of(rows, year, code)
    if code != queries.WHOLE_COUNTY:
        return sheet(title, COLUMNS, _lines(rows[0]), _WIDTHS, "主动公开事项目录")
    lines = [(row.organ.name, *line) for row in rows for line in _lines(row)]
    columns, widths = ("单位", *COLUMNS), (_ORGAN_WIDTH, *_WIDTHS)
    return sheet(title, columns, lines, widths, "主动公开事项目录")


def plain_data(year: int, code: str) -> bytes | None:
    """Return catalogues as JSON; None when there is none."""
    rows = catalogues(year, code)
    if not rows:
        return None
    data: dict[str, Any] = {
        "title": title_of(rows, year, code),
        "year": year,
        "columns": dict(zip(NAMES, COLUMNS, strict=True)),
        "catalogues": [
            {
                "organ": row.organ.name,
                "organ_code": row.organ.code,
                "title": row.title,
                "uploaded_on": row.uploaded_on.isoformat() if row.uploaded_on else None,
                "items": [dict(zip(NAMES, line, strict=True)) for line in _lines(row)],
            }
            for row in rows
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1).encode()


BUILDERS = {"xlsx": workbook, "json": plain_data}


def produce(reference: str, _frame: RenderFrame) -> Iterator[Output]:
    """Yield the files of ``<section>:<year>/<organ or all>``; nothing when none is public."""
    pk, _, part = reference.partition(":")
    year, _, code = part.partition("/")
    sections = websites.sections_of_kind(SectionKind.CATALOGUE)
    section = next((one for one in sections if str(one.pk) == pk), None)
    if section is None or not section.url:
        return
    for form, build in BUILDERS.items():
        content = build(int(year), code)
        if content is not None:
            yield Output(f"{section.url}{year}/{code}.{form}".removeprefix("/"), content)


def everything() -> Iterable[Target]:
    """Yield the files of all public catalogues and of every year."""
    for section in websites.sections_of_kind(SectionKind.CATALOGUE):
        for year in queries.catalogue_years():
            codes = [row.organ.code for row in queries.open_catalogues(year)]
            for code in [*codes, queries.WHOLE_COUNTY] if codes else ():
                yield f"{KIND}:{section.pk}:{year}/{code}"


def of_site(site: Any) -> dict[str, Any] | None:
    """Return the newest catalogue of a site's organ with its downloads; None when none is public.

    The portal of the county names its own; the whole county's files stand in the section.
    """
    section = next(iter(websites.sections_of_kind(SectionKind.CATALOGUE)), None)
    organ: Organ | None = site.organ
    if section is None or organ is None:
        return None
    for year in queries.catalogue_years():
        for row in catalogues(year, organ.code):
            return {
                "title": row.title,
                "count": len(queries.items_of(row.pk)),
                "url": f"{section.url}{year}/{organ.code}/",
                "files": queries.files_of(section, year, organ.code),
            }
    return None
