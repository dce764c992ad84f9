"""Decide on which day a request counts as received (收到申请之日)."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

from gongkai.domain.errors import Refusal
from gongkai.domain.law import FOI_PERIODS_LETTER, OGI_REGULATIONS
from gongkai.domain.terms import Term

RECEIPT_SOURCE = OGI_REGULATIONS.article(31)
SERVER_ARRIVAL_SOURCE = FOI_PERIODS_LETTER


class IntakeChannel(Term):
    """How a request reached the organ."""

    IN_PERSON = "in_person", "当面提交"
    ORAL = "oral", "口头申请代填"
    REGISTERED_MAIL = "registered_mail", "挂号信、特快专递"
    ORDINARY_MAIL = "ordinary_mail", "平常信函"
    OTHER_OFFICE = "other_office", "寄送至其他机构"
    ONLINE = "online", "网上平台"
    EMAIL = "email", "公布的电子邮箱"
    FAX = "fax", "传真"


class ReceiptBasis(Term):
    """What fixes the day of receipt."""

    SUBMISSION = "submission", "当面提交之日"
    SIGNED_FOR = "signed_for", "签收之日"
    OFFICE_CONFIRMATION = "office_confirmation", "与申请人确认之日"
    MUTUAL_CONFIRMATION = "mutual_confirmation", "双方确认之日"


BASIS: Mapping[IntakeChannel, ReceiptBasis] = MappingProxyType(
    {
        IntakeChannel.IN_PERSON: ReceiptBasis.SUBMISSION,
        IntakeChannel.ORAL: ReceiptBasis.SUBMISSION,
        IntakeChannel.REGISTERED_MAIL: ReceiptBasis.SIGNED_FOR,
        IntakeChannel.ORDINARY_MAIL: ReceiptBasis.OFFICE_CONFIRMATION,
        IntakeChannel.OTHER_OFFICE: ReceiptBasis.OFFICE_CONFIRMATION,
        IntakeChannel.ONLINE: ReceiptBasis.MUTUAL_CONFIRMATION,
        IntakeChannel.EMAIL: ReceiptBasis.MUTUAL_CONFIRMATION,
        IntakeChannel.FAX: ReceiptBasis.MUTUAL_CONFIRMATION,
    }
)
# Never to be refused, whatever the guide announces (国办公开办函〔2017〕19号).
BASIC_CHANNELS = frozenset(
    {
        IntakeChannel.IN_PERSON,
        IntakeChannel.ORAL,
        IntakeChannel.REGISTERED_MAIL,
        IntakeChannel.ORDINARY_MAIL,
    }
)
# 207号 counts from the arrival on the server, art. 31 from mutual confirmation; the clock
# keeps to the earlier day so that either reading is satisfied.
ARRIVES_ON_A_SERVER = frozenset({IntakeChannel.ONLINE, IntakeChannel.EMAIL})
_CONFIRMED = frozenset({ReceiptBasis.OFFICE_CONFIRMATION, ReceiptBasis.MUTUAL_CONFIRMATION})


class ReceiptNotConfirmed(Refusal):
    """The channel counts from a confirmation that has not taken place."""

    code = "foi_receipt_not_confirmed"


class ConfirmedBeforeArrival(Refusal):
    """The confirmation is dated before the request arrived."""

    code = "foi_confirmed_before_arrival"


def needs_confirmation(channel: IntakeChannel) -> bool:
    """Tell whether receipt on this channel counts from a confirmation."""
    return BASIS[channel] in _CONFIRMED


def received_on(
    channel: IntakeChannel, *, arrived_on: date, confirmed_on: date | None = None
) -> date:
    """Return the day of receipt in law.

    Args:
        channel: how the request came.
        arrived_on: day it was handed in, signed for, or reached the office or server.
        confirmed_on: day the office and the applicant confirmed it to each other; for
            ordinary mail the office confirms on the day of arrival, and if it cannot
            reach the applicant, on the day contact is restored.

    Raises:
        ReceiptNotConfirmed: the channel counts from a confirmation and there is none.
        ConfirmedBeforeArrival: the confirmation is dated before the arrival.
    """
    if not needs_confirmation(channel):
        return arrived_on
    if confirmed_on is None:
        raise ReceiptNotConfirmed(channel=channel)
    if confirmed_on < arrived_on:
        raise ConfirmedBeforeArrival(arrived_on=arrived_on, confirmed_on=confirmed_on)
    return confirmed_on


def clock_starts_on(
    channel: IntakeChannel, *, arrived_on: date, confirmed_on: date | None = None
) -> date:
    """Return the day the office's clock starts from: the most cautious reading.

    Raises:
        ReceiptNotConfirmed: the channel counts from a confirmation and there is none.
        ConfirmedBeforeArrival: the confirmation is dated before the arrival.
    """
    if channel in ARRIVES_ON_A_SERVER and confirmed_on is None:
        return arrived_on
    received = received_on(channel, arrived_on=arrived_on, confirmed_on=confirmed_on)
    return min(received, arrived_on) if channel in ARRIVES_ON_A_SERVER else received
