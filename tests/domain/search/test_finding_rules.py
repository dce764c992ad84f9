"""Fragments, numbers, titles, masks: what the search must never miss."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.search import facets, marking
from gongkai.domain.search.bigrams import END, pairs, tokens
from gongkai.domain.search.folding import fold, fold_with_places
from gongkai.domain.search.masking import MASK, masked
from gongkai.domain.search.numbers import number_key, number_text
from gongkai.domain.search.queries import parse, relaxed
from gongkai.domain.search.ranking import Hit, order
from gongkai.domain.search.titles import NEAR, likeness, nearest

TEXTS = st.text(
    alphabet="青禾县农村公路养护低保３3.５5〔〕（） ，。AbＡ〇①", min_size=2, max_size=60
)


def test_width_case_brackets_and_points_fold_away():
    assert fold("青政发〔２０２５〕３号") == "青政发20253号"
    assert fold("WiFi，增长3.5%。") == "wifi增长3.5"


@given(TEXTS, st.data())
def test_a_fragment_folds_to_a_fragment(text, data):
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert fold(text[start:end]) in fold(text)


@given(TEXTS)
def test_places_lead_back_to_the_text(text):
    folded, places = fold_with_places(text)
    assert folded == fold(text)
    assert len(places) == len(folded)
    assert list(places) == sorted(places)


@given(st.lists(st.text(alphabet="甲乙丙", min_size=1, max_size=8), min_size=1, max_size=3),
       st.text(alphabet="甲乙丙", min_size=2, max_size=4))  # fmt: skip
def test_pairs_in_a_row_are_found_just_where_the_fragment_stands(paragraphs, fragment):
    kept, sought = tokens(paragraphs), pairs(fragment)
    found = any(kept[i : i + len(sought)] == sought for i in range(len(kept)))
    assert found == any(fragment in paragraph for paragraph in paragraphs)


def test_a_single_character_at_the_end_of_a_paragraph_begins_a_pair():
    assert tokens(["农村"]) == ["农村", f"村{END}"]


@pytest.mark.parametrize(
    "typed",
    ["青政发〔2025〕3号", "青政发[2025]3号", "青政发2025 3号", "青政发 2025年第03号",
     "青政发（２０２５）３号", "青政发2025 3"],
)  # fmt: skip
def test_a_document_number_is_understood_however_it_is_typed(typed):
    assert number_key(typed) == "青政发|2025|3"
    assert number_text(number_key(typed)) == "青政发20253号"


@pytest.mark.parametrize("typed", ["农村公路", "2025年3月", "青政发", "2025"])
def test_words_are_no_document_number(typed):
    assert number_key(typed) == ""


def test_words_must_all_be_there_and_quoted_ones_stay_whole():
    query = parse("“农村 公路” 养护 养护")
    assert [term.wordings for term in query.terms] == [("农村公路",), ("养护",)]


def test_a_plain_word_brings_its_official_one_inside_a_longer_word_too():
    query = parse("低保标准", {"低保": ("最低生活保障",)})
    assert query.terms[0].wordings == ("低保标准", "最低生活保障标准")


def test_a_question_is_stripped_to_its_matter():
    assert relaxed("低保怎么申请") == "低保 申请"
    assert relaxed("低保") == ""


TITLE = "青禾县农村公路养护管理办法"


@pytest.mark.parametrize(
    "typed", ["农村公路养护办法", "青禾县农村公路养户管理办法", "农村公路管理"]
)
def test_a_title_is_near_with_a_typo_or_words_left_out(typed):
    assert likeness(typed, TITLE) >= NEAR
    assert nearest(typed, [(1, "县卫生健康局招聘公告"), (2, TITLE)]) == [2]


def test_another_title_is_not_near():
    assert likeness("城镇燃气安全检查", TITLE) < NEAR


def test_marks_stand_where_the_words_do():
    pieces = marking.marked("农村“公路”养护", ["村公路"])
    assert [(p.text, p.is_marked) for p in pieces] == [
        ("农", False), ("村“公路", True), ("”养护", False)]  # fmt: skip


@given(TEXTS, TEXTS)
def test_marking_changes_no_character(text, word):
    assert "".join(p.text for p in marking.marked(text, [fold(word)])) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("张三 13912345678", f"张三 {MASK}"),
        ("630222199001011234 低保", f"{MASK} 低保"),
        ("139 1234 5678", MASK),
        ("a.b@example.com", MASK),
        ("农村公路2025", "农村公路2025"),
    ],
)
def test_numbers_of_persons_are_not_kept(typed, kept):
    assert masked(typed) == kept


@given(st.dates(date(1950, 1, 1), date(2120, 1, 1)), st.integers(1, 2**20 - 1),
       st.integers(1, 2**26 - 1))  # fmt: skip
def test_a_row_number_says_day_and_combination(day, combination, serial):
    number = facets.pack(day, combination, serial)
    assert (facets.day_of(number), facets.combination_of(number)) == (day, combination)
    assert facets.count([number]) == {day.year: {combination: 1}}
    assert number < 2**63


def test_the_exact_one_comes_first_and_the_ended_one_last():
    day = date(2025, 1, 1)
    exact = Hit(1, 0.1, day, is_exact=True, has_ended=True)
    ended, old = Hit(2, 9, day, has_ended=True), Hit(3, 1, date(2015, 1, 1))
    new = Hit(4, 1, date(2025, 6, 1))
    hits = sorted([ended, old, new, exact], key=lambda hit: order(hit, date(2025, 7, 1)))
    assert [hit.number for hit in hits] == [1, 4, 3, 2]
