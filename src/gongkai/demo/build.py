"""Build the county, step after step."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.db import transaction
from wagtail.signal_handlers import disable_reference_index_auto_update

from gongkai.demo import (
    answers,
    documents,
    events,
    exchanges,
    media,
    news,
    organs,
    plans,
    platforms,
    registers,
    reports,
    requests,
    sites,
    topics,
    upkeep,
)
from gongkai.demo.world import Step, World

# Records that share one outer transaction: one write to the disk for all of them.
BATCH = 100
_PARTS: tuple[Callable[[World], list[Step]], ...] = (
    organs.steps,
    sites.steps,
    documents.steps,
    news.steps,
    media.steps,
    events.steps,
    requests.steps,
    registers.steps,
    reports.steps,
    exchanges.steps,
    plans.steps,
    platforms.steps,
    answers.steps,
    upkeep.steps,
    topics.steps,
)


def all_steps(world: World) -> list[Step]:
    """Return every step in its order."""
    return [step for part in _PARTS for step in part(world)]


def total(steps: Iterable[Step]) -> int:
    """Return how many records the steps make."""
    return sum(step.total for step in steps)


def run(world: World, steps: Iterable[Step]) -> Iterator[str]:
    """Carry out the steps; yield the label of the step after every record.

    The index of references between pages is left alone meanwhile: nothing that is built
    refers to pictures or files, and it would cost a third of the time.
    """
    for step in steps:
        records = step.run(world)
        done = BATCH
        while done == BATCH:
            with transaction.atomic(), disable_reference_index_auto_update():
                done = sum(1 for _ in islice(records, BATCH))
            yield from [step.label] * done
