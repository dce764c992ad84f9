"""Recognise the labels of the form, also where they are misspelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import cache

from gongkai.domain.annual_report import layout
from gongkai.domain.annual_report.layout import RowForm

# The rows of table 三 in their order, with the undivided row of 2019 in its place.
_FIRST_OTHER = next(n for n, form in enumerate(layout.ROW_FORMS) if form.key == "o1")
ORDERED_ROWS: tuple[RowForm, ...] = (
    *layout.ROW_FORMS[:_FIRST_OTHER],
    layout.UNDIVIDED_OTHER,
    *layout.ROW_FORMS[_FIRST_OTHER:],
)
_OLD_DOCUMENT_COLUMNS = ("本年新制作数量", "本年新公开数量", "对外公开总数量")
_OLD_DECISION_COLUMNS = ("上一年项目数量", "本年增/减", "处理决定数量")
_OLD_ROWS = ("其他对外管理服务事项", "政府集中采购")
OLD_LABELS = (*_OLD_DOCUMENT_COLUMNS, *_OLD_DECISION_COLUMNS, *_OLD_ROWS)
_NEAR = 0.6
_NEAR_ROW = 0.7
_LOOK_AHEAD = 4  # a misspelt row is one of the next few
_NUMBERING = re.compile(
    r"^(?:[一二三四五六七]、|（[一二三四五六七]）|\([一二三四五六七]\)|\d+[.．、])"
)


@cache
def core(text: str) -> str:
    """Return the letters of a label: width, blanks, quotation marks and brackets put aside."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum())


@cache
def _unnumbered(text: str) -> str:
    return core(_NUMBERING.sub("", unicodedata.normalize("NFKC", "".join(text.split()))))


def likeness(text: str, other: str) -> float:
    """Return how alike two labels are, from 0 to 1."""
    return SequenceMatcher(None, core(text), core(other), autojunk=False).ratio()


def nearest(text: str, labels: Iterable[str], least: float = _NEAR) -> str | None:
    """Return the label that is spelt so, or nearly so; None when none is."""
    known = tuple(labels)
    if same := next((label for label in known if core(label) == core(text)), None):
        return same
    if not core(text):
        return None
    best = max(known, key=lambda label: likeness(text, label))
    return best if likeness(text, best) >= least else None


def official(form: RowForm) -> str:
    """Return the label of a row's own cell."""
    return form.labels[-1]


@cache
def _spellings(form: RowForm) -> frozenset[str]:
    texts = (official(form), form.short or official(form), form.name)
    return frozenset({*map(core, texts), *map(_unnumbered, texts[:2])})


def row_of(text: str, after: int = -1) -> int | None:
    """Return the place in ``ORDERED_ROWS`` of the row with this label, behind a given place.

    A label that is spelt right is found wherever it stands; a misspelt one among the next rows.
    """
    letters = core(text)
    if not letters:
        return None
    right = [n for n, form in enumerate(ORDERED_ROWS) if letters in _spellings(form)]
    if right:
        return next((n for n in right if n > after), right[-1])
    ahead = range(after + 1, min(after + 1 + _LOOK_AHEAD, len(ORDERED_ROWS)))
    best = max(ahead, key=lambda n: _row_likeness(text, ORDERED_ROWS[n]), default=None)
    if best is None or _row_likeness(text, ORDERED_ROWS[best]) < _NEAR_ROW:
        return None
    return best


def _row_likeness(text: str, form: RowForm) -> float:
    return max(likeness(text, label) for label in {official(form), form.short, form.name} if label)


def is_right(text: str, form: RowForm) -> bool:
    """Tell whether a row's label is spelt as the form spells it."""
    return core(text) in _spellings(form)


def columns_of(texts: Sequence[str], labels: Sequence[str]) -> list[int] | None:
    """Return where each label stands among the texts of a row of headings.

    The labels stand side by side in their order; most of them must be spelt right.
    """
    width = len(labels)
    for start in range(len(texts) - width + 1):
        piece = texts[start : start + width]
        right = sum(core(text) == core(label) for text, label in zip(piece, labels, strict=True))
        if right * 2 >= width and all(
            nearest(text, [label]) for text, label in zip(piece, labels, strict=True)
        ):
            return list(range(start, start + width))
    return None
