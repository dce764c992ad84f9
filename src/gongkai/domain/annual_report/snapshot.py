"""Freeze a report so that it can be proved unchanged, and compare two frozen ones."""

from __future__ import annotations

import difflib
import hashlib
import itertools
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


def _read(text: str) -> dict[str, Any]:
    try:
        content = json.loads(text)
    except json.JSONDecodeError:
        raise SnapshotUnreadable from None
    if not isinstance(content, dict):
        raise SnapshotUnreadable
    return content


def _in_paragraphs(old: list[str], new: list[str], path: str) -> Iterator[Difference]:
    """Yield paragraphs changed, added and dropped; a shifted paragraph is no difference."""
    matcher = difflib.SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            continue
        pairs = itertools.zip_longest(old[old_from:old_to], new[new_from:new_to])
        for place, (before, after) in enumerate(pairs, start=new_from + 1):
            yield Difference(f"{path}/{place}", before, after)


def _in(old: object, new: object, path: str) -> Iterator[Difference]:
    if isinstance(old, dict) and isinstance(new, dict):
        for key in sorted(old.keys() | new.keys()):
            inner = f"{path}/{key}" if path else key
            yield from _in(old.get(key), new.get(key), inner)
    elif isinstance(old, list) and isinstance(new, list):
        yield from _in_paragraphs(old, new, path)
    elif old != new:
        yield Difference(path, old, new)


def differences(old: str, new: str) -> list[Difference]:
    """Return every cell and paragraph in which two canonical texts differ, by path.

    Raises:
        SnapshotUnreadable: one of the texts is no snapshot.
    """
    return list(_in(_read(old), _read(new), ""))
