"""Begin a process of our own that works beside the one that asked for it.

It begins empty and not as a copy: a library that keeps threads, as the one that sets PDF
does, waits for ever in a copy, because the threads stay behind. Nothing here may be read
before Django is set up.
"""

from __future__ import annotations

import gc
import multiprocessing
from concurrent.futures import ProcessPoolExecutor

import django


def side_by_side(jobs: int) -> ProcessPoolExecutor:
    """Return so many processes, each with Django set up by the same settings."""
    return ProcessPoolExecutor(
        jobs, mp_context=multiprocessing.get_context("spawn"), initializer=_begin
    )


def _begin() -> None:
    """Set Django up, and spare a process that only renders most searches for garbage."""
    django.setup()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
