"""Decide whether a file may leave the office."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from gongkai.domain.personal_data.detection import personal_data_in
from gongkai.domain.personal_data.findings import PersonalFinding
from gongkai.foundation.leaks import reading
from gongkai.foundation.leaks.held import Trace


@dataclass(frozen=True, slots=True)
class Leak:
    """One reason against letting a file out, and where in the file it stands."""

    where: str
    found: PersonalFinding | Trace

    @property
    def message(self) -> str:
        """Return the reason in words, without quoting it."""
        if isinstance(self.found, PersonalFinding):
            return self.found.message
        return f"有{self.found.kind.label}"

    def as_data(self) -> dict[str, Any]:
        """Return the leak with its quote, for the person who has to remove it."""
        told: dict[str, Any] = {
            "kind": self.found.kind.value,
            "where": self.where,
            "quote": self.found.quote,
            "message": self.message,
        }
        if isinstance(self.found, PersonalFinding):
            told |= {"start": self.found.start, "end": self.found.end, "why": self.found.why}
        else:
            told["why"] = "读者看不见，拿到文件的人找得到"
        return told


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of one file; it may go out when there are no leaks."""

    leaks: tuple[Leak, ...]
    unseen: tuple[str, ...]


def leaks_in(content: bytes, name: str, *, known: Collection[str] = ()) -> Verdict:
    """Return what speaks against letting a file out.

    Args:
        content: the whole file.
        name: its name; personal data in it count too.
        known: telephones and mailboxes that an organ has published as its own.

    Raises:
        Refusal: the file cannot be read wholly, so it may not go out either.
    """
    held = reading.read(content, name)
    found: dict[tuple[str, str, str], Leak] = {}
    for trace in held.traces:
        found.setdefault((trace.kind, trace.where, trace.quote), Leak(trace.where, trace))
    for passage in held.passages:
        for one in personal_data_in(passage.text, known=known):
            key = (one.kind.value, passage.where, one.quote)
            found.setdefault(key, Leak(passage.where, one))
    return Verdict(tuple(found.values()), tuple(dict.fromkeys(held.unseen)))
