"""Lay out what an officer sees when he compiles a report."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.apps.annual_report import freezing, gathering, rows
from gongkai.apps.annual_report.compiling import Compiled
from gongkai.apps.annual_report.models import PointKind, ReportPoint
from gongkai.domain.annual_report import layout
from gongkai.domain.annual_report.facts import Figure, Fold, Record
from gongkai.domain.annual_report.form import FORM_2021
from gongkai.domain.annual_report.issue import Issue
from gongkai.domain.annual_report.report import Section
from gongkai.domain.annual_report.tables import Tables, Value
from gongkai.domain.annual_report.wording import plain

_SHORT = ("总体情况", "主动公开", "申请办理", "复议诉讼", "问题与改进", "其他事项")
_TABLE_NAMES = {"t2": "表二", "t3": "表三", "t4": "表四"}
_ORDINALS = "一二三四五六"
RECORDS_IN_PANEL = 12
_FEE_KEY = "fee.total_yuan"

Address = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Part:
    """One of the six parts with its state in words."""

    number: int
    title: str
    tone: str
    state: str
    url: str
    is_open: bool


@dataclass(frozen=True, slots=True)
class Equation:
    """An identity in words, and whether it holds."""

    text: str
    remark: str
    holds: bool


@dataclass(frozen=True, slots=True)
class Shown:
    """A run of the text; ``url`` opens the records behind it."""

    text: str
    url: str = ""
    is_off: bool = False


@dataclass(frozen=True, slots=True)
class Panel:
    """The list behind one figure."""

    key: str
    title: str
    value: str
    unit: str
    records: tuple[Record, ...]
    more: int


def _part_of(key: str) -> int:
    """Return which part of the report a figure stands in."""
    tables = {"t2": 2, "t3": 3, "t4": 4}
    return tables.get(key.partition(".")[0], 1)


_CODE_PARTS = {"N2": 1, "N4": 5, "N5": 5, "N7": 6, "S2": 3}


def _issue_part(issue: Issue) -> int:
    """Return which part an issue is about."""
    if issue.code == "N6":
        headings = [section.heading for section in FORM_2021.sections]
        return headings.index(str(issue.facts["heading"])) + 1
    by_code = _CODE_PARTS.get(issue.code.partition(".")[0])
    return by_code or (_part_of(issue.keys[0]) if issue.keys else 3)


def _part_state(issues: list[Issue], table: str) -> tuple[str, str]:
    """Return tone and words for a part: ``bad``, ``warn`` or ``ok``."""
    hard = sum(issue.is_hard for issue in issues)
    if hard:
        return "bad", f"{hard}处必须改正"
    if any(issue.code in {"N4", "N5", "N6"} for issue in issues):
        return "warn", "待补写"
    if issues:
        return "warn", f"{len(issues)}处请核对"
    return "ok", f"{_TABLE_NAMES[table]}已核对" if table else "已核对"


def parts(compiled: Compiled, chosen: int, address: Callable[[int], str]) -> list[Part]:
    """Return the six parts and how each stands."""
    found = []
    for number, form in enumerate(FORM_2021.sections, start=1):
        issues = [issue for issue in compiled.issues if _issue_part(issue) == number]
        tone, state = _part_state(issues, form.table)
        title = f"{_ORDINALS[number - 1]}、{_SHORT[number - 1]}"
        found.append(Part(number, title, tone, state, address(number), number == chosen))
    return found


def _show(value: Value) -> str:
    return "空" if value is None else plain(value)


def _count_bad(compiled: Compiled, *codes: str) -> int:
    return sum(issue.code in codes for issue in compiled.issues)


def equations(compiled: Compiled) -> Iterator[Equation]:
    """Yield the identities of the tables in words."""
    cell = compiled.tables.value
    bad = _count_bad(compiled, "H1")
    new, carried_in, done, out = (
        _show(cell(f"t3.{row}.total")) for row in ("new", "carried_in", "done", "carried_out")
    )
    remark = f"{bad}列不成立" if bad else "七列全部成立"
    yield Equation(f"一 {new} ＋ 二 {carried_in} ＝ 三 {done} ＋ 四 {out}", remark, not bad)
    bad = _count_bad(compiled, "H2", "H3")
    remark = f"{bad}处不成立" if bad else f"{len(layout.ROWS)}行全部成立"
    yield Equation("总计 ＝ 各类申请人之和", remark, not bad)
    bad = _count_bad(compiled, "H5")
    yield Equation(
        "表四三处总计 ＝ 四种结果之和", f"{bad}处不成立" if bad else "三处全部成立", not bad
    )
    bad = _count_bad(compiled, "H6")
    before = _show(compiled.previous.value("t3.carried_out.total"))
    remark = f"{bad}列不衔接" if bad else "七列全部衔接"
    last = compiled.year - 1
    yield Equation(f"上年结转 {carried_in} ＝ {last}年表三第四项 {before}", remark, not bad)


def shown_section(
    compiled: Compiled, section: Section, address: Address
) -> list[tuple[bool, list[Shown]]]:
    """Return the paragraphs of a section; each stated figure carries its address."""
    off = {key for issue in compiled.issues if issue.code == "S4" for key in issue.keys}
    return [
        (
            place in section.subheadings,
            [
                Shown(
                    run.text,
                    _address_of(compiled, run.figure_key, address),
                    run.figure_key in off,
                )
                for run in paragraph
            ],
        )
        for place, paragraph in enumerate(section.paragraphs)
    ]


def _address_of(compiled: Compiled, key: str | None, address: Address) -> str:
    """Return the address of the records a run states; nothing for the officer's own words."""
    if key is None:
        return ""
    rests_on_records = key in compiled.facts or bool(compiled.facts.text(key).records)
    return address(key) if rests_on_records else ""


def panel(compiled: Compiled, key: str) -> Panel | None:
    """Return the list behind a figure or text; None when the report has no such key."""
    if key in compiled.facts:
        figure = compiled.facts.figure(key)
        title, value, unit, records = figure.title, plain(figure.value), figure.unit, figure.records
    elif key in compiled.facts.texts:
        fact = compiled.facts.text(key)
        title, value, unit, records = "、".join(fact.values), "", "", fact.records
    else:
        return None
    ordered = in_order(records)
    more = max(len(ordered) - RECORDS_IN_PANEL, 0)
    return Panel(key, title, value, unit, ordered[:RECORDS_IN_PANEL], more)


def in_order(records: Iterable[Record]) -> tuple[Record, ...]:
    """Return records by day, then by number; undated ones last."""
    return tuple(
        sorted(records, key=lambda one: (one.on is None, str(one.on or ""), one.source, one.pk))
    )


def drill_down(compiled: Compiled, key: str) -> Figure:
    """Return a figure, or a text fact as a counted figure, with all its records.

    Raises:
        FactMissing: the report has no such key.
    """
    if key in compiled.facts.texts and key not in compiled.facts:
        fact = compiled.facts.text(key)
        return Figure(key, "、".join(fact.values), "条", fact.records, Fold.COUNT)
    return compiled.facts.figure(key)


def year_bars(compiled: Compiled) -> list[tuple[str, Decimal]]:
    """Return new requests of up to three years, this year's last."""
    key = "t3.new.total"
    older = freezing.published_tables(compiled.organ, compiled.scope, compiled.year - 2)
    years: list[tuple[int, Tables | None]] = [
        (compiled.year - 2, older),
        (compiled.year - 1, compiled.previous),
        (compiled.year, compiled.tables),
    ]
    return [(str(year), tables.value(key) or Decimal(0)) for year, tables in years if tables]


def points(compiled: Compiled) -> dict[PointKind, list[str]]:
    """Return what the officer wrote in section five."""
    found: dict[PointKind, list[str]] = {kind: [] for kind in PointKind}
    if compiled.row is not None:
        for point in ReportPoint.objects.filter(report=compiled.row).order_by("position"):
            found[PointKind(point.kind)].append(point.text)
    return found


def last_promises(compiled: Compiled) -> tuple[str, ...]:
    """Return the improvements promised in last year's report."""
    return compiled.facts.text("promises").values


def stat_rows(compiled: Compiled, table: str, address: Address, picked: str) -> list[rows.StatRow]:
    """Return a statutory table whose numbers open their records; wrong cells are marked."""
    off = frozenset(key for issue in compiled.hard_issues for key in issue.keys)
    return rows.stat_rows(table, compiled.tables, address, picked, off)


portions = gathering.portions
