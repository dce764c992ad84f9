"""Keep personal data no longer than needed; the year's tables stay as they are.

How long is the office's own rule (PIPL art. 19 asks for the shortest necessary time and
names none): ``GONGKAI_FOI_KEEP_IDENTITY_YEARS`` and ``GONGKAI_FOI_KEEP_APPLICANT_YEARS``.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from gongkai.apps.foi.models import (
    InformationRequest,
    PaperKind,
    RequestPaper,
    StatusAccess,
)
from gongkai.apps.foi.queries.letters import Written
from gongkai.apps.foi.services.requests import locked, mark_of
from gongkai.domain.foi.lifecycle import State
from gongkai.domain.personal_data.detection import personal_data_in
from gongkai.foundation import clock
from gongkai.foundation.audit import services as audit

ANONYMOUS = "已匿名"
_PROOFS = [PaperKind.IDENTITY.value, PaperKind.AUTHORITY.value]


def clear_identity_papers(*, at: datetime) -> int:
    """Empty the proofs of identity of requests concluded long ago; return how many.

    Kind, size and hash stay: that a proof was there can be told, what it showed cannot.
    """
    until = _years_before(clock.day_of(at), settings.GONGKAI_FOI_KEEP_IDENTITY_YEARS)
    rows = _free(InformationRequest.objects.filter(concluded_on__lt=until))
    rows = rows.filter(papers__kind__in=_PROOFS, papers__size__gt=0).distinct()
    cleared = 0
    for pk in list(rows.values_list("pk", flat=True)):
        with transaction.atomic():
            request = locked(pk)
            papers = request.papers.filter(kind__in=_PROOFS, size__gt=0)
            count = _emptied(papers)
            cleared += count
            audit.record(action="foi.clear_papers", subject=request, at=at, actor=None, count=count)
    return cleared


def anonymise(*, at: datetime) -> int:
    """Take the applicants out of requests archived long ago; return how many.

    Kind of applicant, channel, days and result stay, so that no table of any year changes.
    A request with an open remedy is left alone. Each request is one transaction.
    """
    until = _years_before(clock.day_of(at), settings.GONGKAI_FOI_KEEP_APPLICANT_YEARS)
    rows = InformationRequest.objects.filter(
        concluded_on__lt=until, state=State.ARCHIVED.value, anonymised_on__isnull=True
    )
    numbers = list(_free(rows).values_list("pk", flat=True))
    for pk in numbers:
        with transaction.atomic():
            _anonymise(locked(pk), at)
    return len(numbers)


def renew_marks() -> int:
    """Mark all requests with the first key; return how many marks changed."""
    rows = InformationRequest.objects.filter(anonymised_on__isnull=True)
    changed = 0
    for row in rows.only("pk", *InformationRequest.personal_fields).iterator(chunk_size=500):
        mark = mark_of(row.applicant_identity, row.applicant_name + row.applicant_contact)
        if mark != row.applicant_mark:
            InformationRequest.objects.filter(pk=row.pk).update(applicant_mark=mark)
            changed += 1
    return changed


def _anonymise(request: InformationRequest, at: datetime) -> None:
    request.applicant_name = ANONYMOUS
    request.applicant_identity = request.applicant_contact = request.applicant_mark = ""
    request.agent_name = request.agent_contact = ""
    request.wanted = _masked(request.wanted)
    request.anonymised_on = clock.day_of(at)
    request.save()
    papers = _emptied(request.papers.filter(size__gt=0))
    letters = request.letters.update(content=Written().as_text(), word=b"", printed=b"")
    request.answer_files.update(name="", original=b"", redacted=b"", reason="")
    StatusAccess.objects.filter(request=request).delete()
    audit.record(
        action="foi.anonymise", subject=request, at=at, actor=None, papers=papers, letters=letters
    )


def _emptied(papers: Iterable[RequestPaper]) -> int:
    """Empty papers; return how many. Their hashes stay."""
    count = 0
    for paper in papers:
        paper.content, paper.name, paper.size = b"", "", 0
        paper.save(update_fields=["content", "name", "size"])
        count += 1
    return count


def _free(rows: QuerySet[InformationRequest]) -> QuerySet[InformationRequest]:
    """Leave out what a reconsideration or a court still needs."""
    return rows.exclude(remedies__concluded_on__isnull=True, remedies__isnull=False)


def _masked(text: str) -> str:
    """Return a text with the personal data in it hidden."""
    for found in reversed(personal_data_in(text)):
        text = text[: found.start] + "×" * (found.end - found.start) + text[found.end :]
    return text


def _years_before(day: date, years: int) -> date:
    """Return the same day some years before; 29 February becomes the 28th."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)
