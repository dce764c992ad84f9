"""What became of opinions, added up by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.engagement.adoption import (
    AdoptionFault,
    AdoptionIncomplete,
    AdoptionRow,
    Treatment,
    check,
    faults,
    totals,
)

ROWS = [
    AdoptionRow(Treatment.ADOPTED, 12),
    AdoptionRow(Treatment.PARTLY, 5, "资金安排分两年落实。"),
    AdoptionRow(Treatment.NOT_ADOPTED, 3, "超出县级权限。"),
    AdoptionRow(Treatment.ADOPTED, 1),
]


def test_each_treatment_is_added_up():
    assert totals(ROWS) == {
        Treatment.ADOPTED: 13,
        Treatment.PARTLY: 5,
        Treatment.NOT_ADOPTED: 3,
    }


def test_a_treatment_nobody_met_counts_nought():
    assert totals([]) == dict.fromkeys(Treatment, 0)


def test_an_account_that_adds_up_is_accepted():
    assert faults(ROWS, 21) == []
    check(ROWS, 21)


@pytest.mark.parametrize("received", [20, 22])
def test_an_account_that_does_not_add_up_is_refused(received):
    with pytest.raises(AdoptionIncomplete) as refused:
        check(ROWS, received)
    assert refused.value.facts == {
        "faults": "各行合计与收到的意见数不一致",
        "told": 21,
        "received": received,
    }


@pytest.mark.parametrize("treatment", [Treatment.PARTLY, Treatment.NOT_ADOPTED])
def test_what_is_not_fully_adopted_needs_a_reason(treatment):
    assert faults([AdoptionRow(treatment, 2, " ")], 2) == [AdoptionFault.REASON]


def test_what_is_adopted_needs_none():
    assert faults([AdoptionRow(Treatment.ADOPTED, 2)], 2) == []


def test_a_line_about_nobody_is_found():
    rows = [AdoptionRow(Treatment.ADOPTED, 2), AdoptionRow(Treatment.ADOPTED, 0)]
    assert faults(rows, 2) == [AdoptionFault.EMPTY]


def test_a_call_without_opinions_is_told_without_lines():
    check([], 0)


def test_all_faults_are_named_at_once():
    rows = [AdoptionRow(Treatment.NOT_ADOPTED, 0)]
    assert faults(rows, 1) == list(AdoptionFault)


rows = st.lists(
    st.builds(AdoptionRow, st.sampled_from(Treatment), st.integers(1, 500), st.just("有理由。")),
    max_size=12,
)


@given(rows)
def test_the_totals_make_up_all_opinions(kept):
    received = sum(totals(kept).values())
    assert faults(kept, received) == []
    assert AdoptionFault.SUM in faults(kept, received + 1)
