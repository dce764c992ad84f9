"""Read the county's own figures for the upkeep of documents."""

from __future__ import annotations

from django.conf import settings


def _own(name: str) -> int:
    return int(settings.GONGKAI_DOCUMENT_UPKEEP[name])


def filing_days() -> int:
    """Return within how many days of its issue a normative document is to be filed."""
    return _own("filing_days")


def clean_up_years() -> int:
    """Return after how many years the documents are gone through again."""
    return _own("clean_up_years")


def assess_months() -> int:
    """Return how many months before its end a document is to be assessed."""
    return _own("assess_months")
