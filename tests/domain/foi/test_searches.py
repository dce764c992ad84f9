import pytest

from gongkai.domain.foi.lifecycle import State
from gongkai.domain.foi.outcomes import Outcome
from gongkai.domain.foi.searches import SEARCHABLE, SearchMissing, SearchResult, check_searched

NOTHING, FOUND = SearchResult.NOTHING, SearchResult.FOUND


@pytest.mark.parametrize("results", [[], [FOUND], [FOUND, FOUND]])
def test_what_is_not_held_needs_a_search_that_found_nothing(results):
    with pytest.raises(SearchMissing) as refusal:
        check_searched(Outcome.NOT_HELD, results)
    assert refusal.value.facts == {"outcome": "本机关不掌握相关政府信息"}


@pytest.mark.parametrize("results", [[NOTHING], [FOUND, NOTHING]])
def test_one_search_that_found_nothing_is_enough(results):
    assert check_searched(Outcome.NOT_HELD, results) is None


@pytest.mark.parametrize("outcome", [o for o in Outcome if o.value != "u1"])
def test_no_other_outcome_rests_on_a_search(outcome):
    assert check_searched(outcome, []) is None


def test_a_search_is_entered_from_registration_until_the_reply_is_out():
    assert {str(state) for state in State if state not in SEARCHABLE} == {
        "draft", "submitted", "dispatched", "closed", "archived", "discarded",
    }  # fmt: skip
