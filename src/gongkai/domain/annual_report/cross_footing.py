"""Check 勾稽关系: that the tables add up, within a year and from year to year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal

from gongkai.domain.annual_report import layout
from gongkai.domain.annual_report.evidence import NO_EVIDENCE, Evidence, evidence_issues
from gongkai.domain.annual_report.form import FORM_2021
from gongkai.domain.annual_report.issue import Issue, hard, soft
from gongkai.domain.annual_report.tables import LEAF_KEYS, Tables, Value, title_of
from gongkai.domain.annual_report.wording import plain

# 其他处理 is for 极少数特殊情况 (notice of 2019); the share that makes us ask is our choice.
OTHER_SHARE_PERCENT = 5
# Since the Reconsideration Law of 2023 a refusal goes to 行政复议 first (art. 23).
RECONSIDERATION_FIRST_SINCE = 2024
NAMED_CELLS = 3  # a sentence that lists more is not read
_ROW_LABELS = {form.key: form.name for form in (*layout.ROW_FORMS, layout.UNDIVIDED_OTHER)}


def _sum(tables: Tables, keys: Iterable[str]) -> Value:
    """Return the sum of cells, None when one of them is blank."""
    total = Decimal(0)
    for key in keys:
        value = tables.value(key)
        if value is None:
            return None
        total += value
    return total


def _unequal(
    first: Value, second: Value, code: str, keys: tuple[str, ...], **facts: object
) -> Iterator[Issue]:
    """Yield a hard issue when both numbers are known and differ."""
    if first is None or second is None or first == second:
        return
    names = _OPERANDS[code]
    operands = {names[0]: plain(first), names[1]: plain(second), "gap": plain(abs(first - second))}
    yield hard(code, keys, **facts, **operands)


_OPERANDS = {
    "H1": ("into", "out"),
    "H2": ("sum", "total"),
    "H3": ("sum", "total"),
    "H5": ("sum", "total"),
    "H6": ("carried_in", "carried_out"),
}


def _balance(tables: Tables) -> Iterator[Issue]:
    """H1: new + carried in = done + carried out, per column."""
    for column, label in layout.COLUMNS:
        into = tuple(f"t3.{row}.{column}" for row in ("new", "carried_in"))
        out = tuple(f"t3.{row}.{column}" for row in ("done", "carried_out"))
        yield from _unequal(
            _sum(tables, into), _sum(tables, out), "H1", (*into, *out), column=label
        )


def _outcomes(tables: Tables) -> Iterator[Issue]:
    """H2: the outcomes make （七）总计, per column."""
    for column, label in layout.COLUMNS:
        total = f"t3.done.{column}"
        parts = (f"t3.{row}.{column}" for row in tables.outcome_rows)
        yield from _unequal(_sum(tables, parts), tables.value(total), "H2", (total,), column=label)


def _rows(tables: Tables) -> Iterator[Issue]:
    """H3: the six kinds of applicants make 总计, per row."""
    for row in tables.rows:
        total = f"t3.{row}.total"
        parts = (f"t3.{row}.{column}" for column in layout.APPLICANT_COLUMNS)
        yield from _unequal(
            _sum(tables, parts), tables.value(total), "H3", (total,), row=_ROW_LABELS[row]
        )


_TABLE_NAMES = {"t2": "表二", "t3": "表三", "t4": "表四"}


def _list_of(keys: tuple[str, ...]) -> str:
    named = "、".join(title_of(key) for key in keys[:NAMED_CELLS])
    return named if len(keys) <= NAMED_CELLS else f"{named}等{len(keys)}格"


def _blanks(tables: Tables) -> Iterator[Issue]:
    """H4: no blanks; a table nobody filled is said once."""
    absent = [key for key in tables.cell_keys() if tables.value(key) is None]
    for prefix, name in _TABLE_NAMES.items():
        blank = tuple(key for key in absent if key.startswith(prefix))
        if not blank:
            continue
        if len(blank) == sum(key.startswith(prefix) for key in tables.cell_keys()):
            yield hard("H4.blank_table", blank, table=name)
        else:
            yield hard("H4.blank", blank, cells=_list_of(blank))


def _numbers(tables: Tables) -> Iterator[Issue]:
    """H4: counts are whole and not negative; the fee may have decimals."""
    for key in tables.cell_keys():
        value = tables.value(key)
        if value is None:
            continue
        if value < 0:
            yield hard("H4.negative", (key,), cell=title_of(key), value=plain(value))
        elif key != "t2.fee_wan" and value != value.to_integral_value():
            yield hard("H4.fraction", (key,), cell=title_of(key), value=plain(value))


def _litigation(tables: Tables) -> Iterator[Issue]:
    """H5: the four results make 总计, three times."""
    for kind, label in layout.LITIGATION_KINDS:
        total = f"t4.{kind}.total"
        parts = (f"t4.{kind}.{result}" for result, _ in layout.LITIGATION_RESULTS[:-1])
        yield from _unequal(_sum(tables, parts), tables.value(total), "H5", (total,), kind=label)


def _rules(tables: Tables) -> Iterator[Issue]:
    """L1: below the city nobody makes 规章."""
    if tables.level is not None and tables.level.may_make_rules:
        return
    say = soft if tables.level is None else hard
    for column, label in layout.DOCUMENT_COLUMNS:
        key = f"t2.reg.{column}"
        value = tables.value(key)
        if value:
            yield say("L1", (key,), column=label, value=plain(value))


def _documents(tables: Tables) -> Iterator[Issue]:
    """L2, L3: what was made and not repealed is in force."""
    keys = tuple(f"t2.norm.{column}" for column, _ in layout.DOCUMENT_COLUMNS)
    made, repealed, valid = (tables.value(key) for key in keys)
    if made is None or repealed is None or valid is None:
        return
    if valid < made - repealed:
        yield hard(
            "L2",
            keys,
            made=plain(made),
            repealed=plain(repealed),
            least=plain(made - repealed),
            valid=plain(valid),
        )
    elif made > 0 and valid == 0:
        yield soft("L3", keys, made=plain(made))


def _direct_suits(tables: Tables) -> Iterator[Issue]:
    """L4: suits without 行政复议 should hold no refusals any more."""
    suits = tables.value("t4.direct.total")
    if suits and (tables.year or RECONSIDERATION_FIRST_SINCE) >= RECONSIDERATION_FIRST_SINCE:
        yield soft("L4", ("t4.direct.total",), suits=plain(suits))


_WAYS = (("new", "carried_in"), (*layout.OUTCOME_ROWS, "carried_out"))
_WAY_KEYS = tuple(
    tuple(key for key in LEAF_KEYS if key.startswith(tuple(f"t3.{row}." for row in rows)))
    for rows in _WAYS
)


def _placed_twice(tables: Tables) -> Iterator[Issue]:
    """L5: one request comes in by one cell and goes out by one cell."""
    for keys in _WAY_KEYS:
        seen: dict[tuple[str, int], str] = {}
        for key in keys:
            for record in tables.figures[key].records if key in tables.figures else ():
                first = seen.setdefault((record.source, record.pk), key)
                if first != key:
                    yield hard(
                        "L5",
                        (first, key),
                        source=record.source,
                        pk=record.pk,
                        label=record.label,
                        cells=f"{title_of(first)}和{title_of(key)}",
                    )


def _old_form(tables: Tables) -> Iterator[Issue]:
    """L6: the form of 2019 lingers."""
    labels = (
        *tables.unread,
        *(("（六）其他处理（未分小项）",) if tables.is_other_undivided else ()),
    )
    if labels:
        yield soft("L6", labels="、".join(labels))


def _other_share(tables: Tables) -> Iterator[Issue]:
    """S7: 其他 is for rare cases."""
    key = "t3.o3.total"
    other, done = tables.values.get(key), tables.value("t3.done.total")
    if other and done and other * 100 > done * OTHER_SHARE_PERCENT:
        percent = plain((other * 100 / done).quantize(Decimal("0.1")))
        yield soft("S7", (key,), other=plain(other), done=plain(done), percent=percent)


def _year_to_year(tables: Tables, previous: Tables, *, noted: bool) -> Iterator[Issue]:
    """H6 and S1: what one year hands on, the next receives."""
    if tables.year is not None and previous.year not in {None, tables.year - 1}:
        yield soft("L7", previous=previous.year, expected=tables.year - 1)
        return
    for column, label in layout.COLUMNS:
        key = f"t3.carried_in.{column}"
        before = previous.value(f"t3.carried_out.{column}")
        yield from _unequal(tables.value(key), before, "H6", (key,), column=label)
    # Table 二 of 2020 and before counted something else.
    if not noted and (previous.year or FORM_2021.first_report_year) >= FORM_2021.first_report_year:
        yield from _stock_of_documents(tables, previous)


def _stock_of_documents(tables: Tables, previous: Tables) -> Iterator[Issue]:
    keys = tuple(f"t2.norm.{column}" for column, _ in layout.DOCUMENT_COLUMNS)
    before = previous.value("t2.norm.valid")
    made, repealed, valid = (tables.value(key) for key in keys)
    if before is None or made is None or repealed is None or valid is None:
        return
    if valid != before + made - repealed:
        yield soft(
            "S1",
            keys,
            before=plain(before),
            made=plain(made),
            repealed=plain(repealed),
            expected=plain(before + made - repealed),
            valid=plain(valid),
        )


CHECKS: tuple[Callable[[Tables], Iterator[Issue]], ...] = (
    _balance,
    _outcomes,
    _rows,
    _blanks,
    _numbers,
    _litigation,
    _rules,
    _documents,
    _direct_suits,
    _placed_twice,
    _old_form,
    _other_share,
)


def issues(
    tables: Tables, previous: Tables | None = None, evidence: Evidence = NO_EVIDENCE
) -> list[Issue]:
    """Return everything that does not add up, the hard ones first.

    Args:
        tables: the report to check.
        previous: last year's report, for H6 and S1; None skips both.
        evidence: what the registers say, for S2, S3, S5 and S6; unstated facts skip the check.
    """
    found = [issue for check in CHECKS for issue in check(tables)]
    if previous is not None:
        found += _year_to_year(tables, previous, noted=bool(evidence.stock_note))
    found += evidence_issues(tables, evidence)
    return sorted(found, key=lambda issue: not issue.is_hard)
