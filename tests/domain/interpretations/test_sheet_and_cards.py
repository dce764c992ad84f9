"""What a picture and a set of cards show of an interpretation, and what they refuse."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.interpretations.cards import (
    MOST_FIGURES,
    MOST_POINTS,
    MOST_STEPS,
    STEP_TEXT_CHARACTERS,
    TEXT_CHARACTERS,
    Answer,
    AnswerTooLong,
    Card,
    CardKind,
    Colour,
    Figure,
    Layout,
    PartTooLong,
    Point,
    PointEmpty,
    PointsMissing,
    Sheet,
    Step,
    TitleTooLong,
    TooManyParts,
    TooManyPoints,
    cards_of,
    check,
    problems,
)

MEALS = Point("吃饭有补助", text="刷身份证就餐，补助当场抵扣。", figures=(Figure("3", "元/餐"),))
HOW = Point("怎么申请", steps=(Step("申请", "带身份证。"), Step("决定", "5个工作日。")))


def sheet(*points, **facts):
    facts.setdefault("title", "一图读懂：养老服务")
    return Sheet(organ="县民政局", explains="养老服务办法", points=points, **facts)


def said(found):
    return [(type(one), dict(one.facts)) for one in found]


@pytest.mark.parametrize(
    ("title", "kicker", "headline"),
    [
        ("一图读懂：养老服务", "一图读懂", "养老服务"),
        ("一图读懂：｜养老服务｜实施办法", "一图读懂", "养老服务实施办法"),
        ("养老服务文字解读", "政策图解", "养老服务文字解读"),
        ("关于进一步做好养老服务：哪些人受益", "政策图解", "关于进一步做好养老服务：哪些人受益"),
        ("会议图解：", "政策图解", "会议图解："),
        ("：养老", "", "养老"),
    ],
)
def test_what_stands_before_the_colon_is_set_small_above_the_title(title, kicker, headline):
    one = sheet(MEALS, title=title)
    assert (one.kicker, one.headline) == (kicker, headline)


def test_a_sound_sheet_has_no_problems():
    one = sheet(MEALS, HOW, answers=(Answer("谁受影响", "80周岁以上老年人"),))
    assert problems(one) == ()
    check(one)


def test_a_sheet_without_points_is_refused():
    with pytest.raises(PointsMissing):
        check(sheet())


@pytest.mark.parametrize(
    ("point", "problem", "facts"),
    [
        (Point("只有标题"), PointEmpty, {"place": 2, "heading": "只有标题"}),
        (
            Point("字" * 17, text="有"),
            PartTooLong,
            {"place": 2, "part": "标题", "length": 17, "limit": 16},
        ),
        (
            Point("长", text="字" * 121),
            PartTooLong,
            {"place": 2, "part": "说明", "length": 121, "limit": 120},
        ),
        (
            Point("数", figures=(Figure("123456789"),)),
            PartTooLong,
            {"place": 2, "part": "数字", "length": 9, "limit": 8},
        ),
        (
            Point("步", steps=(Step("走", "字" * 49),)),
            PartTooLong,
            {"place": 2, "part": "步骤说明", "length": 49, "limit": 48},
        ),
        (
            Point("数", figures=(Figure("1"),) * 5),
            TooManyParts,
            {"place": 2, "part": "数字", "count": 5, "limit": 4},
        ),
        (
            Point("步", steps=(Step("走"),) * 7),
            TooManyParts,
            {"place": 2, "part": "步骤", "count": 7, "limit": 6},
        ),
    ],
)
def test_what_does_not_fit_is_named_with_its_place_and_its_limit(point, problem, facts):
    assert said(problems(sheet(MEALS, point))) == [(problem, facts)]


def test_all_problems_are_told_at_once_in_the_order_of_the_sheet():
    one = sheet(*(Point("空"),) * 9, title="字" * 49, answers=(Answer("找谁", "字" * 61),))
    found = problems(one)
    assert [type(problem) for problem in found[:3]] == [TitleTooLong, AnswerTooLong, TooManyPoints]
    assert len(found) == 3 + 9


def test_words_hold_every_text():
    one = sheet(MEALS, HOW, answers=(Answer("找谁", "县民政局"),), number="青政办发〔2025〕6号")
    for text in ("一图读懂", "养老服务", "县民政局", "青政办发〔2025〕6号", "找谁", "吃饭有补助",
                 "元/餐", "3", "决定", "5个工作日。"):  # fmt: skip
        assert text in one.words()


def test_cards_open_with_the_cover_and_close_with_the_document():
    one = sheet(MEALS, HOW, answers=(Answer("找谁", "县民政局"),))
    assert cards_of(one) == (
        Card(CardKind.COVER, "养老服务"),
        Card(CardKind.ANSWERS, "先看这几条"),
        Card(CardKind.POINT, "吃饭有补助", 1, text=MEALS.text, figures=MEALS.figures),
        Card(CardKind.POINT, "怎么申请", 2, steps=HOW.steps),
        Card(CardKind.CLOSE, "依据和咨询"),
    )


def test_no_card_of_answers_when_there_are_none():
    assert CardKind.ANSWERS not in [card.kind for card in cards_of(sheet(MEALS))]


def test_steps_that_do_not_fit_go_on_the_next_card_with_their_numbers():
    # A step of 48 characters takes 1 + 3 lines of a phone, so 14 lines hold three of them.
    steps = tuple(Step(f"第{n}步", "字" * STEP_TEXT_CHARACTERS) for n in range(1, 7))
    found = cards_of(sheet(Point("怎么办", steps=steps)))[1:-1]
    assert [(card.first_step, len(card.steps), card.is_continued) for card in found] == [
        (1, 3, False),
        (4, 3, True),
    ]


def test_figures_that_do_not_fit_below_the_text_go_on_the_next_card():
    # 120 characters are 8 lines, four figures two rows of 4: 16 lines.
    point = Point("标准", text="字" * TEXT_CHARACTERS, figures=(Figure("1"),) * MOST_FIGURES)
    first, second = cards_of(sheet(point))[1:-1]
    assert (first.text, first.figures, first.is_continued) == (point.text, (), False)
    assert (second.text, second.figures, second.is_continued) == ("", point.figures, True)


texts = st.text("字数", max_size=TEXT_CHARACTERS)
steps = st.builds(Step, st.just("步"), st.text("字", max_size=STEP_TEXT_CHARACTERS))
points = st.builds(
    Point,
    heading=st.just("要点"),
    text=texts,
    figures=st.lists(st.just(Figure("1")), max_size=MOST_FIGURES).map(tuple),
    steps=st.lists(steps, max_size=MOST_STEPS).map(tuple),
)


@given(st.lists(points, min_size=1, max_size=MOST_POINTS))
def test_cards_lose_nothing_and_repeat_nothing(some):
    found = cards_of(sheet(*some))
    for place, point in enumerate(some, start=1):
        mine = [card for card in found if card.number == place]
        assert "".join(card.text for card in mine) == point.text
        assert sum((card.figures for card in mine), ()) == point.figures
        assert sum((card.steps for card in mine), ()) == point.steps
        assert [card.is_continued for card in mine] == [False] + [True] * (len(mine) - 1)
        for card in mine:
            assert point.is_empty or card.text or card.figures or card.steps
            assert not card.steps or card.steps[0] == point.steps[card.first_step - 1]


def test_layouts_and_colours_are_closed_lists():
    assert Layout.values() == ["list", "flow", "figures"]
    assert Colour.values() == ["ink_blue", "pine", "seal", "ochre", "azurite", "tea", "plum"]


def test_the_same_words_on_another_day_are_another_sheet_only_by_its_day():
    one = sheet(MEALS)
    assert replace(one, is_demo=True).words() == one.words()
