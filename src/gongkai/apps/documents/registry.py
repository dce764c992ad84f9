"""Let interpretations and meetings tell a document's page about themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

_providers: list[Callable[[int], list[Any]]] = []


def register_interpretations(provider: Callable[[int], list[Any]]) -> None:
    """Say how the interpretations of a document are found; called when an app is ready."""
    _providers[:] = [provider]


def interpretations_of(document_id: int) -> list[Any]:
    """Return the published interpretations of a document."""
    return _providers[0](document_id) if _providers else []


# Of several documents at once: id → what is said of its interpretation, and where to look.
Standings = Callable[[Iterable[int]], Mapping[int, tuple[str, str]]]
_standings: list[Standings] = []


def register_standings(provider: Standings) -> None:
    """Say how documents stand to their interpretations; called when an app is ready."""
    _standings[:] = [provider]


def standings_of(document_ids: Iterable[int]) -> Mapping[int, tuple[str, str]]:
    """Return by document how its interpretation stands in words, and the address of more."""
    return _standings[0](document_ids) if _standings else {}


_meetings: list[Callable[[int], list[Any]]] = []


def register_meetings(provider: Callable[[int], list[Any]]) -> None:
    """Say how the meetings that considered a document are found; called when an app is ready."""
    _meetings[:] = [provider]


def meetings_of(document_id: int) -> list[Any]:
    """Return the public meetings that considered a document."""
    return _meetings[0](document_id) if _meetings else []


_file_names: list[Callable[[], list[str]]] = []
_LABELS = {"docx": "Word 文本", "pdf": "PDF 文本", "json": "开放数据（JSON）"}


def register_file_names(names: Callable[[], list[str]]) -> None:
    """Say which files are made of every document; called when the app is ready."""
    _file_names[:] = [names]


def downloads_of(document: Any) -> list[dict[str, str]]:
    """Return address, label and name of each file that goes with a document's page."""
    made = _file_names[0]() if _file_names else []
    number = document.document_number
    return [
        {
            "url": f"{document.url}{name}",
            "label": _LABELS[name.rpartition(".")[2]],
            "name": f"{number}.{name.rpartition('.')[2]}",
        }
        for name in made
    ]
