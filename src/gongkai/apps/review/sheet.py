"""Lay the review sheet (信息发布审核表) of one text out on one A4 page, as plain data.

The sheet is 政府网站与政务新媒体信息发布审核表 as local rules on 三审三校 describe it. What does
not fit its cell is cut with an ellipsis, and the sheet says so: the record itself is
complete in the system, the paper is its summary.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor

TITLE = "政府网站与政务新媒体信息发布审核表"
SHORTENED = "标“…”处有删节，全文见系统中的审校记录。"
ELLIPSIS = "…"
WIDTH_MM, MARGIN_MM = 178, 16
QR_MM = 22

_TRAIL_MM, _MOST_STEPS = 122, 9
_LARGEST_STEP_MM = 22
_SIZE, _SMALL, _TINY = 10.0, 8.5, 7.5  # points
_MM_PER_POINT = 25.4 / 72
_LEADING = 1.32
_PADDING_MM = 1.2
_LOST = 0.94  # of a line, to breaks before long words and closing marks
_NARROW = 0.56  # a Latin letter or digit beside a Chinese character
_LABEL, _HALF = 24, 89
_TRAIL_EDGES = (0, 24, 70, 104, 160, 178)


@dataclass(frozen=True, slots=True)
class SheetStep:
    """What one person did with the text, in words.

    Attributes:
        level: level and decision, such as 一审 通过.
        person: name, then organ and post on a line of their own; whom he stood in for.
        at: local time to the minute.
        checks: ticked points of the checklist, proofreading, findings.
        opinion: what he wrote.
        text_hash: first digits of the hash of the text he saw.
    """

    level: str
    person: str
    at: str
    checks: str
    opinion: str
    text_hash: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """Everything the review sheet of one text says, in words."""

    number: str
    title: str
    organ: str
    source: str
    author: str
    section: str
    summary: str
    disclosure: str
    secrecy: str
    privacy: str
    attachments: Sequence[str]
    steps: Sequence[SheetStep]
    released_at: str
    released_by: str
    edition: str
    emergency: str
    audit: str
    text_hash: str
    address: str
    made_at: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its words, already cut to fit, and between which edges it stands.

    Attributes:
        kind: ``label``, ``text`` or ``code`` (the QR code).
        points: size of the letters.
    """

    text: str
    start_mm: float
    end_mm: float
    kind: str = "text"
    points: float = _SIZE


@dataclass(frozen=True, slots=True)
class Row:
    """One row of fixed height."""

    height_mm: float
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """The sheet ready to be drawn: a heading, one table, a note.

    Attributes:
        edges: where columns begin and end, in millimetres from the left of the table.
        address: what the QR code holds; empty while the text is not public.
    """

    head: str
    rows: tuple[Row, ...]
    note: str
    address: str

    @property
    def edges(self) -> tuple[float, ...]:
        """Return every place at which a cell begins or ends."""
        return tuple(
            sorted(
                {edge for row in self.rows for c in row.cells for edge in (c.start_mm, c.end_mm)}
            )
        )

    @property
    def widths(self) -> tuple[float, ...]:
        """Return the widths of the columns in millimetres."""
        return tuple(right - left for left, right in pairwise(self.edges))

    def span(self, cell: Cell) -> int:
        """Return over how many columns a cell reaches."""
        return self.edges.index(cell.end_mm) - self.edges.index(cell.start_mm)


def fit(text: str, *, width_mm: float, height_mm: float, points: float) -> str:
    """Return the text, cut with an ellipsis when it is too long for a cell of this size."""
    text = "\n".join(" ".join(line.split()) for line in text.strip().splitlines() if line.strip())
    em = points * _MM_PER_POINT
    lines = max(1, floor((height_mm - _PADDING_MM) / (em * _LEADING)))
    per_line = max(1.0, (width_mm - 2 * _PADDING_MM) / em * _LOST)
    if _lines(text, per_line) <= lines:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if _lines(text[:middle] + ELLIPSIS, per_line) <= lines:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + ELLIPSIS


def _lines(text: str, per_line: float) -> int:
    """Return how many lines of so many Chinese characters a text takes."""
    return sum(max(1, -int(-_ems(line) // per_line)) for line in text.split("\n"))


def _ems(text: str) -> float:
    """Return how wide a text is, in Chinese characters."""
    return sum(1 if unicodedata.east_asian_width(c) in "WFA" else _NARROW for c in text)


def lay_out(sheet: Sheet) -> Form:
    """Return the one page of a sheet."""
    rows = (*_facts(sheet), *_trail(sheet.steps), *_end(sheet))
    cut = any(cell.text.endswith(ELLIPSIS) for row in rows for cell in row.cells)
    left_out = len(sheet.steps) - _MOST_STEPS
    notes = [SHORTENED if cut else "", f"另有较早的{left_out}条记录未列。" if left_out > 0 else ""]
    return Form(
        head=f"编号 {sheet.number}　　{sheet.organ}　　制表 {sheet.made_at}",
        rows=rows,
        note="".join(notes),
        address=sheet.address,
    )


def _facts(sheet: Sheet) -> Iterable[Row]:
    """Return the rows on what the text is."""
    files = "；".join(f"{n}.{name}" for n, name in enumerate(sheet.attachments, start=1))
    attached = f"共{len(sheet.attachments)}个：{files}" if sheet.attachments else "无"
    return (
        _wide(13, "标题", sheet.title, points=11),
        _pair(7, ("来源单位", sheet.source), ("送审人", sheet.author)),
        _pair(7, ("发布栏目", sheet.section), ("公开属性", sheet.disclosure)),
        _wide(14, "内容摘要", sheet.summary or "（未填）", points=9),
        _pair(10, ("是否涉密", sheet.secrecy), ("个人隐私、商业秘密", sheet.privacy)),
        _wide(10, "附件及数量", attached, points=9),
        _pair(10, ("版次", sheet.edition), ("应急发布", sheet.emergency)),
    )


def _trail(steps: Sequence[SheetStep]) -> Iterable[Row]:
    """Return the rows on who did what; the latest when there are too many."""
    shown = list(steps)[-_MOST_STEPS:]
    height = min(_LARGEST_STEP_MM, _TRAIL_MM / max(1, len(shown)))
    heads = ("审级", "时间、办理人、岗位", "要点、校对、发现", "意见", "所审文本")
    yield Row(6, tuple(_cells(6, heads, "label")))
    for step in shown:
        words = (
            step.level,
            f"{step.at} {step.person}",
            step.checks,
            step.opinion,
            step.text_hash,
        )
        yield Row(height, tuple(_cells(height, words, "text")))
    if not shown:
        yield Row(height, (_cell(height, "还没有人审过这一稿。", (0, WIDTH_MM), points=_SIZE),))


def _cells(height: float, words: Sequence[str], kind: str) -> Iterable[Cell]:
    """Return the five cells of one row of the trail."""
    for text, edges in zip(words, pairwise(_TRAIL_EDGES), strict=True):
        yield _cell(height, text, edges, kind=kind, points=_SMALL)


def _end(sheet: Sheet) -> Iterable[Row]:
    """Return the rows on the release, where to read the text, and what proves the record."""
    height = QR_MM + 4
    left = WIDTH_MM - height
    return (
        _pair(7, ("发布时间", sheet.released_at), ("发布人", sheet.released_by)),
        Row(
            height,
            (
                _label(height, "公开地址", (0, _LABEL)),
                _cell(height, sheet.address or "尚未公开", (_LABEL, left)),
                Cell("", left, WIDTH_MM, "code"),
            ),
        ),
        _wide(8, "文本哈希", sheet.text_hash, points=_TINY),
        _wide(9, "审计记录", sheet.audit, points=_TINY),
    )


def _wide(height: float, label: str, text: str, *, points: float = _SIZE) -> Row:
    edges = (_LABEL, WIDTH_MM)
    return Row(
        height, (_label(height, label, (0, _LABEL)), _cell(height, text, edges, points=points))
    )


def _pair(height: float, left: tuple[str, str], right: tuple[str, str]) -> Row:
    return Row(
        height,
        (
            _label(height, left[0], (0, _LABEL)),
            _cell(height, left[1], (_LABEL, _HALF), points=9),
            _label(height, right[0], (_HALF, _HALF + _LABEL)),
            _cell(height, right[1], (_HALF + _LABEL, WIDTH_MM), points=9),
        ),
    )


def _label(height: float, text: str, edges: tuple[float, float]) -> Cell:
    return _cell(height, text, edges, kind="label", points=_SMALL)


def _cell(
    height: float,
    text: str,
    edges: tuple[float, float],
    *,
    kind: str = "text",
    points: float = _SIZE,
) -> Cell:
    """Return a cell whose words fit it."""
    start, end = edges
    words = fit(text, width_mm=end - start, height_mm=height, points=points)
    return Cell(words, start, end, kind, points)
