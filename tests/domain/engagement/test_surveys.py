"""Questionnaires, filled in and added up by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.engagement.intake import TextTooLong
from gongkai.domain.engagement.surveys import (
    AnswerMissing,
    AnswerNotOffered,
    SurveyQuestion,
    SurveyQuestionKind,
    SurveyResult,
    checked,
    tabulate,
)

BUS = SurveyQuestion("bus", "平时怎样出行？", SurveyQuestionKind.SINGLE, ("公交", "步行", "开车"))
WISH = SurveyQuestion(
    "wish", "希望改进哪些？", SurveyQuestionKind.MULTIPLE, ("班次", "站点"), is_required=False
)
WORDS = SurveyQuestion("words", "其他建议", SurveyQuestionKind.TEXT, is_required=False)
ALL = (BUS, WISH, WORDS)


def test_good_answers_are_kept_as_given():
    given_ = {"bus": ["步行"], "wish": ["站点", "班次"], "words": [" 增加夜班车 "]}
    assert checked(ALL, given_) == {
        "bus": ["步行"],
        "wish": ["站点", "班次"],
        "words": ["增加夜班车"],
    }


def test_what_nobody_asked_is_dropped():
    assert checked([BUS], {"bus": ["公交"], "hidden": ["x"]}) == {"bus": ["公交"]}


def test_a_required_answer_left_out_is_refused():
    with pytest.raises(AnswerMissing) as refused:
        checked(ALL, {"bus": [" "]})
    assert refused.value.facts == {"question": "平时怎样出行？"}


def test_a_free_question_may_stay_open():
    assert checked(ALL, {"bus": ["开车"], "words": [""]}) == {"bus": ["开车"]}


@pytest.mark.parametrize(
    "given_",
    [{"bus": ["骑马"]}, {"bus": ["公交", "步行"]}, {"bus": ["公交"], "wish": ["票价"]}],
)
def test_an_answer_that_is_not_offered_is_refused(given_):
    with pytest.raises(AnswerNotOffered):
        checked(ALL, given_)


def test_a_written_answer_has_a_length():
    assert checked([WORDS], {"words": ["字" * 500]}) == {"words": ["字" * 500]}
    with pytest.raises(TextTooLong):
        checked([WORDS], {"words": ["字" * 501]})


def test_one_field_takes_one_text():
    with pytest.raises(AnswerNotOffered):
        checked([WORDS], {"words": ["一", "二"]})


def test_answers_are_added_up_question_by_question():
    filled = [
        {"bus": ["公交"], "wish": ["班次", "站点"]},
        {"bus": ["公交"]},
        {"bus": ["开车"], "wish": ["站点"], "words": ["没有"]},
    ]
    assert tabulate(ALL, filled) == [
        SurveyResult(BUS, 3, (("公交", 2), ("步行", 0), ("开车", 1))),
        SurveyResult(WISH, 2, (("班次", 1), ("站点", 2))),
        SurveyResult(WORDS, 1, ()),
    ]


def test_nobody_answered():
    assert tabulate([BUS], []) == [SurveyResult(BUS, 0, (("公交", 0), ("步行", 0), ("开车", 0)))]


@given(st.lists(st.sampled_from(BUS.choices)))
def test_single_answers_sum_to_those_who_answered(chosen):
    (result,) = tabulate([BUS], [{"bus": [one]} for one in chosen])
    assert sum(count for _, count in result.rows) == result.answered == len(chosen)
