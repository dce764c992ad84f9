"""Read what officers were told."""

from __future__ import annotations

from django.db.models import QuerySet

from gongkai.foundation.notices.models import Notice


def notices_of(user_id: int) -> QuerySet[Notice]:
    """Return what an officer was told, newest first."""
    return Notice.objects.filter(user_id=user_id)


def unread_count(user_id: int) -> int:
    """Return how many an officer has not read."""
    return Notice.objects.filter(user_id=user_id, read_at__isnull=True).count()


def undelivered() -> QuerySet[Notice]:
    """Return what no channel has finished with, oldest first."""
    return Notice.objects.filter(delivered=False).select_related("user").order_by("at", "pk")
