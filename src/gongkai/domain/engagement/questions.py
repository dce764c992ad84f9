"""Lead a question of the public to its answer, and count what was asked and answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from types import MappingProxyType

from gongkai.domain.errors import Refusal
from gongkai.domain.terms import Term


class QuestionState(Term):
    """How a question stands (提问状态)."""

    RECEIVED = "received", "待审核"
    ACCEPTED = "accepted", "已采用"
    REJECTED = "rejected", "不采用"
    ANSWERED = "answered", "已答复"


class QuestionAction(Term):
    """What is done with a question (提问办理)."""

    ACCEPT = "accept", "采用"
    REJECT = "reject", "不采用"
    ANSWER = "answer", "答复"


class RejectionGround(Term):
    """Why a question is not put to the guests (不采用的理由)."""

    OFF_TOPIC = "off_topic", "与访谈主题无关"
    REPEATED = "repeated", "与其他提问重复"
    SINGLE_CASE = "single_case", "属于个人诉求，转有关单位办理"
    PRIVACY = "privacy", "涉及他人隐私"
    OFFENSIVE = "offensive", "含侮辱、攻击他人的内容"
    ADVERTISEMENT = "advertisement", "属于广告或者无意义内容"


TRANSITIONS: Mapping[tuple[QuestionState, QuestionAction], QuestionState] = MappingProxyType(
    {
        (QuestionState.RECEIVED, QuestionAction.ACCEPT): QuestionState.ACCEPTED,
        (QuestionState.RECEIVED, QuestionAction.REJECT): QuestionState.REJECTED,
        (QuestionState.ACCEPTED, QuestionAction.REJECT): QuestionState.REJECTED,
        (QuestionState.REJECTED, QuestionAction.ACCEPT): QuestionState.ACCEPTED,
        (QuestionState.ACCEPTED, QuestionAction.ANSWER): QuestionState.ANSWERED,
        (QuestionState.ANSWERED, QuestionAction.ANSWER): QuestionState.ANSWERED,
    }
)


class QuestionActionNotAllowed(Refusal):
    """A question takes no such step from where it stands.

    Facts: state, action.
    """

    code = "question_action_not_allowed"


class RejectionUnexplained(Refusal):
    """A question is left out and nobody says why."""

    code = "rejection_unexplained"


class QuestionsNotTaken(Refusal):
    """A question comes before the announcement's day or after the last."""

    code = "questions_not_taken"


class FigureWithoutEvidence(Refusal):
    """A figure is typed in that no record bears out, and its source is not named."""

    code = "figure_without_evidence"


class FigureAgainstRecords(Refusal):
    """A typed figure says something else than the records.

    Facts: questions, answers.
    """

    code = "figure_against_records"


def advance(state: QuestionState, action: QuestionAction) -> QuestionState:
    """Return the state that ``action`` leads to.

    Raises:
        QuestionActionNotAllowed: there is no such step from here.
    """
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise QuestionActionNotAllowed(state=state, action=action) from None


def allowed_actions(state: QuestionState) -> tuple[QuestionAction, ...]:
    """Return the steps a question may take now."""
    return tuple(action for action in QuestionAction if (state, action) in TRANSITIONS)


@dataclass(frozen=True, slots=True)
class QuestionWindow:
    """When the public may ask.

    Attributes:
        from_on: first day; None when the public is not asked.
        until_at: instant from which on no question is taken.
    """

    from_on: date | None
    until_at: datetime | None

    def is_open(self, day: date, at: datetime) -> bool:
        """Tell whether questions are taken at an instant of a day."""
        if self.from_on is None or self.until_at is None:
            return False
        return self.from_on <= day and at < self.until_at

    def check(self, day: date, at: datetime) -> None:
        """Accept an instant at which questions are taken.

        Raises:
            QuestionsNotTaken: it is too early or too late, or nobody is asked.
        """
        if not self.is_open(day, at):
            raise QuestionsNotTaken


@dataclass(frozen=True, slots=True)
class Tally:
    """How many questions came and how many were answered."""

    questions: int
    answers: int


def tally(states: Iterable[QuestionState]) -> Tally | None:
    """Return the tally of the registered questions; None when there are none.

    A question that was left out counts as received all the same.
    """
    kept = list(states)
    if not kept:
        return None
    return Tally(len(kept), sum(state is QuestionState.ANSWERED for state in kept))


def check_tally(shown: Tally, records: Tally | None, evidence: str) -> None:
    """Accept the figures a page shows.

    Args:
        shown: what the page says.
        records: what the register says; None when nothing is registered.
        evidence: where typed figures come from.

    Raises:
        FigureAgainstRecords: there are records, and they say something else.
        FigureWithoutEvidence: there are none, and the figures' source is not named.
    """
    if records is not None and shown != records:
        raise FigureAgainstRecords(questions=records.questions, answers=records.answers)
    if records is None and (shown.questions or shown.answers) and not evidence.strip():
        raise FigureWithoutEvidence
