"""Say whose records a report covers and on which level it stands."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.apps.annual_report.models import Scope
from gongkai.domain.annual_report.form import Level
from gongkai.domain.errors import Refusal
from gongkai.domain.organs import OrganLevel
from gongkai.foundation.organs import queries as organs
from gongkai.foundation.organs.models import Organ

_LEVELS = {
    OrganLevel.COUNTY: Level.OFFICE,
    OrganLevel.OFFICE: Level.OFFICE,
    OrganLevel.DEPARTMENT: Level.DEPARTMENT,
    OrganLevel.TOWNSHIP: Level.TOWNSHIP,
}


class OrganUnknown(Refusal):
    """No organ has this code."""

    code = "report_organ_unknown"


class CountyNotSetUp(Refusal):
    """There is no county government yet, so there is nothing to add up."""

    code = "report_county_not_set_up"


class OnlyTheCountyRollsUp(Refusal):
    """A roll-up was asked of an organ that is not the county."""

    code = "report_only_county_rolls_up"


def county() -> Organ:
    """Return the county government.

    Raises:
        CountyNotSetUp: there is none.
    """
    try:
        return organs.get_county()
    except Organ.DoesNotExist:
        raise CountyNotSetUp from None


def organ_by_code(code: str) -> Organ:
    """Return the organ with this code.

    Raises:
        OrganUnknown: there is none.
    """
    try:
        return organs.get_by_code(code)
    except Organ.DoesNotExist:
        raise OrganUnknown(code=code) from None


def reporting_organ(code: str | None, *, own: bool) -> tuple[Organ, Scope]:
    """Return whose report is meant: no code is the county's roll-up, ``own`` its office's.

    The county's own report is its office's: the two are one report (本政府机关).

    Raises:
        OrganUnknown: no organ has the code.
        CountyNotSetUp: there is no county government.
    """
    organ = organ_by_code(code) if code else county()
    if organ.level != OrganLevel.COUNTY.value:
        return organ, Scope.OWN
    if not own:
        return organ, Scope.ROLL_UP
    offices = organs.active_organs(OrganLevel.OFFICE)
    return (offices[0] if offices else organ), Scope.OWN


def level_of(organ: Organ, scope: Scope) -> Level:
    """Return the level of the report form.

    Raises:
        OnlyTheCountyRollsUp: a department or township has no roll-up.
    """
    level = OrganLevel(organ.level)
    if scope is Scope.OWN:
        return _LEVELS[level]
    if level is not OrganLevel.COUNTY:
        raise OnlyTheCountyRollsUp(organ=organ.name)
    return Level.COUNTY


def _with_predecessors(rows: Iterable[Organ]) -> list[Organ]:
    """Return the organs and those they succeeded: the successor answers for their records."""
    found = {organ.pk: organ for organ in rows}
    newest = list(found)
    while newest:
        before = Organ.objects.filter(superseded_by__in=newest).exclude(pk__in=list(found))
        newest = [organ.pk for organ in before]
        found |= {organ.pk: organ for organ in before}
    return list(found.values())


def covered_organs(organ: Organ, scope: Scope) -> list[Organ]:
    """Return the organs whose records the report rests on.

    The county's sum has three kinds of parts: its own report, which is the government's
    and its office's work together, the departments and the townships. So the
    government's own records stand beside those of ``roll_up_organs``.
    """
    if scope is Scope.ROLL_UP:
        return _with_predecessors([organ, *organs.roll_up_organs()])
    if level_of(organ, scope) is Level.OFFICE:
        return _with_predecessors([county(), *organs.active_organs(OrganLevel.OFFICE)])
    return _with_predecessors([organ])
