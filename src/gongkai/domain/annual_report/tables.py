"""Compute the three statutory tables from facts, and read and write them as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from types import MappingProxyType

from gongkai.domain.annual_report import layout
from gongkai.domain.annual_report.facts import Facts, Figure
from gongkai.domain.annual_report.form import Level

Value = Decimal | None

DOCUMENT_KEYS = tuple(
    f"t2.{row}.{column}" for row, _ in layout.DOCUMENT_ROWS for column, _ in layout.DOCUMENT_COLUMNS
)
TABLE_TWO_KEYS = (
    *DOCUMENT_KEYS,
    *(f"t2.{row}" for row, _ in layout.DECISION_ROWS),
    f"t2.{layout.FEE_ROW[0]}",
)
TABLE_THREE_KEYS = tuple(
    f"t3.{row}.{column}" for row in layout.ROWS for column, _ in layout.COLUMNS
)
TABLE_FOUR_KEYS = tuple(
    f"t4.{kind}.{result}"
    for kind, _ in layout.LITIGATION_KINDS
    for result, _ in layout.LITIGATION_RESULTS
)
KEYS = (*TABLE_TWO_KEYS, *TABLE_THREE_KEYS, *TABLE_FOUR_KEYS)

_ROW_NAMES = {form.key: form.name for form in (*layout.ROW_FORMS, layout.UNDIVIDED_OTHER)}
_COLUMN_NAMES = dict(layout.COLUMNS)
_TWO_NAMES = dict((*layout.DOCUMENT_ROWS, *layout.DECISION_ROWS, layout.FEE_ROW))


def title_of(key: str) -> str:
    """Return the official name of a cell: 表三“一、本年新收…”行“自然人”列."""
    table, first, *rest = key.split(".")
    if table == "t2":
        column = dict(layout.DOCUMENT_COLUMNS)[rest[0]] if rest else ""
        return f"表二“{_TWO_NAMES[first]}”{column}"
    if table == "t3":
        return f"表三“{_ROW_NAMES[first]}”行“{_COLUMN_NAMES[rest[0]]}”列"
    kind, result = dict(layout.LITIGATION_KINDS)[first], dict(layout.LITIGATION_RESULTS)[rest[0]]
    return f"表四“{kind}”{result}"


def unit_of(key: str) -> str:
    """Return 万元 for the fee cell and 件 for every other one."""
    return "万元" if key == "t2.fee_wan" else "件"


def _parts(key: str) -> tuple[str, ...]:
    table, row, *column = key.split(".")
    if table == "t3" and row == "done":
        return tuple(f"t3.{outcome}.{column[0]}" for outcome in layout.OUTCOME_ROWS)
    if table == "t3" and column == ["total"]:
        return tuple(f"t3.{row}.{applicant}" for applicant in layout.APPLICANT_COLUMNS)
    if table == "t4" and column == ["total"]:
        return tuple(f"t4.{row}.{result}" for result, _ in layout.LITIGATION_RESULTS[:-1])
    return ()


# In the order of KEYS every total comes after what it adds up.
_PARTS = {key: _parts(key) for key in KEYS}
TOTAL_KEYS = tuple(key for key in KEYS if _PARTS[key])
LEAF_KEYS = tuple(key for key in KEYS if not _PARTS[key])


def parts_of(key: str) -> tuple[str, ...]:
    """Return the keys a total adds up; empty for a cell that is filled from a register."""
    return _PARTS[key]


def with_totals(facts: Facts) -> Facts:
    """Return the facts with every total of the tables computed from its leaves.

    Raises:
        FactMissing: a leaf cell has no figure.
    """
    known = dict(facts.figures) | {key: facts.figure(key) for key in LEAF_KEYS}
    added = []
    for key in TOTAL_KEYS:
        if key not in known:
            parts = [known[part] for part in _PARTS[key]]
            known[key] = Figure.sum_of(key, title_of(key), unit_of(key), parts)
            added.append(known[key])
    return facts.with_figures(added)


@dataclass(frozen=True, slots=True)
class Tables:
    """The numbers of the three tables by cell key.

    Attributes:
        values: None marks a blank cell, which is not nought.
        figures: records behind the cells; empty for imported reports.
        year: report year, when known.
        level: whose report it is, when known.
        unread: labels of an imported report that the form of 2021 does not have.
    """

    values: Mapping[str, Value]
    figures: Mapping[str, Figure] = field(default_factory=dict)
    year: int | None = None
    level: Level | None = None
    unread: tuple[str, ...] = ()

    @classmethod
    def from_facts(cls, facts: Facts) -> Tables:
        """Return the tables computed from the leaves.

        Raises:
            FactMissing: a leaf cell has no figure.
        """
        complete = with_totals(facts)
        figures = {key: complete.figure(key) for key in KEYS}
        values = {key: figure.value for key, figure in figures.items()}
        return cls(MappingProxyType(values), MappingProxyType(figures), facts.year, facts.level)

    def value(self, key: str) -> Value:
        """Return the number of a cell, None when it is blank."""
        return self.values[key]

    def figure(self, key: str) -> Figure:
        """Return the figure behind a cell; KeyError for an imported report."""
        return self.figures[key]

    @property
    def is_other_undivided(self) -> bool:
        """Tell whether （六）其他处理 is one row, as on the form of 2019."""
        return "t3.o.total" in self.values

    @property
    def outcome_rows(self) -> tuple[str, ...]:
        """Return the keys of the leaf rows under 本年度办理结果."""
        if self.is_other_undivided:
            return (*layout.OUTCOME_ROWS[:-3], "o")
        return layout.OUTCOME_ROWS

    @property
    def rows(self) -> tuple[str, ...]:
        """Return the keys of all rows of table 三 in their order."""
        return ("new", "carried_in", *self.outcome_rows, "done", "carried_out")

    def cell_keys(self) -> tuple[str, ...]:
        """Return the cell keys of the form these tables are on."""
        if not self.is_other_undivided:
            return KEYS
        three = (f"t3.{row}.{column}" for row in self.rows for column, _ in layout.COLUMNS)
        return (*TABLE_TWO_KEYS, *three, *TABLE_FOUR_KEYS)
