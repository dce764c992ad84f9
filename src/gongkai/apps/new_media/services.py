"""Carry out the steps in the registered life of an account."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.new_media.models import AccountFiling, NewMediaAccount
from gongkai.domain.errors import Refusal
from gongkai.domain.new_media.accounts import AccountAction, AccountState, advance
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit

_DAY_FIELDS = {
    AccountState.PAUSED: "paused_on",
    AccountState.CLOSED: "closed_on",
}


class AccountStepDayImpossible(Refusal):
    """A step is dated before the one it follows, or in the future."""

    code = "account_step_day_impossible"


@transaction.atomic
def file_step(
    *, account_id: int, action: AccountAction, on: date, actor: User, at: datetime, basis: str = ""
) -> AccountFiling:
    """File one step with the supervising office and move the account on.

    Raises:
        AccountActionNotAllowed: the lifecycle has no such step from here.
        AccountStepDayImpossible: the day is before the last step, or in the future.
    """
    account = NewMediaAccount.objects.select_for_update().get(pk=account_id)
    before = AccountState(account.state)
    after = advance(before, action)
    _check_day(account, on, clock.day_of(at))
    account.state = after.value
    changed = ["state"]
    if field := _DAY_FIELDS.get(after):
        setattr(account, field, on)
        changed.append(field)
    account.save(update_fields=changed)
    filing = AccountFiling.objects.create(
        account=account,
        action=action.value,
        state_before=before.value,
        state_after=after.value,
        on=on,
        basis=basis,
        filed_by=actor,
    )
    audit.record(
        action=f"new_media.{action.value}",
        subject=account,
        at=at,
        actor=actor,
        before=before.value,
        after=after.value,
        on=on,
        basis=basis,
    )
    return filing


def _check_day(account: NewMediaAccount, on: date, today: date) -> None:
    """Accept a day between the last step and today."""
    last = account.filings.order_by("-on").values_list("on", flat=True).first()
    earliest = max(filter(None, (account.opened_on, last)))
    if not earliest <= on <= today:
        raise AccountStepDayImpossible(on=on, earliest=earliest)
