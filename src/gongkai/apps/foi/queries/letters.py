"""Read the letters of a request, and what each of them is made of."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongkai.apps.foi.models import InformationRequest, LetterHead, RequestEvent, RequestLetter
from gongkai.apps.foi.queries.clocks import calendar, clock_of, ledger_of
from gongkai.apps.foi.queries.rounds import this_round
from gongkai.domain.errors import Refusal
from gongkai.domain.foi.deadlines import ClockState
from gongkai.domain.foi.intake import ARRIVES_ON_A_SERVER, IntakeChannel
from gongkai.domain.foi.letters.composing import COURSE
from gongkai.domain.foi.letters.facts import (
    Case,
    CourseStep,
    Decision,
    DeliveryWay,
    Letter,
    LetterFacts,
    LetterOrgan,
    Paragraph,
)
from gongkai.domain.foi.letters.kinds import KINDS, Addressee, Detail, LetterKind, Part
from gongkai.domain.foi.letters.linting import Fault, lint
from gongkai.domain.foi.letters.standing import LetterState
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.outcomes import ApplicantKind, Outcome

_UNNUMBERED = "签发时编号"


class LetterHeadMissing(Refusal):
    """Nobody has said yet what the letters of the organ share."""

    code = "foi_letter_head_missing"


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in a letter, as its row keeps it.

    Attributes:
        details: what the officer entered.
        addressee: third party or organ; empty when the letter goes to the applicant.
        annexes: names of what is attached.
        paragraphs: the text; empty before it is worded.
    """

    details: Mapping[Detail, str] = field(default_factory=dict)
    addressee: str = ""
    annexes: tuple[str, ...] = ()
    paragraphs: tuple[Paragraph, ...] = ()

    def as_text(self) -> str:
        """Return it as the row keeps it."""
        return json.dumps(
            {
                "details": {str(name.value): text for name, text in self.details.items()},
                "addressee": self.addressee,
                "annexes": list(self.annexes),
                "text": [
                    {"part": str(one.part.value), "text": one.text} for one in self.paragraphs
                ],
            },
            ensure_ascii=False,
        )


def written(row: RequestLetter) -> Written:
    """Return what stands in a letter."""
    kept: dict[str, Any] = json.loads(row.content)
    return Written(
        {Detail(name): text for name, text in kept["details"].items()},
        kept["addressee"],
        tuple(kept["annexes"]),
        tuple(Paragraph(Part(one["part"]), one["text"]) for one in kept["text"]),
    )


def decision_of(row: RequestLetter) -> Decision | None:
    """Return what a reply decides."""
    told = row.decision
    if told is None:
        return None
    grounds = tuple(Outcome(ground) for ground in told["withheld_under"])
    return Decision(Outcome(told["outcome"]), grounds, already_given=told["already_given"])


def told_decision(decision: Decision) -> dict[str, Any]:
    """Return a decision as plain data, as rows of letters and the ledger keep it."""
    return {
        "outcome": str(decision.outcome.value),
        "withheld_under": [str(ground.value) for ground in decision.withheld_under],
        "already_given": decision.already_given,
    }


def head_of(organ_id: int) -> LetterHead:
    """Return what the letters of an organ share.

    Raises:
        LetterHeadMissing: nobody has entered it.
    """
    head = LetterHead.objects.select_related("organ").filter(organ_id=organ_id).first()
    if head is None:
        raise LetterHeadMissing
    return head


def facts_of(row: RequestLetter, dated_on: date, *, number: str = _UNNUMBERED) -> LetterFacts:
    """Return all that a letter is made of, as the case stands now.

    Args:
        row: with its request; it need not be saved.
        dated_on: day that the letter bears.
        number: that it bears.

    Raises:
        LetterHeadMissing: nobody has entered what the organ's letters share.
    """
    request, head, found = row.request, head_of(row.organ_id), written(row)
    ledger = ledger_of(request)
    kind = LetterKind(row.kind)
    return LetterFacts(
        kind=kind,
        organ=LetterOrgan(
            name=head.organ.name,
            reconsideration_body=head.reconsideration_body,
            court=head.court,
            online_reconsideration=head.online_reconsideration,
            contact=head.organ.phone,
        ),
        case=case_of(request, this_round(ledger)),
        number=number,
        dated_on=dated_on,
        decision=decision_of(row),
        addressee_name=found.addressee,
        details=found.details,
        due_on=_due_on(kind, found, ledger),
        annexes=found.annexes,
    )


def case_of(request: InformationRequest, entries: Iterable[RequestEvent] = ()) -> Case:
    """Return what papers say of a request, with these entries of its ledger as its course."""
    return Case(
        number=request.number,
        applicant_name=request.applicant_name,
        applicant_kind=ApplicantKind(request.applicant_kind),
        received_on=request.received_on,
        channel=IntakeChannel(request.intake_channel),
        wanted=request.wanted,
        delivery=_delivery(request),
        course=tuple(
            CourseStep(
                Event(entry.event),
                entry.occurred_on,
                entry.working_days if Event(entry.event) is Event.EXTEND else 0,
            )
            for entry in entries
            if Event(entry.event) in COURSE
        ),
    )


def _delivery(request: InformationRequest) -> DeliveryWay:
    """Return how the applicant wants the reply; who was silent gets it the way he asked."""
    if request.delivery:
        return DeliveryWay(request.delivery)
    came = IntakeChannel(request.intake_channel)
    return DeliveryWay.ELECTRONIC if came in ARRIVES_ON_A_SERVER else DeliveryWay.MAIL


def _due_on(kind: LetterKind, found: Written, ledger: list[RequestEvent]) -> date | None:
    """Return the last day to reply; in a notice of extension the one it brings about."""
    if not ledger:
        return None
    clock = clock_of(ledger)
    if clock.state is ClockState.VOID:
        return None
    if kind is LetterKind.EXTENSION and not clock.extension_working_days:
        asked = found.details.get(Detail.PERIOD, "")
        if not asked.isdecimal():
            return None
        clock = replace(clock, extension_working_days=int(asked))
    return clock.due(calendar()).on


def letter_of(row: RequestLetter, facts: LetterFacts) -> Letter:
    """Return a letter as it would be printed: its own text under the head of the facts."""
    found = written(row)
    to_applicant = KINDS[facts.kind].addressee is Addressee.APPLICANT
    return Letter(
        title=facts.kind.label,
        number=facts.number,
        addressee=facts.case.applicant_name if to_applicant else found.addressee,
        paragraphs=found.paragraphs,
        annexes=found.annexes,
        organ=facts.organ.name,
        dated_on=facts.dated_on,
    )


def faults_of(row: RequestLetter, dated_on: date) -> list[Fault]:
    """Return what is wrong with a draft; its number comes with the signature.

    Raises:
        LetterHeadMissing: nobody has entered what the organ's letters share.
        ExtensionTooLong: the extension exceeds art. 33(2).
    """
    head = head_of(row.organ_id)
    facts = facts_of(row, dated_on, number=f"{head.number_mark}〔{dated_on.year}〕1号")
    return lint(letter_of(row, facts), facts)


def live_reply(request: InformationRequest) -> RequestLetter | None:
    """Return the reply that is being written or waits to go out."""
    return (
        request.letters.select_related("request")
        .filter(
            kind=LetterKind.REPLY.value,
            state__in=[LetterState.DRAFT.value, LetterState.SIGNED.value],
        )
        .first()
    )


_TO_APPLICANT = [
    str(kind.value) for kind, rule in KINDS.items() if rule.addressee is Addressee.APPLICANT
]


def sent_to_applicant(request: InformationRequest) -> QuerySet[RequestLetter]:
    """Return the letters that have gone out to the applicant, the oldest first."""
    out = [LetterState.SENT.value, LetterState.SERVED.value]
    rows = request.letters.filter(kind__in=_TO_APPLICANT, state__in=out)
    return rows.defer("content", "word", "printed")
