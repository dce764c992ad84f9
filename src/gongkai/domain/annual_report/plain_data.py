"""Read and write the three tables as plain data with the official labels as keys."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from gongkai.domain.annual_report import layout
from gongkai.domain.annual_report.form import Level
from gongkai.domain.annual_report.tables import Tables, Value
from gongkai.domain.errors import Refusal

FEE_LABEL = "行政事业性收费（万元）"
_ROW_FORMS = {form.key: form for form in (*layout.ROW_FORMS, layout.UNDIVIDED_OTHER)}


class CellUnreadable(Refusal):
    """A cell of an imported report is no number, or a row of it no row of cells."""

    code = "report_cell_unreadable"


def _number(value: Value) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def to_json(tables: Tables) -> dict[str, Any]:
    """Return the tables as dictionaries by official label; a blank cell is None."""

    def cells(prefix: str, columns: Iterable[tuple[str, str]]) -> dict[str, Any]:
        return {label: _number(tables.values[f"{prefix}.{key}"]) for key, label in columns}

    two: dict[str, Any] = {
        label: cells(f"t2.{row}", layout.DOCUMENT_COLUMNS) for row, label in layout.DOCUMENT_ROWS
    }
    two |= cells("t2", (*layout.DECISION_ROWS, (layout.FEE_ROW[0], FEE_LABEL)))
    return {
        "year": tables.year,
        "level": tables.level.label if tables.level else None,
        "table2": two,
        "table3": {_ROW_FORMS[row].name: cells(f"t3.{row}", layout.COLUMNS) for row in tables.rows},
        "table4": {
            label: cells(f"t4.{kind}", layout.LITIGATION_RESULTS)
            for kind, label in layout.LITIGATION_KINDS
        },
    }


def _decimal(label: str, raw: object) -> Value:
    if raw is None:
        return None
    if isinstance(raw, bool) or not isinstance(raw, int | float | Decimal):
        raise CellUnreadable(cell=label, value=raw)
    value = Decimal(str(raw))
    if not value.is_finite():
        raise CellUnreadable(cell=label, value=raw)
    return value


def _cells(
    prefix: str, source: object, columns: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, Value]]:
    row = source or {}
    if not isinstance(row, Mapping):
        raise CellUnreadable(cell=prefix, value=row)
    for key, label in columns:
        yield f"{prefix}.{key}", _decimal(f"{prefix}.{key}", row.get(label))


def _unread(source: Mapping[str, Any], known: Iterable[str]) -> list[str]:
    expected = set(known)
    return [label for label in source if label not in expected]


def _table_two(source: Mapping[str, Any]) -> tuple[dict[str, Value], list[str]]:
    values: dict[str, Value] = {}
    unread = _unread(
        source,
        (
            *(label for _, label in (*layout.DOCUMENT_ROWS, *layout.DECISION_ROWS)),
            FEE_LABEL,
        ),
    )
    for row, label in layout.DOCUMENT_ROWS:
        values.update(_cells(f"t2.{row}", source.get(label), layout.DOCUMENT_COLUMNS))
    single = dict(source)
    for _, label in layout.DECISION_ROWS:
        # The form of 2019 had three numbers here; none of them is today's.
        if isinstance(single.get(label), Mapping):
            unread.append(label)
            single[label] = None
    values.update(_cells("t2", single, (*layout.DECISION_ROWS, (layout.FEE_ROW[0], FEE_LABEL))))
    return values, unread


def _table_three(source: Mapping[str, Any]) -> tuple[dict[str, Value], list[str]]:
    rows = layout.ROWS
    if layout.UNDIVIDED_OTHER.name in source:
        rows = ("new", "carried_in", *layout.OUTCOME_ROWS[:-3], "o", "done", "carried_out")
    values: dict[str, Value] = {}
    for row in rows:
        values.update(_cells(f"t3.{row}", source.get(_ROW_FORMS[row].name), layout.COLUMNS))
    return values, _unread(source, (_ROW_FORMS[row].name for row in rows))


def _table_four(source: Mapping[str, Any]) -> tuple[dict[str, Value], list[str]]:
    values: dict[str, Value] = {}
    for kind, label in layout.LITIGATION_KINDS:
        values.update(_cells(f"t4.{kind}", source.get(label), layout.LITIGATION_RESULTS))
    return values, _unread(source, (label for _, label in layout.LITIGATION_KINDS))


def _level(label: object) -> Level | None:
    return next((level for level in Level if level.label == label), None)


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = data.get(name) or {}
    if not isinstance(table, Mapping):
        raise CellUnreadable(cell=name, value=table)
    return table


def from_json(data: Mapping[str, Any]) -> Tables:
    """Return the tables of plain data; what is absent or None is blank, never nought.

    Raises:
        CellUnreadable: a cell holds something that is no number, or a table is no table.
    """
    if not isinstance(data, Mapping):
        raise CellUnreadable(cell="report", value=data)
    two, unread_two = _table_two(_table(data, "table2"))
    three, unread_three = _table_three(_table(data, "table3"))
    four, unread_four = _table_four(_table(data, "table4"))
    year = data.get("year")
    return Tables(
        MappingProxyType(two | three | four),
        year=year if isinstance(year, int) else None,
        level=_level(data.get("level")),
        unread=(*unread_two, *unread_three, *unread_four),
    )
