"""Read the answers that everybody may read."""

from __future__ import annotations

from django.db.models import QuerySet

from gongkai.apps.foi.models import DisclosedAnswer


def disclosed_answers() -> QuerySet[DisclosedAnswer]:
    """Return the public answers with their organs, the newest first."""
    return (
        DisclosedAnswer.objects.filter(published_at__isnull=False, taken_down_at__isnull=True)
        .select_related("request__organ")
        .defer(
            "request__applicant_name",
            "request__applicant_identity",
            "request__applicant_contact",
            "request__wanted",
        )
    )
