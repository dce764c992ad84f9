"""Tell the other apps what became public, changed its place or came back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

PublicationKind = Literal["published", "withdrawn", "restored"]


@dataclass(frozen=True, slots=True)
class Publication:
    """One change of what the public can read.

    Attributes:
        page_id: the page.
        submission_id: the version that stands behind the change.
        kind: ``restored`` is a publication after a withdrawal.
        text_hash: hash of the approved text.
        at: when it happened.
    """

    page_id: int
    submission_id: int
    kind: PublicationKind
    text_hash: str
    at: datetime


Listener = Callable[[Publication], None]
_listeners: list[Listener] = []


def register(listener: Listener) -> None:
    """Have ``listener`` called inside the transaction of every change; once each."""
    if listener not in _listeners:
        _listeners.append(listener)


def announce(publication: Publication) -> None:
    """Tell every listener; what must wait for the commit they hang on it themselves."""
    for listener in _listeners:
        listener(publication)
