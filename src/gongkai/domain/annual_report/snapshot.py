"""Freeze a report so that it can be proved unchanged, and compare two frozen ones."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from gongkai.domain.annual_report.plain_data import to_json
from gongkai.domain.annual_report.report import Paragraph, Report, text_of
from gongkai.domain.annual_report.tables import Tables
from gongkai.domain.errors import Refusal

PREFERRED_ALGORITHM = "sm3"  # GB/T 32905—2016; not every build of OpenSSL has it
FALLBACK_ALGORITHM = "sha256"


class SnapshotUnreadable(Refusal):
    """The stored text is not a snapshot of a report."""

    code = "report_snapshot_unreadable"


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A frozen report: canonical text, and its hash with the name of the algorithm."""

    text: str
    algorithm: str
    digest: str

    def is_intact(self) -> bool:
        """Tell whether the text still has its hash."""
        return digest(self.text, self.algorithm) == self.digest


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two reports differ; None where it does not exist."""

    path: str
    old: object
    new: object


def default_algorithm() -> str:
    """Return SM3 where Python has it, else SHA-256."""
    if PREFERRED_ALGORITHM in hashlib.algorithms_available:
        return PREFERRED_ALGORITHM
    return FALLBACK_ALGORITHM


def digest(text: str, algorithm: str) -> str:
    """Return the hexadecimal hash of the text in UTF-8."""
    return hashlib.new(algorithm, text.encode()).hexdigest()


def _paragraphs(paragraphs: tuple[Paragraph, ...]) -> list[str]:
    return [text_of(paragraph) for paragraph in paragraphs]


def canonical_json(report: Report, tables: Tables) -> str:
    """Return the report as JSON with sorted keys, the same text for the same report."""
    content = {
        "title": report.title,
        "organ": report.organ_name,
        "preamble": _paragraphs(report.preamble),
        "sections": {
            section.heading: _paragraphs(section.paragraphs) for section in report.sections
        },
        **to_json(tables),
        "year": report.year,
        "level": report.level.label,
    }
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def freeze(report: Report, tables: Tables, algorithm: str | None = None) -> Snapshot:
    """Return the report frozen under the given or the preferred algorithm."""
    text = canonical_json(report, tables)
    name = algorithm or default_algorithm()
    return Snapshot(text, name, digest(text, name))


def _leaves(value: Any, path: str = "") -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, f"{path}/{key}")
    elif isinstance(value, list):
        for place, inner in enumerate(value, start=1):
            yield from _leaves(inner, f"{path}/{place}")
    else:
        yield path.lstrip("/"), value


def _read(text: str) -> dict[str, object]:
    try:
        return dict(_leaves(json.loads(text)))
    except json.JSONDecodeError:
        raise SnapshotUnreadable from None


def differences(old: str, new: str) -> list[Difference]:
    """Return every cell and paragraph in which two canonical texts differ, by path.

    Raises:
        SnapshotUnreadable: one of the texts is no snapshot.
    """
    before, after = _read(old), _read(new)
    paths = sorted(before.keys() | after.keys())
    return [
        Difference(path, before.get(path), after.get(path))
        for path in paths
        if before.get(path) != after.get(path)
    ]
