"""Say how long an account has been silent, and when silence becomes a veto."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.domain.law import INSPECTION_INDICATORS
from gongkai.domain.terms import Term

VETO_DAYS = 14  # 监测时间点前2周内无更新
VETO_SOURCE = INSPECTION_INDICATORS
WARNING_DAYS = (7, 10, 12)  # ours: three reminders of rising urgency before the veto


class Freshness(Term):
    """What the office sees beside an account."""

    FRESH = "fresh", "更新正常"
    REMINDED = "reminded", "更新提醒"
    URGENT = "urgent", "更新预警"
    LAST_CALL = "last_call", "即将超期"
    STALE = "stale", "超过14天未更新"


_WARNINGS = (Freshness.REMINDED, Freshness.URGENT, Freshness.LAST_CALL)


@dataclass(frozen=True, slots=True)
class Staleness:
    """How an account stands on one day.

    Attributes:
        days_since_update: whole days since the last update; None when there never was one.
        freshness: the level of warning.
        next_update_due_on: last day on which an update avoids the veto; None without updates.
    """

    days_since_update: int | None
    freshness: Freshness
    next_update_due_on: date | None

    @property
    def is_stale(self) -> bool:
        """Return whether the account is vetoed for 内容不更新."""
        return self.freshness is Freshness.STALE


def _freshness(days: int) -> Freshness:
    if days > VETO_DAYS:
        return Freshness.STALE
    levels = zip(WARNING_DAYS, _WARNINGS, strict=True)
    reached = [level for threshold, level in levels if days >= threshold]
    return reached[-1] if reached else Freshness.FRESH


def staleness(last_update_on: date | None, today: date) -> Staleness:
    """Return how an account stands on ``today``.

    An update on the fourteenth day is still in time; an account that never published
    is stale from the start. Ask only for accounts in ``PUBLISHING_STATES``.
    """
    if last_update_on is None:
        return Staleness(None, Freshness.STALE, None)
    days = (today - last_update_on).days
    return Staleness(days, _freshness(days), last_update_on + timedelta(days=VETO_DAYS))


def reminders_due_on(last_update_on: date) -> tuple[date, ...]:
    """Return the days on which a reminder goes out if no update comes before."""
    return tuple(last_update_on + timedelta(days=days) for days in WARNING_DAYS)
