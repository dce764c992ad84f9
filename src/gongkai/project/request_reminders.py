"""Tell officers which requests near their deadline; never who asked or what for."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime

from django.urls import reverse

from gongkai.apps.foi import queries as foi
from gongkai.apps.foi import services as requests
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import holders, open_government_officers
from gongkai.foundation.notices import services as notices

_WORDS = {
    "late": "已超期{}件",
    "soon": "5个工作日内到期{}件",
    "lapsing": "征求意见、补正快期满{}件",
}
_NAMED = 5
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


def earlier_deadlines(at: datetime) -> tuple[int, int]:
    """Count all deadlines anew and warn where one came nearer; return how many moved, and came.

    A holiday notice for the next year, or one that was changed, moves days; whoever works by
    the old day would be late.
    """
    moved = requests.recount_deadlines(actor=None, at=at)
    earlier: dict[int, list[str]] = defaultdict(list)
    for one in moved:
        if one.is_earlier:
            earlier[one.organ_id].append(f"{one.number}提前到{one.after:%m-%d}")
    for organ_id, told in earlier.items():
        more = f"等{len(told)}件" if len(told) > _NAMED else ""
        notices.notify(
            users=holders(*_AT_THE_DESK, on=clock.day_of(at), organ_ids=[organ_id]),
            kind="foi.reply_earlier",
            subject=f"放假安排变动，{len(told)}件申请的答复期限提前",
            text=f"{'；'.join(told[:_NAMED])}{more}。请按新的期限办理。",
            url=reverse("foi_requests:desk"),
            at=at,
        )
    return len(moved), sum(map(len, earlier.values()))


def near_answers(at: datetime) -> int:
    """Tell each organ which reconsiderations and suits it has to answer soon; return how many."""
    on = clock.day_of(at)
    waiting = foi.cases_to_answer(on)
    for case, due_on in waiting:
        late = due_on < on
        notices.notify(
            users=holders(*_AT_THE_DESK, on=on, organ_ids=[case.organ_id]),
            kind="foi.answer_near",
            subject=f"{case.number}的答复（答辩）期限{'已过' if late else '临近'}",
            text=f"最迟{due_on:%Y-%m-%d}提交答复（答辩状）、证据和依据。",
            url=reverse("foi_remedies:edit", args=[case.pk]),
            at=at,
        )
    return len(waiting)
