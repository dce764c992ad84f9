from decimal import Decimal

import pytest

from gongkai.domain.annual_report.facts import FactMissing, Facts, Figure, Fold, Record, TextFact
from gongkai.domain.annual_report.form import Level
from gongkai.domain.annual_report.sentences import Sentence
from gongkai.domain.annual_report.slots import applies, word


def facts(**figures):
    return Facts.of(
        year=2025,
        level=Level.COUNTY,
        organ_name="某县人民政府",
        figures=[
            Figure(key, key, "件", (Record("a.B", 1, "x", None, "x", Decimal(value)),), Fold.SUM)
            for key, value in figures.items()
        ],
        texts=[TextFact("days", ("2025-05-30", "2025-05-31"))],
    )


@pytest.mark.parametrize(
    ("value", "how", "words"),
    [
        (9, "n", "9"),
        (1736, "more:100", "1700余"),
        (1700, "more:100", "1700"),
        (58000, "wan:1000", "5.8万"),
        (1074000, "wan:1000", "107.4万"),
        (483112, "wan:10000", "48万余"),
    ],
)
def test_a_number_is_worded_as_the_slot_asks(value, how, words):
    assert word(facts(seen=value), "seen", how) == words


def test_the_latest_day_of_a_text_is_told():
    assert word(facts(), "@days", "date") == "5月31日"


def test_an_absent_figure_is_never_worded_as_nought():
    with pytest.raises(FactMissing):
        word(facts(), "seen", "n")


def test_a_sentence_stands_only_on_figures_above_zero():
    sentence = Sentence("看过{seen|n}次。", ("seen",))
    assert applies(sentence, facts(seen=1))
    assert not applies(sentence, facts(seen=0))
    assert not applies(sentence, facts())


def test_a_sentence_about_nought_needs_the_nought_stated():
    sentence = Sentence("没有人看过。", zero=("seen",))
    assert applies(sentence, facts(seen=0))
    assert not applies(sentence, facts())
    assert not applies(sentence, facts(seen=1))


def test_a_sentence_of_another_level_does_not_stand():
    sentence = Sentence("全县。", levels=frozenset({Level.TOWNSHIP}))
    assert not applies(sentence, facts(seen=1))
