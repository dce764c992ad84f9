"""Say what all letters of an organ share."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.apps.foi.models import LetterHead
from gongkai.apps.foi.services.posts import check_post
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.organs.models import Organ


@transaction.atomic
def keep_letter_head(
    *,
    organ_id: int,
    number_mark: str,
    reconsideration_body: str,
    court: str,
    actor: User,
    at: datetime,
    online_reconsideration: str = "",
    is_required: bool = True,
) -> LetterHead:
    """Enter what the letters of an organ share, or enter it anew.

    Args:
        organ_id: the organ.
        number_mark: what stands before the year of a number, 青交公开告.
        reconsideration_body: where its decisions are challenged, 行政复议法 art. 24.
        court: that takes suits against it.
        actor: the head of its disclosure office.
        at: now.
        online_reconsideration: where reconsideration is applied for online, art. 22.
        is_required: whether a request needs its written reply here to go on.

    Raises:
        PostMissing: the actor is not the head of the office.
    """
    organ = Organ.objects.get(pk=organ_id)
    post = check_post(user=actor, organ=organ, roles=(Role.FOI_HEAD,), on=clock.day_of(at))
    head, _ = LetterHead.objects.update_or_create(
        organ=organ,
        defaults={
            "number_mark": number_mark,
            "reconsideration_body": reconsideration_body,
            "court": court,
            "online_reconsideration": online_reconsideration,
            "is_required": is_required,
        },
    )
    audit.record(
        action="foi.keep_letter_head", subject=head, at=at, actor=actor, post=str(post),
        number_mark=number_mark, is_required=is_required,
    )  # fmt: skip
    return head
