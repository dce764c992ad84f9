"""Read what officers were told."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from gongkai.foundation.notices.models import Notice


def notices_of(user_id: int) -> QuerySet[Notice]:
    """Return what an officer was told, newest first."""
    return Notice.objects.filter(user_id=user_id)


def unread_count(user_id: int) -> int:
    """Return how many an officer has not read."""
    return Notice.objects.filter(user_id=user_id, read_at__isnull=True).count()


# How long after the notice each further try may begin: a mail server restarts in
# minutes, a broken gateway is mended within the working day.
PAUSES = (
    timedelta(0),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=8),
)


def undelivered(*, due_at: datetime) -> QuerySet[Notice]:
    """Return what no channel has finished with and may be tried at an instant, oldest first."""
    due = Q(pk__in=[])
    for tries, pause in enumerate(PAUSES):
        due |= Q(tries=tries, at__lte=due_at - pause)
    return Notice.objects.filter(due, delivered=False).select_related("user").order_by("at", "pk")
