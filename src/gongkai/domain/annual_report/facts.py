"""Hold the figures of one organ and year together with the records they rest on."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import TypeVar

from gongkai.domain.annual_report.form import Level
from gongkai.domain.errors import Refusal
from gongkai.domain.terms import Term

ZERO = Decimal(0)


class FactMissing(Refusal):
    """Nobody has stated this figure or text; nothing is not nought."""

    code = "report_fact_missing"


class FactGivenTwice(Refusal):
    """Two figures or two texts claim the same key."""

    code = "report_fact_given_twice"


@dataclass(frozen=True, slots=True)
class Record:
    """One row of a register that a figure rests on.

    Attributes:
        source: the register, as ``"app.Model"``.
        pk: primary key of the row there.
        label: what an officer reads in the list behind the figure.
        on: the day that puts the row into the year; None when it has none.
        organ: code of the organ the row belongs to.
        amount: what the row adds to the figure.
        url: where the row can be opened.
        note: remark of the register.
    """

    source: str
    pk: int
    label: str
    on: date | None
    organ: str
    amount: Decimal = Decimal(1)
    url: str = ""
    note: str = ""


class Fold(Term):
    """How the records of a figure become one number."""

    COUNT = "count", "计数"
    SUM = "sum", "求和"
    MAX = "max", "取最大值"
    LATEST = "latest", "取最新值"


def _latest(records: tuple[Record, ...]) -> Decimal:
    """Return the amount of the record with the latest day; undated ones are oldest."""
    return max(records, key=lambda record: (record.on or date.min, record.pk)).amount


_FOLDS: Mapping[Fold, Callable[[tuple[Record, ...]], Decimal]] = MappingProxyType(
    {
        Fold.COUNT: lambda records: Decimal(len(records)),
        Fold.SUM: lambda records: sum((record.amount for record in records), ZERO),
        Fold.MAX: lambda records: max(record.amount for record in records),
        Fold.LATEST: _latest,
    }
)


def fold_records(fold: Fold, records: tuple[Record, ...]) -> Decimal:
    """Return the number that the records make; no records make nought."""
    return _FOLDS[fold](records) if records else ZERO


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the report that can be opened into its records.

    Attributes:
        key: stable English key, such as ``t3.open.person``.
        title: official name of the figure.
        unit: 量词 or unit, such as 件 or 万元.
        records: the rows it rests on.
        fold: how they become the number.
        parts: the figures it is the sum of; empty for a leaf.
    """

    key: str
    title: str
    unit: str
    records: tuple[Record, ...]
    fold: Fold
    parts: tuple[Figure, ...] = ()

    @classmethod
    def sum_of(cls, key: str, title: str, unit: str, parts: Iterable[Figure]) -> Figure:
        """Return a total that keeps the records of everything it adds up."""
        kept = tuple(parts)
        records = tuple(record for part in kept for record in part.records)
        return cls(key, title, unit, records, Fold.SUM, kept)

    @property
    def is_empty(self) -> bool:
        """Tell whether no record stands behind the figure."""
        return not self.records

    @property
    def value(self) -> Decimal:
        """Return the number; a figure without records is nought."""
        if self.parts:
            return sum((part.value for part in self.parts), ZERO)
        return fold_records(self.fold, self.records)

    def by_organ(self) -> Mapping[str, Decimal]:
        """Return the number each organ contributes, by organ code."""
        organs = sorted({record.organ for record in self.records})
        return {organ: self.of_organ(organ).value for organ in organs}

    def of_organ(self, organ: str) -> Figure:
        """Return the same figure over the records of one organ only."""
        return Figure(
            self.key,
            self.title,
            self.unit,
            tuple(record for record in self.records if record.organ == organ),
            self.fold,
            tuple(part.of_organ(organ) for part in self.parts),
        )


@dataclass(frozen=True, slots=True)
class TextFact:
    """Names, themes, days or sentences of the report with the records they come from."""

    key: str
    values: tuple[str, ...]
    records: tuple[Record, ...] = ()


_Fact = TypeVar("_Fact", Figure, TextFact)


def _by_key(facts: Iterable[_Fact]) -> Mapping[str, _Fact]:
    found: dict[str, _Fact] = {}
    for fact in facts:
        if fact.key in found:
            raise FactGivenTwice(key=fact.key)
        found[fact.key] = fact
    return MappingProxyType(found)


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything one organ's report of one year rests on. Build it with ``Facts.of``."""

    year: int
    level: Level
    organ_name: str
    figures: Mapping[str, Figure] = field(default_factory=dict)
    texts: Mapping[str, TextFact] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        *,
        year: int,
        level: Level,
        organ_name: str,
        figures: Iterable[Figure] = (),
        texts: Iterable[TextFact] = (),
    ) -> Facts:
        """Return the facts by key.

        Raises:
            FactGivenTwice: two figures or two texts have the same key.
        """
        return cls(year, level, organ_name, _by_key(figures), _by_key(texts))

    def __contains__(self, key: object) -> bool:
        return key in self.figures

    def __iter__(self) -> Iterator[str]:
        return iter(self.figures)

    def __len__(self) -> int:
        return len(self.figures)

    def figure(self, key: str) -> Figure:
        """Return one figure.

        Raises:
            FactMissing: nobody has stated it.
        """
        try:
            return self.figures[key]
        except KeyError:
            raise FactMissing(key=key, organ=self.organ_name, year=self.year) from None

    def value(self, key: str) -> Decimal:
        """Return the number of one figure, or raise ``FactMissing``."""
        return self.figure(key).value

    def text(self, key: str) -> TextFact:
        """Return one text fact.

        Raises:
            FactMissing: nobody has stated it.
        """
        try:
            return self.texts[key]
        except KeyError:
            raise FactMissing(key=key, organ=self.organ_name, year=self.year) from None

    def with_figures(self, figures: Iterable[Figure]) -> Facts:
        """Return the facts with more figures; the keys must be new."""
        everything = (*self.figures.values(), *figures)
        return Facts(self.year, self.level, self.organ_name, _by_key(everything), self.texts)
