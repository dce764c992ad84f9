"""Hold a report as it was read: cells as they stand, labels as they are spelt, the text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from gongkai.domain.annual_report import layout
from gongkai.domain.annual_report.form import Level
from gongkai.domain.annual_report.tables import KEYS, Tables, Value
from gongkai.domain.terms import Term


class CellState(Term):
    """What a cell holds."""

    NUMBER = "number", "数字"
    BLANK = "blank", "空白"
    SIGN = "sign", "符号"  # “/”, “-” or 无 in the place of a number: not nought
    UNREADABLE = "unreadable", "不是数字"
    UNCLEAR = "unclear", "读法不唯一"  # digits run together that can be parted in several ways


@dataclass(frozen=True, slots=True)
class ToldCell:
    """A cell: what stands in it and, when that is a number, its value."""

    state: CellState
    raw: str = ""
    value: Value = None


BLANK = ToldCell(CellState.BLANK)
_SIGNS = frozenset({"/", "\\", "-", "--", "—", "——", "–", "―", "_", "无", "*", "×", "·"})
_NUMBER = re.compile(r"[-+]?\d+(?:\.\d+)?")
_WITH_UNIT = re.compile(r"([-+]?\d+(?:\.\d+)?)(?:件|万元|宗|起|个|条)")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")


def cell_of(raw: object) -> ToldCell:
    """Return what a cell holds; neither nothing nor a sign is ever taken for nought."""
    if raw is None:
        return BLANK
    if isinstance(raw, bool):
        return ToldCell(CellState.UNREADABLE, str(raw))
    if isinstance(raw, int | float | Decimal):
        return _counted(raw)
    text = _THOUSANDS.sub("", "".join(unicodedata.normalize("NFKC", str(raw)).split()))
    return _written(text.replace("\N{MINUS SIGN}", "-"))


def _written(text: str) -> ToldCell:
    """Return what words without blanks say."""
    if not text:
        return BLANK
    if text in _SIGNS:
        return ToldCell(CellState.SIGN, text)
    number = _NUMBER.fullmatch(text) or _WITH_UNIT.fullmatch(text)
    if number is None:
        return ToldCell(CellState.UNREADABLE, text)
    value = number[1] if number.lastindex else number[0]
    return ToldCell(CellState.NUMBER, text, Decimal(value))


def _counted(raw: float | Decimal) -> ToldCell:
    value = Decimal(str(raw))
    if not value.is_finite():
        return ToldCell(CellState.UNREADABLE, str(raw))
    value = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    return ToldCell(CellState.NUMBER, f"{value:f}", value)


@dataclass(frozen=True, slots=True)
class LabelRead:
    """A heading or label of a table that is not spelt as the form spells it."""

    section: str
    found: str
    expected: str


@dataclass(frozen=True, slots=True)
class ToldSection:
    """A part of the text under its heading; the heading may be shortened or empty."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class ToldReport:
    """A report as it was read.

    Attributes:
        cells: by the keys of ``tables.KEYS``; a key that is absent was not found.
        labels: labels not spelt as the form has them.
        old_labels: labels of the form of 2019.
        published_on: as the page or the file says.
        address: where it stands on the web, when known.
        written_on: when the file was made, as the file itself says.
        is_whole: False for a piece of a report, where absence means nothing.
        is_spoken: False when the text is a choice of passages, not the whole text.
    """

    title: str = ""
    organ: str = ""
    level: Level | None = None
    year: int | None = None
    sections: tuple[ToldSection, ...] = ()
    cells: Mapping[str, ToldCell] = field(default_factory=dict)
    labels: tuple[LabelRead, ...] = ()
    old_labels: tuple[str, ...] = ()
    published_on: date | None = None
    address: str = ""
    written_on: date | None = None
    is_whole: bool = True
    is_spoken: bool = True

    @property
    def text(self) -> str:
        """Return title and sections, a line each."""
        lines = [self.title]
        for section in self.sections:
            lines += [section.heading, section.text]
        return "\n".join(line for line in lines if line)

    @property
    def has_undivided_other(self) -> bool:
        """Tell whether （六）其他处理 is one row, as on the form of 2019."""
        return any(key.startswith("t3.o.") for key in self.cells)

    def tables(self) -> Tables:
        """Return the numbers that were read; what was not is None, never nought."""
        values = {key: self._value(key) for key in KEYS}
        if self.has_undivided_other:
            keys = (f"t3.{layout.UNDIVIDED_OTHER.key}.{column}" for column, _ in layout.COLUMNS)
            values |= {key: self._value(key) for key in keys}
        return Tables(
            MappingProxyType(values), year=self.year, level=self.level, unread=self.old_labels
        )

    def _value(self, key: str) -> Value:
        cell = self.cells.get(key)
        return cell.value if cell else None
