from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.interpretations.pairing import (
    DUE_SOURCE,
    Form,
    InterpretationRate,
    Question,
    due_on,
    is_overdue,
    missing_answers,
)


class PlainWeeks:
    """Monday to Friday, no holidays but those given."""

    def __init__(self, *days_off):
        self.days_off = days_off

    def add_working_days(self, start, working_days):
        day = start
        while working_days:
            day += timedelta(days=1)
            if day.weekday() < 5 and day not in self.days_off:
                working_days -= 1
        return day


@pytest.mark.parametrize(
    ("published_on", "due"),
    [
        (date(2025, 3, 10), date(2025, 3, 13)),  # Monday to Thursday
        (date(2025, 3, 12), date(2025, 3, 17)),  # Wednesday, over a weekend
        (date(2025, 3, 15), date(2025, 3, 19)),  # a Saturday
    ],
)
def test_an_interpretation_is_due_after_three_working_days(published_on, due):
    assert due_on(published_on, PlainWeeks()) == due


def test_holidays_are_the_calendars_business():
    qingming = PlainWeeks(date(2025, 4, 4))
    assert due_on(date(2025, 4, 2), qingming) == date(2025, 4, 8)


def test_the_deadline_comes_from_the_points_of_2016():
    assert DUE_SOURCE.document_number == "国办发〔2016〕19号"


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_due_day_is_three_to_five_days_later_in_plain_weeks(published_on):
    assert 3 <= (due_on(published_on, PlainWeeks()) - published_on).days <= 5


@pytest.mark.parametrize(
    ("today", "interpreted_on", "overdue"),
    [
        (date(2025, 3, 13), None, False),
        (date(2025, 3, 14), None, True),
        (date(2025, 6, 1), date(2025, 3, 13), False),
        (date(2025, 6, 1), date(2025, 3, 14), True),
        (date(2025, 6, 1), date(2025, 3, 10), False),
    ],
)
def test_overdue_counts_to_the_first_interpretation(today, interpreted_on, overdue):
    assert (
        is_overdue(
            today,
            document_published_on=date(2025, 3, 10),
            interpreted_on=interpreted_on,
            calendar=PlainWeeks(),
        )
        is overdue
    )


def test_four_questions_in_the_readers_order():
    assert [question.label for question in Question] == [
        "谁受影响",
        "带什么材料",
        "到什么时候",
        "找谁",
    ]


def test_blank_answers_count_as_missing():
    answers = {Question.WHO: "种粮农户", Question.MATERIALS: "  ", Question.CONTACT: "农业农村局"}
    assert missing_answers(answers) == (Question.MATERIALS, Question.UNTIL_WHEN)


def test_nothing_is_missing_when_all_four_are_answered():
    assert missing_answers(dict.fromkeys(Question, "无")) == ()


def test_forms_carry_the_official_terms():
    assert [form.label for form in Form] == [
        "文字",
        "图片",
        "H5",
        "动漫",
        "音频",
        "视频",
        "政策问答",
        "新闻发布会",
        "专家解读",
    ]


def test_rate_of_interpretation():
    assert InterpretationRate(due=8, interpreted=6).percent == 75
    assert InterpretationRate(due=0, interpreted=0).percent is None
