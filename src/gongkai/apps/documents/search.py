"""Say what of this app is found."""

from __future__ import annotations

from typing import Any

from gongkai.apps.search import registry
from gongkai.apps.search.texts import text_of
from gongkai.domain.documents.kinds import DocumentKind
from gongkai.domain.search.lives import Life


def register() -> None:
    """Have documents found, with their numbers and the days that decide their validity."""
    for kind in DocumentKind:
        registry.register_kind(kind.value, kind.label)
    registry.register_page("documents.PolicyDocument", _document)


def _document(page: Any) -> registry.Entry:
    return registry.Entry(
        page.document_kind,
        text_of(page.summary, page.issuer_names, page.body),
        document_number=page.document_number,
        life=Life(
            page.effective_from,
            page.last_day,
            page.repealed_on,
            page.amended_on,
            page.suspensions(),
        ),
    )
