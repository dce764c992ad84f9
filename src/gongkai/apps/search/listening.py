"""Hear what the review publishes or withdraws, and index it in the same transaction."""

from __future__ import annotations

from gongkai.apps.review.events import Publication
from gongkai.apps.search import services


def on_publication(publication: Publication) -> None:
    """Read the page anew."""
    services.refresh([publication.page_id], publication.at)
