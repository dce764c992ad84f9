from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.domain.foi.intake import (
    BASIC_CHANNELS,
    BASIS,
    RECEIPT_SOURCE,
    SERVER_ARRIVAL_SOURCE,
    ConfirmedBeforeArrival,
    IntakeChannel,
    ReceiptNotConfirmed,
    clock_starts_on,
    needs_confirmation,
    received_on,
)

FRIDAY, MONDAY = date(2026, 3, 6), date(2026, 3, 9)
# channel: (day of receipt in law, day the clock starts) for a request that
# arrives on Friday and is confirmed on Monday
PRINTED = {
    IntakeChannel.IN_PERSON: (FRIDAY, FRIDAY),
    IntakeChannel.ORAL: (FRIDAY, FRIDAY),
    IntakeChannel.REGISTERED_MAIL: (FRIDAY, FRIDAY),
    IntakeChannel.ORDINARY_MAIL: (MONDAY, MONDAY),
    IntakeChannel.OTHER_OFFICE: (MONDAY, MONDAY),
    IntakeChannel.ONLINE: (MONDAY, FRIDAY),
    IntakeChannel.EMAIL: (MONDAY, FRIDAY),
    IntakeChannel.FAX: (MONDAY, MONDAY),
}


@pytest.mark.parametrize(("channel", "days"), PRINTED.items())
def test_receipt_follows_the_channel(channel, days):
    received = received_on(channel, arrived_on=FRIDAY, confirmed_on=MONDAY)
    started = clock_starts_on(channel, arrived_on=FRIDAY, confirmed_on=MONDAY)
    assert (received, started) == days


def test_every_channel_has_its_basis():
    assert set(BASIS) == set(IntakeChannel) == set(PRINTED)


@pytest.mark.parametrize("channel", [c for c in IntakeChannel if not needs_confirmation(c)])
def test_hand_and_signed_mail_need_no_confirmation(channel):
    assert received_on(channel, arrived_on=FRIDAY) == FRIDAY
    assert clock_starts_on(channel, arrived_on=FRIDAY) == FRIDAY


@pytest.mark.parametrize("channel", [c for c in IntakeChannel if needs_confirmation(c)])
def test_receipt_without_the_confirmation_it_counts_from_is_refused(channel):
    with pytest.raises(ReceiptNotConfirmed):
        received_on(channel, arrived_on=FRIDAY)


@pytest.mark.parametrize("channel", [IntakeChannel.ONLINE, IntakeChannel.EMAIL])
def test_clock_runs_from_the_server_before_anyone_confirms(channel):
    assert clock_starts_on(channel, arrived_on=FRIDAY) == FRIDAY


@pytest.mark.parametrize("channel", [IntakeChannel.ORDINARY_MAIL, IntakeChannel.FAX])
def test_clock_of_letters_and_fax_waits_for_the_confirmation(channel):
    with pytest.raises(ReceiptNotConfirmed):
        clock_starts_on(channel, arrived_on=FRIDAY)


@pytest.mark.parametrize("channel", [c for c in IntakeChannel if needs_confirmation(c)])
def test_confirmation_before_arrival_is_refused(channel):
    with pytest.raises(ConfirmedBeforeArrival):
        received_on(channel, arrived_on=MONDAY, confirmed_on=FRIDAY)
    with pytest.raises(ConfirmedBeforeArrival):
        clock_starts_on(channel, arrived_on=MONDAY, confirmed_on=FRIDAY)


def test_counter_and_post_can_never_be_closed():
    assert {c.label for c in BASIC_CHANNELS} == {
        "当面提交",
        "口头申请代填",
        "挂号信、特快专递",
        "平常信函",
    }


def test_receipt_cites_the_article():
    assert str(RECEIPT_SOURCE) == "《中华人民共和国政府信息公开条例》第三十一条"
    assert SERVER_ARRIVAL_SOURCE.document_number == "国办公开办函〔2015〕207号"


@given(
    st.sampled_from(IntakeChannel),
    st.dates(date(2019, 6, 1), date(2026, 6, 1)),
    st.timedeltas(min_value=date(2026, 1, 1) - date(2026, 1, 1), max_value=MONDAY - FRIDAY),
)
def test_clock_never_starts_after_the_receipt_in_law(channel, arrived_on, delay):
    days = {"arrived_on": arrived_on, "confirmed_on": arrived_on + delay}
    assert arrived_on <= clock_starts_on(channel, **days) <= received_on(channel, **days)
