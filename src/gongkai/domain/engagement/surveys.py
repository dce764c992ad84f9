"""Check the answers to a questionnaire and add them up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from gongkai.domain.engagement.intake import TextTooLong
from gongkai.domain.errors import Refusal
from gongkai.domain.terms import Term

Answers = Mapping[str, Sequence[str]]
MOST_CHARACTERS = 500


class SurveyQuestionKind(Term):
    """How a question of a questionnaire is answered (题型)."""

    SINGLE = "single", "单选"
    MULTIPLE = "multiple", "多选"
    TEXT = "text", "填写"


class AnswerMissing(Refusal):
    """A question that must be answered was left out.

    Facts: question.
    """

    code = "survey_answer_missing"


class AnswerNotOffered(Refusal):
    """An answer is none of those offered, or several were given where one is asked.

    Facts: question.
    """

    code = "survey_answer_not_offered"


@dataclass(frozen=True, slots=True)
class SurveyQuestion:
    """One question of a questionnaire.

    Attributes:
        key: stable name under which answers are kept.
        text: what is asked.
        kind: how it is answered.
        choices: what may be chosen, in order; empty for a text.
        is_required: whether it must be answered.
    """

    key: str
    text: str
    kind: SurveyQuestionKind
    choices: tuple[str, ...] = ()
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class SurveyResult:
    """What people answered to one question.

    Attributes:
        question: what was asked.
        answered: how many answered it.
        rows: each choice with how many chose it, in the order of the question.
    """

    question: SurveyQuestion
    answered: int
    rows: tuple[tuple[str, int], ...]


def checked(questions: Iterable[SurveyQuestion], answers: Answers) -> dict[str, list[str]]:
    """Return the answers to the questions asked, without blanks and repetitions.

    Raises:
        AnswerMissing: a required one is left out.
        AnswerNotOffered: an answer is not among the choices, or one too many.
        TextTooLong: a written answer is too long.
    """
    kept = {}
    for question in questions:
        given = list(dict.fromkeys(one.strip() for one in answers.get(question.key, ())))
        given = [one for one in given if one]
        _check_one(question, given)
        if given:
            kept[question.key] = given
    return kept


def _check_one(question: SurveyQuestion, given: Sequence[str]) -> None:
    if question.is_required and not given:
        raise AnswerMissing(question=question.text)
    if question.kind is SurveyQuestionKind.TEXT:
        if any(len(one) > MOST_CHARACTERS for one in given):
            raise TextTooLong(most=MOST_CHARACTERS)
        is_offered = len(given) <= 1
    else:
        is_offered = set(given) <= set(question.choices)
    if not is_offered or (question.kind is SurveyQuestionKind.SINGLE and len(given) > 1):
        raise AnswerNotOffered(question=question.text)


def tabulate(
    questions: Iterable[SurveyQuestion], filled_in: Sequence[Answers]
) -> list[SurveyResult]:
    """Return the results of a questionnaire, question by question."""
    results = []
    for question in questions:
        given = [set(answers.get(question.key, ())) for answers in filled_in]
        rows = tuple((choice, sum(choice in one for one in given)) for choice in question.choices)
        results.append(SurveyResult(question, sum(bool(one) for one in given), rows))
    return results
