"""Find what to mark in a title and which part of a text to show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.domain.search.folding import PARAGRAPH_END, fold, fold_with_places

EXCERPT = 110  # characters
_BEFORE = 24
_ENDS = "。；！？;!?"
_STRETCH = 20_000  # of a longer text only so much is looked through for an excerpt
_PART = 600
_OVERLAP = 120  # longer than any query

Range = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a text, to be marked or not."""

    text: str
    is_marked: bool


def ranges(text: str, wordings: Iterable[str]) -> list[Range]:
    """Return where a text of one paragraph holds folded words: from, up to; none overlapping."""
    plain = fold(text)
    held = [word for word in wordings if word and word in plain]
    if not held:
        return []
    folded, places = fold_with_places(text)
    found: list[Range] = []
    for word in held:
        start = folded.find(word)
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


def excerpt(text: str, terms: Sequence[Sequence[str]]) -> str:
    """Return the part of a text around the first place that holds most of what was sought.

    Args:
        text: a paragraph a line.
        terms: of each thing that was sought its folded wordings.
    """
    wordings = [word for term in terms for word in term]
    best = _first(text, wordings) if len(terms) == 1 else ""
    best = best or _best(_near(text, wordings), terms)
    if not best:
        return _cut(text[:_PART].split(PARAGRAPH_END, 1)[0].strip(), 0)
    first = ranges(best, wordings)[0][0]
    return _cut(best, max(0, first - _BEFORE) if first > EXCERPT // 2 else 0)


def _places(text: str, wordings: Iterable[str]) -> list[int]:
    return [place for word in wordings if (place := text.find(word)) >= 0]


def _first(text: str, wordings: Iterable[str]) -> str:
    """Return the paragraph around a word as it is written; empty when it stands only folded."""
    places = _places(text, wordings)
    if not places:
        return ""
    start = max(text.rfind(PARAGRAPH_END, 0, min(places)) + 1, min(places) - _OVERLAP)
    return text[start : start + _PART].split(PARAGRAPH_END, 1)[0]


def _best(text: str, terms: Sequence[Sequence[str]]) -> str:
    """Return the first part of a text that holds most of what was sought; empty if none does."""
    best, most = "", 0
    for part in _parts(text):
        folded = fold(part)
        held = sum(any(word in folded for word in term) for term in terms)
        if held > most:
            best, most = part, held
            if held == len(terms):
                break
    return best


def _near(text: str, wordings: Iterable[str]) -> str:
    """Return a text, of a very long one the stretch around the first word that stands in it."""
    if len(text) <= _STRETCH:
        return text
    place = min(_places(text, wordings), default=0)
    start = max(text.rfind(PARAGRAPH_END, 0, place) + 1, place - _STRETCH // 2)
    return text[start : start + _STRETCH]


def _parts(text: str) -> Iterator[str]:
    """Yield the paragraphs of a text, long ones in parts that overlap by a whole query."""
    for paragraph in text.split(PARAGRAPH_END):
        for start in range(0, max(len(paragraph) - _OVERLAP, 1), _PART - _OVERLAP):
            yield paragraph[start : start + _PART]


def _cut(text: str, start: int) -> str:
    """Return a readable stretch of a paragraph, with dots where something is left out."""
    if start:
        sentence = max(text.rfind(end, 0, start) for end in _ENDS) + 1
        start = sentence if start - sentence < _BEFORE else start
    stretch = text[start : start + EXCERPT]
    return f"{'……' if start else ''}{stretch}{'……' if start + EXCERPT < len(text) else ''}"
