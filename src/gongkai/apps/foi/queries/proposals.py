"""Read what several applicants were given, and what might therefore be told to everybody."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from gongkai.apps.foi.models import InformationRequest
from gongkai.domain.foi.likeness import GIVEN, LEAST_APPLICANTS, alike

_YEARS = 3
_GIVEN = [str(outcome.value) for outcome in GIVEN]


@dataclass(frozen=True, slots=True)
class Proposal:
    """Information that several asked for and got.

    Attributes:
        requests: that ask for it, the earliest first.
        applicants: how many different people asked.
    """

    requests: tuple[InformationRequest, ...]
    applicants: int

    @property
    def lead(self) -> InformationRequest:
        """Return the earliest request."""
        return self.requests[0]


def proposals(rows: QuerySet[InformationRequest], since: date | None = None) -> list[Proposal]:
    """Return what several applicants of one organ were given, most asked first.

    What was decided before, or is public already as an answer for everybody, is left out.

    Args:
        rows: requests to look at.
        since: received on this day or later; None for all.
    """
    given = rows.filter(outcome__in=_GIVEN, concluded_on__isnull=False)
    if since is not None:
        given = given.filter(received_on__gte=since)
    given = given.filter(proactive_decision__isnull=True).select_related("organ")
    fields = InformationRequest.personal_fields
    hidden = [name for name in fields if name != "applicant_mark"]
    by_organ: dict[int, dict[int, InformationRequest]] = {}
    for row in given.order_by("received_on", "pk").defer(*hidden):
        by_organ.setdefault(row.organ_id, {})[row.pk] = row
    found = []
    for held in by_organ.values():
        for group in alike({pk: row.wanted for pk, row in held.items()}):
            requests = tuple(held[pk] for pk in group)
            # Who is not known by a mark is somebody of his own.
            people = {row.applicant_mark or str(row.pk) for row in requests}
            if len(people) >= LEAST_APPLICANTS:
                found.append(Proposal(requests, len(people)))
    return sorted(found, key=lambda one: -one.applicants)


def recent(today: date) -> date:
    """Return since when requests are looked at."""
    return date(today.year - _YEARS, 1, 1)
