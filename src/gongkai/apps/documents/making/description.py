"""Describe documents as open data: one JSON file beside each page, one list per library."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from gongkai.apps.documents.models import PolicyDocument
from gongkai.apps.documents.registry import interpretations_of

VERSION = 1


def describe(document: PolicyDocument, day: date, downloads: Iterable[str]) -> dict[str, Any]:
    """Return what is known of a document, its validity on a day included.

    Args:
        document: the document.
        day: the day of which the validity is stated.
        downloads: addresses of its files.
    """
    return {
        **brief(document, day),
        "joint_organs": [organ.name for organ in document.joint_organs.all()],
        "theme": [part for part in (document.theme, document.theme_detail) if part],
        "disclosure": document.get_disclosure_display(),
        "basis": document.basis,
        "enactment_note": document.enactment_note,
        "registration_number": document.registration_number,
        "acts": [
            {
                "kind": act.kind,
                "label": act.kind_label,
                "on": act.on.isoformat(),
                "until": act.until.isoformat() if act.until else None,
                "basis": act.basis,
                "by_document": _named(act.by_document),
            }
            for act in document.acts()
        ],
        "interpretations": [
            {"title": page.title, "url": page.url} for page in interpretations_of(document.pk)
        ],
        "attachments": [
            {"name": file["name"], "url": file["url"]} for file in document.attachments
        ],
        "downloads": list(downloads),
    }


def _named(document: PolicyDocument | None) -> dict[str, str] | None:
    """Return number, title and address of a public document; nothing of one that is none."""
    if document is None or not document.live:
        return None
    return {
        "document_number": document.document_number,
        "title": document.title.replace("｜", ""),
        "url": document.url or "",
    }


def brief(document: PolicyDocument, day: date) -> dict[str, Any]:
    """Return the row of a document in the list of its library."""
    validity = document.validity_on_day(day)
    return {
        "version": VERSION,
        "title": document.title.replace("｜", ""),
        "document_number": document.document_number,
        "index_number": document.index_number,
        "kind": document.get_document_kind_display(),
        "issuers": document.issuer_names,
        "signed_on": document.signed_on.isoformat(),
        "published_at": document.published_at.isoformat() if document.published_at else None,
        "effective_from": document.effective_from.isoformat(),
        "expires_on": document.last_day.isoformat() if document.last_day else None,
        "validity": {"value": validity.value, "label": validity.label, "as_of": day.isoformat()},
        "url": document.url,
    }


def as_bytes(value: object) -> bytes:
    """Return JSON as it is written to a file."""
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
