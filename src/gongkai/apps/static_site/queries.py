"""Read the queue, the manifest and the runs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Min, QuerySet, Sum

from gongkai.apps.static_site.models import (
    AssetUse,
    PublicFile,
    QueueItem,
    QueueState,
    Run,
    RunKind,
)
from gongkai.apps.static_site.naming import names_of
from gongkai.domain.roles import Role

WATCHERS = frozenset({Role.OGI_OFFICER, Role.SYSTEM_ADMIN})
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Counts:
    """How much is public.

    Attributes:
        files: all files.
        pages: files of pages of the tree.
        uploads: uploaded files that public pages show.
        bytes: size of everything.
        last_written_at: when the newest file was written.
    """

    files: int
    pages: int
    uploads: int
    bytes: int
    last_written_at: datetime | None


def counts() -> Counts:
    """Return how much is public."""
    sums = PublicFile.objects.aggregate(
        number=Count("pk"), size=Sum("size"), last=Max("rendered_at"), pages=Count("page_id")
    )
    uploads = AssetUse.objects.values("path").distinct().count()
    return Counts(sums["number"], sums["pages"], uploads, sums["size"] or 0, sums["last"])


def queue_counts() -> Mapping[str, int]:
    """Return how many requests stand in each state."""
    found = dict(QueueItem.objects.order_by().values_list("state").annotate(number=Count("pk")))
    return {state.value: found.get(state.value, 0) for state in QueueState}


def queue(*states: QueueState) -> QuerySet[QueueItem]:
    """Return the requests in these states, oldest first."""
    return QueueItem.objects.filter(state__in=[state.value for state in states]).order_by("pk")


def oldest_waiting_at() -> datetime | None:
    """Return since when the oldest request waits; None when nothing does."""
    waiting = QueueItem.objects.filter(state=QueueState.WAITING.value)
    found: datetime | None = waiting.aggregate(first=Min("created_at"))["first"]
    return found


def last_run(kind: RunKind) -> Run | None:
    """Return the latest run of a kind that came to its end."""
    return Run.objects.filter(kind=kind.value, ended_at__isnull=False).first()


def board() -> dict[str, Any]:
    """Return all that the board of static publishing shows."""
    lists = {
        state.value: list(queue(state)[:_SHOWN])
        for state in (QueueState.RUNNING, QueueState.WAITING, QueueState.FAILED)
    }
    names = names_of(item.target for items in lists.values() for item in items)
    return {
        "counts": counts(),
        "queue_counts": queue_counts(),
        **{state: [(item, names[item.target]) for item in items] for state, items in lists.items()},
        "last_export": last_run(RunKind.EXPORT),
        "last_verification": last_run(RunKind.VERIFY),
    }
