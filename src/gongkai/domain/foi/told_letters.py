"""Read letters told as plain data, word them, and answer with text and faults.

The form is that of the command line (``docs/handbook/letters.md``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from gongkai.domain.foi.intake import IntakeChannel
from gongkai.domain.foi.letters.composing import compose
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
from gongkai.domain.foi.letters.kinds import Detail, LetterKind, Part
from gongkai.domain.foi.letters.linting import Fault, lint, may_be_signed
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.outcomes import ApplicantKind, Outcome
from gongkai.domain.foi.told_cases import ToldWrongly, told_day, told_mapping, told_whole
from gongkai.domain.terms import Term

_T = TypeVar("_T", bound=Term)


def letter_of(told: object) -> tuple[Letter, list[Fault]]:
    """Return the letter that one line tells of, and what is wrong with it.

    A line with ``text`` brings a letter edited by hand; it is only looked over.

    Raises:
        ToldWrongly: a field is missing or unreadable.
        LetterIncomplete: something was not entered that the letter must say.
        WithheldGroundMissing: a reply in part names no ground for what is withheld.
    """
    line = told_mapping(told, "整行")
    facts = _facts(line)
    letter = compose(facts)
    if line.get("text") is not None:
        letter = replace(letter, paragraphs=_paragraphs(line["text"]))
    return letter, lint(letter, facts)


def answer_letter(letter: Letter, faults: list[Fault]) -> dict[str, Any]:
    """Return a letter and its faults as plain data."""
    return {
        "title": letter.title,
        "number": letter.number,
        "addressee": letter.addressee,
        "text": [{"part": one.part.value, "text": one.text} for one in letter.paragraphs],
        "annexes": list(letter.annexes),
        "organ": letter.organ,
        "dated_on": letter.dated_on.isoformat() if letter.dated_on else None,
        "may_be_signed": may_be_signed(faults),
        "faults": [
            {
                "kind": fault.kind.value,
                "message": fault.kind.label,
                "expected": fault.expected,
                "found": fault.found,
                "basis": str(fault.basis) if fault.basis else "",
            }
            for fault in faults
        ],
    }


def _facts(line: Mapping[str, Any]) -> LetterFacts:
    """Return what the letter is made of."""
    due = line.get("due_on")
    return LetterFacts(
        kind=_term(LetterKind, line, "kind"),
        organ=_organ(told_mapping(line.get("organ"), "organ")),
        case=_case(told_mapping(line.get("case"), "case")),
        number=_text(line, "number"),
        dated_on=told_day(line, "dated_on"),
        decision=_decision(line.get("decision")),
        addressee_name=_text(line, "addressee_name", needed=False),
        details=_details(told_mapping(line.get("details") or {}, "details")),
        due_on=told_day(line, "due_on") if due is not None else None,
        annexes=_texts(line, "annexes"),
    )


def _organ(told: Mapping[str, Any]) -> LetterOrgan:
    return LetterOrgan(
        name=_text(told, "name"),
        reconsideration_body=_text(told, "reconsideration_body"),
        court=_text(told, "court"),
        online_reconsideration=_text(told, "online_reconsideration", needed=False),
    )


def _case(told: Mapping[str, Any]) -> Case:
    course = told.get("course") or []
    if not isinstance(course, list):
        raise ToldWrongly(field="course", wanted="列表", found=course)
    return Case(
        number=_text(told, "number"),
        applicant_name=_text(told, "applicant_name"),
        applicant_kind=_term(ApplicantKind, told, "applicant_kind"),
        received_on=told_day(told, "received_on"),
        channel=_term(IntakeChannel, told, "channel"),
        wanted=_text(told, "wanted"),
        delivery=_term(DeliveryWay, told, "delivery"),
        course=tuple(_step(told_mapping(one, "course")) for one in course),
    )


def _step(told: Mapping[str, Any]) -> CourseStep:
    on: date = told_day(told, "on")
    days = told_whole(told, "working_days") if "working_days" in told else 0
    return CourseStep(_term(Event, told, "event"), on, days)


def _decision(raw: object) -> Decision | None:
    if raw is None:
        return None
    told = told_mapping(raw, "decision")
    grounds = [_term(Outcome, {"withheld_under": one}, "withheld_under")
               for one in _texts(told, "withheld_under")]  # fmt: skip
    return Decision(
        _term(Outcome, told, "outcome"),
        tuple(grounds),
        already_given=told.get("already_given") is True,
    )


def _details(told: Mapping[str, Any]) -> dict[Detail, str]:
    return {_term(Detail, {"details": name}, "details"): _text(told, name) for name in told}


def _paragraphs(raw: object) -> tuple[Paragraph, ...]:
    if not isinstance(raw, list):
        raise ToldWrongly(field="text", wanted="列表", found=raw)
    rows = [told_mapping(one, "text") for one in raw]
    return tuple(Paragraph(_term(Part, row, "part"), _text(row, "text")) for row in rows)


def _term(kind: type[_T], told: Mapping[str, Any], field: str) -> _T:
    """Return an entry of a closed list told by its value."""
    raw = told.get(field)
    if not isinstance(raw, str) or raw not in kind.values():
        raise ToldWrongly(field=field, wanted=f"{'、'.join(kind.values())}之一", found=raw)
    return kind(raw)


def _text(told: Mapping[str, Any], field: str, *, needed: bool = True) -> str:
    raw = told.get(field, "")
    if not isinstance(raw, str) or (needed and not raw.strip()):
        raise ToldWrongly(field=field, wanted="文字", found=raw)
    return raw.strip()


def _texts(told: Mapping[str, Any], field: str) -> tuple[str, ...]:
    raw = told.get(field) or []
    if not isinstance(raw, list) or not all(isinstance(one, str) for one in raw):
        raise ToldWrongly(field=field, wanted="文字的列表", found=raw)
    return tuple(raw)
