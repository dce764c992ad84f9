from datetime import date
from decimal import Decimal

import pytest
from report_builders import record

from gongkai.domain.annual_report.facts import (
    FactGivenTwice,
    FactMissing,
    Facts,
    Figure,
    Fold,
    TextFact,
)
from gongkai.domain.annual_report.form import Level

MAY, JUNE, JULY = date(2025, 5, 1), date(2025, 6, 1), date(2025, 7, 1)
RECORDS = (
    record(1, "A", 30, MAY),
    record(2, "B", 50, JULY),
    record(3, "A", 40, JUNE),
)


def made(fold, records=RECORDS):
    return Figure("streams.viewers", "观看", "人次", records, fold)


@pytest.mark.parametrize(
    ("fold", "value", "by_organ"),
    [
        (Fold.COUNT, 3, {"A": 2, "B": 1}),
        (Fold.SUM, 120, {"A": 70, "B": 50}),
        (Fold.MAX, 50, {"A": 40, "B": 50}),
        (Fold.LATEST, 50, {"A": 40, "B": 50}),
    ],
)
def test_records_become_a_number_by_their_fold(fold, value, by_organ):
    assert made(fold).value == value
    assert made(fold).by_organ() == by_organ


@pytest.mark.parametrize("fold", list(Fold))
def test_a_figure_without_records_is_nought_and_says_that_it_is_empty(fold):
    assert made(fold, ()).value == 0
    assert made(fold, ()).is_empty
    assert made(fold, ()).by_organ() == {}


def test_the_latest_record_is_by_day_and_then_by_number():
    undated = record(9, amount=1, on=None)
    same_day = (record(4, amount=7, on=MAY), record(5, amount=8, on=MAY))
    assert made(Fold.LATEST, (undated, *same_day)).value == 8
    assert made(Fold.LATEST, (undated,)).value == 1


def test_count_does_not_look_at_amounts():
    assert made(Fold.COUNT, (record(amount=99),)).value == 1


def test_a_sum_keeps_the_records_of_its_parts():
    peak = Figure("a", "甲", "件", RECORDS[:1], Fold.MAX)
    count = Figure("b", "乙", "件", RECORDS[1:], Fold.COUNT)
    total = Figure.sum_of("c", "总计", "件", [peak, count])
    assert total.value == 32
    assert total.records == RECORDS
    assert total.by_organ() == {"A": Decimal(31), "B": Decimal(1)}


def given(*figures, texts=()):
    return Facts.of(
        year=2025, level=Level.COUNTY, organ_name="青禾县", figures=figures, texts=texts
    )


def test_what_nobody_stated_is_missing_and_not_nought():
    with pytest.raises(FactMissing) as refusal:
        given().figure("site.published")
    assert refusal.value.facts == {"key": "site.published", "organ": "青禾县", "year": 2025}
    with pytest.raises(FactMissing):
        given().text("open_day.theme")
    with pytest.raises(FactMissing):
        given().value("site.published")


def test_stated_facts_are_found():
    theme = TextFact("open_day.theme", ("公开",))
    stated = given(made(Fold.SUM), texts=[theme])
    assert stated.value("streams.viewers") == 120
    assert stated.text("open_day.theme") == theme
    assert "streams.viewers" in stated
    assert list(stated) == ["streams.viewers"]
    assert len(stated) == 1


def test_one_key_is_stated_once():
    with pytest.raises(FactGivenTwice):
        given(made(Fold.SUM), made(Fold.COUNT))
    with pytest.raises(FactGivenTwice):
        given(made(Fold.SUM)).with_figures([made(Fold.SUM)])
    with pytest.raises(FactGivenTwice):
        given(texts=[TextFact("a", ()), TextFact("a", ("b",))])


def test_facts_do_not_change():
    with pytest.raises(TypeError):
        given().figures["a"] = made(Fold.SUM)
