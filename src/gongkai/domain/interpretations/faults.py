"""Name what a draft interpretation still lacks before anybody reviews it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.domain.interpretations.pairing import Form, Question, missing_answers
from gongkai.domain.terms import Term

# 图片、音视频解读须配文字说明：who cannot see or hear them reads. The length is the county's
# to set; no rule of the state names one.
LEAST_TEXT_CHARACTERS = 60
# An interpretation is no extract of its document. A half of it copied is worth a word.
MUCH_COPIED_PERCENT = 50
# Shorter sentences (“特此通知”) are alike in any two papers.
LEAST_SENTENCE_CHARACTERS = 8

# Forms that say nothing to whoever cannot see or hear them.
SEEN_OR_HEARD = frozenset({Form.PICTURE, Form.H5, Form.ANIMATION, Form.AUDIO, Form.VIDEO})

_SENTENCE_END = re.compile(r"[。！？；!?;\n]+")
_NOT_WORDS = re.compile(r"[\W_]+")
_ASKED = re.compile(r"^\s*(?:问|[Qq]|提问)\s*\d*\s*[：:、.．]")
_ANSWERED = re.compile(r"^\s*(?:答|[Aa]|回答)\s*\d*\s*[：:、.．]")
_QUESTION_MARKS = ("？", "?")


class FaultKind(Term):
    """What is wrong with a draft interpretation (解读缺项)."""

    UNANSWERED = "unanswered", "四件事没有答全"
    TEXT_SHORT = "text_short", "缺少文字说明"
    PICTURE_UNDESCRIBED = "picture_undescribed", "图片没有替代文字"
    NO_QUESTIONS = "no_questions", "没有一问一答"
    COPIED = "copied", "大段照抄原文"


# What only deserves a look; everything else stops the submission.
HINTS = frozenset({FaultKind.COPIED})


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of an interpretation.

    Attributes:
        text: what it says.
        is_heading: whether it stands above the paragraphs that follow.
    """

    text: str
    is_heading: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What is to be looked at before a review.

    Attributes:
        form: of the interpretation.
        answers: to the four questions.
        lines: its text, without the words that describe pictures.
        descriptions: of each picture the words for who cannot see it; empty for none given.
            Pictures marked as mere decoration are left out.
        document_text: text of the document it explains; empty when there is none.
    """

    form: Form
    answers: Mapping[Question, str]
    lines: Sequence[Line] = ()
    descriptions: Sequence[str] = ()
    document_text: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong.

    Attributes:
        kind: what.
        missing: the questions left unanswered.
        number: characters there are, pictures concerned, or percent copied.
    """

    kind: FaultKind
    missing: tuple[Question, ...] = ()
    number: int = 0

    @property
    def is_hint(self) -> bool:
        """Return whether it stops nothing."""
        return self.kind in HINTS


def faults(draft: Draft, least_characters: int = LEAST_TEXT_CHARACTERS) -> tuple[Fault, ...]:
    """Return everything wrong with a draft, in the order in which an editor mends it.

    Args:
        draft: the interpretation.
        least_characters: of the text beside what is only seen or heard.
    """
    return tuple(_faults(draft, least_characters))


def _faults(draft: Draft, least_characters: int) -> Iterator[Fault]:
    missing = missing_answers(draft.answers)
    if missing:
        yield Fault(FaultKind.UNANSWERED, missing)
    written = characters(draft.lines)
    if draft.form in SEEN_OR_HEARD and written < least_characters:
        yield Fault(FaultKind.TEXT_SHORT, number=written)
    blind = sum(not words.strip() for words in draft.descriptions)
    if blind:
        yield Fault(FaultKind.PICTURE_UNDESCRIBED, number=blind)
    if draft.form is Form.QA and not question_pairs(draft.lines):
        yield Fault(FaultKind.NO_QUESTIONS)
    copied = copied_percent("\n".join(line.text for line in draft.lines), draft.document_text)
    if copied >= MUCH_COPIED_PERCENT:
        yield Fault(FaultKind.COPIED, number=copied)


def characters(lines: Sequence[Line]) -> int:
    """Return how many characters a text has, spaces and marks not counted."""
    return sum(len(_NOT_WORDS.sub("", line.text)) for line in lines)


def question_pairs(lines: Sequence[Line]) -> tuple[tuple[str, str], ...]:
    """Return the questions of a text with their answers, in order.

    A question is a heading that ends with a question mark, or a paragraph that begins with
    “问：”; what follows up to the next question is its answer. A question nobody answers is
    no pair.
    """
    found: list[tuple[str, list[str]]] = []
    is_open = False
    for line in lines:
        text = line.text.strip()
        if _is_question(line):
            found.append((_ASKED.sub("", text).strip(), []))
            is_open = True
        elif line.is_heading:
            is_open = False  # a new part of the text, no answer
        elif text and is_open:
            found[-1][1].append(_ANSWERED.sub("", text).strip())
    return tuple((asked, "\n".join(said)) for asked, said in found if any(said))


def _is_question(line: Line) -> bool:
    text = line.text.strip()
    return bool(_ASKED.match(text)) or (line.is_heading and text.endswith(_QUESTION_MARKS))


def copied_percent(text: str, source: str) -> int:
    """Return how much of a text stands word for word in its source, by characters.

    Sentences are compared without marks and spaces; short ones are left out of both sides.
    """
    sentences = [
        words
        for sentence in _SENTENCE_END.split(text)
        if len(words := _NOT_WORDS.sub("", sentence)) >= LEAST_SENTENCE_CHARACTERS
    ]
    every = sum(map(len, sentences))
    if not every:
        return 0
    known = _NOT_WORDS.sub("", source)
    return 100 * sum(len(words) for words in sentences if words in known) // every
