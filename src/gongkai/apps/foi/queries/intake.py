"""Read what an applicant began, what he sent, and what he may know of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import QuerySet

from gongkai.apps.foi.models import (
    InformationRequest,
    PaperKind,
    RequestDraft,
    RequestEvent,
    RequestPaper,
    StatusAccess,
)
from gongkai.domain.foi.application import (
    DRAFT_DAYS,
    Application,
    ProvisionForm,
    first_plain,
    hash_of,
    plain_code,
    tail_of,
)
from gongkai.domain.foi.letters.facts import DeliveryWay
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.outcomes import ApplicantKind, Outcome
from gongkai.domain.organs import OrganStatus
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.personal_data import marks_of

_MOST_ASKED = 20


def asked_organ(code: str) -> Organ:
    """Return an organ that can be asked.

    Raises:
        Organ.DoesNotExist: there is none, or it has been dissolved.
    """
    return Organ.objects.get(code=code, status=OrganStatus.ACTIVE.value)


def draft_of(secret: str) -> RequestDraft:
    """Return the draft whose address holds this secret.

    Raises:
        RequestDraft.DoesNotExist: there is none, or its time is over.
    """
    rows = RequestDraft.objects.select_related("organ", "request__organ")
    return rows.get(secret_hash=hash_of(secret))


def content_of(draft: RequestDraft) -> dict[str, str]:
    """Return what was filled in, by the names of the form."""
    return dict(json.loads(draft.content)) if draft.content else {}


def application_of(draft: RequestDraft) -> Application:
    """Return the request that a draft holds so far."""
    filled: Mapping[str, str] = content_of(draft)
    form, delivery = filled.get("provision_form", ""), filled.get("delivery", "")
    return Application(
        applicant_kind=ApplicantKind(
            filled.get("applicant_kind") or ApplicantKind.NATURAL_PERSON.value
        ),
        applicant_name=filled.get("applicant_name", ""),
        identity=filled.get("identity", ""),
        has_identity_paper=any(
            paper.kind == PaperKind.IDENTITY.value for paper in papers_of(draft=draft)
        ),
        phone=filled.get("phone", ""),
        email=filled.get("email", ""),
        address=filled.get("address", ""),
        agent_name=filled.get("agent_name", ""),
        agent_phone=filled.get("agent_phone", ""),
        wanted=filled.get("wanted", ""),
        provision_form=ProvisionForm(form) if form else None,
        delivery=DeliveryWay(delivery) if delivery else None,
    )


def papers_of(**whose: Any) -> QuerySet[RequestPaper]:
    """Return the papers of a draft or request without what is in them."""
    return RequestPaper.objects.filter(**whose).defer("content")


def stale_drafts(at: datetime) -> QuerySet[RequestDraft]:
    """Return drafts that nobody went on with, and those whose receipt is long read."""
    return RequestDraft.objects.filter(changed_at__lt=at - timedelta(days=DRAFT_DAYS))


def request_by_code(code: str, tail: str) -> InformationRequest | None:
    """Return the request that a query code and the last four characters open, or None."""
    plain = plain_code(code)
    rows = StatusAccess.objects.select_related("request__organ")
    access = rows.filter(code_hash=hash_of(plain), tail_hash=hash_of(plain, tail_of(tail))).first()
    return access.request if access is not None else None


@dataclass(frozen=True, slots=True)
class SameApplicant:
    """What else an applicant asked for.

    Attributes:
        earlier: other requests, the newest first.
        this_month: how many he made in the month of this one, itself included.
    """

    earlier: list[InformationRequest]
    this_month: int


def same_applicant(request: InformationRequest) -> SameApplicant:
    """Return what else was asked by whoever carries the mark of a request, in its organ."""
    if not request.applicant_mark:
        return SameApplicant([], 1)
    plain = first_plain(
        request.applicant_identity, request.applicant_name + request.applicant_contact
    )
    marks = {request.applicant_mark, *marks_of(plain)}
    rows = InformationRequest.objects.filter(organ_id=request.organ_id, applicant_mark__in=marks)
    others = rows.exclude(pk=request.pk).defer(*InformationRequest.personal_fields)
    month: date = request.received_on
    count = rows.filter(received_on__year=month.year, received_on__month=month.month).count()
    return SameApplicant(list(others.order_by("-received_on", "-pk")[:20]), count)


@dataclass(frozen=True, slots=True)
class AskedForReasons:
    """An applicant whom the organ asked to explain how much he asks, art. 35.

    Attributes:
        number: of the request.
        asked_on: day of the notice.
        this_month: how many requests he had made in that month.
        outcome: how the request ended, in words; empty while it is open.
    """

    number: str
    asked_on: date
    this_month: int
    outcome: str


def asked_for_reasons(organ_id: int, since: date) -> list[AskedForReasons]:
    """Return whom an organ asked for reasons since a day, the latest first, at most twenty.

    Whoever asks the next applicant can see from how many requests on others were asked.
    """
    entries = (
        RequestEvent.objects.filter(
            request__organ_id=organ_id,
            event=Event.REQUIRE_REASON.value,
            occurred_on__gte=since,
        )
        .select_related("request")
        .defer(*(f"request__{name}" for name in InformationRequest.personal_fields
                 if name != "applicant_mark"))
        .order_by("-occurred_on", "-pk")[:_MOST_ASKED]
    )  # fmt: skip
    return [_asked(entry) for entry in entries]


def _asked(entry: RequestEvent) -> AskedForReasons:
    request = entry.request
    count = 1
    if request.applicant_mark:
        count = InformationRequest.objects.filter(
            organ_id=request.organ_id,
            applicant_mark=request.applicant_mark,
            received_on__year=request.received_on.year,
            received_on__month=request.received_on.month,
        ).count()
    outcome = Outcome(request.outcome).wording if request.outcome else ""
    return AskedForReasons(request.number, entry.occurred_on, count, outcome)
