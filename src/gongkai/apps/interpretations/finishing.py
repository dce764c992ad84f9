"""Finish a plan when the last interpretation it names becomes public."""

from __future__ import annotations

from gongkai.apps.interpretations import services
from gongkai.apps.interpretations.models import Interpretation
from gongkai.apps.review import events
from gongkai.apps.review.events import Publication


def register() -> None:
    """Hear of every publication; called when the app is ready."""
    events.register(on_publication)


def on_publication(publication: Publication) -> None:
    """Look at the plans of the document explained; in the transaction of the last review."""
    if publication.kind == "withdrawn":
        return
    rows = Interpretation.objects.filter(pk=publication.page_id).order_by()
    document_id = rows.values_list("document_id", flat=True).first()
    if document_id is not None:
        services.finish_plans_of(document_id=document_id, at=publication.at)
