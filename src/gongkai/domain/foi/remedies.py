"""Name the remedies taken against a reply, as 表四 counts them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from gongkai.domain.foi.outcomes import RemedyRoute
from gongkai.domain.law import LITIGATION_LAW, RECONSIDERATION_LAW
from gongkai.domain.terms import Term
from gongkai.domain.work_calendar import WorkCalendar

RECONSIDERATION_DAYS = 60
RECONSIDERATION_SOURCE = RECONSIDERATION_LAW.article(20)
DIRECT_LITIGATION_MONTHS = 6
DIRECT_LITIGATION_SOURCE = LITIGATION_LAW.article(46)
LITIGATION_AFTER_RECONSIDERATION_DAYS = 15
LITIGATION_AFTER_RECONSIDERATION_SOURCE = LITIGATION_LAW.article(45)


# How long the organ has to answer, from the day it received the copy. The ordinary period of a
# reconsideration was not verified against the printed law.
ANSWER_WORKING_DAYS, ANSWER_SOURCE = 10, RECONSIDERATION_LAW.article(48)
SIMPLE_ANSWER_WORKING_DAYS, SIMPLE_ANSWER_SOURCE = 5, RECONSIDERATION_LAW.article(54)
DEFENCE_DAYS, DEFENCE_SOURCE = 15, LITIGATION_LAW.article(67)


class RemedyKind(Term):
    """The three parts of 表四."""

    RECONSIDERATION = "reconsideration", "行政复议"
    DIRECT_LITIGATION = "direct", "未经复议直接起诉"
    LITIGATION_AFTER_RECONSIDERATION = "after", "复议后起诉"


class RemedyResult(Term):
    """The four results of each part of 表四."""

    UPHELD = "upheld", "结果维持"
    CORRECTED = "corrected", "结果纠正"
    OTHER = "other", "其他结果"
    PENDING = "pending", "尚未审结"


def is_unexpected(kind: RemedyKind, route: RemedyRoute) -> bool:
    """Tell whether a remedy took a way the reply did not open.

    A direct suit where reconsideration comes first usually means that the reply
    forgot to say so, 行政复议法 art. 23(2).
    """
    return kind is RemedyKind.DIRECT_LITIGATION and route is not RemedyRoute.REVIEW_OR_SUIT


def open_until(kind: RemedyKind, knew_on: date) -> date:
    """Return the last day to take a remedy, in calendar days or months.

    A last day that falls on a holiday is not moved here: for closing a file that is
    the earliest, not the latest, reading. ``knew_on`` is the day the applicant learnt
    of the reply, or received the decision on reconsideration.
    """
    if kind is RemedyKind.RECONSIDERATION:
        return knew_on + timedelta(days=RECONSIDERATION_DAYS)
    if kind is RemedyKind.LITIGATION_AFTER_RECONSIDERATION:
        return knew_on + timedelta(days=LITIGATION_AFTER_RECONSIDERATION_DAYS)
    years, month0 = divmod(knew_on.month - 1 + DIRECT_LITIGATION_MONTHS, 12)
    year, month = knew_on.year + years, month0 + 1
    return date(year, month, min(knew_on.day, monthrange(year, month)[1]))


def answer_due(
    kind: RemedyKind, received_on: date, calendar: WorkCalendar, *, is_simple: bool = False
) -> date:
    """Return the last day on which the organ may hand in its answer and evidence.

    Args:
        kind: of the case.
        received_on: day on which the organ received the copy; it is not counted.
        calendar: for a reconsideration, whose periods of up to ten days are working days,
            行政复议法 art. 88.
        is_simple: whether the reconsideration takes the simple procedure, art. 53(4), 54.
    """
    if kind is not RemedyKind.RECONSIDERATION:
        return received_on + timedelta(days=DEFENCE_DAYS)
    days = SIMPLE_ANSWER_WORKING_DAYS if is_simple else ANSWER_WORKING_DAYS
    return calendar.due(received_on, days).on
