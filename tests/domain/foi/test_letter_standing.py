"""Where a letter stands, and which letters a request may have when."""

import pytest

from gongkai.domain.foi.letters.kinds import KINDS, LetterKind
from gongkai.domain.foi.letters.standing import (
    STEP_OF,
    LetterAct,
    LetterActRefused,
    LetterNotNow,
    LetterState,
    acts_on,
    check_kind,
    kinds_for,
    turn,
)
from gongkai.domain.foi.lifecycle import FINAL_STATES, TRANSITIONS, Event, State

S, A = LetterState, LetterAct
# The life of a letter told once more: signed once, sent, sent again when it came back.
LIFE = {
    (S.DRAFT, A.SIGN): S.SIGNED,
    (S.SIGNED, A.SEND): S.SENT,
    (S.SENT, A.SERVE): S.SERVED,
    (S.SENT, A.RETURN): S.RETURNED,
    (S.RETURNED, A.SEND): S.SENT,
    (S.DRAFT, A.VOID): S.VOID,
    (S.SIGNED, A.VOID): S.VOID,
    (S.RETURNED, A.VOID): S.VOID,
}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("act", A)
def test_a_letter_takes_the_acts_of_its_life_and_no_others(state, act):
    if (state, act) in LIFE:
        assert turn(state, act) is LIFE[state, act]
        assert act in acts_on(state)
    else:
        with pytest.raises(LetterActRefused):
            turn(state, act)
        assert act not in acts_on(state)


@pytest.mark.parametrize("kind", LetterKind)
def test_a_notice_has_its_place_wherever_its_step_may_be_taken(kind):
    """A reply and a receipt follow their request; every other letter goes with its step."""
    if kind not in STEP_OF:
        return
    assert STEP_OF[kind] in KINDS[kind].events
    for state, event in TRANSITIONS:
        if event is STEP_OF[kind]:
            assert kind in kinds_for(state)


@pytest.mark.parametrize(
    "state", [*sorted(FINAL_STATES), State.DRAFT, State.SUBMITTED, State.CLOSED]
)
def test_no_letter_is_written_before_registration_or_after_the_end(state):
    assert kinds_for(state) == ()
    with pytest.raises(LetterNotNow):
        check_kind(LetterKind.REPLY, state)


def test_a_reply_is_written_only_where_it_can_go_to_review():
    places = [state for state in State if LetterKind.REPLY in kinds_for(state)]
    assert places == [state for state, event in TRANSITIONS if event is Event.SUBMIT_REVIEW]
    check_kind(LetterKind.REPLY, State.PROCESSING)
