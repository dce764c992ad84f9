"""Art. 31, channel by channel."""

from datetime import date

import pytest

from gongkai.domain.foi.intake import (
    ConfirmedBeforeArrival,
    IntakeChannel,
    ReceiptNotConfirmed,
    clock_starts_on,
    received_on,
)

THURSDAY, FRIDAY, MONDAY = date(2026, 3, 5), date(2026, 3, 6), date(2026, 3, 9)


@pytest.mark.parametrize(
    ("channel", "received", "clock"),
    [
        ("in_person", FRIDAY, FRIDAY),
        ("oral", FRIDAY, FRIDAY),
        ("registered_mail", FRIDAY, FRIDAY),
        ("ordinary_mail", MONDAY, MONDAY),
        ("other_office", MONDAY, MONDAY),
        ("online", MONDAY, FRIDAY),
        ("email", MONDAY, FRIDAY),
        ("fax", MONDAY, MONDAY),
    ],
)
def test_request_that_came_on_friday_and_was_confirmed_on_monday(channel, received, clock):
    days = {"arrived_on": FRIDAY, "confirmed_on": MONDAY}
    assert received_on(IntakeChannel(channel), **days) == received
    assert clock_starts_on(IntakeChannel(channel), **days) == clock


@pytest.mark.parametrize("channel", ["ordinary_mail", "other_office", "online", "email", "fax"])
def test_confirmation_may_fall_on_the_arrival_but_not_before(channel):
    channel = IntakeChannel(channel)
    assert received_on(channel, arrived_on=FRIDAY, confirmed_on=FRIDAY) == FRIDAY
    with pytest.raises(ConfirmedBeforeArrival):
        received_on(channel, arrived_on=FRIDAY, confirmed_on=THURSDAY)
    with pytest.raises(ConfirmedBeforeArrival):
        clock_starts_on(channel, arrived_on=FRIDAY, confirmed_on=THURSDAY)


@pytest.mark.parametrize("channel", ["ordinary_mail", "other_office", "fax"])
def test_clock_waits_for_a_confirmation_on_paper_channels(channel):
    with pytest.raises(ReceiptNotConfirmed):
        clock_starts_on(IntakeChannel(channel), arrived_on=FRIDAY)


@pytest.mark.parametrize("channel", ["online", "email"])
def test_clock_runs_from_the_server_before_anybody_confirms(channel):
    assert clock_starts_on(IntakeChannel(channel), arrived_on=FRIDAY) == FRIDAY
    with pytest.raises(ReceiptNotConfirmed):
        received_on(IntakeChannel(channel), arrived_on=FRIDAY)
