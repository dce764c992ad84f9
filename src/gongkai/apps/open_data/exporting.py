"""Put the data sets among the public files.

Targets: ``open_data:index``, ``open_data:openapi``, and of each set
``open_data:<set>:index``, ``open_data:<set>:<year>``, ``open_data:<set>:item:<reference>``.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any

from gongkai.apps.open_data import addresses, openapi, registry, tables
from gongkai.apps.open_data.registry import DataSet
from gongkai.apps.static_site import registry as static_site
from gongkai.apps.static_site import services
from gongkai.apps.static_site.registry import Output, RenderFrame, Target

KIND = "open_data"
PAGE = "view:open-data"
_INDEX, _OPENAPI, _ITEM, _ITEMS = "index", "openapi", "item", "items/"


def register() -> None:
    """Tell the export; called when the app is ready."""
    static_site.register_producer(KIND, produce, "开放数据")
    static_site.register_everything(everything)


def targets_of(name: str, years: Iterable[int], items: Iterable[str] = ()) -> list[Target]:
    """Return what shows records of a set that changed.

    Args:
        name: the data set.
        years: years whose rows changed.
        items: references of the records that changed.
    """
    return [
        *(year_target(name, year) for year in dict.fromkeys(years)),
        *(item_target(name, item) for item in items),
        f"{KIND}:{name}:{_INDEX}",
        PAGE,
    ]


def year_target(name: str, year: int) -> Target:
    """Return the target of a year's files."""
    return f"{KIND}:{name}:{year}"


def item_target(name: str, reference: str) -> Target:
    """Return the target of one record's file."""
    return f"{KIND}:{name}:{_ITEM}:{reference}"


def everything() -> Iterator[Target]:
    """Yield the targets of all data sets."""
    yield f"{KIND}:{_OPENAPI}"
    yield f"{KIND}:{_INDEX}"
    for one in registry.data_sets():
        yield f"{KIND}:{one.name}:{_INDEX}"
        yield from (year_target(one.name, year) for year in one.years())
        yield from (item_target(one.name, item) for item in one.items())


def organ_changed(_organ: Any, at: datetime) -> None:
    """Have the tables that name organs written anew; runs in the change's transaction."""
    tables_of_all = (target for target in everything() if f":{_ITEM}:" not in target)
    services.enqueue(tables_of_all, "机关信息变动", at)


def produce(reference: str, frame: RenderFrame) -> Iterator[Output]:
    """Yield the files of a target; nothing when nothing of it is public."""
    name, _, part = reference.partition(":")
    if reference == _OPENAPI:
        yield _file(addresses.OPENAPI, as_bytes(openapi.describe()))
    elif reference == _INDEX:
        yield _file(addresses.INDEX, as_bytes(_list()))
    elif (one := registry.find(name)) is not None:
        yield from _of_set(one, part, frame.day)


def _of_set(one: DataSet, part: str, day: date) -> Iterator[Output]:
    if part == _INDEX:
        yield _file(addresses.of_set(one.name), as_bytes(described(one, day)))
        if one.has_whole:
            yield from _tables(one, one.rows(None, day), addresses.of_whole)
    elif part.isdigit():
        yield from _of_year(one, int(part), day)
    elif one.item is not None:
        reference = part.removeprefix(f"{_ITEM}:")
        content = one.item(reference, day)
        if content is not None:
            yield _file(addresses.of_item(one.name, reference), as_bytes(content))


def _of_year(one: DataSet, year: int, day: date) -> Iterator[Output]:
    rows = list(one.rows(year, day))
    if not rows:
        return
    content = {"data_set": one.name, "label": one.label, "year": year, "count": len(rows)}
    yield _file(addresses.of_year(one.name, year, "json"), as_bytes({**content, "rows": rows}))
    yield from _tables(one, rows, lambda name, form: addresses.of_year(name, year, form))


def _tables(one: DataSet, rows: Any, place: Any) -> Iterator[Output]:
    yield _file(place(one.name, "csv"), tables.csv_of(one.columns, rows))
    yield _file(place(one.name, "xlsx"), tables.workbook_of(one.label, one.columns, rows))


def described(one: DataSet, day: date) -> dict[str, Any]:
    """Return what a data set is, how fresh, and where its files lie."""
    updated = one.updated(day)
    wholes = {form: addresses.of_whole(one.name, form) for form in addresses.TABLES}
    return {
        "data_set": one.name,
        "label": one.label,
        "about": one.about,
        "updated_on": updated.isoformat() if updated else None,
        "terms": addresses.PAGE,
        "years": [
            {
                "year": year,
                **{form: addresses.of_year(one.name, year, form) for form in addresses.FORMATS},
            }
            for year in one.years()
        ],
        "all": wholes if one.has_whole else None,
        "query": addresses.of_query(one.name) if one.search else None,
        "columns": [
            {
                "name": column.name,
                "label": column.label,
                "type": column.kind,
                "format": column.form or None,
                "note": column.note,
            }
            for column in one.columns
        ],
    }


def _list() -> dict[str, Any]:
    return {
        "openapi": addresses.OPENAPI,
        "terms": addresses.PAGE,
        "data_sets": [
            {"name": one.name, "label": one.label, "index": addresses.of_set(one.name)}
            for one in registry.data_sets()
        ],
    }


def as_bytes(value: object) -> bytes:
    """Return JSON as it is written to a file."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()


def _file(address: str, content: bytes) -> Output:
    return Output(address.removeprefix("/"), content)


def target_at(address: str) -> Target | None:
    """Return which target has the file at an address; None when none can."""
    if address in (addresses.OPENAPI, addresses.INDEX):
        return f"{KIND}:{_OPENAPI if address == addresses.OPENAPI else _INDEX}"
    name, _, rest = address.removeprefix(addresses.BASE).partition("/")
    stem, _, form = rest.rpartition(".")
    if registry.find(name) is None or form not in addresses.FORMATS:
        return None
    if stem in (_INDEX, "all"):
        return f"{KIND}:{name}:{_INDEX}"
    if stem.startswith(_ITEMS):
        return item_target(name, stem.removeprefix(_ITEMS))
    return f"{KIND}:{name}:{stem}" if stem.isdigit() else None
