"""Let the apps above say which of their records are open data.

A data set is one table of public records. Its rows have a year each; rows are written as
JSON, CSV and Excel files by year, some sets have a file per record besides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.http import QueryDict

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a data set.

    Attributes:
        name: key in JSON, head of the column in CSV.
        label: the official Chinese term.
        kind: type in the words of JSON Schema: string, integer, number.
        form: format of a string: date, date-time, uri-reference; empty for plain words.
        note: what a reader must know besides.
        may_be_null: whether a record may have none.
        choices: the values it may have; empty when it is open.
    """

    name: str
    label: str
    kind: str = "string"
    form: str = ""
    note: str = ""
    may_be_null: bool = False
    choices: tuple[str, ...] = ()


def day(name: str, label: str, note: str = "", *, may_be_null: bool = False) -> Column:
    """Return a column of dates."""
    return Column(name, label, form="date", note=note, may_be_null=may_be_null)


def address(name: str, label: str, note: str = "", *, may_be_null: bool = False) -> Column:
    """Return a column of addresses."""
    return Column(name, label, form="uri", note=note, may_be_null=may_be_null)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a reader may ask a searchable set.

    Attributes:
        name: name in the address.
        label: what it narrows.
        kind: type in the words of JSON Schema.
        form: format of a string.
        choices: the values it may have; empty when it is open.
    """

    name: str
    label: str
    kind: str = "string"
    form: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """One sheet of what a question found.

    Attributes:
        rows: the records of the sheet.
        count: how many records there are on all sheets.
        page: number of the sheet.
        pages: how many sheets there are.
        asked: the question as it was understood.
    """

    rows: Sequence[Row]
    count: int
    page: int
    pages: int
    asked: Mapping[str, str]


def _no_items() -> Iterable[str]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSet:
    """One set of public records.

    Attributes:
        name: part of its addresses.
        label: official Chinese name.
        about: what it holds and where it comes from, for readers.
        columns: its columns in order.
        years: the years that have rows, the newest first.
        rows: the rows of a year, or of all years for None, as they are on a day.
        updated: the last day up to a day on which something in it changed.
        has_whole: whether all years are offered in one file as well.
        items: references of the records that have a file of their own, fit for an address.
        item: content of one record's file; None when it is not public.
        item_about: what such a file holds; empty when there are none.
        search: answers a question; None when nothing can be asked.
        parameters: what may be asked.
    """

    name: str
    label: str
    about: str
    columns: tuple[Column, ...]
    years: Callable[[], Sequence[int]]
    rows: Callable[[int | None, date], Sequence[Row]]
    updated: Callable[[date], date | None]
    has_whole: bool = True
    items: Callable[[], Iterable[str]] = _no_items
    item: Callable[[str, date], Mapping[str, Any] | None] | None = None
    item_about: str = ""
    search: Callable[[QueryDict, date], Found] | None = None
    parameters: tuple[Parameter, ...] = field(default=())


_sets: dict[str, DataSet] = {}


def register(data_set: DataSet) -> None:
    """Offer a data set; called when an app is ready."""
    _sets[data_set.name] = data_set


def data_sets() -> list[DataSet]:
    """Return all data sets in the order of their apps."""
    return list(_sets.values())


def find(name: str) -> DataSet | None:
    """Return a data set by its name; None when there is none."""
    return _sets.get(name)
