"""Record the remedies that applicants take."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction

from gongkai.apps.foi.models import InformationRequest, RemedyCase
from gongkai.apps.foi.services import refused
from gongkai.apps.foi.services.posts import check_post
from gongkai.domain.foi.remedies import RemedyKind, RemedyResult
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.organs.models import Organ

KEEPERS = (Role.FOI_HEAD, Role.FOI_HANDLER, Role.FOI_REGISTRAR)


@transaction.atomic
def file_remedy(
    *,
    organ_id: int,
    kind: RemedyKind,
    number: str,
    filed_on: date,
    actor: User,
    at: datetime,
    request_id: int | None = None,
    applicant_label: str = "",
    is_co_defendant: bool = False,
) -> RemedyCase:
    """Enter a case in the register.

    Raises:
        PostMissing: the actor holds no post for requests in the organ.
        OccurredInFuture: the filing is dated after today.
        RequestOfOtherOrgan: the request was made to another organ.
    """
    organ = Organ.objects.get(pk=organ_id)
    today = clock.day_of(at)
    post = check_post(user=actor, organ=organ, roles=KEEPERS, on=today)
    if filed_on > today:
        raise refused.OccurredInFuture(on=filed_on)
    if request_id and not InformationRequest.objects.filter(pk=request_id, organ=organ).exists():
        raise refused.RequestOfOtherOrgan(organ=organ.short_name)
    case = RemedyCase.objects.create(
        organ=organ,
        request_id=request_id,
        kind=kind.value,
        number=number,
        filed_on=filed_on,
        applicant_label=applicant_label,
        is_co_defendant=is_co_defendant,
    )
    audit.record(
        action="foi.file_remedy", subject=case, at=at, actor=actor, post=str(post), kind=kind.value
    )
    return case


@transaction.atomic
def conclude_remedy(
    *, case_id: int, result: RemedyResult, concluded_on: date, actor: User, at: datetime
) -> RemedyCase:
    """Enter how a case ended.

    Raises:
        PostMissing: the actor holds no post for requests in the organ.
        RemedyResultMissing: the result is that there is none yet.
        RemedyDatesReversed: it ended before it was filed.
        OccurredInFuture: the end is dated after today.
    """
    case = (
        RemedyCase.objects.select_for_update(of=("self",)).select_related("organ").get(pk=case_id)
    )
    today = clock.day_of(at)
    post = check_post(user=actor, organ=case.organ, roles=KEEPERS, on=today)
    if result is RemedyResult.PENDING:
        raise refused.RemedyResultMissing
    if concluded_on > today:
        raise refused.OccurredInFuture(on=concluded_on)
    if concluded_on < case.filed_on:
        raise refused.RemedyDatesReversed(filed_on=case.filed_on)
    case.result, case.concluded_on = result.value, concluded_on
    case.save(update_fields=["result", "concluded_on"])
    audit.record(
        action="foi.conclude_remedy",
        subject=case,
        at=at,
        actor=actor,
        post=str(post),
        result=result.value,
    )
    return case
