"""Tell officers what waits for them."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

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
    *, users: Iterable[User], kind: str, subject: str, at: datetime, text: str = "", url: str = ""
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
    """
    people = {user.pk: user for user in users if user.is_active}
    told = {
        user_id
        for user_id, told_at in Notice.objects.filter(
            user_id__in=people, kind=kind, subject=subject[:120], url=url, read_at__isnull=True
        ).values_list("user_id", "at")
        if clock.day_of(told_at) == clock.day_of(at)
    }
    return Notice.objects.bulk_create(
        [
            Notice(user=user, kind=kind, subject=subject[:120], text=text[:500], url=url, at=at)
            for pk, user in people.items()
            if pk not in told
        ]
    )


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


def deliver(*, most: int = _BATCH) -> int:
    """Take waiting notices to the other channels; return how many are finished with.

    What a channel refuses is tried again at the next call, five times in all.
    """
    ways = channels()
    finished = 0
    for notice in undelivered()[:most]:
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
