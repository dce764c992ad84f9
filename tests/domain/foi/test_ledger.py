from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.foi.deadlines import ClockState, ReplyClock, Suspension
from gongkai.domain.foi.ledger import (
    CLOCK_ACTS,
    ClockAct,
    ClockEntry,
    LedgerIncoherent,
    replay,
)
from gongkai.domain.foi.lifecycle import Event
from gongkai.foundation.reference_data import work_calendar

CALENDAR = work_calendar()
MARCH = {day: date(2026, 3, day) for day in range(1, 32)}
START = ClockEntry(ClockAct.START, MARCH[2])


def clock_of(*entries):
    return replay((START, *entries), CALENDAR)


def due_of(*entries):
    return clock_of(*entries).due(CALENDAR).on


# Printed effects on the clock; events that are absent leave it alone.
PRINTED = {
    "register": "START",
    "register_offline": "START",
    "withdraw": "STOP",
    "request_correction": "VOID",
    "correction_received": "RESET",
    "correction_lapsed": "STOP",
    "open_consult": "SUSPEND",
    "consult_answered": "RESUME",
    "consult_lapsed": "RESUME",
    "extend": "EXTEND",
    "fee_notice": "VOID",
    "fee_paid": "RESET",
    "fee_lapsed": "STOP",
    "dispatch": "STOP",
    "remedy_order": "RENEW",
    "self_correct": "RENEW",
}


def test_events_act_on_the_clock_as_printed():
    assert {Event(event): ClockAct[act] for event, act in PRINTED.items()} == CLOCK_ACTS


def test_registration_starts_twenty_working_days():
    assert clock_of() == ReplyClock(MARCH[2])
    assert due_of() == MARCH[30]


def test_correction_voids_the_period_and_its_receipt_opens_a_new_one():
    void = ClockEntry(ClockAct.VOID, MARCH[9])
    assert clock_of(void).state is ClockState.VOID
    assert due_of(void, ClockEntry(ClockAct.RESET, MARCH[16])) == date(2026, 4, 14)


def test_payment_opens_a_new_period_without_the_old_extension_and_consultations():
    clock = clock_of(
        ClockEntry(ClockAct.SUSPEND, MARCH[3], consultation="a"),
        ClockEntry(ClockAct.RESUME, MARCH[4], consultation="a"),
        ClockEntry(ClockAct.EXTEND, MARCH[5], working_days=10),
        ClockEntry(ClockAct.VOID, MARCH[6]),
        ClockEntry(ClockAct.RESET, MARCH[16]),
    )
    assert clock == ReplyClock(MARCH[16])


def test_open_consultation_is_taken_to_last_fifteen_working_days():
    clock = clock_of(ClockEntry(ClockAct.SUSPEND, MARCH[10], consultation="a"))
    assert clock.state is ClockState.SUSPENDED
    assert clock.suspensions == (Suspension(MARCH[10], MARCH[31], is_open=True),)
    assert clock.due(CALENDAR).on == date(2026, 4, 21)


def test_open_consultation_ends_at_the_latest_when_its_own_term_does():
    entry = ClockEntry(ClockAct.SUSPEND, MARCH[10], until=MARCH[17], consultation="a")
    assert due_of(entry) == date(2026, 4, 7)


def test_opinion_received_ends_the_suspension():
    clock = clock_of(
        ClockEntry(ClockAct.SUSPEND, MARCH[10], consultation="a"),
        ClockEntry(ClockAct.RESUME, MARCH[17], consultation="a"),
    )
    assert clock.state is ClockState.RUNNING
    assert clock.due(CALENDAR).on == date(2026, 4, 7)


def test_clock_runs_again_only_when_every_consultation_has_ended():
    both = (
        ClockEntry(ClockAct.SUSPEND, MARCH[10], consultation="a"),
        ClockEntry(ClockAct.SUSPEND, MARCH[13], consultation="b"),
        ClockEntry(ClockAct.RESUME, MARCH[17], consultation="a"),
    )
    assert clock_of(*both).state is ClockState.SUSPENDED
    ended = clock_of(*both, ClockEntry(ClockAct.RESUME, MARCH[19], consultation="b"))
    assert ended.state is ClockState.RUNNING
    assert ended.due(CALENDAR).on == date(2026, 4, 9)


def test_extension_lengthens_the_term():
    entry = ClockEntry(ClockAct.EXTEND, MARCH[25], working_days=20)
    assert due_of(entry) == date(2026, 4, 28)


def test_announced_delay_moves_the_deadline():
    entry = ClockEntry(ClockAct.DELAY, MARCH[25], until=date(2026, 4, 30))
    assert due_of(entry) == date(2026, 4, 30)


def test_first_dispatch_stays_decisive_when_the_post_returns_the_letter():
    clock = clock_of(ClockEntry(ClockAct.STOP, MARCH[20]), ClockEntry(ClockAct.STOP, MARCH[27]))
    assert (clock.state, clock.stopped_on) == (ClockState.STOPPED, MARCH[20])


def test_order_to_decide_again_opens_a_period_of_its_own_length():
    clock = clock_of(
        ClockEntry(ClockAct.STOP, MARCH[3]),
        ClockEntry(ClockAct.RENEW, MARCH[9], working_days=10),
    )
    assert clock == ReplyClock(MARCH[9], working_days=10)
    assert clock.due(CALENDAR).on == MARCH[23]


@pytest.mark.parametrize(
    ("_case", "entries"),
    [
        ("started twice", [START]),
        ("reset without cause", [ClockEntry(ClockAct.RESET, MARCH[9])]),
        ("resumed without suspension", [ClockEntry(ClockAct.RESUME, MARCH[9])]),
        (
            "resumed from another consultation",
            [
                ClockEntry(ClockAct.SUSPEND, MARCH[9], consultation="a"),
                ClockEntry(ClockAct.RESUME, MARCH[10], consultation="b"),
            ],
        ),
        (
            "suspended twice for one consultation",
            [
                ClockEntry(ClockAct.SUSPEND, MARCH[9], consultation="a"),
                ClockEntry(ClockAct.SUSPEND, MARCH[10], consultation="a"),
            ],
        ),
        (
            "extended twice",
            [
                ClockEntry(ClockAct.EXTEND, MARCH[9], working_days=5),
                ClockEntry(ClockAct.EXTEND, MARCH[10], working_days=5),
            ],
        ),
        ("extended by nothing", [ClockEntry(ClockAct.EXTEND, MARCH[9])]),
        (
            "extended while void",
            [
                ClockEntry(ClockAct.VOID, MARCH[9]),
                ClockEntry(ClockAct.EXTEND, MARCH[10], working_days=5),
            ],
        ),
        (
            "consulted after dispatch",
            [
                ClockEntry(ClockAct.STOP, MARCH[9]),
                ClockEntry(ClockAct.SUSPEND, MARCH[10], consultation="a"),
            ],
        ),
        ("before receipt", [ClockEntry(ClockAct.VOID, MARCH[1])]),
    ],
)
def test_ledger_that_does_not_cohere_is_refused(_case, entries):
    with pytest.raises(LedgerIncoherent):
        clock_of(*entries)


def test_ledger_that_does_not_begin_is_refused():
    with pytest.raises(LedgerIncoherent):
        replay([], CALENDAR)
    with pytest.raises(LedgerIncoherent):
        replay([ClockEntry(ClockAct.STOP, MARCH[9])], CALENDAR)


@given(st.integers(0, 20), st.integers(0, 20))
def test_replayed_consultation_equals_the_same_one_given_as_a_field(sent, length):
    sent_on = date.fromordinal(MARCH[2].toordinal() + sent)
    ended_on = date.fromordinal(sent_on.toordinal() + length)
    replayed = clock_of(
        ClockEntry(ClockAct.SUSPEND, sent_on, consultation="a"),
        ClockEntry(ClockAct.RESUME, ended_on, consultation="a"),
    )
    assert replayed == ReplyClock(MARCH[2], suspensions=(Suspension(sent_on, ended_on),))
