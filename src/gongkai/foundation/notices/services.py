"""Tell officers what waits for them."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.notices.channels import Channel, channels
from gongkai.foundation.notices.models import Notice
from gongkai.foundation.notices.queries import undelivered

MOST_TRIES = 5
_BATCH = 100
_LOG = logging.getLogger(__name__)


@transaction.atomic
def notify(
    *,
    users: Iterable[User],
    kind: str,
    subject: str,
    at: datetime,
    text: str = "",
    url: str = "",
    pause: timedelta | None = None,
) -> list[Notice]:
    """Tell officers something; return what was written.

    Who has an unread notice of the same kind, subject and address from the same day is
    not told twice. The rows belong to the transaction of the act; ``deliver`` takes them
    to the other channels afterwards, so a dead mail server never stops an act.

    Args:
        users: whom; deactivated officers are left out.
        kind: stable English name, ``app.what``.
        subject: what it is about, in one line; never personal data of applicants.
        at: when.
        text: the sentence that says what to do.
        url: the page where it is done, a path.
        pause: for alarms: who was told the same within this time, read or not, is left
            alone, and told again afterwards however little he read.
    """
    people = {user.pk: user for user in users if user.is_active}
    same = Notice.objects.filter(user_id__in=people, kind=kind, subject=subject[:120], url=url)
    told = _told_lately(same, at - pause) if pause else _told_today(same, at)
    return Notice.objects.bulk_create(
        [
            Notice(user=user, kind=kind, subject=subject[:120], text=text[:500], url=url, at=at)
            for pk, user in people.items()
            if pk not in told
        ]
    )


def _told_lately(same: QuerySet[Notice], since: datetime) -> set[int]:
    """Return who was told the same after an instant."""
    return set(same.filter(at__gt=since).values_list("user_id", flat=True))


def _told_today(same: QuerySet[Notice], at: datetime) -> set[int]:
    """Return who was told the same on this day and has not read it."""
    unread = same.filter(read_at__isnull=True).values_list("user_id", "at")
    return {user_id for user_id, told_at in unread if clock.day_of(told_at) == clock.day_of(at)}


@transaction.atomic
def read(*, notice_id: int, user: User, at: datetime) -> Notice:
    """Mark one's own notice as read; return it.

    Raises:
        Notice.DoesNotExist: it is somebody else's.
    """
    notice = Notice.objects.get(pk=notice_id, user=user)
    Notice.objects.filter(pk=notice.pk, read_at__isnull=True).update(read_at=at)
    return notice


@transaction.atomic
def read_all(*, user: User, at: datetime) -> int:
    """Mark all of one's notices as read; return how many."""
    return Notice.objects.filter(user=user, read_at__isnull=True).update(read_at=at)


def deliver(*, at: datetime, most: int = _BATCH) -> int:
    """Take waiting notices to the other channels; return how many are finished with.

    What a channel refuses is tried again after longer and longer pauses, five times in all.
    """
    ways = channels()
    finished = 0
    for notice in undelivered(due_at=at)[:most]:
        problems = [problem for way in ways if (problem := _send(way, notice))]
        notice.tries += 1
        notice.problem = "；".join(problems)[:300]
        notice.delivered = not problems or notice.tries >= MOST_TRIES
        notice.save(update_fields=["channels_done", "problem", "tries", "delivered"])
        finished += not problems
    return finished


def _send(way: Channel, notice: Notice) -> str:
    """Send by one channel unless it has the notice already; return what went wrong."""
    if way.name in notice.channels_done:
        return ""
    try:
        way.send(notice)
    except Exception as error:  # noqa: BLE001 -- whatever a gateway raises, the others go on
        _LOG.warning("notices.not_delivered", extra={"channel": way.name, "notice": notice.pk})
        return f"{way.name}：{error}"
    notice.channels_done = [*notice.channels_done, way.name]
    return ""
