from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.administrative_acts import (
    ACT_SOURCES,
    COUNTING_SOURCE,
    ActKind,
    AmountNotInFen,
    Decisions,
    NegativeCount,
    fee_in_wan,
    print_wan,
)


def test_unpublished_decisions_count_too():
    assert Decisions(published=120, unpublished=3).total == 123
    assert COUNTING_SOURCE.document_number == "国办公开办函〔2021〕30号"


@pytest.mark.parametrize("counts", [(-1, 0), (0, -1)])
def test_negative_counts_are_refused(counts):
    with pytest.raises(NegativeCount):
        Decisions(*counts)


@pytest.mark.parametrize(
    ("yuan", "wan"),
    [
        ("0", "0"),
        ("0.01", "0.000001"),
        ("1", "0.0001"),
        ("10000", "1"),
        ("100000", "10"),
        ("125000", "12.5"),
        ("1234567.89", "123.456789"),
        ("20000000.00", "2000"),
    ],
)
def test_yuan_are_printed_in_ten_thousands(yuan, wan):
    assert print_wan(fee_in_wan([Decimal(yuan)])) == wan


def test_amounts_are_added_before_they_are_converted():
    assert fee_in_wan([Decimal("3333.33")] * 3) == Decimal("0.999999")


def test_no_fees_print_as_zero():
    assert print_wan(fee_in_wan([])) == "0"


@pytest.mark.parametrize("yuan", ["-0.01", "0.001"])
def test_impossible_amounts_are_refused(yuan):
    with pytest.raises(AmountNotInFen):
        fee_in_wan([Decimal(yuan)])


@pytest.mark.parametrize(
    ("printed", "expected"), [("1E+3", "1000"), ("100", "100"), ("1.50", "1.5"), ("0.00", "0")]
)
def test_printing_keeps_zeros_that_count_and_drops_those_that_do_not(printed, expected):
    assert print_wan(Decimal(printed)) == expected


@given(st.integers(0, 10**11))
def test_no_fen_is_lost(fen):
    printed = print_wan(fee_in_wan([Decimal(fen) / 100]))
    assert Decimal(printed) * 1_000_000 == fen
    assert len(printed.partition(".")[2]) <= 6


def test_each_kind_rests_on_its_item_of_article_20():
    assert [(kind.label, str(ACT_SOURCES[kind])[-5:]) for kind in ActKind] == [
        ("行政许可", "第（五）项"),
        ("行政处罚", "第（六）项"),
        ("行政强制", "第（六）项"),
        ("行政事业性收费", "第（八）项"),
    ]
