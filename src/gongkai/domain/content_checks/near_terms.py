"""Find fixed terms with one character wrong or missing: 政府信公开, 乡村震兴."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.domain.content_checks.circumstances import Circumstances
from gongkai.domain.content_checks.findings import Hit

_SHORTEST_LACKING = 6  # a shorter term without one character may be a word of its own


def near_terms(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield what differs from a term of the list in one inner character, or lacks one.

    First and last characters are taken as they are: with them a term often becomes another
    one (人民政府办公室, 人民政府办公厅). Words the list allows are left in peace.
    """
    lists = told.directories
    for term in lists.terms:
        middle = len(term) // 2
        for half, offset in ((term[:middle], 0), (term[middle:], middle)):
            place = text.find(half)
            while place >= 0:
                yield from _compared(text, place - offset, term, offset, lists.allowed)
                place = text.find(half, place + 1)


def _compared(
    text: str, start: int, term: str, offset: int, allowed: frozenset[str]
) -> Iterator[Hit]:
    """Yield the difference of the words around one half of a term, when it is one character."""
    if start >= 0 and _one_other(said := text[start : start + len(term)], term):
        if said not in allowed:
            yield Hit(start, start + len(term), term)
        return
    if len(term) < _SHORTEST_LACKING:
        return
    begin = start + 1 if offset else start  # the half that stands whole keeps its place
    said = text[begin : begin + len(term) - 1] if begin >= 0 else ""
    if said and said not in allowed and _lacks_one(said, term):
        yield Hit(begin, begin + len(said), term)


def _one_other(said: str, term: str) -> bool:
    """Tell whether exactly one character differs, neither the first nor the last."""
    if len(said) != len(term) or said[0] != term[0] or said[-1] != term[-1]:
        return False
    others = [a for a, b in zip(said, term, strict=True) if a != b]
    return len(others) == 1 and "一" <= others[0] <= "鿿"


def _lacks_one(said: str, term: str) -> bool:
    """Tell whether exactly one inner character is missing, none beside the first or last.

    Beside an end the neighbouring word would fill in: 执行处罚决定 is not 行政处罚决定.
    """
    if said[0] != term[0] or said[-1] != term[-1]:
        return False
    return any(term[:n] + term[n + 1 :] == said for n in range(2, len(term) - 2))
