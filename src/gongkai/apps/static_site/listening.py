"""Hear what the review publishes or withdraws, and have it written."""

from __future__ import annotations

import atexit
import threading
from datetime import datetime
from functools import partial
from typing import Any

from django.db import close_old_connections, transaction

from gongkai.apps.static_site import conf, registry, services
from gongkai.foundation.pages.models import GovPage

_LONGEST_FILE_SECONDS = 20
_REASONS = {"published": "发布", "withdrawn": "撤稿", "restored": "恢复"}


def on_publication(publication: Any) -> None:
    """Ask for the page and all that shows something of it; runs in the act's transaction."""
    if services.is_held():
        return
    target = registry.page_target(publication.page_id)
    services.enqueue(
        [target, registry.around_target(publication.page_id)],
        _REASONS.get(str(publication.kind), str(publication.kind)),
        publication.at,
    )
    transaction.on_commit(partial(_after_commit, target, publication.at), robust=True)


def request_page(page: GovPage, *, reason: str, at: datetime) -> None:
    """Ask for a page and its dependents outside a review: structure, data behind a page."""
    target = registry.page_target(page.pk)
    services.enqueue([target, *registry.dependents_of(page)], reason, at)
    transaction.on_commit(partial(_after_commit, target, at), robust=True)


def _after_commit(target: registry.Target, at: datetime) -> None:
    """Write the item itself at once and what hangs on it as the setting says."""
    mode = conf.drain_mode()
    if mode == "off":
        return
    services.publish_now(target)
    if mode == "inline":
        services.drain()
    else:
        DRAIN.wake()


class DrainThread:
    """One thread of this process that goes through the queue when woken, and ends when idle."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._again = False
        self._ends = threading.Event()
        self._thread: threading.Thread | None = None

    def wake(self) -> None:
        """Have the queue gone through, now or once more after the present round."""
        with self._lock:
            self._again = True
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._run, name="static-drain", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        """Drain until nobody asked again."""
        while True:
            with self._lock:
                if not self._again or self._ends.is_set():
                    self._thread = None
                    return
                self._again = False
            close_old_connections()
            try:
                services.drain(stops=self._ends.is_set)
            finally:
                close_old_connections()

    def join(self, seconds: float | None = None) -> None:
        """Wait for the present round to end."""
        thread = self._thread
        if thread is not None:
            thread.join(seconds)

    def end(self) -> None:
        """Finish the file at hand and leave the rest to others; called when the process ends."""
        self._ends.set()
        self.join(_LONGEST_FILE_SECONDS)


DRAIN = DrainThread()
atexit.register(DRAIN.end)
