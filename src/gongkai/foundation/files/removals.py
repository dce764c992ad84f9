"""Carry what was removed from files to the end of the request that brought them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_sentences: ContextVar[list[str] | None] = ContextVar("gongkai_removals", default=None)


@contextmanager
def collected() -> Iterator[list[str]]:
    """Give the list that fills while the request is answered."""
    found: list[str] = []
    token = _sentences.set(found)
    try:
        yield found
    finally:
        _sentences.reset(token)


def tell(sentence: str) -> None:
    """Add one sentence; nobody hears it outside a request."""
    found = _sentences.get()
    if found is not None:
        found.append(sentence)
