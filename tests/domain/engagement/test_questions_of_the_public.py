"""The way of a question, and the counts of an interview."""

from datetime import UTC, date, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.engagement.questions import (
    FigureAgainstRecords,
    FigureWithoutEvidence,
    QuestionAction,
    QuestionActionNotAllowed,
    QuestionsNotTaken,
    QuestionState,
    QuestionWindow,
    Tally,
    advance,
    allowed_actions,
    check_tally,
    tally,
)

R, A, X, D = QuestionState
ACCEPT, REJECT, ANSWER = QuestionAction
ALLOWED = {
    (R, ACCEPT): A,
    (R, REJECT): X,
    (A, REJECT): X,
    (A, ANSWER): D,
    (X, ACCEPT): A,
    (D, ANSWER): D,
}


@pytest.mark.parametrize(("state", "action"), [*product(QuestionState, QuestionAction)])
def test_a_question_takes_exactly_these_steps(state, action):
    if (state, action) in ALLOWED:
        assert advance(state, action) is ALLOWED[state, action]
        assert action in allowed_actions(state)
    else:
        assert action not in allowed_actions(state)
        with pytest.raises(QuestionActionNotAllowed) as refused:
            advance(state, action)
        assert refused.value.facts == {"state": state, "action": action}


UNTIL = datetime(2025, 6, 10, 8, tzinfo=UTC)
WINDOW = QuestionWindow(date(2025, 6, 3), UNTIL)


@pytest.mark.parametrize(
    ("day", "at", "is_open"),
    [
        (date(2025, 6, 2), datetime(2025, 6, 2, 1, tzinfo=UTC), False),
        (date(2025, 6, 3), datetime(2025, 6, 3, 1, tzinfo=UTC), True),
        (date(2025, 6, 10), datetime(2025, 6, 10, 7, 59, tzinfo=UTC), True),
        (date(2025, 6, 10), UNTIL, False),
    ],
)
def test_questions_are_taken_from_the_day_until_the_hour(day, at, is_open):
    assert WINDOW.is_open(day, at) is is_open


@pytest.mark.parametrize(
    "window", [QuestionWindow(None, UNTIL), QuestionWindow(date(2025, 6, 3), None)]
)
def test_an_interview_that_asks_nobody_takes_no_questions(window):
    with pytest.raises(QuestionsNotTaken):
        window.check(date(2025, 6, 5), datetime(2025, 6, 5, tzinfo=UTC))


def test_an_open_window_is_passed_in_silence():
    WINDOW.check(date(2025, 6, 5), datetime(2025, 6, 5, tzinfo=UTC))


def test_no_records_give_no_tally():
    assert tally([]) is None


def test_a_question_left_out_was_received_all_the_same():
    assert tally([R, A, X, D, D]) == Tally(questions=5, answers=2)


@given(st.lists(st.sampled_from(QuestionState), min_size=1))
def test_never_more_answers_than_questions(states):
    found = tally(states)
    assert found.answers <= found.questions == len(states)


def test_figures_follow_the_records():
    check_tally(Tally(5, 2), Tally(5, 2), "")


def test_other_figures_than_the_records_are_refused():
    with pytest.raises(FigureAgainstRecords) as refused:
        check_tally(Tally(6, 2), Tally(5, 2), "统计表")
    assert refused.value.facts == {"questions": 5, "answers": 2}


@pytest.mark.parametrize("shown", [Tally(3, 0), Tally(0, 1), Tally(3, 3)])
def test_a_typed_figure_without_its_source_is_refused(shown):
    with pytest.raises(FigureWithoutEvidence):
        check_tally(shown, None, " ")


def test_a_typed_figure_with_its_source_is_taken():
    check_tally(Tally(40, 36), None, "直播间后台截图，2025年6月11日存档")


def test_noughts_need_no_source():
    check_tally(Tally(0, 0), None, "")
