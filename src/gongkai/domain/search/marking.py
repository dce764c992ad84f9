"""Find what to mark in a title and which part of a text to show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.domain.search.folding import PARAGRAPH_END, fold, fold_with_places

EXCERPT = 110  # characters
_BEFORE = 24
_ENDS = "。；！？;!?"

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, to be marked or not."""

    text: str
    is_marked: bool


def ranges(text: str, wordings: Iterable[str]) -> list[Range]:
    """Return where a text of one paragraph holds folded words: from, up to; none overlapping."""
    folded, places = fold_with_places(text)
    found: list[Range] = []
    for word in wordings:
        start = folded.find(word) if word else -1
        while start >= 0:
            found.append((places[start], places[start + len(word) - 1] + 1))
            start = folded.find(word, start + len(word))
    return _merged(found)


def _merged(found: list[Range]) -> list[Range]:
    merged: list[Range] = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def marked(text: str, wordings: Iterable[str]) -> list[Piece]:
    """Return a text in pieces, those that hold the words marked."""
    pieces: list[Piece] = []
    last = 0
    for start, end in ranges(text, wordings):
        if start > last:
            pieces.append(Piece(text[last:start], is_marked=False))
        pieces.append(Piece(text[start:end], is_marked=True))
        last = end
    if last < len(text):
        pieces.append(Piece(text[last:], is_marked=False))
    return pieces


def excerpt(text: str, wordings: Sequence[str]) -> str:
    """Return the part of a text around the first place that holds most of the words."""
    best, most = "", 0
    for paragraph in text.split(PARAGRAPH_END):
        folded = fold(paragraph)
        held = sum(word in folded for word in wordings)
        if held > most:
            best, most = paragraph, held
            if held == len(wordings):
                break
    if not best:
        return _cut(text.split(PARAGRAPH_END, 1)[0].strip(), 0)
    first = ranges(best, wordings)[0][0]
    return _cut(best, max(0, first - _BEFORE) if first > EXCERPT // 2 else 0)


def _cut(text: str, start: int) -> str:
    """Return a readable stretch of a paragraph, with dots where something is left out."""
    if start:
        sentence = max(text.rfind(end, 0, start) for end in _ENDS) + 1
        start = sentence if start - sentence < _BEFORE else start
    stretch = text[start : start + EXCERPT]
    return f"{'……' if start else ''}{stretch}{'……' if start + EXCERPT < len(text) else ''}"
