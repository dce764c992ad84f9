"""Tell officers which requests near their deadline; never who asked or what for."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse

from gongkai.apps.foi import queries as foi
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import holders, open_government_officers
from gongkai.foundation.notices import services as notices

_WORDS = {
    "late": "已超期{}件",
    "soon": "5个工作日内到期{}件",
    "lapsing": "征求意见、补正快期满{}件",
}
_AT_THE_DESK = (Role.FOI_REGISTRAR, Role.FOI_HANDLER, Role.FOI_HEAD)


def near_replies(at: datetime) -> int:
    """Tell each organ's desk what is late or due soon, and the office of what is late.

    Notices reach people in-app and by mail. Returns how many organs were told.
    """
    on, late = clock.day_of(at), 0
    found = foi.nearing(on)
    for organ_id, near in found.items():
        late += near.late
        said = "，".join(
            words.format(count) for name, words in _WORDS.items() if (count := getattr(near, name))
        )
        notices.notify(
            users=holders(*_AT_THE_DESK, on=on, organ_ids=[organ_id]),
            kind="foi.reply_near",
            subject="有申请已超过答复期限" if near.late else "有申请的答复期限临近",
            text=f"{said}。请打开办件台，按风险从高到低办理。",
            url=reverse("foi_requests:desk"),
            at=at,
        )
    if late:
        notices.notify(
            users=open_government_officers(on),
            kind="foi.reply_late",
            subject=f"{late}件申请已超过答复期限",
            text="请督促有关机关尽快答复。",
            url=f"{reverse('foi_requests:desk')}?lane=late",
            at=at,
        )
    return len(found)
