"""Tell how an item of the statutory content stands: filled, overdue, without content, blank."""

from __future__ import annotations

from datetime import date

from gongkai.domain.law import INSPECTION_INDICATORS
from gongkai.domain.platform.items import StatutoryItem
from gongkai.domain.terms import Term
from gongkai.domain.websites import UpdateInterval

BLANK_SOURCE = INSPECTION_INDICATORS


class ItemState(Term):
    """How an item stands."""

    FILLED = "filled", "有内容"
    OVERDUE = "overdue", "逾期未更新"
    NOTHING = "nothing", "另有说明"
    BLANK = "blank", "空白"


def due_on(item: StatutoryItem, last_on: date, own_days: int | None = None) -> date | None:
    """Return the last day on which something new is in time; None when no interval runs.

    Args:
        item: the item.
        last_on: day of the newest entry.
        own_days: interval the section itself was given, which goes before the usual one.
    """
    if own_days:
        return UpdateInterval(days=own_days).due_on(last_on)
    if not item.interval_months:
        return None
    return UpdateInterval(months=item.interval_months).due_on(last_on)


def state_of(
    item: StatutoryItem,
    *,
    entries: int,
    last_on: date | None,
    statement: str,
    today: date,
    own_days: int | None = None,
) -> ItemState:
    """Return how an item stands on a day.

    An item without entries is explained by a statement or it is blank (空白栏目); a
    statement beside entries explains nothing and is not looked at.
    """
    if not entries or last_on is None:
        return ItemState.NOTHING if statement.strip() else ItemState.BLANK
    limit = due_on(item, last_on, own_days)
    return ItemState.OVERDUE if limit is not None and today > limit else ItemState.FILLED
