"""What a draft interpretation lacks, form by form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.interpretations.faults import (
    HINTS,
    SEEN_OR_HEARD,
    Draft,
    Fault,
    FaultKind,
    Line,
    characters,
    copied_percent,
    faults,
    question_pairs,
)
from gongkai.domain.interpretations.pairing import Form, Question

ANSWERED = {
    Question.WHO: "种粮农户",
    Question.MATERIALS: "无需材料",
    Question.UNTIL_WHEN: "长期有效",
    Question.CONTACT: "县农业农村局 0000-0000000",
}
LONG = Line("补贴按实际种粮面积发放到户。" * 6)  # 13 characters each without the stop, 78 in all
ASKED = (Line("补贴发给谁？", is_heading=True), Line("发给实际种粮的人。"))


def draft(form=Form.TEXT, answers=ANSWERED, **fields):
    return Draft(form, answers, **{"lines": (LONG, *ASKED), **fields})


@pytest.mark.parametrize("form", list(Form))
def test_a_full_draft_of_any_form_has_no_fault(form):
    assert faults(draft(form)) == ()


def test_an_explicit_no_is_an_answer():
    assert faults(draft(answers=dict.fromkeys(Question, "无"))) == ()


@pytest.mark.parametrize("form", list(Form))
def test_every_form_answers_all_four_questions(form):
    left_out = {**ANSWERED, Question.MATERIALS: "\u3000", Question.CONTACT: ""}
    assert faults(draft(form, left_out)) == (
        Fault(FaultKind.UNANSWERED, (Question.MATERIALS, Question.CONTACT)),
    )


@pytest.mark.parametrize("form", list(Form))
def test_what_is_seen_or_heard_needs_text_beside_it(form):
    found = faults(draft(form, lines=ASKED))
    # “补贴发给谁” and “发给实际种粮的人” are 5 and 8 characters
    wanted = (Fault(FaultKind.TEXT_SHORT, number=13),) if form in SEEN_OR_HEARD else ()
    assert found == wanted


def test_forms_that_are_seen_or_heard():
    assert {form.label for form in SEEN_OR_HEARD} == {"图片", "H5", "动漫", "音频", "视频"}


@pytest.mark.parametrize(("length", "short"), [(59, True), (60, False)])
def test_the_length_is_reached_to_the_character(length, short):
    found = faults(draft(Form.PICTURE, lines=[Line("文" * length)]))
    assert found == ((Fault(FaultKind.TEXT_SHORT, number=59),) if short else ())


def test_the_county_sets_the_length():
    found = faults(draft(Form.VIDEO, lines=[Line("文" * 100)]), least_characters=101)
    assert found == (Fault(FaultKind.TEXT_SHORT, number=100),)


def test_spaces_and_marks_are_no_text():
    assert characters([Line(" 一、 二。"), Line("——")]) == 2


def test_every_picture_is_described():
    found = faults(draft(descriptions=["办理流程图：先申请，后审核", "", "  "]))
    assert found == (Fault(FaultKind.PICTURE_UNDESCRIBED, number=2),)


def test_questions_and_answers_need_both():
    assert faults(draft(Form.QA, lines=[LONG])) == (Fault(FaultKind.NO_QUESTIONS),)
    only_asked = [Line("补贴发给谁？", is_heading=True), Line("附件", is_heading=True), LONG]
    assert faults(draft(Form.QA, lines=only_asked)) == (Fault(FaultKind.NO_QUESTIONS),)


@pytest.mark.parametrize(
    ("lines", "pairs"),
    [
        ([], ()),
        (ASKED, (("补贴发给谁？", "发给实际种粮的人。"),)),
        ([Line("问：发给谁"), Line("答：种粮的人。")], (("发给谁", "种粮的人。"),)),
        (
            [Line("问1：甲"), Line("答1：乙"), Line("另外丙"), Line("Q2. 丁"), Line("A2. 戊")],
            (("甲", "乙\n另外丙"), ("丁", "戊")),
        ),
        ([Line("发给谁？"), Line("种粮的人。")], ()),  # a question inside the text is none
        ([Line("为什么制定", is_heading=True), Line("为了种粮。")], ()),
        ([Line("What for?", is_heading=True), Line("For grain.")], (("What for?", "For grain."),)),
    ],
)
def test_questions_are_headings_or_marked(lines, pairs):
    assert question_pairs(lines) == pairs


SOURCE = "补贴标准为每亩一百元，按实际种粮面积发放。各乡镇于六月底前公示。"


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("", 0),
        ("特此通知。", 0),  # too short to tell
        ("补贴标准为每亩一百元，按实际种粮面积发放。", 100),
        ("补贴标准为每亩一百元 按实际种粮面积发放", 100),  # marks do not count
        ("每种一亩粮食可以领到一百元的补贴。", 0),
        # 19 of 19 + 18 characters
        ("补贴标准为每亩一百元，按实际种粮面积发放。种一亩粮领一百元，种得多领得多不设上限。", 51),
    ],
)
def test_copied_is_what_stands_word_for_word(text, percent):
    assert copied_percent(text, SOURCE) == percent


def test_nothing_is_copied_from_nothing():
    assert copied_percent(SOURCE, "") == 0


def test_a_copy_is_a_hint_and_stops_nothing():
    found = faults(draft(lines=[Line(SOURCE)], document_text=SOURCE))
    assert found == (Fault(FaultKind.COPIED, number=100),)
    assert found[0].is_hint
    assert {FaultKind.COPIED} == HINTS


@given(st.text(alphabet="补贴发放公示。；\n，", max_size=80), st.text(max_size=40))
def test_the_share_is_a_percentage_and_all_of_itself(text, other):
    assert 0 <= copied_percent(text, other) <= 100
    assert copied_percent(text, text) in {0, 100}


@given(st.sampled_from(list(Form)), st.lists(st.sampled_from(list(Question)), unique=True))
def test_the_questions_named_are_those_left_out(form, left_out):
    answers = {question: "" if question in left_out else "已答" for question in Question}
    missing = [one.missing for one in faults(draft(form, answers))]
    assert missing == ([tuple(q for q in Question if q in left_out)] if left_out else [])
