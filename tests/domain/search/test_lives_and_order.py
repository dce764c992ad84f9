"""What a hit's line says of its life, and in which order many hits come."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.documents.validity import Validity
from gongkai.domain.organs import OrganLevel
from gongkai.domain.search import facets, marking, ordering
from gongkai.domain.search.folding import fold
from gongkai.domain.search.lives import Life, read, written
from gongkai.domain.search.ordering import Tier
from gongkai.domain.search.ranking import Hit, order, standing_of

DAY = date(2025, 1, 1)
DAYS = st.dates(date(1990, 1, 1), date(2100, 1, 1))
LIVES = st.builds(
    Life, DAYS, st.none() | DAYS, st.none() | DAYS, st.none() | DAYS,
    st.lists(st.tuples(DAYS, st.none() | DAYS), max_size=3).map(tuple),
)  # fmt: skip


@given(st.none() | LIVES)
def test_a_life_reads_as_it_was_written(life):
    assert read(written(life)) == life


def test_a_life_is_one_short_line():
    life = Life(DAY, repealed_on=date(2026, 2, 3), suspensions=((date(2025, 5, 1), None),))
    assert written(life) == "2025-01-01,,2026-02-03,,2025-05-01~"
    assert written(None) == ""


@pytest.mark.parametrize(
    ("day", "validity"),
    [
        (date(2024, 12, 31), Validity.NOT_YET),
        (date(2025, 4, 30), Validity.IN_FORCE),
        (date(2025, 5, 1), Validity.SUSPENDED),
        (date(2025, 6, 1), Validity.IN_FORCE),
        (date(2026, 2, 3), Validity.REPEALED),
    ],
)
def test_a_life_tells_the_validity_of_every_day(day, validity):
    line = "2025-01-01,,2026-02-03,,2025-05-01~2025-06-01"
    assert read(line).validity_on(day) is validity


def number(day, combination, serial):
    return facets.pack(day, combination, serial)


@given(st.lists(st.tuples(DAYS, st.integers(1, 5)), min_size=1, max_size=40))
def test_counts_by_year_and_combination_are_those_of_a_plain_count(rows):
    numbers = sorted(number(day, pk, serial) for serial, (day, pk) in enumerate(rows, start=1))
    counted = facets.count(numbers)
    assert {(year, pk): times for year, part in counted.items() for pk, times in part.items()} == {
        key: sum((day.year, pk) == key for day, pk in rows)
        for key in {(day.year, pk) for day, pk in rows}
    }


def test_numbers_after_the_last_day_are_counted_too():
    numbers = [number(date(2150, 1, 1), 1, 1), number(date(2300, 1, 1), 1, 2)]
    assert sum(sum(part.values()) for part in facets.count(numbers).values()) == 2


TIERS = {1: Tier(0, -3), 2: Tier(0, -1), 3: Tier(1, -3), 4: Tier(0, -4, is_own=True)}


@given(st.lists(st.sampled_from([1, 2, 3]), min_size=1, max_size=60), st.data())
def test_many_hits_are_all_there_each_once(combinations, data):
    found = [number(date(2020, 1, 1 + n % 28), pk, n) for n, pk in enumerate(combinations, 1)]
    found.sort()
    titled = data.draw(st.lists(st.sampled_from(found), unique=True))
    arranged = ordering.many(found, titled, frozenset(found[:1]), TIERS)
    assert len(arranged) == len(found)
    assert sorted(arranged) == found
    assert arranged[0] == found[0]  # the exact one
    every = list(arranged)
    assert [arranged[i] for i in range(len(found))] == every
    assert [n for i in range(0, len(found), 7) for n in arranged[i : i + 7]] == every


def test_no_page_is_lost_behind_the_head():
    found = [number(date(2020, 1, 1), 1 + n % 2, n) for n in range(1, 2501)]
    found.sort()
    arranged = ordering.many(found, [], frozenset(), TIERS)
    pages = [n for start in range(0, 2500, 10) for n in arranged[start : start + 10]]
    assert sorted(pages) == found
    assert len(set(pages)) == 2500


def test_of_many_hits_the_own_organs_come_first_then_titles_then_the_nearer_organ():
    county, township, ended, own = (number(date(2025, 3, 1), pk, pk) for pk in (1, 2, 3, 4))
    newer = number(date(2025, 6, 1), 2, 9)  # a township's, words not in its title
    found = sorted([county, township, ended, own, newer])
    arranged = ordering.many(found, [township, county, ended], frozenset(), TIERS)
    assert list(arranged) == [own, county, township, newer, ended]


def test_own_hits_come_first_however_old():
    old = number(date(2001, 1, 1), 4, 1)
    found = [old, *(number(date(2020, 1, 1), 1, n) for n in range(2, 1500))]
    assert ordering.many(found, found[:0:-1][:1000], frozenset(), TIERS)[0] == old


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (OrganLevel.COUNTY, OrganLevel.DEPARTMENT),
        (OrganLevel.OFFICE, OrganLevel.TOWNSHIP),
        (OrganLevel.DEPARTMENT, OrganLevel.TOWNSHIP),
    ],
)
def test_at_the_same_score_the_nearer_organ_comes_first(first, second):
    hits = [Hit(n, 1.0, DAY, standing=standing_of(level.value))
            for n, level in ((2, second), (1, first))]  # fmt: skip
    assert [hit.number for hit in sorted(hits, key=lambda hit: order(hit, DAY))] == [1, 2]


def test_a_clearly_better_township_text_still_comes_first():
    county = Hit(1, 1.0, DAY, standing=standing_of("county"))
    township = Hit(2, 1.3, DAY, standing=standing_of("township"))
    assert order(township, DAY) < order(county, DAY)


def test_what_has_ended_stands_behind_even_on_its_own_site():
    own = Hit(1, 9.0, DAY, has_ended=True, standing=standing_of("township", is_own=True))
    assert order(Hit(2, 0.1, DAY), DAY) < order(own, DAY)


def test_an_excerpt_comes_from_where_most_of_the_terms_stand():
    text = "农村安排如下。\n今年养护农村公路120公里。\n县城道路另行安排。"
    assert marking.excerpt(text, [["养护"], ["农村"]]) == "今年养护农村公路120公里。"
    assert marking.excerpt(text, [["县城", "城区"]]) == "县城道路另行安排。"
    assert marking.excerpt(text, [["没有"]]) == "农村安排如下。"


def test_an_excerpt_of_a_very_long_text_holds_the_words():
    text = "甲乙丙丁戊" * 100_000 + "农村公路养护。" + "己庚辛" * 1000
    shown = marking.excerpt(text, [["公路养护"], ["农村公路"]])
    assert "农村公路养护" in shown
    assert len(shown) < 200


@given(st.text(alphabet="甲乙3.．Ａ①，", max_size=30))
def test_a_word_is_marked_just_where_it_is_found(text):
    for word in {fold(text)[:2], fold(text)[-2:]} - {""}:
        assert any(piece.is_marked for piece in marking.marked(text, [word]))
