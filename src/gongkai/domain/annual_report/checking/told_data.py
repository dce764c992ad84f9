"""Read a report from plain data: the official labels as keys, the text by sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from gongkai.domain.annual_report import layout
from gongkai.domain.annual_report.checking import labels
from gongkai.domain.annual_report.checking.naming import level_of, organ_of, year_of
from gongkai.domain.annual_report.checking.told import (
    LabelRead,
    ToldCell,
    ToldReport,
    ToldSection,
    cell_of,
)
from gongkai.domain.annual_report.form import Level
from gongkai.domain.annual_report.plain_data import FEE_LABEL
from gongkai.domain.errors import Refusal

_TABLES = ("table2", "table3", "table4")


class NoReport(Refusal):
    """A file holds no annual report: neither a table of it nor its title."""

    code = "no_annual_report"


def report_of(data: object) -> ToldReport:
    """Return the report that plain data holds.

    Takes ``title, body, level, year, published, url, complete, table2, table3, table4, fee,
    sections, preamble``; every one of them may be absent.

    Raises:
        NoReport: the data hold neither a table nor the title of a report.
    """
    if not isinstance(data, Mapping) or not _is_report(data):
        raise NoReport(name="")  # whoever opened the file names it
    reader = _Reader()
    reader.read_documents(_table(data, "table2"))
    reader.read_requests(_table(data, "table3"))
    reader.read_cases(_table(data, "table4"))
    title, organ = _words(data.get("title")), _words(data.get("body"))
    year = data.get("year")
    return ToldReport(
        title=title,
        organ=organ or organ_of(title),
        level=_level(data.get("level")) or level_of(organ) or level_of(organ_of(title)),
        year=year if isinstance(year, int) else year_of(title),
        sections=tuple(_sections(data)),
        cells=reader.cells,
        labels=tuple(reader.labels),
        old_labels=tuple(reader.old),
        published_on=_day(data.get("published")),
        address=_words(data.get("url")),
        is_whole=data.get("complete") is not False,
        is_spoken="preamble" in data,
    )


def _is_report(data: Mapping[str, Any]) -> bool:
    return any(name in data for name in _TABLES) or "年度报告" in _words(data.get("title"))


def _table(data: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    table = data.get(name)
    return table if isinstance(table, Mapping) else {}


def _words(raw: object) -> str:
    return raw.strip() if isinstance(raw, str) else ""


def _level(raw: object) -> Level | None:
    return next((level for level in Level if level.label == raw), None)


def _day(raw: object) -> date | None:
    try:
        return date.fromisoformat(_words(raw)[:10])
    except ValueError:
        return None


def _sections(data: Mapping[str, Any]) -> Iterator[ToldSection]:
    """Yield preamble, sections and the sentence about the processing fee."""
    if preamble := _text(data.get("preamble")):
        yield ToldSection("", preamble)
    told = data.get("sections")
    if isinstance(told, Mapping):
        for heading, raw in told.items():
            yield ToldSection(str(heading), _text(raw))
    fee = _text(data.get("fee"))
    if fee and not any(fee in _text(raw) for raw in (told or {}).values()):
        yield ToldSection("六、信息处理费", fee)


def _text(raw: object) -> str:
    if isinstance(raw, list):
        return "\n".join(line for line in raw if isinstance(line, str))
    return _words(raw)


class _Reader:
    """Collects cells, misspelt labels and labels of the old form."""

    def __init__(self) -> None:
        self.cells: dict[str, ToldCell] = {}
        self.labels: list[LabelRead] = []
        self.old: list[str] = []

    def _row(self, prefix: str, row: object, columns: Iterable[tuple[str, str]]) -> None:
        """Take the cells of one row; a row that is None is there and blank."""
        told = row if isinstance(row, Mapping) else {}
        known = {self._spelt(prefix, label, columns): raw for label, raw in told.items()}
        for key, label in columns:
            self.cells[f"{prefix}.{key}"] = cell_of(known.get(label))

    def _spelt(self, prefix: str, label: str, columns: Iterable[tuple[str, str]]) -> str:
        near = labels.nearest(label, [official for _, official in columns])
        if near and labels.core(near) != labels.core(label):
            self.labels.append(LabelRead(SECTIONS[prefix[:2]], label, near))
        return near or label

    def read_documents(self, table: Mapping[str, Any]) -> None:
        """Take table 二."""
        rows = {label: f"t2.{key}" for key, label in layout.DOCUMENT_ROWS}
        singles = {label: f"t2.{key}" for key, label in layout.DECISION_ROWS}
        singles |= {FEE_LABEL: "t2.fee_wan", layout.FEE_ROW[1]: "t2.fee_wan"}
        for label, raw in table.items():
            near = labels.nearest(label, (*rows, *singles), least=0.75)
            if near is None or _is_old(raw):
                self.old.append(label)
            elif near in rows:
                self._row(rows[near], raw, layout.DOCUMENT_COLUMNS)
            else:
                self.cells[singles[near]] = cell_of(raw)

    def read_requests(self, table: Mapping[str, Any]) -> None:
        """Take table 三."""
        after = -1
        for label, raw in table.items():
            place = labels.row_of(label, after)
            if place is None:
                self.old.append(label)
                continue
            form = labels.ORDERED_ROWS[place]
            if not labels.is_right(label, form):
                self.labels.append(LabelRead("表三", label, form.name))
            self._row(f"t3.{form.key}", raw, layout.COLUMNS)
            after = place

    def read_cases(self, table: Mapping[str, Any]) -> None:
        """Take table 四."""
        kinds = {label: key for key, label in layout.LITIGATION_KINDS}
        for label, raw in table.items():
            near = labels.nearest(label, kinds, least=0.75)
            if near is None:
                self.old.append(label)
            else:
                self._row(f"t4.{kinds[near]}", raw, layout.LITIGATION_RESULTS)


SECTIONS = MappingProxyType({"t2": "表二", "t3": "表三", "t4": "表四"})


def _is_old(raw: object) -> bool:
    """Tell whether a row of table 二 has the columns of the form of 2019."""
    if not isinstance(raw, Mapping):
        return False
    return any(labels.nearest(label, labels.OLD_LABELS, least=0.9) for label in raw) or not any(
        labels.nearest(label, [text for _, text in layout.DOCUMENT_COLUMNS]) for label in raw
    )
