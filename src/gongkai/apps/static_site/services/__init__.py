"""Write the public files: one target, what waits in the queue, the whole site."""

from gongkai.apps.static_site.services.exporting import check_all, export_all
from gongkai.apps.static_site.services.holding import is_held, written_afterwards
from gongkai.apps.static_site.services.queueing import (
    Drained,
    drain,
    enqueue,
    enqueue_daily,
    publish_now,
    retry,
    tidy,
)
from gongkai.apps.static_site.services.verifying import Difference, verify
from gongkai.apps.static_site.services.writing_targets import Written, write_target

__all__ = [
    "Difference",
    "Drained",
    "Written",
    "check_all",
    "drain",
    "enqueue",
    "enqueue_daily",
    "export_all",
    "is_held",
    "publish_now",
    "retry",
    "tidy",
    "verify",
    "write_target",
    "written_afterwards",
]
