"""Let whoever fills an empty site write it whole afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_HELD: ContextVar[bool] = ContextVar("static_site_held", default=False)


@contextmanager
def written_afterwards() -> Iterator[None]:
    """Ask for nothing inside the block; the caller exports the whole site after it.

    Thousands of publications would each ask for the home page, lists and feeds that the
    export writes once.
    """
    token = _HELD.set(True)
    try:
        yield
    finally:
        _HELD.reset(token)


def is_held() -> bool:
    """Tell whether requests are left to an export that follows."""
    return _HELD.get()
