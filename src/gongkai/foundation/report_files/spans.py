"""Lay out a table with merged cells: what is merged stands in every place that it covers."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.domain.annual_report.checking.told_page import Grid, Standing

MOST_SPAN = 60  # a span that says more is a slip of the pen


def laid_out(rows: Iterable[Iterable[tuple[Standing, int, int]]]) -> Grid:
    """Return a table as lines, each as wide as its own cells reach.

    Args:
        rows: cells as (what stands there, lines covered, columns covered), as HTML counts them.
    """
    lines: list[dict[int, Standing]] = []
    for number, row in enumerate(rows):
        _line(lines, number)
        column = 0
        for standing, down, across in row:
            while column in lines[number]:
                column += 1
            for line in range(number, number + _span(down)):
                for place in range(column, column + _span(across)):
                    _line(lines, line)[place] = standing
        # What reaches below the last row is cut off at the end.
        last = number
    if not lines:
        return ()
    widths = [max(line, default=-1) + 1 for line in lines]
    return tuple(
        tuple(line.get(n) for n in range(width))
        for line, width in zip(lines[: last + 1], widths, strict=False)
    )


def _line(lines: list[dict[int, Standing]], number: int) -> dict[int, Standing]:
    while len(lines) <= number:
        lines.append({})
    return lines[number]


def _span(told: int) -> int:
    return min(max(told, 1), MOST_SPAN)
