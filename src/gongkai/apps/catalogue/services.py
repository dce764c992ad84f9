"""Keep the public pages of the catalogues in step with the register."""

from __future__ import annotations

from datetime import datetime

from gongkai.apps.catalogue import data_set, queries
from gongkai.apps.catalogue.models import DisclosureCatalogue, DisclosureItem
from gongkai.apps.static_site import services as static_site


def record_changed(record: DisclosureCatalogue | DisclosureItem, at: datetime) -> None:
    """Have what shows a record written anew; runs in the transaction of the change."""
    catalogue = record.catalogue if isinstance(record, DisclosureItem) else record
    targets = [*queries.shown_on(record), *data_set.of_year(catalogue.year)]
    static_site.enqueue(targets, "主动公开事项目录变动", at)
