"""Charge the processing fee and take its payment."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from gongkai.apps.foi.models import ProcessingFee
from gongkai.apps.foi.services import refused
from gongkai.apps.foi.services.requests import locked, prepare, take
from gongkai.domain.foi.fees import Tariff, fee_yuan, request_price_yuan
from gongkai.domain.foi.lifecycle import Event
from gongkai.foundation.accounts.models import User


def amount_yuan(tariff: Tariff, quantity: int) -> Decimal:
    """Return what one request costs.

    By request, ``quantity`` says the how-manieth of the applicant's month it is; by
    page, how many pages are given.
    """
    if tariff is Tariff.BY_REQUEST:
        return request_price_yuan(quantity)
    return fee_yuan(tariff, quantity)


@transaction.atomic
def charge_fee(
    *,
    request_id: int,
    tariff: Tariff,
    quantity: int,
    notified_on: date,
    actor: User,
    at: datetime,
    note: str = "",
) -> ProcessingFee:
    """Notify the applicant of the fee; the reply period waits for the payment.

    Raises:
        FeeNotDue: the quantity is free of charge.
        ReplyPeriodOver: the notice comes after the reply deadline.
        ActionNotAllowed: the request is not being processed.
        PostMissing: the actor does not handle requests of the organ.
    """
    amount = amount_yuan(tariff, quantity)
    if not amount:
        raise refused.FeeNotDue(tariff=tariff.label, quantity=quantity)
    request = locked(request_id)
    facts = {"tariff": str(tariff.value), "quantity": quantity, "amount_yuan": int(amount)}
    step = prepare(request, Event.FEE_NOTICE, notified_on, actor, facts=facts)
    step.note = note
    take(step, actor=actor, at=at)
    return ProcessingFee.objects.create(
        request=request,
        tariff=tariff.value,
        quantity=quantity,
        amount_yuan=int(amount),
        notified_on=notified_on,
    )


@transaction.atomic
def pay_fee(
    *, fee_id: int, paid_on: date, receipt_number: str, actor: User, at: datetime
) -> ProcessingFee:
    """Record a payment; the reply period starts anew on the day after it.

    Raises:
        ReceiptNumberMissing: there is no receipt.
        ActionNotAllowed: the request does not wait for a payment.
        PostMissing: the actor does not handle requests of the organ.
    """
    if not receipt_number.strip():
        raise refused.ReceiptNumberMissing
    fee = ProcessingFee.objects.select_for_update(of=("self",)).get(pk=fee_id)
    request = locked(fee.request_id)
    facts = {"receipt_number": receipt_number, "amount_yuan": fee.amount_yuan}
    take(prepare(request, Event.FEE_PAID, paid_on, actor, facts=facts), actor=actor, at=at)
    fee.paid_on, fee.receipt_number = paid_on, receipt_number
    fee.save(update_fields=["paid_on", "receipt_number"])
    return fee
