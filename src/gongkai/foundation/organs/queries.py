"""Read organs."""

from __future__ import annotations

from gongkai.domain.organs import OrganLevel, OrganStatus, enters_roll_up
from gongkai.foundation.organs.models import Organ


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
