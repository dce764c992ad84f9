"""Compute by when each step of a request must be taken, and show the count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.domain.errors import Refusal
from gongkai.domain.law import (
    FEE_MEASURES,
    FOI_COURT_INTERPRETATION,
    JIANGSU_REPLY_STANDARD,
    OGI_REGULATIONS,
    Citation,
    Instrument,
)
from gongkai.domain.terms import Term
from gongkai.domain.work_calendar import DueDate, WorkCalendar


@dataclass(frozen=True, slots=True)
class Period:
    """A number of working days that a source grants; its first day is not counted."""

    working_days: int
    source: Citation | Instrument

    def due(self, start: date, calendar: WorkCalendar) -> DueDate:
        """Return the last day of the period that ``start`` opens."""
        return calendar.due(start, self.working_days)


REPLY = Period(20, OGI_REGULATIONS.article(33, 2))  # 答复
MAX_EXTENSION = Period(20, OGI_REGULATIONS.article(33, 2))  # 延期
CORRECTION_NOTICE = Period(7, OGI_REGULATIONS.article(30))  # 告知补正, from receipt
# "A reasonable period": the office sets it; 15 is the usual upper bound, not the Regulations'.
CORRECTION = Period(15, JIANGSU_REPLY_STANDARD)  # 补正, from service of the notice
THIRD_PARTY_OPINION = Period(15, OGI_REGULATIONS.article(32))  # from service; silence ≠ consent
AGENCY_OPINION = Period(15, OGI_REGULATIONS.article(34))  # from service; silence = consent
FEE_PAYMENT = Period(20, FEE_MEASURES.article(6))  # 缴费, from receipt of the notice
PUBLICATION = Period(20, OGI_REGULATIONS.article(26))  # 主动公开, from formation or change
COURT_ORDER = Period(20, FOI_COURT_INTERPRETATION.article(11))  # reply ordered by a court


class ExtensionTooLong(Refusal):
    """The extension is not between one day and what Art. 33(2) allows."""

    code = "foi_extension_too_long"


class AlreadyExtended(Refusal):
    """The period has been extended in this round; Art. 33(2) allows it once."""

    code = "foi_already_extended"


class ReplyPeriodOver(Refusal):
    """What had to reach the applicant within the reply period comes after it."""

    code = "foi_reply_period_over"


class ClockNotRunning(Refusal):
    """There is no reply period: it is void until a correction or payment, or has ended."""

    code = "foi_clock_not_running"


class CorrectionNoticeTooLate(Refusal):
    """The notice to correct comes later than Art. 30 allows."""

    code = "foi_correction_notice_too_late"


class ClockState(Term):
    """What the reply period is doing."""

    RUNNING = "running", "计时中"
    SUSPENDED = "suspended", "暂停计时"
    VOID = "void", "等待补正或缴费，期限待重新计算"
    STOPPED = "stopped", "已停止计时"


@dataclass(frozen=True, slots=True)
class Suspension:
    """Time spent asking a third party or another organ, Art. 33(3).

    Attributes:
        sent_on: day the letter went out; it still counts.
        ended_on: day the opinion came or the period for it ended; does not count.
            While the consultation is open, the day it will end at the latest.
        is_open: whether the answer is still awaited.
    """

    sent_on: date
    ended_on: date
    is_open: bool = False

    def __post_init__(self) -> None:
        if self.ended_on < self.sent_on:
            raise ValueError(f"ended {self.ended_on} before it was sent {self.sent_on}")


@dataclass(frozen=True, slots=True)
class ReplyClock:
    """What the reply deadline of one request depends on.

    Attributes:
        base_on: day zero: receipt (Art. 31), receipt of the correction (Art. 30), payment.
        working_days: the term itself; 20 unless a decision on a remedy set another.
        extension_working_days: granted extension, 0 when none.
        suspensions: consultations; days covered twice are left out once.
        delayed_until: reasonable date announced under Art. 35.
        state: whether the period runs; while void there is no deadline.
        stopped_on: dispatch of the reply, or closure.
    """

    base_on: date
    working_days: int = REPLY.working_days
    extension_working_days: int = 0
    suspensions: tuple[Suspension, ...] = ()
    delayed_until: date | None = None
    state: ClockState = ClockState.RUNNING
    stopped_on: date | None = None

    @property
    def not_counted(self) -> frozenset[date]:
        """Return the days that consultations take out of the count."""
        return frozenset(day for s in self.suspensions for day in _days(s.sent_on, s.ended_on))

    def due(self, calendar: WorkCalendar) -> DueDate:
        """Return the last day on which a reply is in time.

        While a consultation is open, the day assumes that it ends at the latest possible.

        Raises:
            ExtensionTooLong: the extension exceeds Art. 33(2).
            ClockNotRunning: the period is void, so there is no such day yet.
        """
        if self.state is ClockState.VOID:
            raise ClockNotRunning(state=self.state)
        if self.extension_working_days:
            _check_extension_length(self.extension_working_days)
        term = self.working_days + self.extension_working_days
        computed = calendar.due(self.base_on, term, self.not_counted)
        if self.delayed_until is not None and self.delayed_until > computed.on:
            return DueDate(self.delayed_until, provisional=False)
        return computed

    def is_in_time(self, calendar: WorkCalendar, dispatched_on: date) -> bool:
        """Tell whether a reply dispatched on this day is in time."""
        return dispatched_on <= self.due(calendar).on


def check_extension(
    clock: ReplyClock, calendar: WorkCalendar, *, working_days: int, notified_on: date
) -> None:
    """Accept an extension of which the applicant is told on ``notified_on``, or refuse.

    Raises:
        ClockNotRunning: there is no running period to extend.
        AlreadyExtended: it was extended before in this round.
        ExtensionTooLong: not between 1 and 20 working days.
        ReplyPeriodOver: the applicant would learn of it after the deadline.
    """
    if clock.state in (ClockState.VOID, ClockState.STOPPED):
        raise ClockNotRunning(state=clock.state)
    if clock.extension_working_days:
        raise AlreadyExtended(granted=clock.extension_working_days)
    _check_extension_length(working_days)
    check_within_reply_period(clock, calendar, on=notified_on)


def check_within_reply_period(clock: ReplyClock, calendar: WorkCalendar, *, on: date) -> None:
    """Accept an act that must fall into the reply period, such as a fee notice, or refuse.

    Raises:
        ReplyPeriodOver: it comes after the deadline.
        ClockNotRunning: the period is void.
    """
    due = clock.due(calendar)
    if on > due.on:
        raise ReplyPeriodOver(on=on, due_on=due.on)


def check_correction_notice(received_on: date, calendar: WorkCalendar, *, on: date) -> None:
    """Accept a notice to correct given on this day, or refuse.

    Raises:
        CorrectionNoticeTooLate: it comes later than seven working days after receipt.
    """
    due = CORRECTION_NOTICE.due(received_on, calendar)
    if on > due.on:
        raise CorrectionNoticeTooLate(on=on, due_on=due.on)


class DayReason(Term):
    """Why a day counts towards the period, or does not."""

    COUNTED = "counted", "计入"
    NOT_WORKED = "not_worked", "休息日，不计入"
    CONSULTATION = "consultation", "征求意见期间，不计入"
    DELAY = "delay", "延迟答复的合理期限"


@dataclass(frozen=True, slots=True)
class ExplainedDay:
    """One line of the printed count.

    Attributes:
        on: the day.
        count: its number within the period; 0 when it does not count.
        reason: why.
        holiday: the holiday the day is off or made up for, or ``""``.
        provisional: a notice still to come may decide otherwise about the day.
    """

    on: date
    count: int
    reason: DayReason
    holiday: str = ""
    provisional: bool = False


def explain(clock: ReplyClock, calendar: WorkCalendar) -> tuple[ExplainedDay, ...]:
    """Return the count day by day, from the day after ``base_on`` to the deadline.

    Raises:
        ClockNotRunning: the period is void.
    """
    due_on = clock.due(calendar).on
    term = clock.working_days + clock.extension_working_days
    lines: list[ExplainedDay] = []
    count = 0
    for day in _days(clock.base_on, due_on):
        reason = _reason(day, clock, calendar, spent=count >= term)
        count += reason is DayReason.COUNTED
        lines.append(
            ExplainedDay(
                on=day,
                count=count if reason is DayReason.COUNTED else 0,
                reason=reason,
                holiday=calendar.holiday_name(day),
                provisional=calendar.is_provisional(day),
            )
        )
    return tuple(lines)


def _reason(day: date, clock: ReplyClock, calendar: WorkCalendar, *, spent: bool) -> DayReason:
    if spent:
        return DayReason.DELAY
    if not calendar.is_expected_working_day(day):
        return DayReason.NOT_WORKED
    return DayReason.CONSULTATION if day in clock.not_counted else DayReason.COUNTED


def _check_extension_length(working_days: int) -> None:
    if not 1 <= working_days <= MAX_EXTENSION.working_days:
        raise ExtensionTooLong(asked=working_days, limit=MAX_EXTENSION.working_days)


def _days(after: date, until: date) -> Iterator[date]:
    """Yield the days of ``(after, until]``."""
    return (after + timedelta(days=i) for i in range(1, (until - after).days + 1))
