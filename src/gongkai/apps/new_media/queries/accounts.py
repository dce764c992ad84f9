"""Read new-media accounts and what they did."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery

from gongkai.apps.new_media.models import AccountWork, LiveStream, NewMediaAccount
from gongkai.domain.new_media.accounts import PUBLISHING_STATES, Platform, crowded_platforms
from gongkai.domain.new_media.staleness import Staleness, staleness
from gongkai.foundation import clock


@dataclass(frozen=True, slots=True)
class StreamFacts:
    """What another register may know of a live stream."""

    pk: int
    title: str
    on: date
    account_name: str
    viewers: int
    new_followers: int
    comments: int
    answers: int


def get_stream(stream_id: int) -> StreamFacts:
    """Return the facts of one live stream.

    Raises:
        LiveStream.DoesNotExist: there is none.
    """
    row = LiveStream.objects.select_related("account").get(pk=stream_id)
    return StreamFacts(
        pk=row.pk,
        title=row.title,
        on=clock.day_of(row.started_at),
        account_name=row.account.name,
        viewers=row.viewers,
        new_followers=row.new_followers,
        comments=row.comments,
        answers=row.answers,
    )


def get_account(account_id: int) -> NewMediaAccount:
    """Return one account with its organ.

    Raises:
        NewMediaAccount.DoesNotExist: there is none.
    """
    return NewMediaAccount.objects.select_related("organ").get(pk=account_id)


def running_on(day: date) -> QuerySet[NewMediaAccount]:
    """Return the accounts that were opened and neither paused nor closed on a day."""
    return NewMediaAccount.objects.filter(
        Q(paused_on__isnull=True) | Q(paused_on__gt=day),
        Q(closed_on__isnull=True) | Q(closed_on__gt=day),
        opened_on__lte=day,
    )


def _latest(rows: QuerySet[Any], field: str) -> Subquery:
    """Return the newest instant among the rows of one account."""
    newest = rows.filter(account=OuterRef("pk")).order_by().values("account")
    return Subquery(newest.annotate(newest=Max(field)).values("newest"))


def with_latest(accounts: QuerySet[NewMediaAccount]) -> QuerySet[Any]:
    """Return the accounts, each with the instants of its newest work and stream."""
    return accounts.annotate(
        latest_work_at=_latest(AccountWork.objects.all(), "published_at"),
        latest_stream_at=_latest(LiveStream.objects.all(), "started_at"),
    )


def standing_of(account: Any, today: date) -> Staleness | None:
    """Return how an account read ``with_latest`` stands; None when it need not publish."""
    if account.state not in PUBLISHING_STATES:
        return None
    instants: Iterable[datetime | None] = (account.latest_work_at, account.latest_stream_at)
    days = [clock.day_of(instant) for instant in instants if instant is not None]
    if account.last_update_on is not None:
        days.append(account.last_update_on)
    return staleness(max(days, default=None), today)


def standings(today: date) -> list[tuple[NewMediaAccount, Staleness]]:
    """Return the accounts that are expected to publish, the longest silent first."""
    rows = with_latest(NewMediaAccount.objects.select_related("organ"))
    found = [(row, standing_of(row, today)) for row in rows]
    expected = [(row, standing) for row, standing in found if standing is not None]
    return sorted(expected, key=lambda pair: _silence(pair[1]), reverse=True)


def _silence(standing: Staleness) -> Decimal:
    days = standing.days_since_update
    return Decimal("Infinity") if days is None else Decimal(days)


def crowded(day: date) -> list[tuple[int, Platform, int]]:
    """Return organ id, platform and number where an organ keeps several accounts on one."""
    rows = running_on(day).values_list("organ_id", "platform")
    return list(crowded_platforms((organ, Platform(platform)) for organ, platform in rows))
