"""Name the topics that show something of a page."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from gongkai.apps.static_site import registry as static_site
from gongkai.apps.static_site.registry import Target, page_target
from gongkai.apps.topics import queries
from gongkai.foundation.pages.models import GovPage


def register() -> None:
    """Tell the export; called when the app is ready."""
    static_site.register_dependents(of_page)
    static_site.register_daily(changing_on)


def of_page(page: GovPage) -> Iterable[Target]:
    """Return the topics that name a page."""
    return [page_target(pk) for pk in queries.naming(page.pk)]


def changing_on(day: date) -> Iterable[Target]:
    """Return the topics that a new day changes."""
    return [page_target(pk) for pk in queries.changing_on(day, day - timedelta(days=1))]
