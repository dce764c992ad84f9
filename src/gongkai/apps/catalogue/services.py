"""Keep the public pages of the catalogues in step with the register."""

from __future__ import annotations

from datetime import datetime

from gongkai.apps.catalogue import queries
from gongkai.apps.catalogue.models import DisclosureCatalogue, DisclosureItem
from gongkai.apps.static_site import services as static_site


def record_changed(record: DisclosureCatalogue | DisclosureItem, at: datetime) -> None:
    """Have what shows a record written anew; runs in the transaction of the change."""
    static_site.enqueue(queries.shown_on(record), "主动公开事项目录变动", at)
