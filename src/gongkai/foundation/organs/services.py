"""Confirm what organs say of themselves."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.domain.errors import Refusal
from gongkai.domain.platform.guide import GuideField
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import required_post, roles_held
from gongkai.foundation.audit import services as audit
from gongkai.foundation.organs.models import GuideConfirmation, Organ
from gongkai.foundation.organs.queries import guide_values
from gongkai.foundation.records import listeners


class NothingToConfirm(Refusal):
    """No field of the guide is filled in."""

    code = "guide_nothing_to_confirm"


@transaction.atomic
def confirm_guide(*, organ_id: int, actor: User | None, at: datetime) -> Organ:
    """Confirm that every filled field of an organ's guide is right; return the organ.

    Raises:
        PostMissing: the person is neither an editor of the organ nor of the county's office.
        NothingToConfirm: no field is filled in.
    """
    organ = Organ.objects.select_for_update().get(pk=organ_id)
    on = clock.day_of(at)
    if actor is not None and not actor.is_superuser and not _of_office(actor, at):
        required_post(user=actor, organ=organ, role=Role.EDITOR, on=on)
    values = {field: value.strip() for field, value in guide_values(organ).items()}
    filled = [field for field in GuideField if values[field]]
    if not filled:
        raise NothingToConfirm(organ=organ.short_name)
    for field in filled:
        row, _ = GuideConfirmation.objects.update_or_create(
            organ=organ,
            field=field.value,
            defaults={"value": values[field], "confirmed_on": on},
        )
    audit.record(
        action="organs.confirm_guide",
        subject=organ,
        at=at,
        actor=actor,
        confirmed={str(field.value): values[field] for field in filled},
    )
    listeners.tell(row, at)
    return organ


def _of_office(actor: User, at: datetime) -> bool:
    return Role.OGI_OFFICER in roles_held(actor.pk, clock.day_of(at))
