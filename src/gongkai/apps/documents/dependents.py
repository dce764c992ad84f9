"""Name what shows something of a document besides its own section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from django.db.models import Q

from gongkai.apps.documents import data_set
from gongkai.apps.documents.making.exporting import target_of
from gongkai.apps.documents.models import PolicyDocument, ValidityAct
from gongkai.apps.documents.queries import of_section
from gongkai.apps.documents.registry import interpretations_of
from gongkai.apps.static_site import registry as static_site
from gongkai.apps.static_site.registry import Target, page_target
from gongkai.apps.websites import dependents as websites
from gongkai.apps.websites.queries import sections_of_kind as of_kind
from gongkai.domain.websites import SectionKind
from gongkai.foundation.pages.models import GovPage


def register() -> None:
    """Tell the export; called when the app is ready."""
    static_site.register_dependents(of_page)
    static_site.register_daily(changing_on)


def of_page(page: GovPage) -> Iterable[Target]:
    """Return what shows a document: libraries, home pages, interpretations, other documents."""
    return of_document(page) if isinstance(page, PolicyDocument) else ()


def of_document(document: PolicyDocument) -> Iterator[Target]:
    """Yield the libraries above a document, all homes, and the pages that name it.

    Every home shows the newest documents of the county, so one that comes or goes may
    move any of them.
    """
    yield target_of(document.pk)
    for section in of_kind(SectionKind.DOCUMENTS):
        yield f"library:{section.pk}"
    yield from websites.of_kind(SectionKind.DOCUMENTS, document, of_section)
    yield from websites.homes()
    for interpretation in interpretations_of(document.pk):
        yield page_target(interpretation.pk)
    # the one that took its place names it nowhere, the ones it replaced name it as successor
    replaced = PolicyDocument.objects.filter(repealed_by_id=document.pk)
    naming = [*replaced.values_list("pk", flat=True), *beside(document.pk)]
    yield from map(page_target, naming)
    yield from data_set.of_document(document)
    yield from data_set.of_ids(naming)


def beside(document_id: int) -> list[int]:
    """Return the documents that name this one in their history, or that it names."""
    acts = ValidityAct.objects.filter(
        Q(document_id=document_id) | Q(by_document_id=document_id), by_document__isnull=False
    ).values_list("document_id", "by_document_id")
    return sorted({pk for pair in acts for pk in pair} - {document_id})


def changing_on(day: date) -> Iterator[Target]:
    """Yield what shows documents whose validity is another from this day on."""
    before = day - timedelta(days=1)
    turning = PolicyDocument.objects.live().filter(
        Q(effective_from=day)
        | Q(expires_on=before)
        | Q(term_ends_on=before)
        | Q(pk__in=ValidityAct.objects.filter(on=day).values("document_id"))
        | Q(amended_on=day)
        | Q(repealed_on=day)
    )
    for document in turning.order_by("pk"):
        yield page_target(document.pk)
        yield from of_document(document)
