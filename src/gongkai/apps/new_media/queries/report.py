"""Give the annual report the rows about new media."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from gongkai.apps.new_media.models import AccountWork, FollowerCount, LiveStream, MessageAnswers
from gongkai.apps.new_media.queries.accounts import running_on
from gongkai.domain.annual_report.facts import Record, TextFact
from gongkai.domain.new_media.accounts import Platform
from gongkai.foundation import clock

# The report calls one platform by a shorter word than the register.
_REPORT_NAMES = {Platform.WECHAT_CHANNELS: "wechat_video"}
# 短视频作品: what these platforms carry; articles elsewhere only keep an account fresh.
VIDEO_PLATFORMS = (
    Platform.DOUYIN.value,
    Platform.KUAISHOU.value,
    Platform.WECHAT_CHANNELS.value,
)


def platform_key(platform: Platform) -> str:
    """Return the last part of a platform's figure key."""
    return _REPORT_NAMES.get(platform, platform.value)


def _bounds(year: int) -> tuple[datetime, datetime]:
    """Return the first instant of a year and of the next, where the county is."""
    zone = timezone.get_default_timezone()
    return datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)


@dataclass(frozen=True, slots=True)
class _Register:
    """Which register rows come from, how they are opened and dated."""

    source: str
    namespace: str

    def record(self, row: Sequence[Any], amount: object = 1) -> Record:
        """Return a row of (pk, label, day or instant, organ code, account, …) as a record."""
        pk, label, on, organ, account, *_ = row
        day = clock.day_of(on) if isinstance(on, datetime) else on
        return Record(
            source=self.source,
            pk=pk,
            label=str(label),
            on=day,
            organ=organ,
            amount=Decimal(str(amount)),
            url=reverse(f"{self.namespace}:edit", args=(pk,)),
            note=account,
        )


_ACCOUNTS = _Register("new_media.NewMediaAccount", "newmediaaccount")
_STREAMS = _Register("new_media.LiveStream", "livestream")
_WORKS = _Register("new_media.AccountWork", "accountwork")
_MESSAGES = _Register("new_media.MessageAnswers", "messageanswers")
_FOLLOWERS = _Register("new_media.FollowerCount", "followercount")


def _accounts(year: int, codes: frozenset[str]) -> dict[Platform, tuple[Record, ...]]:
    """Return the accounts running at the end of the year by platform."""
    rows = (
        running_on(date(year, 12, 31))
        .filter(organ__code__in=codes)
        .order_by("organ__position", "organ__code", "name")
        .values_list("pk", "name", "opened_on", "organ__code", "platform")
    )
    found: dict[Platform, list[Record]] = {platform: [] for platform in Platform}
    for pk, name, opened_on, code, value in rows:
        platform = Platform(value)
        record = _ACCOUNTS.record((pk, name, opened_on, code, platform.label))
        found[platform].append(record)
    return {platform: tuple(records) for platform, records in found.items()}


def _columns(
    register: _Register, rows: list[tuple[Any, ...]], *keys: str | None
) -> dict[str, tuple[Record, ...]]:
    """Return one figure per key; the amounts stand behind the first five values of a row."""
    return {
        key: tuple(register.record(row, row[place]) for row in rows)
        for place, key in enumerate(keys, start=5)
        if key
    }


def _rows(rows: QuerySet[Any], codes: frozenset[str], *fields: str) -> list[tuple[Any, ...]]:
    """Return the rows of the organs, each ending with the account's name and amounts."""
    label, on, *amounts = fields
    return list(
        rows.filter(account__organ__code__in=codes)
        .order_by(on, "pk")
        .values_list("pk", label, on, "account__organ__code", "account__name", *amounts)
    )


def _published(year: int, codes: frozenset[str]) -> dict[str, tuple[Record, ...]]:
    """Return streams and works of the year."""
    start, end = _bounds(year)
    streams = _rows(
        LiveStream.objects.filter(started_at__gte=start, started_at__lt=end),
        codes,
        *("title", "started_at", "viewers", "answers"),
    )
    works = _rows(
        AccountWork.objects.filter(
            published_at__gte=start, published_at__lt=end, account__platform__in=VIDEO_PLATFORMS
        ),
        codes,
        *("title", "published_at", "views", "likes"),
    )
    viewers = _columns(_STREAMS, streams, "streams.viewers", "streams.answers")
    return {
        "streams.total": tuple(_STREAMS.record(row) for row in streams),
        "streams.max_viewers": viewers["streams.viewers"],
        **viewers,
        "works.total": tuple(_WORKS.record(row) for row in works),
        **_columns(_WORKS, works, "works.views", "works.likes"),
    }


def _tallies(year: int, codes: frozenset[str]) -> dict[str, tuple[Record, ...]]:
    """Return the days' tallies of messages and each account's last follower count."""
    messages = _rows(MessageAnswers.objects.filter(on__year=year), codes, "note", "on", "answers")
    counts = _rows(
        FollowerCount.objects.filter(counted_on__year=year),
        codes,
        *("account__name", "counted_on", "followers", "account_id"),
    )
    last = {row[6]: row for row in counts}  # in the order of days, so the last one stays
    return {
        "messages.answers": tuple(
            _MESSAGES.record((row[0], f"{row[2]}私信答复", *row[2:]), row[5]) for row in messages
        ),
        "followers.latest": tuple(_FOLLOWERS.record(row, row[5]) for row in last.values()),
    }


def report_records(year: int, organ_codes: frozenset[str]) -> dict[str, tuple[Record, ...]]:
    """Return the rows behind the figures of new media."""
    accounts = _accounts(year, organ_codes)
    return {
        "new_media.accounts": tuple(row for rows in accounts.values() for row in rows),
        **{
            f"new_media.accounts.{platform_key(platform)}": rows
            for platform, rows in accounts.items()
        },
        **_published(year, organ_codes),
        **_tallies(year, organ_codes),
    }


def report_texts(year: int, organ_codes: frozenset[str]) -> dict[str, TextFact]:
    """Return the names of the running accounts by platform."""
    texts = {}
    for platform, records in _accounts(year, organ_codes).items():
        key = f"new_media.account_names.{platform_key(platform)}"
        texts[key] = TextFact(key, tuple(record.label for record in records), records)
    return texts
