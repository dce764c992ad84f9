"""Say what a letter is made of: the case, the organ, and what the officer entered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from gongkai.domain.errors import Refusal
from gongkai.domain.foi.intake import IntakeChannel
from gongkai.domain.foi.letters.kinds import Detail, LetterKind, Part
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.outcomes import ApplicantKind, Outcome
from gongkai.domain.terms import Term

_NOTHING: Mapping[Detail, str] = MappingProxyType({})


class DeliveryWay(Term):
    """How the applicant wants the information (获取信息的方式)."""

    MAIL = "mail", "邮寄"
    COLLECTION = "collection", "自行领取"
    ELECTRONIC = "electronic", "电子方式"


class LetterIncomplete(Refusal):
    """A letter cannot be worded because something was not entered.

    Facts: missing, the labels of what is missing.
    """

    code = "foi_letter_incomplete"


@dataclass(frozen=True, slots=True)
class LetterOrgan:
    """The organ that writes, and where its decisions are challenged.

    Attributes:
        name: as on its seal.
        reconsideration_body: for a department or township the people's government of its
            own level alone, 行政复议法 art. 24.
        court: that takes suits against it.
        online_reconsideration: where reconsideration is applied for online, art. 22;
            empty when there is no such place.
        contact: telephone of its disclosure office.
    """

    name: str
    reconsideration_body: str
    court: str
    online_reconsideration: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class CourseStep:
    """One act that the reply tells about: on which day, how many working days."""

    event: Event
    on: date
    working_days: int = 0


@dataclass(frozen=True, slots=True)
class Case:
    """What a letter says of the request itself.

    Attributes:
        number: of the request.
        applicant_name: as in the request.
        applicant_kind: person or kind of organisation.
        received_on: day that counts as received, art. 31.
        channel: by which it came.
        wanted: the information asked for, in the applicant's words.
        delivery: how the applicant wants it.
        course: what happened before this letter.
    """

    number: str
    applicant_name: str
    applicant_kind: ApplicantKind
    received_on: date
    channel: IntakeChannel
    wanted: str
    delivery: DeliveryWay
    course: tuple[CourseStep, ...] = ()

    @property
    def you(self) -> str:
        """Return how the letter addresses the applicant."""
        return "您" if self.applicant_kind is ApplicantKind.NATURAL_PERSON else "你单位"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided on the request, art. 36 and 37.

    Attributes:
        outcome: the row of 表三 it falls under.
        withheld_under: for a reply in part, the grounds of the withheld part.
        already_given: for a repeated request, whether the information was given before.
    """

    outcome: Outcome
    withheld_under: tuple[Outcome, ...] = ()
    already_given: bool = False


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """All that one letter is made of.

    Attributes:
        kind: of the letter.
        organ: that writes.
        case: the request.
        number: of the letter, ``青交公开告〔2026〕3号``.
        dated_on: day of the letter (成文日期).
        decision: for a reply, what was decided.
        addressee_name: third party or organ, where the letter does not go to the applicant.
        details: what the officer entered.
        due_on: last day of the reply period, where one runs.
        annexes: names of what is attached.
    """

    kind: LetterKind
    organ: LetterOrgan
    case: Case
    number: str
    dated_on: date
    decision: Decision | None = None
    addressee_name: str = ""
    details: Mapping[Detail, str] = field(default_factory=lambda: _NOTHING)
    due_on: date | None = None
    annexes: tuple[str, ...] = ()

    def detail(self, name: Detail) -> str:
        """Return what was entered, without a full stop at its end; empty for nothing."""
        return self.details.get(name, "").strip().rstrip("。；;")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph of a letter and what it is about."""

    part: Part
    text: str


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter as it will be printed, from title to date.

    Attributes:
        title: without the organ's name.
        number: of the letter.
        addressee: without colon.
        paragraphs: its text.
        annexes: names of what is attached.
        organ: that signs.
        dated_on: day of the letter.
    """

    title: str
    number: str
    addressee: str
    paragraphs: tuple[Paragraph, ...]
    annexes: tuple[str, ...]
    organ: str
    dated_on: date | None

    def text_of(self, *parts: Part) -> str:
        """Return the text of some parts, or of the whole letter."""
        return "\n".join(one.text for one in self.paragraphs if not parts or one.part in parts)


def chinese_day(day: date) -> str:
    """Return a day as official papers write it, ``2026年6月9日``, GB/T 9704—2012 7.3.5.2."""
    return f"{day.year}年{day.month}月{day.day}日"
