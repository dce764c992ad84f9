"""Let apps hear that a record of a register changed, without the register knowing them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

Listener = Callable[[Any, datetime], None]

_listeners: dict[str, list[Listener]] = {}


def register(label: str, listener: Listener) -> None:
    """Have a listener hear of every record of a model that is added, changed or deleted.

    It runs inside the transaction of the change; called when an app is ready.

    Args:
        label: ``app.Model``.
        listener: takes the record and the instant.
    """
    heard = _listeners.setdefault(label.lower(), [])
    if listener not in heard:
        heard.append(listener)


def tell(record: Any, at: datetime) -> None:
    """Tell whoever wants to hear of records of this kind."""
    for listener in _listeners.get(record._meta.label_lower, ()):
        listener(record, at)
