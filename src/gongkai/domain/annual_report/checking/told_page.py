"""Read a report from what stands on a page: passages and tables, in the order of reading."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from gongkai.domain.annual_report import layout
from gongkai.domain.annual_report.checking import labels
from gongkai.domain.annual_report.checking.naming import level_of, organ_of, year_of
from gongkai.domain.annual_report.checking.told import (
    CellState,
    LabelRead,
    ToldCell,
    ToldReport,
    ToldSection,
    cell_of,
)
from gongkai.domain.annual_report.checking.told_data import SECTIONS, NoReport

# What stands in one place of a table; a cell that is merged stands in all its places.
Standing = str | int | float | Decimal | None
Line = tuple[Standing, ...]
Grid = tuple[Line, ...]
Part = str | Grid

_COLUMNS = [label for _, label in layout.COLUMNS]
_RESULTS = [label for _, label in layout.LITIGATION_RESULTS]
_DOCUMENT_COLUMNS = [label for _, label in layout.DOCUMENT_COLUMNS]
_SINGLES = {label: f"t2.{key}" for key, label in (*layout.DECISION_ROWS, layout.FEE_ROW)}
_DOCUMENTS = {label: f"t2.{key}" for key, label in layout.DOCUMENT_ROWS}
_NEAR = 0.75
_HEADING = re.compile(r"(?P<number>[一二三四五六])\s*[、．.](?P<words>[^。；：]{2,28})")
_TITLE = re.compile(r"20\d\d ?年.*政府信息公开.*(?:报告|年报)")
_LONGEST_TITLE = 60
_PUBLISHED = re.compile(
    r"(?:发布|发文|公开)(?:日期|时间)\s*[:：]?\s*(20\d\d)[-年./](\d{1,2})[-月./](\d{1,2})"
)


def report_of(
    parts: Iterable[Part],
    *,
    title: str = "",
    published_on: date | None = None,
    written_on: date | None = None,
) -> ToldReport:
    """Return the report that stands on a page.

    Args:
        parts: passages and tables in the order of reading.
        title: what the file calls itself, used when no passage is the title of a report.
        published_on: as the page's own data say.
        written_on: when the file was made, as the file itself says.

    Raises:
        NoReport: neither a table nor the title of a report stands there.
    """
    text, tables = _Text(), _Tables()
    for part in parts:
        if isinstance(part, str):
            text.take(part)
        else:
            tables.take(part)
    title = text.title or (title if _is_title(title) else "")
    if not tables.cells and not tables.old and not title:
        raise NoReport(name="")  # whoever opened the file names it
    organ = organ_of(title)
    return ToldReport(
        title=title,
        organ=organ,
        level=level_of(organ),
        year=year_of(title),
        sections=tuple(text.sections()),
        cells=tables.cells,
        labels=tuple(tables.labels),
        old_labels=tuple(tables.old),
        published_on=published_on or text.published_on,
        written_on=written_on,
    )


def _is_title(text: str) -> bool:
    return len(text) <= _LONGEST_TITLE and _TITLE.search(text) is not None


class _Text:
    """Collects title, sections and the day of publication."""

    def __init__(self) -> None:
        self.title = ""
        self.published_on: date | None = None
        self._sections: list[tuple[str, list[str]]] = [("", [])]

    def take(self, passage: str) -> None:
        """Take one passage."""
        words = " ".join(passage.split())
        if not words:
            return
        if not self.title and _is_title(words):
            self.title = words
        elif self.published_on is None and (match := _PUBLISHED.search(words)):
            self.published_on = _day(*match.groups())
        elif self._is_heading(words):
            self._sections.append((words, []))
        else:
            self._sections[-1][1].append(words)

    def _is_heading(self, words: str) -> bool:
        """Tell whether a passage opens the section that comes next, or one after it."""
        match = _HEADING.fullmatch(words)
        if match is None:
            return False
        opened = [heading[0] for heading, _ in self._sections if heading]
        numbers = "一二三四五六"
        return not opened or numbers.index(match["number"]) > numbers.index(opened[-1])

    def sections(self) -> list[ToldSection]:
        """Return what stands under each heading; before the first the heading is empty."""
        return [
            ToldSection(heading, "\n".join(lines))
            for heading, lines in self._sections
            if heading or lines
        ]


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


class _Tables:
    """Collects cells line by line, so that a table divided by a page is still one table."""

    def __init__(self) -> None:
        self.cells: dict[str, ToldCell] = {}
        self.labels: list[LabelRead] = []
        self.old: list[str] = []
        self._table = ""  # which table the lines belong to: t2, t2.old, t3, t4
        self._columns: list[int] = []
        self._width = 0
        self._after = -1

    def take(self, grid: Grid) -> None:
        """Take the lines of one table."""
        for line in grid:
            texts = [_text(cell) for cell in line]
            if not any(texts) or self._is_head(texts):
                continue
            if self._table.startswith("t2"):
                self._take_documents(texts, line)
            elif self._table == "t3":
                self._take_requests(texts, line)
            elif self._table == "t4":
                self._take_cases(line)

    def _is_head(self, texts: Sequence[str]) -> bool:
        """Tell whether a line names columns; if so, what follows belongs to them."""
        if columns := labels.columns_of(texts, _COLUMNS):
            self._open("t3", columns)
            self._width = len(texts)
        elif columns := labels.columns_of(texts, _DOCUMENT_COLUMNS):
            self._misspelt("t2", texts, columns, _DOCUMENT_COLUMNS)
            self._open("t2", columns)
        elif columns := labels.columns_of(texts, _RESULTS * len(layout.LITIGATION_KINDS)):
            self._misspelt("t4", texts, columns, _RESULTS * len(layout.LITIGATION_KINDS))
            self._open("t4", columns)
        elif old := [text for text in dict.fromkeys(texts) if text in labels.OLD_LABELS]:
            self._open("t2.old", [])
            self.old += [label for label in old if label not in self.old]
        else:
            return False
        return True

    def _open(self, table: str, columns: list[int]) -> None:
        if table == "t3" and self._table != "t3":
            self._after = -1
        self._table, self._columns = table, columns

    def _misspelt(
        self, table: str, texts: Sequence[str], columns: list[int], official: list[str]
    ) -> None:
        for place, label in zip(columns, official, strict=True):
            if labels.core(texts[place]) != labels.core(label):
                self.labels.append(LabelRead(SECTIONS[table], texts[place], label))

    def _row(self, prefix: str, keys: Iterable[str], line: Line) -> None:
        for key, place in zip(keys, self._columns, strict=True):
            raw = line[place] if place < len(line) else None
            self.cells[f"{prefix}.{key}"] = cell_of(raw)

    def _take_documents(self, texts: Sequence[str], line: Line) -> None:
        label = texts[0]
        near = labels.nearest(label, (*_DOCUMENTS, *_SINGLES), least=_NEAR)
        if near is None:
            return
        if self._table == "t2.old":
            self.old.append(label)
        elif near in _DOCUMENTS:
            self._row(_DOCUMENTS[near], (key for key, _ in layout.DOCUMENT_COLUMNS), line)
        else:
            raw = next((cell for cell in line if _text(cell) not in {label, ""}), None)
            self.cells[_SINGLES[near]] = cell_of(raw)

    def _take_requests(self, texts: Sequence[str], line: Line) -> None:
        label, place = self._label_before(texts, 0)
        # Below the end of a page the cells at the left may be gone with what they spanned.
        short = len(line) - self._width
        if place is None and short < 0 < self._columns[0] + short:
            label, place = self._label_before(texts, short)
            line = (None,) * -short + line
        if place is None:
            first = self._columns[0]
            if label and any(cell_of(cell).state is CellState.NUMBER for cell in line[first:]):
                self.old.append(label)
            return
        form = labels.ORDERED_ROWS[place]
        if not labels.is_right(label, form):
            self.labels.append(LabelRead(SECTIONS["t3"], label, form.name))
        self._row(f"t3.{form.key}", (key for key, _ in layout.COLUMNS), line)
        self._after = place

    def _label_before(self, texts: Sequence[str], shift: int) -> tuple[str, int | None]:
        before = texts[: self._columns[0] + shift]
        label = next((text for text in reversed(before) if text), "")
        return label, labels.row_of(label, self._after)

    def _take_cases(self, line: Line) -> None:
        keys = [
            f"{kind}.{result}"
            for kind, _ in layout.LITIGATION_KINDS
            for result, _ in layout.LITIGATION_RESULTS
        ]
        if "t4." + keys[0] not in self.cells:
            self._row("t4", keys, line)


def _text(cell: Standing) -> str:
    return "" if cell is None else "".join(str(cell).split())
