"""Read the spreadsheet of a library and name what is wrong, row by row and column by column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, BinaryIO
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from gongkai.apps.documents.importing.columns import BY_NAME, COLUMNS, DAYS
from gongkai.apps.documents.importing.faults import Fault, Wrong
from gongkai.apps.documents.importing.folder import Folder
from gongkai.apps.documents.models import PolicyDocument
from gongkai.domain.documents.index_numbers import check_credit_code
from gongkai.domain.documents.kinds import THEMES, Disclosure, DocumentKind
from gongkai.domain.documents.numbers import DocumentNumber
from gongkai.domain.documents.validity import DocumentDatesContradict, Lifespan, Validity
from gongkai.domain.documents.validity_acts import Act, ActKind, life_after
from gongkai.domain.errors import Refusal
from gongkai.domain.terms import Term
from gongkai.foundation import refusals
from gongkai.foundation.files.kinds import Kind, sniff
from gongkai.foundation.organs.models import Organ

MAX_ROWS = 5_000
_SPLIT = re.compile(r"[;；\n]")
_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?")


@dataclass(slots=True)
class Row:
    """One row as it was understood.

    Attributes:
        row: its number in the spreadsheet.
        values: words by column.
        days: days by column.
        number: 发文字号; None when it could not be read.
        organs: issuing organs, the lead first.
    """

    row: int
    values: dict[str, str]
    days: dict[str, date] = field(default_factory=dict)
    number: DocumentNumber | None = None
    organs: list[Organ] = field(default_factory=list)

    def names(self, column: str) -> list[str]:
        """Return the names in a cell that may hold several."""
        return [part.strip() for part in _SPLIT.split(self.values[column]) if part.strip()]

    def term(self, column: str, kind: type[Term], default: Term | None = None) -> Any:
        """Return the entry of a closed list by its label; the default for an empty cell."""
        return {member.label: member for member in kind}.get(self.values[column], default)

    def acts(self) -> list[Act]:
        """Return the acts the row knows of."""
        known = ((ActKind.AMEND, "amended_on"), (ActKind.REPEAL, "repealed_on"))
        return [Act(kind, self.days[name]) for kind, name in known if name in self.days]


@dataclass(slots=True)
class Report:
    """What came of reading a spreadsheet.

    Attributes:
        good: rows without fault.
        known: rows whose document stands in the library already.
        faults: what is wrong.
        written: how many documents went in.
    """

    good: list[Row] = field(default_factory=list)
    known: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    written: int = 0


def read(stream: BinaryIO, folder: Folder, today: date) -> Report:
    """Return the rows without fault, and every fault of the others; nothing is written."""
    report = Report()
    rows = _rows(stream, report)
    reader = _Reader(folder, today, report)
    for number, cells in rows:
        reader.take(number, cells)
    reader.finish()
    report.faults.sort(key=lambda fault: fault.row)
    return report


def _whole(report: Report, wrong: Wrong, **facts: object) -> list[Any]:
    report.faults.append(Fault(0, "", wrong, wrong.label.format_map(facts)))
    return []


def _rows(stream: BinaryIO, report: Report) -> list[tuple[int, dict[str, Any]]]:
    """Return the rows by column name; faults of the file as a whole go into the report."""
    try:
        sheet: Any = load_workbook(stream, data_only=True).worksheets[0]
    except (
        BadZipFile,
        InvalidFileException,
        IndexError,
        KeyError,
        OSError,
        SyntaxError,
        TypeError,
        ValueError,
    ):  # fmt: skip -- SyntaxError: what both XML readers raise
        return _whole(report, Wrong.NOT_A_WORKBOOK)
    lines = list(sheet.iter_rows(values_only=True))
    headings = [str(value or "").strip() for value in lines[0]] if lines else []
    missing = [column.heading for column in COLUMNS if column.heading not in headings]
    needed = [name for name in missing if _needed(name)]
    if needed:
        return _whole(report, Wrong.HEADING_MISSING, missing="、".join(needed))
    last = max((place for place, line in enumerate(lines) if _filled(line)), default=0)
    if not last:
        return _whole(report, Wrong.NO_ROWS)
    if last > MAX_ROWS:
        return _whole(report, Wrong.TOO_MANY_ROWS, limit=MAX_ROWS)
    merged = {
        row for area in sheet.merged_cells.ranges for row in range(area.min_row, area.max_row + 1)
    }
    places = {c.name: headings.index(c.heading) for c in COLUMNS if c.heading in headings}
    found = []
    for number, line in enumerate(lines[1 : last + 1], start=2):
        if number in merged:
            _blame(report, number, "", Wrong.MERGED)
        elif not _filled(line):
            _blame(report, number, "", Wrong.EMPTY_ROW)
        else:
            found.append((number, {name: line[place] for name, place in places.items()}))
    return found


def _needed(heading: str) -> bool:
    return any(column.heading == heading and column.needed for column in COLUMNS)


def _filled(line: Sequence[Any]) -> bool:
    return any(str(value).strip() for value in line if value is not None)


def _blame(report: Report, row: int, column: str, wrong: Wrong, **facts: object) -> None:
    heading = BY_NAME[column].heading if column else ""
    said = {name: _said(value) for name, value in facts.items()}
    report.faults.append(Fault(row, heading, wrong, wrong.label.format_map(said)))


def _said(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value


def _day(value: Any) -> date | None:
    """Return the day a cell names; None when there is no such day."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    found = _DAY.fullmatch(unicodedata.normalize("NFKC", str(value)).strip())
    try:
        return date(*(int(part) for part in found.groups())) if found else None
    except ValueError:
        return None


class _Reader:
    """Check rows one after the other; remembers what all of them share."""

    def __init__(self, folder: Folder, today: date, report: Report) -> None:
        self.folder, self.today, self.report = folder, today, report
        self.organs: dict[str, Organ] = {}
        for organ in Organ.objects.all():
            for name in (organ.name, organ.short_name, organ.code):
                self.organs.setdefault(name, organ)
        self.library = {
            DocumentNumber(*row[:3]): (row[3], row[4])
            for row in PolicyDocument.objects.values_list(
                "issuer_code", "number_year", "number_serial", "title", "signed_on"
            )
        }
        self.seen: dict[DocumentNumber, int] = {}
        self.rows: list[Row] = []
        self.faulty: set[int] = set()

    def take(self, number: int, cells: dict[str, Any]) -> None:
        """Check one row."""
        values = {column.name: "" for column in COLUMNS}
        days_given: dict[str, Any] = {}
        for name, value in cells.items():
            if name in DAYS and value is not None and str(value).strip():
                days_given[name] = value
            values[name] = "" if value is None else str(value).strip()
        row = Row(number, values)
        self.rows.append(row)
        checks: tuple[Callable[[Row], None], ...] = (
            self._fill, self._number, self._organ, self._lists, self._files, self._words
        )  # fmt: skip
        for name, value in days_given.items():
            day = _day(value)
            if day is None:
                self.blame(row, name, Wrong.NO_SUCH_DAY, text=str(value))
            else:
                row.days[name] = day
        for check in checks:
            check(row)
        self._life(row)

    def blame(self, row: Row, column: str, wrong: Wrong, **facts: object) -> None:
        """Note a fault of a row."""
        self.faulty.add(row.row)
        _blame(self.report, row.row, column, wrong, **facts)

    def _fill(self, row: Row) -> None:
        for column in COLUMNS:
            text = row.values[column.name]
            if column.needed and not text:
                self.blame(row, column.name, Wrong.MISSING)
            if len(text) > column.longest:
                facts = {"length": len(text), "limit": column.longest}
                self.blame(row, column.name, Wrong.TOO_LONG, **facts)

    def _number(self, row: Row) -> None:
        text = row.values["number"]
        if not text:
            return
        try:
            row.number = number = DocumentNumber.parse(text)
        except Refusal:
            self.blame(row, "number", Wrong.NUMBER, text=text[:60])
            return
        first = self.seen.setdefault(number, row.row)
        if first != row.row:
            self.blame(row, "number", Wrong.NUMBER_TWICE, number=number, first=first)
        title, _ = self.library.get(number, ("", None))
        if title and title != row.values["title"]:
            self.blame(row, "number", Wrong.NUMBER_TAKEN, number=number, title=title)
        signed_on = row.days.get("signed_on")
        if signed_on is not None and signed_on.year != number.year:
            facts = {"year": number.year, "signed": signed_on.year}
            self.blame(row, "number", Wrong.NUMBER_YEAR, **facts)

    def _organ(self, row: Row) -> None:
        for name in row.names("organs"):
            organ = self.organs.get(name)
            if organ is None:
                self.blame(row, "organs", Wrong.ORGAN, text=name[:40])
            else:
                row.organs.append(organ)
        if row.organs:
            try:
                check_credit_code(row.organs[0].credit_code)
            except Refusal:
                self.blame(row, "organs", Wrong.ORGAN_CODE, organ=row.organs[0].name)

    def _lists(self, row: Row) -> None:
        labels: dict[str, Iterable[str]] = {
            "kind": [member.label for member in DocumentKind],
            "disclosure": [member.label for member in Disclosure],
            "validity": [member.label for member in Validity],
            "theme": [theme.name for theme in THEMES],
        }
        for name, allowed in labels.items():
            text = row.values[name]
            if text and text not in allowed:
                facts = {"text": text[:40], "allowed": "、".join(allowed)}
                self.blame(row, name, Wrong.NOT_IN_LIST, **facts)
        disclosure = row.term("disclosure", Disclosure, Disclosure.PROACTIVE)
        if disclosure is not Disclosure.PROACTIVE and not row.values["disclosure_reason"]:
            self.blame(row, "disclosure_reason", Wrong.REASON, disclosure=disclosure.label)

    def _files(self, row: Row) -> None:
        for column, kinds in (("body_file", (Kind.DOCX,)), ("original", (Kind.PDF,)),
                              ("attachments", ())):  # fmt: skip
            for name in row.names(column):
                self._file(row, column, name, kinds)

    def _file(self, row: Row, column: str, name: str, kinds: tuple[Kind, ...]) -> None:
        count = self.folder.count(name)
        if count != 1:
            wrong = Wrong.FILE_TWICE if count else Wrong.FILE_MISSING
            self.blame(row, column, wrong, name=name)
            return
        allowed = "、".join(kind.value for kind in kinds)
        try:
            kind = sniff(self.folder.read(name), name)
        except Refusal as refusal:
            if not kinds:
                self.blame(row, column, Wrong.REFUSED, sentence=refusals.sentence(refusal))
                return
            kind = None
        if kinds and kind not in kinds:
            self.blame(row, column, Wrong.FILE_KIND, name=name, allowed=allowed)

    def _words(self, row: Row) -> None:
        body, file = row.values["body"], row.values["body_file"]
        if body and file:
            self.blame(row, "body", Wrong.TWO_TEXTS)
        if not body and not file:
            self.blame(row, "body", Wrong.NO_TEXT)

    def _life(self, row: Row) -> None:
        """Check the days against each other and against the validity that is stated."""
        signed_on = row.days.get("signed_on")
        if signed_on is None:
            return
        if signed_on > self.today:
            self.blame(row, "signed_on", Wrong.FUTURE, day=signed_on)
        acts = row.acts()
        if acts and not row.values["act_basis"]:
            self.blame(row, "act_basis", Wrong.BASIS)
        try:
            effective_from = row.days.get("effective_from", signed_on)
            text = Lifespan(signed_on, effective_from, row.days.get("expires_on"))
            life = life_after(text, acts)
        except DocumentDatesContradict as refusal:
            self.blame(row, "effective_from", Wrong.DATES, **refusal.facts)
            return
        except Refusal as refusal:
            self.blame(row, "repealed_on", Wrong.REFUSED, sentence=refusals.sentence(refusal))
            return
        found, said = life.validity_on(self.today).label, row.values["validity"]
        if said in {member.label for member in Validity} and said != found:
            self.blame(row, "validity", Wrong.VALIDITY, said=said, found=found)

    def finish(self) -> None:
        """Check what rows say of other rows, and divide the good from the faulty."""
        self._successors()
        for row in self.rows:
            if row.row in self.faulty or row.number is None:
                continue
            (self.report.known if row.number in self.library else self.report.good).append(row)

    def _successors(self) -> None:
        """Blame rows whose successor is nowhere; that may take away the successor of others."""
        asked = {row.row: successor for row, successor in self._asked()}
        waiting = [row for row in self.rows if row.row in asked]
        while waiting:
            there = {row.number for row in self.rows if row.row not in self.faulty}
            lost = [
                row
                for row in waiting
                if asked[row.row] not in there and asked[row.row] not in self.library
            ]
            for row in lost:
                self.blame(row, "successor", Wrong.SUCCESSOR, number=row.values["successor"])
            if not [row for row in lost if row.number in asked.values()]:
                return
            waiting = [row for row in waiting if row not in lost]

    def _asked(self) -> Iterator[tuple[Row, DocumentNumber]]:
        for row in self.rows:
            text = row.values["successor"]
            if not text:
                continue
            try:
                number = DocumentNumber.parse(text)
            except Refusal:
                self.blame(row, "successor", Wrong.NUMBER, text=text[:60])
                continue
            if number == row.number:
                self.blame(row, "successor", Wrong.SUCCESSOR_SELF)
            elif "repealed_on" not in row.days:
                self.blame(row, "successor", Wrong.SUCCESSOR_ALONE)
            else:
                yield row, number
