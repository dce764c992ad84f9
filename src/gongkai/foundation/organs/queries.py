"""Read organs."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.conf import settings

from gongkai.domain.organs import OrganLevel, OrganStatus, enters_roll_up
from gongkai.domain.platform.guide import Confirmation, GuideField, GuideFinding, guide_findings
from gongkai.foundation.organs.models import GuideConfirmation, Organ


def get_county() -> Organ:
    """Return the county government.

    Raises:
        Organ.DoesNotExist: no county has been set up.
    """
    return Organ.objects.get(level=OrganLevel.COUNTY.value)


def get_by_code(code: str) -> Organ:
    """Return the organ with this code.

    Raises:
        Organ.DoesNotExist: there is none.
    """
    return Organ.objects.get(code=code)


def active_organs(*levels: OrganLevel) -> list[Organ]:
    """Return the organs in operation, all or of the given levels, in their official order."""
    rows = Organ.objects.filter(status=OrganStatus.ACTIVE.value)
    if levels:
        rows = rows.filter(level__in=[str(level.value) for level in levels])
    return list(rows)


def roll_up_organs() -> list[Organ]:
    """Return the organs whose records enter the county's roll-up."""
    return [
        organ
        for organ in active_organs()
        if enters_roll_up(
            OrganLevel(organ.level),
            is_vertical=organ.is_vertical,
            reports_annually=organ.reports_annually,
        )
    ]


def guide_values(organ: Organ) -> dict[GuideField, str]:
    """Return what an organ's guide says of its office, empty fields included."""
    return {field: str(getattr(organ, str(field.value))) for field in GuideField}


def confirmations(organ_ids: Iterable[int]) -> dict[int, dict[GuideField, Confirmation]]:
    """Return by organ which fields of its guide were confirmed, with what they said then."""
    found: dict[int, dict[GuideField, Confirmation]] = {}
    for row in GuideConfirmation.objects.filter(organ_id__in=list(organ_ids)):
        seen = Confirmation(row.value, row.confirmed_on)
        found.setdefault(row.organ_id, {})[GuideField(row.field)] = seen
    return found


def guide_confirmed_on(organ_id: int) -> date | None:
    """Return the last day on which something of an organ's guide was confirmed."""
    rows = GuideConfirmation.objects.filter(organ_id=organ_id).order_by("-confirmed_on")
    day: date | None = rows.values_list("confirmed_on", flat=True).first()
    return day


def guides_to_mend(
    on: date, organs: Iterable[Organ] | None = None
) -> list[tuple[Organ, list[GuideFinding]]]:
    """Return the organs whose guides have faults on a day, with the faults, in official order.

    Args:
        on: the day.
        organs: which organs; None for all in operation.
    """
    rows = active_organs() if organs is None else list(organs)
    seen = confirmations(organ.pk for organ in rows)
    within = int(settings.GONGKAI_GUIDE_CONFIRM_WITHIN_DAYS)
    found = [
        (
            organ,
            guide_findings(
                guide_values(organ), seen.get(organ.pk, {}), today=on, within_days=within
            ),
        )
        for organ in rows
    ]
    return [(organ, faults) for organ, faults in found if faults]
