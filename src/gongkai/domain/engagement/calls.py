"""Tell how a call for opinions stands on a day and what it owes afterwards."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from types import MappingProxyType

from gongkai.domain.errors import Refusal
from gongkai.domain.law import INSPECTION_INDICATORS, MAJOR_DECISIONS_REGULATIONS
from gongkai.domain.terms import Term

MAJOR_DECISION_DAYS = 30
MAJOR_DECISION_SOURCE = MAJOR_DECISIONS_REGULATIONS.article(15)
OUTCOME_SOURCE = INSPECTION_INDICATORS


class CallKind(Term):
    """What the public is asked about (征集事项类别)."""

    MAJOR_DECISION = "major_decision", "重大行政决策"
    NORMATIVE_DOCUMENT = "normative_document", "行政规范性文件"
    OTHER = "other", "其他事项"
    SURVEY = "survey", "问卷调查"


# Only the first figure stands in a text that was read; a county sets the others.
MINIMUM_DAYS: Mapping[CallKind, int] = MappingProxyType(
    {
        CallKind.MAJOR_DECISION: MAJOR_DECISION_DAYS,
        CallKind.NORMATIVE_DOCUMENT: 30,
        CallKind.OTHER: 7,
        CallKind.SURVEY: 7,
    }
)


class CallState(Term):
    """How a call stands (征集状态)."""

    ANNOUNCED = "announced", "预告"
    OPEN = "open", "征集中"
    AWAITING_OUTCOME = "awaiting_outcome", "已结束待反馈"
    ANSWERED = "answered", "已反馈"


class CallEndsBeforeItBegins(Refusal):
    """The last day lies before the first.

    Facts: opens_on, closes_on.
    """

    code = "call_ends_before_it_begins"


class CallTooShort(Refusal):
    """The public is given less time than its kind asks for, and nobody says why.

    Facts: kind, days, least.
    """

    code = "call_too_short"


class CallNotOpen(Refusal):
    """An opinion comes before the first day or after the last.

    Facts: state.
    """

    code = "call_not_open"


@dataclass(frozen=True, slots=True)
class CallClock:
    """What the state of one call depends on.

    Attributes:
        opens_on: first day on which opinions are taken.
        closes_on: last day on which they are taken.
        answered_on: day on which the outcome became public; None before.
    """

    opens_on: date
    closes_on: date
    answered_on: date | None = None

    @property
    def days(self) -> int:
        """Return how many days the public has.

        The first day is not counted, as periods counted in days begin on the next: the
        reading that gives the public more time.
        """
        return (self.closes_on - self.opens_on).days

    def check(self, kind: CallKind, minimum: Mapping[CallKind, int], explanation: str) -> None:
        """Accept the period, or say what is wrong with it.

        Args:
            kind: what the public is asked about.
            minimum: least days by kind.
            explanation: why the time is shorter, as the page tells the public.

        Raises:
            CallEndsBeforeItBegins: the days stand in the wrong order.
            CallTooShort: less time than the kind asks for, unexplained.
        """
        if self.closes_on < self.opens_on:
            raise CallEndsBeforeItBegins(opens_on=self.opens_on, closes_on=self.closes_on)
        least = minimum.get(kind, 0)
        if self.days < least and not explanation.strip():
            raise CallTooShort(kind=kind, days=self.days, least=least)

    def state_on(self, day: date) -> CallState:
        """Return how the call stands on a day."""
        if self.answered_on is not None and self.answered_on <= day:
            return CallState.ANSWERED
        if day < self.opens_on:
            return CallState.ANNOUNCED
        return CallState.OPEN if day <= self.closes_on else CallState.AWAITING_OUTCOME

    def check_open(self, day: date) -> None:
        """Accept a day on which opinions are taken.

        Raises:
            CallNotOpen: it is before the first or after the last, or the outcome is out.
        """
        state = self.state_on(day)
        if state is not CallState.OPEN:
            raise CallNotOpen(state=state)

    def turns_on(self) -> tuple[date, date]:
        """Return the days on which the state changes by the day alone."""
        return self.opens_on, self.closes_on + timedelta(days=1)

    def outcome_due_on(self, days: int) -> date:
        """Return the last day on which the outcome is in time, ``days`` after the end."""
        return self.closes_on + timedelta(days=days)

    def is_overdue(self, today: date, days: int) -> bool:
        """Tell whether the outcome should be public and is not."""
        state = self.state_on(today)
        return state is CallState.AWAITING_OUTCOME and today > self.outcome_due_on(days)
