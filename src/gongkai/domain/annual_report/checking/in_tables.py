"""Find what is wrong inside the tables: identities, blanks, signs, impossibilities."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from gongkai.domain.annual_report import layout
from gongkai.domain.annual_report.checking.codes import finding
from gongkai.domain.annual_report.checking.findings import Finding, Place, Said
from gongkai.domain.annual_report.checking.told import BLANK, CellState, ToldReport
from gongkai.domain.annual_report.cross_footing import issues
from gongkai.domain.annual_report.form import FORM_2021
from gongkai.domain.annual_report.issue import Issue
from gongkai.domain.annual_report.tables import KEYS, Tables, title_of
from gongkai.domain.annual_report.wording import plain

_SECTIONS = {"t2": "表二", "t3": "表三", "t4": "表四"}
_ROWS = {form.key: form.name for form in (*layout.ROW_FORMS, layout.UNDIVIDED_OTHER)}
_TWO_ROWS = dict((*layout.DOCUMENT_ROWS, *layout.DECISION_ROWS, layout.FEE_ROW))
_COLUMNS = dict(layout.COLUMNS)
_DOCUMENT_COLUMNS = dict(layout.DOCUMENT_COLUMNS)
_KINDS, _RESULTS = dict(layout.LITIGATION_KINDS), dict(layout.LITIGATION_RESULTS)
# A whole city collects less; a county that states more has written 元 for 万元. Our measure.
_FEE_ABOVE = 1_000_000
_SMALL_LEVELS = frozenset({"county", "office", "department", "township"})


def place_of(key: str) -> Place:
    """Return the place of a cell by its key."""
    table, first, *rest = key.split(".")
    if table == "t2":
        return Place("表二", _TWO_ROWS[first], _DOCUMENT_COLUMNS[rest[0]] if rest else "")
    if table == "t3":
        return Place("表三", _ROWS[first], _COLUMNS[rest[0]])
    return Place("表四", _KINDS[first], _RESULTS[rest[0]])


_NUMBERS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        # code → facts that were found, that were expected
        "H1": ("out", "into"),
        "H2": ("total", "sum"),
        "H3": ("total", "sum"),
        "H5": ("total", "sum"),
        "H6": ("carried_in", "carried_out"),
        "H4.negative": ("value", ""),
        "H4.fraction": ("value", ""),
        "L1": ("value", ""),
        "L2": ("valid", "least"),
        "S1": ("valid", "expected"),
        "L7": ("previous", "expected"),
    }
)
_TAKEN = frozenset({"H4.blank", "H4.blank_table", "L5", "L6"})  # said here more exactly, or never


def of_issue(issue: Issue) -> Finding:
    """Return an issue of the cross-footing as a finding with its place."""
    found, expected = _NUMBERS.get(issue.code, ("", ""))
    facts = {"said": issue.sentence}
    return finding(
        issue.code,
        _issue_place(issue),
        _number(issue.facts.get(found)),
        Decimal(0) if issue.code == "L1" else _number(issue.facts.get(expected)),
        **facts,
    )


def _number(fact: object) -> Said:
    return None if fact is None else Decimal(str(fact))


def _issue_place(issue: Issue) -> Place:
    if issue.code == "H1":  # four cells of a column
        return Place("表三", "", str(issue.facts["column"]))
    if issue.keys:
        return place_of(issue.keys[-1] if issue.code in {"L2", "L3", "S1"} else issue.keys[0])
    return Place()


def table_findings(report: ToldReport, tables: Tables) -> Iterator[Finding]:
    """Yield what is wrong inside one report's tables."""
    yield from (of_issue(issue) for issue in issues(tables) if issue.code not in _TAKEN)
    for check in _CHECKS:
        yield from check(report, tables)


def _filled(report: ToldReport, tables: Tables) -> Iterator[Finding]:
    """Yield blanks, signs and what is no number."""
    is_old = report.year is not None and report.year < FORM_2021.first_report_year
    for prefix, rows in _rows(tables).items():
        known = [key for row in rows for key in row if key in report.cells]
        if not any(report.cells[key].state is not CellState.BLANK for key in known):
            if report.is_whole:
                yield finding("H4.blank_table", Place(prefix), table=prefix)
            continue
        blanks = [key for key in known if report.cells[key].state is CellState.BLANK]
        if is_old and blanks:
            yield finding(
                "H4.blank_old", Place(prefix), len(blanks), table=prefix, count=len(blanks)
            )
        elif report.is_whole:
            for row in rows:
                yield from _blank_cells(report, prefix, row)
        yield from _strange_cells(report, known)


def _rows(tables: Tables) -> dict[str, list[list[str]]]:
    """Return the cell keys by table and row."""
    found: dict[str, dict[str, list[str]]] = {}
    for key in tables.cell_keys():
        section = _SECTIONS[key[:2]]
        # the one row of table 四 is one row for every kind of case
        found.setdefault(section, {}).setdefault(".".join(key.split(".")[:2]), []).append(key)
    return {section: list(rows.values()) for section, rows in found.items()}


def _blank_cells(report: ToldReport, section: str, row: list[str]) -> Iterator[Finding]:
    blank = [key for key in row if report.cells.get(key, BLANK).state is CellState.BLANK]
    if len(blank) == len(row):
        place = Place(section, place_of(row[0]).row)
        yield finding("H4.blank_row", place, row=place.said)
        return
    for key in blank:
        yield finding("H4.blank", place_of(key), "", cell=title_of(key))


def _strange_cells(report: ToldReport, keys: Iterable[str]) -> Iterator[Finding]:
    unclear: set[tuple[str, str]] = set()
    for key in keys:
        cell, place = report.cells[key], place_of(key)
        if cell.state is CellState.SIGN:
            yield finding("H4.sign", place, cell.raw, cell=title_of(key), raw=cell.raw)
        elif cell.state is CellState.UNREADABLE:
            yield finding("H4.unreadable", place, cell.raw, cell=title_of(key), raw=cell.raw)
        elif cell.state is CellState.UNCLEAR and (place.row, cell.raw) not in unclear:
            unclear.add((place.row, cell.raw))
            where = Place(place.section, place.row)
            yield finding("H4.unclear", where, cell.raw, row=where.said, raw=cell.raw)
        elif cell.value is not None and not cell.raw[-1:].isdigit():
            yield finding("H4.unit", place, cell.raw, cell.value, cell=title_of(key), raw=cell.raw)


def _parts(tables: Tables) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the code, the total and the parts of every sum of the tables."""
    for column, _ in layout.COLUMNS:
        yield "H2", f"t3.done.{column}", tuple(f"t3.{row}.{column}" for row in tables.outcome_rows)
    for row in tables.rows:
        parts = tuple(f"t3.{row}.{column}" for column in layout.APPLICANT_COLUMNS)
        yield "H3", f"t3.{row}.total", parts
    for kind, _ in layout.LITIGATION_KINDS:
        results = layout.LITIGATION_RESULTS[:-1]
        yield "H5", f"t4.{kind}.total", tuple(f"t4.{kind}.{result}" for result, _ in results)


def _too_much(report: ToldReport, tables: Tables) -> Iterator[Finding]:
    """Yield totals that the filled parts exceed already, whatever the blank ones hold."""
    for _, total, parts in _parts(tables):
        values = [value for key in parts if (value := tables.values.get(key)) is not None]
        whole = tables.values.get(total)
        known = sum(values, Decimal(0))
        if whole is not None and len(values) < len(parts) and known > whole:
            facts = {"place": title_of(total), "sum": plain(known), "total": plain(whole)}
            yield finding("H7", place_of(total), whole, known, **facts)


def _old_form(report: ToldReport, tables: Tables) -> Iterator[Finding]:
    """Yield that the form of 2019 lingers in a report of 2021 or later."""
    if report.year is not None and report.year < FORM_2021.first_report_year:
        return
    found = list(dict.fromkeys(tables.unread))
    if tables.is_other_undivided:
        found.append("（六）其他处理（未分小项）")
    if found:
        labels = "、".join(found)
        said = f"这份报告用的是旧格式：{labels}不在2021年格式内。"
        yield finding("L6", Place(quote=labels), labels, None, said=said)


def _fee_unit(report: ToldReport, tables: Tables) -> Iterator[Finding]:
    """Yield a fee that is too much for a county: 元 written for 万元."""
    fee = tables.values.get("t2.fee_wan")
    if fee is not None and fee >= _FEE_ABOVE and (report.level or "") in _SMALL_LEVELS:
        yield finding("L8", place_of("t2.fee_wan"), fee, fee / 10_000, value=plain(fee))


def _balances(tables: Tables) -> Iterator[tuple[dict[str, int], Decimal]]:
    """Yield every sum of table 三 as cells with signs, and what it is instead of nought."""
    sums = [
        {total: -1} | dict.fromkeys(parts, 1)
        for code, total, parts in _parts(tables)
        if code != "H5"
    ]
    for column, _ in layout.COLUMNS:
        into = {f"t3.{row}.{column}": 1 for row in ("new", "carried_in")}
        sums.append(into | {f"t3.{row}.{column}": -1 for row in ("done", "carried_out")})
    for one in sums:
        values = [tables.values.get(key) for key in one]
        if None in values:
            continue
        signed = zip(one.values(), values, strict=True)
        yield one, sum((sign * value for sign, value in signed if value is not None), Decimal(0))


def _one_cell(report: ToldReport, tables: Tables) -> Iterator[Finding]:
    """Yield the one cell whose change would balance table 三, when there is exactly one."""
    broken: list[tuple[dict[str, int], Decimal]] = []
    sound: set[str] = set()
    for cells, rest in _balances(tables):
        if rest:
            broken.append((cells, rest))
        else:
            sound |= cells.keys()
    if len(broken) < 2:  # noqa: PLR2004 -- one sum alone points at all its cells
        return
    fits = []
    for key in set.intersection(*(set(cells) for cells, _ in broken)) - sound:
        changes = {-rest / cells[key] for cells, rest in broken}
        value = tables.values[key]
        if len(changes) == 1 and value is not None and (new := value + changes.pop()) >= 0:
            fits.append((key, value, new))
    if len(fits) == 1:
        key, value, new = fits[0]
        yield finding("H8", place_of(key), value, new, cell=title_of(key))


_CHECKS: tuple[Callable[[ToldReport, Tables], Iterator[Finding]], ...] = (
    _filled,
    _too_much,
    _old_form,
    _fee_unit,
    _one_cell,
)
__all__ = ["KEYS", "of_issue", "place_of", "table_findings"]
