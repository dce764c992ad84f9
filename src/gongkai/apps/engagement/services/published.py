"""Keep what a publication of these pages settles: the day of an outcome, the papers named."""

from __future__ import annotations

from typing import Any

from gongkai.apps.documents import queries as documents
from gongkai.apps.engagement.models import (
    ExecutiveMeeting,
    OnlineInterview,
    OpinionCall,
    OutcomePublication,
    PaperLink,
    PressConference,
)
from gongkai.apps.engagement.papers import numbers_of
from gongkai.apps.review.events import Publication
from gongkai.domain.engagement.events import papers_of
from gongkai.foundation.pages.models import GovPage

_WITH_PAPERS = (PressConference, OnlineInterview, OpinionCall)


def papers_named(page: Any) -> tuple[list[int], list[int]]:
    """Return the ids of the documents and interpretations that a page names."""
    if isinstance(page, ExecutiveMeeting):
        return papers_of(page.matters)
    if isinstance(page, _WITH_PAPERS):
        blocks = list(page.papers)
        return numbers_of(blocks, "paper"), numbers_of(blocks, "reading")
    return [], []


def on_publication(publication: Publication) -> None:
    """Keep the papers a page names and the day of an outcome; in the last act's transaction."""
    row = GovPage.objects.filter(pk=publication.page_id).first()
    page = row.specific if row is not None else None
    if not isinstance(page, (ExecutiveMeeting, *_WITH_PAPERS)):
        return
    PaperLink.objects.filter(page_id=page.pk).delete()
    papers, readings = papers_named(page)
    known = set(documents.published().filter(pk__in=papers).values_list("pk", flat=True))
    existing = set(
        GovPage.objects.filter(pk__in=readings, content_type__model="interpretation").values_list(
            "pk", flat=True
        )
    )
    links = [PaperLink(page_id=page.pk, document_id=pk) for pk in papers if pk in known]
    links += [PaperLink(page_id=page.pk, interpretation_id=pk) for pk in readings if pk in existing]
    PaperLink.objects.bulk_create(links)
    if isinstance(page, OpinionCall) and page.has_outcome and publication.kind != "withdrawn":
        OutcomePublication.objects.get_or_create(
            call=page, defaults={"published_at": publication.at}
        )
