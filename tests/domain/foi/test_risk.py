import pytest

from gongkai.domain.foi.lifecycle import FINAL_STATES, TRANSITIONS, State
from gongkai.domain.foi.risk import (
    NEXT_STEPS,
    USUAL_WORKING_DAYS,
    WAITS_FOR_APPLICANT,
    Risk,
    risk,
    slack,
)


@pytest.mark.parametrize(
    ("state", "left", "expected"),
    [
        (State.PROCESSING, None, Risk.WAITING),
        (State.PROCESSING, -1, Risk.LATE),
        (State.PROCESSING, 7, Risk.HIGH),  # usually 8 are left
        (State.PROCESSING, 8, Risk.WATCH),
        (State.PROCESSING, 10, Risk.WATCH),
        (State.PROCESSING, 11, Risk.CALM),
        (State.REVIEW3, 2, Risk.WATCH),
        (State.REVIEW3, 1, Risk.HIGH),
        (State.REVIEW3, 5, Risk.CALM),
        (State.ISSUED, 0, Risk.HIGH),
    ],
)
def test_days_left_are_held_against_the_work_left(state, left, expected):
    assert risk(state, left) is expected


def test_a_draft_reply_late_in_its_period_comes_before_a_fresh_request_due_sooner():
    assert slack(State.PROCESSING, 6) < slack(State.REVIEW3, 4)


def test_every_next_step_is_one_of_the_lifecycle():
    assert all((state, event) in TRANSITIONS for state, (event, _) in NEXT_STEPS.items())


def test_every_state_before_dispatch_has_a_next_step():
    over = FINAL_STATES | {State.DRAFT, State.DISPATCHED, State.CLOSED}
    assert set(NEXT_STEPS) == set(State) - over


def test_every_state_whose_period_runs_has_its_usual_days():
    assert set(USUAL_WORKING_DAYS) == set(NEXT_STEPS) - WAITS_FOR_APPLICANT | {State.AWAIT_REASON}


def test_a_later_state_has_less_to_do():
    line = [State.SUBMITTED, State.REGISTERED, State.EXAMINING, State.PROCESSING,
            State.REVIEW1, State.REVIEW2, State.REVIEW3, State.ISSUED]  # fmt: skip
    days = [USUAL_WORKING_DAYS[state] for state in line]
    assert days == sorted(days, reverse=True)
