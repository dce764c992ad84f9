"""Deadlines of interpretations over a real holiday, answers left out, and the rate."""

from datetime import date, timedelta
from itertools import combinations

import pytest

from gongkai.domain.interpretations.pairing import (
    InterpretationRate,
    Question,
    due_on,
    is_overdue,
    missing_answers,
)


class October2025:
    """The calendar of autumn 2025: closed 1-8 October, open on 28 September and 11 October."""

    exchanged = frozenset({date(2025, 9, 28), date(2025, 10, 11)})

    def add_working_days(self, start, working_days, /):
        day = start
        while working_days:
            day += timedelta(days=1)
            closed = date(2025, 10, 1) <= day <= date(2025, 10, 8)
            if day in self.exchanged or (day.isoweekday() < 6 and not closed):
                working_days -= 1
        return day


@pytest.mark.parametrize(
    ("published_on", "due"),
    [
        (date(2025, 9, 15), date(2025, 9, 18)),  # Monday to Thursday
        (date(2025, 9, 18), date(2025, 9, 23)),  # over a weekend
        (date(2025, 9, 20), date(2025, 9, 24)),  # on a Saturday
        (date(2025, 9, 26), date(2025, 9, 30)),  # Sunday the 28th is worked
        (date(2025, 9, 29), date(2025, 10, 10)),  # 30th, 9th, 10th
        (date(2025, 9, 30), date(2025, 10, 11)),  # 9th, 10th, Saturday the 11th is worked
        (date(2025, 10, 1), date(2025, 10, 11)),
        (date(2025, 10, 9), date(2025, 10, 13)),
    ],
)
def test_three_working_days_after_the_day_of_publication(published_on, due):
    assert due_on(published_on, October2025()) == due


@pytest.mark.parametrize(
    ("today", "interpreted_on", "overdue"),
    [
        (date(2025, 10, 10), None, False),
        (date(2025, 10, 11), None, False),
        (date(2025, 10, 12), None, True),
        (date(2025, 12, 31), date(2025, 9, 30), False),
        (date(2025, 12, 31), date(2025, 10, 11), False),
        (date(2025, 12, 31), date(2025, 10, 12), True),
        (date(2025, 12, 31), date(2025, 9, 29), False),
    ],
)
def test_a_document_of_30_september_waits_until_11_october(today, interpreted_on, overdue):
    found = is_overdue(
        today,
        document_published_on=date(2025, 9, 30),
        interpreted_on=interpreted_on,
        calendar=October2025(),
    )
    assert found is overdue


QUESTIONS = ("who", "materials", "until_when", "contact")


@pytest.mark.parametrize(
    "left_out", [names for size in range(5) for names in combinations(QUESTIONS, size)]
)
@pytest.mark.parametrize("blank", ["", " ", "\u3000\n"])
def test_every_question_left_out_is_named_in_its_order(left_out, blank):
    answers = {Question(q): blank if q in left_out else "已答" for q in reversed(QUESTIONS)}
    assert [question.value for question in missing_answers(answers)] == list(left_out)


def test_a_question_never_asked_is_left_out_too():
    assert [q.label for q in missing_answers({Question.MATERIALS: "身份证"})] == [
        "谁受影响",
        "到什么时候",
        "找谁",
    ]


@pytest.mark.parametrize(
    ("due", "interpreted", "percent"),
    [(0, 0, None), (1, 0, 0), (1, 1, 100), (4, 3, 75), (8, 1, 12.5), (50, 49, 98)],
)
def test_the_rate_is_interpreted_among_those_due(due, interpreted, percent):
    assert InterpretationRate(due, interpreted).percent == percent
