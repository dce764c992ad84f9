"""Draw bars and columns as HTML that prints, needs no script and carries its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, floor, log10

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

Number = int | float | Decimal

MOST_COLUMNS = 12
MOST_COLUMNS_ON_PHONES = 6
FULL_WIDTH = 100

PLOT_TOP = 24
PLOT_BOTTOM = 150
PLOT_LEFT = 36
CHART_HEIGHT = 176
COLUMN_PITCH = 46
COLUMN_WIDTH = 28


class TooManyColumnsError(ValueError):
    """More columns were asked for than a reader can tell apart."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure of a chart.

    Attributes:
        label: what the figure counts.
        value: the figure; a bar is never shorter than nothing.
        url: list of the things counted, or empty.
    """

    label: str
    value: Number
    url: str = ""


def as_bars(rows: Iterable[Bar | Sequence[object]]) -> list[Bar]:
    """Return ``(label, value)`` or ``(label, value, url)`` rows as bars."""
    return [row if isinstance(row, Bar) else _bar_of(row) for row in rows]


def _bar_of(row: Sequence[object]) -> Bar:
    """Return the bar written as a plain sequence."""
    label, value, *rest = row
    if not isinstance(value, int | float | Decimal):
        value = Decimal(str(value))
    return Bar(str(label), value, str(rest[0] or "") if rest else "")


def share_of_width(value: Number, largest: Number) -> str:
    """Return the width of a bar in percent of the longest, with one decimal."""
    if largest <= 0 or value <= 0:
        return "0.0"
    return f"{min(float(value) / float(largest), 1.0) * FULL_WIDTH:.1f}"


def single_bar(value: Number, largest: Number, tone: str = "f1") -> SafeString:
    """Return one bar on its track; the number belongs beside it in words."""
    return format_html(
        '<svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">'
        '<rect class="f0" width="100" height="8"/>'
        '<rect class="{}" width="{}" height="8"/></svg>',
        tone,
        share_of_width(value, largest),
    )


def horizontal_bars(
    rows: Iterable[Bar | Sequence[object]], *, unit: str = "", whole: Number = 0
) -> SafeString:
    """Return a list of labelled bars; the row of a zero stays.

    Args:
        rows: figures in the order they are to be read.
        unit: written after each number, e.g. ``件``.
        whole: what a full bar stands for, e.g. 100 for percentages; 0 for the longest.
    """
    bars = as_bars(rows)
    largest = whole or max((bar.value for bar in bars), default=0)
    body = format_html_join(
        "",
        '<dt>{}</dt><dd>{}</dd><dd class="g-bars__n">{}</dd>',
        ((bar.label, single_bar(bar.value, largest), _number(bar, unit)) for bar in bars),
    )
    return format_html('<dl class="g-bars">{}</dl>', body)


def _number(bar: Bar, unit: str) -> str | SafeString:
    """Return the number with its unit, linked to the list behind it."""
    words = f"{bar.value} {unit}".strip()
    return format_html('<a href="{}">{}</a>', bar.url, words) if bar.url else words


def axis_step(largest: Number) -> int:
    """Return the distance of grid lines: 1, 2 or 5 times a power of ten, at most four lines."""
    if largest <= 1:
        return 1
    rough = float(largest) / 4
    power = 10 ** max(floor(log10(rough)), 0) if rough >= 1 else 1
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= rough)


def columns(
    rows: Iterable[Bar | Sequence[object]],
    *,
    title: str,
    unit: str = "",
    partial_last: bool = False,
) -> SafeString:
    """Return a column chart with its data table beneath.

    Args:
        rows: up to twelve figures in time order; phones are shown the last six.
        title: names the chart for those who hear it.
        unit: of the figures, written in the table.
        partial_last: the last period is not over and is drawn in another colour.

    Raises:
        TooManyColumnsError: more than twelve figures.
    """
    bars = as_bars(rows)
    if len(bars) > MOST_COLUMNS:
        raise TooManyColumnsError(f"{len(bars)} columns; a reader tells {MOST_COLUMNS} apart")
    drawings = _drawing(bars, title, "g-svg g-svg--wide", partial_last=partial_last)
    if len(bars) > MOST_COLUMNS_ON_PHONES:
        last = bars[-MOST_COLUMNS_ON_PHONES:]
        narrow = _drawing(last, title, "g-svg g-svg--narrow", partial_last=partial_last)
        drawings = format_html("{}{}", drawings, narrow)
    else:
        drawings = _drawing(bars, title, "g-svg", partial_last=partial_last)
    return format_html(
        '<figure class="g-chart">{}<details class="g-more"><summary>看数据表</summary>{}</details>'
        "</figure>",
        drawings,
        _data_table(bars, title, unit),
    )


def _drawing(bars: Sequence[Bar], title: str, css: str, *, partial_last: bool) -> SafeString:
    """Return the SVG of the columns."""
    largest = max((bar.value for bar in bars), default=0)
    step = axis_step(largest)
    top = max(step * ceil(float(largest) / step), step)
    width = PLOT_LEFT + COLUMN_PITCH * max(len(bars), 1)
    parts = [_grid_line(level, top, width) for level in range(0, top + 1, step)]
    for position, bar in enumerate(bars):
        is_partial = partial_last and position == len(bars) - 1
        parts.append(_column(bar, position, top, "f3" if is_partial else "f1"))
    return format_html(
        '<svg class="{}" viewBox="0 0 {} {}" role="img"><title>{}</title>{}</svg>',
        css,
        width,
        CHART_HEIGHT,
        title,
        format_html_join("", "{}", ((part,) for part in parts)),
    )


def _height(value: Number, top: int) -> float:
    """Return the height of a column in units of the drawing."""
    return max(float(value), 0.0) / top * (PLOT_BOTTOM - PLOT_TOP)


def _grid_line(level: int, top: int, width: int) -> SafeString:
    """Return one horizontal line with its number."""
    y = f"{PLOT_BOTTOM - _height(level, top):.1f}"
    return format_html(
        '<path class="{}" d="M{} {}H{}"/><text class="end" x="{}" y="{}" dy="4">{}</text>',
        "grid" if level else "axis",
        PLOT_LEFT,
        y,
        width,
        PLOT_LEFT - 6,
        y,
        level,
    )


def _column(bar: Bar, position: int, top: int, tone: str) -> SafeString:
    """Return one column, its number above and its label beneath."""
    left = PLOT_LEFT + COLUMN_PITCH * position + (COLUMN_PITCH - COLUMN_WIDTH) // 2
    middle = left + COLUMN_WIDTH // 2
    height = _height(bar.value, top)
    y = PLOT_BOTTOM - height
    return format_html(
        '<rect class="{}" x="{}" y="{}" width="{}" height="{}"/>'
        '<text class="mid" x="{}" y="{}">{}</text><text class="mid" x="{}" y="{}">{}</text>',
        tone,
        left,
        f"{y:.1f}",
        COLUMN_WIDTH,
        f"{height:.1f}",
        middle,
        f"{y - 6:.1f}",
        bar.value,
        middle,
        PLOT_BOTTOM + 18,
        bar.label,
    )


def _data_table(bars: Sequence[Bar], title: str, unit: str) -> SafeString:
    """Return the figures as a table."""
    rows = format_html_join(
        "",
        '<tr><th scope="row">{}</th><td class="r">{}</td></tr>',
        ((bar.label, _number(bar, unit)) for bar in bars),
    )
    return format_html(
        '<table class="g-table"><caption>{}</caption><tbody>{}</tbody></table>', title, rows
    )
