"""Let the apps above say what is public besides their pages, and what hangs on what.

A target is a string ``kind:reference``: "page:12", "archive:45:2025-03", "feed:45",
"view:accessibility". Its kind names the producer, its reference tells the producer what
to make. The kind "page" is this app's own.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from gongkai.apps.static_site.frame import RenderFrame as RenderFrame
from gongkai.apps.static_site.frame import frame_of as frame_of
from gongkai.apps.static_site.frame import once as once
from gongkai.domain.errors import Refusal

if TYPE_CHECKING:
    from gongkai.foundation.pages.models import GovPage

Target = str
AROUND = "around"


class UnknownTarget(Refusal):
    """Nobody produces targets of this kind.

    Facts: target.
    """

    code = "unknown_target"


@dataclass(frozen=True, slots=True)
class Output:
    """One public file.

    Attributes:
        path: place below the public root, e.g. ``news/202503120017/index.html``.
        content: its bytes.
    """

    path: str
    content: bytes


Producer = Callable[[str, RenderFrame], Iterable[Output]]
Dependents = Callable[["GovPage"], Iterable[Target]]
Everything = Callable[[], Iterable[Target]]
Daily = Callable[[date], Iterable[Target]]
ReadAhead = Callable[[Sequence["GovPage"], RenderFrame], None]

_producers: dict[str, Producer] = {}
_labels: dict[str, str] = {"page": "《{title}》", AROUND: "显示《{title}》的页面"}
_dependents: list[Dependents] = []
_everything: list[Everything] = []
_daily: list[Daily] = []
_ahead: list[ReadAhead] = []


def page_target(page_id: int) -> Target:
    """Return the target of a page of the tree."""
    return f"page:{page_id}"


def around_target(page_id: int) -> Target:
    """Return what stands in the queue for all that shows something of a page.

    Who drains the queue finds out what that is: an officer who approves waits for the
    page itself only.
    """
    return f"{AROUND}:{page_id}"


def register_producer(kind: str, produce: Producer, label: str) -> None:
    """Say who makes the files of a kind of target; called when an app is ready.

    ``produce(reference, frame)`` yields the files of the target. A target that has none
    any more yields nothing: its old files are then removed. ``label`` is what officers
    read: ``{title}`` in it is the title of the page whose id begins the reference,
    ``{part}`` what follows the id.
    """
    _producers[kind] = produce
    _labels[kind] = label


def label_of(kind: str) -> str:
    """Return what officers read for a kind of target; empty for a kind nobody makes."""
    return _labels.get(kind, "")


def register_dependents(find: Dependents) -> None:
    """Say what else shows something of a page; called when an app is ready."""
    if find not in _dependents:
        _dependents.append(find)


def register_everything(find: Everything) -> None:
    """Name all targets of an app for the full export; called when an app is ready."""
    if find not in _everything:
        _everything.append(find)


def register_daily(find: Daily) -> None:
    """Name the targets that change by the day alone; called when an app is ready."""
    if find not in _daily:
        _daily.append(find)


def register_read_ahead(read: ReadAhead) -> None:
    """Say what is read at once for many pages of a batch; called when an app is ready.

    ``read(pages, frame)`` puts facts of the pages into the frame under the keys that the
    code asks ``once`` for.
    """
    if read not in _ahead:
        _ahead.append(read)


def read_ahead(pages: Sequence[GovPage], frame: RenderFrame) -> None:
    """Read at once what all apps need of the pages of a batch."""
    for read in _ahead:
        read(pages, frame)


def produce(target: Target, frame: RenderFrame) -> list[Output]:
    """Return the files of a target.

    Raises:
        UnknownTarget: nobody registered its kind.
    """
    kind, _, reference = target.partition(":")
    if kind not in _producers:
        raise UnknownTarget(target=target)
    return list(_producers[kind](reference, frame))


def dependents_of(page: GovPage) -> list[Target]:
    """Return what else shows something of a page, each target once, in a stable order."""
    return _each_once(find(page) for find in _dependents)


def everything() -> list[Target]:
    """Return all targets of the full export, each once, in a stable order."""
    return _each_once(find() for find in _everything)


def daily(day: date) -> list[Target]:
    """Return the targets that a new day changes."""
    return _each_once(find(day) for find in _daily)


def _each_once(groups: Iterator[Iterable[Target]]) -> list[Target]:
    """Return the targets of all groups in order, without repetition."""
    return list(dict.fromkeys(target for group in groups for target in group))
