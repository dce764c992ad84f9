"""Wait as a reader waits: the files are written beside the answer to the officer."""

import time

MOST_SECONDS = 60


def settles(page, locator):
    """Tell whether a page shows something within the time that its file takes to be written."""
    latest = time.monotonic() + MOST_SECONDS
    while not locator.count() and time.monotonic() < latest:
        page.reload()
    return locator.first.is_visible()
