"""Name what shows something of an interpretation besides its own section."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.apps.documents import data_set as document_data
from gongkai.apps.documents import queries as documents
from gongkai.apps.interpretations import data_set
from gongkai.apps.interpretations.models import Interpretation
from gongkai.apps.interpretations.queries import PAIRS_ON_PORTAL, interpretations_of
from gongkai.apps.static_site import registry as static_site
from gongkai.apps.static_site.registry import Target, page_target
from gongkai.apps.websites import dependents as websites
from gongkai.foundation.pages.models import GovPage

_DOCUMENT = "documents.PolicyDocument"


def register() -> None:
    """Tell the export; called when the app is ready."""
    static_site.register_dependents(of_page)


def of_page(page: GovPage) -> Iterable[Target]:
    """Return what shows an interpretation, or a document because one explains it."""
    if isinstance(page, Interpretation):
        return of_interpretation(page)
    return data_set.of_document(page.pk) if page._meta.label == _DOCUMENT else ()


def of_interpretation(interpretation: Interpretation) -> Iterator[Target]:
    """Yield its document, the other interpretations of it, and the homes that pair the two.

    Besides these the tables that list it, and the files that tell of its document.
    """
    if interpretation.document_id is None:
        yield from data_set.of_interpretation(interpretation)
        return
    yield page_target(interpretation.document_id)
    for other in interpretations_of(interpretation.document_id):
        if other.pk != interpretation.pk:
            yield page_target(other.pk)
    if interpretation.document_id in {row.pk for row in documents.newest(PAIRS_ON_PORTAL)}:
        yield from websites.homes()
    yield from data_set.of_interpretation(interpretation)
    yield from document_data.of_ids([interpretation.document_id])
