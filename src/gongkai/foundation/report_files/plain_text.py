"""Read reports pasted as text: cells parted by tabs or by strokes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.annual_report.checking.told import ToldReport
from gongkai.domain.annual_report.checking.told_page import Line, Part, report_of
from gongkai.foundation.files.errors import FileDamaged

_RULE = re.compile(r"[|\s:+=-]+")
_STROKES = re.compile(r"\s*[|｜]\s*")


def decoded(content: bytes, name: str) -> str:
    """Return the characters of a file in one of the encodings in use.

    Raises:
        FileDamaged: it is in none of them.
    """
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise FileDamaged(name=name)


def read(content: bytes, name: str) -> ToldReport:
    """Return the report of a text.

    Raises:
        FileDamaged: its characters cannot be read.
        NoReport: no report stands in it.
    """
    return report_of(_parts(decoded(content, name)))


def _parts(text: str) -> Iterator[Part]:
    lines: list[Line] = []
    for raw in text.splitlines():
        cells = _cells(raw)
        if cells is not None:
            lines += [cells] if cells else []
            continue
        if lines:
            yield tuple(lines)
            lines = []
        yield raw.strip().lstrip("#").strip()
    if lines:
        yield tuple(lines)


def _cells(raw: str) -> Line | None:
    """Return the cells of a line of a table, none for a rule; None for a passage."""
    if "\t" in raw:
        return tuple(cell.strip() for cell in raw.rstrip("\r\n").split("\t"))
    if len(_STROKES.findall(raw)) < 2:  # noqa: PLR2004 -- one stroke is no table
        return None
    if _RULE.fullmatch(raw):
        return ()
    return tuple(_STROKES.split(raw.strip().strip("|｜").strip()))
