"""Tell how far an event has come, and put the papers of a meeting together."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from gongkai.domain.terms import Term


class EventStage(Term):
    """How far an event has come (活动阶段)."""

    ANNOUNCED = "announced", "预告"
    HELD = "held", "实录整理中"
    TRANSCRIBED = "transcribed", "实录已发布"


def stage_of(*, held_at: datetime, at: datetime, has_transcript: bool) -> EventStage:
    """Return how far an event has come at an instant."""
    if has_transcript:
        return EventStage.TRANSCRIBED
    return EventStage.ANNOUNCED if at < held_at else EventStage.HELD


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter of a meeting (议题).

    Attributes:
        matter: what was on the agenda.
        decision: what was decided.
        documents: ids of the documents that were considered.
        interpretations: ids of the texts that explain the decision.
    """

    matter: str
    decision: str = ""
    documents: tuple[int, ...] = ()
    interpretations: tuple[int, ...] = ()


def papers_of(matters: Iterable[Matter]) -> tuple[list[int], list[int]]:
    """Return the ids of all documents and interpretations of a meeting, each once, in order."""
    kept = list(matters)
    documents = dict.fromkeys(pk for matter in kept for pk in matter.documents)
    explained = dict.fromkeys(pk for matter in kept for pk in matter.interpretations)
    return list(documents), list(explained)
