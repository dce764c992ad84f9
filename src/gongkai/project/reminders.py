"""Tell officers what waits too long and what went wrong; never what applicants asked for."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse

from gongkai.apps.documents import queries as documents
from gongkai.apps.review import queries as review
from gongkai.apps.websites import queries as websites
from gongkai.domain.review.three_reviews import REVIEW_ORDER, State, role_for
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import holders, open_government_officers
from gongkai.foundation.notices import services as notices
from gongkai.foundation.organs.queries import guides_to_mend

REPEAT_ALARM_AFTER = timedelta(hours=1)
REPEAT_EXPIRY_AFTER = timedelta(days=30)
REPEAT_GUIDE_AFTER = timedelta(days=14)
_FORGET_RETURNED_AFTER = timedelta(days=90)
_REVIEWERS = tuple(role_for(level) for level in REVIEW_ORDER)


def patience(state: str) -> int:
    """Return after how many working days in a state somebody is reminded."""
    limits = settings.GONGKAI_REMIND_AFTER_WORKING_DAYS
    return int(limits.get(state, limits["default"]))


def _too_long(rows: QuerySet[Any], on: date) -> list[Any]:
    """Return the texts that have been where they are for too many working days."""
    return [row for row in rows if review.working_days_waited(row, on) > patience(row.state)]


def _longest(rows: list[Any], on: date) -> int:
    """Return how many working days the oldest of the texts has waited."""
    return max(review.working_days_waited(row, on) for row in rows)


def _reviewers(on: date) -> list[User]:
    """Return who may have to review something on a day, delegates included."""
    delegates = User.objects.filter(
        is_active=True,
        delegations__from_on__lte=on,
        delegations__to_on__gte=on,
        delegations__ended_at=None,
    )
    return list({user.pk: user for user in [*holders(*_REVIEWERS, on=on), *delegates]}.values())


def remind_reviewers(at: datetime) -> int:
    """Remind reviewers and their delegates of what waits too long; return how many people."""
    on, told = clock.day_of(at), 0
    for user in _reviewers(on):
        waiting = review.waiting_for(review.posts_for(user.pk, on))
        rows = [row for row in _too_long(waiting, on) if not review.why_not(row, user)]
        if not rows:
            continue
        told += len(
            notices.notify(
                users=[user],
                kind="review.waits",
                subject=f"{len(rows)}篇稿件等您审核",
                text=f"最久的一篇已等{_longest(rows, on)}个工作日：《{rows[0].title}》。",
                url=reverse("review:desk"),
                at=at,
            )
        )
    return told


def remind_editors(at: datetime) -> int:
    """Remind whoever submitted of texts returned to him and left lying; return how many people."""
    on = clock.day_of(at)
    _, rows = review.lanes([], None)["returned"]
    rows = rows.filter(state=State.RETURNED.value, changed_at__gte=at - _FORGET_RETURNED_AFTER)
    later = rows.model.objects.filter(page_id=OuterRef("page_id"), pk__gt=OuterRef("pk"))
    lying: dict[User, list[Any]] = {}
    for row in _too_long(rows.filter(~Exists(later)).order_by("changed_at"), on):
        lying.setdefault(row.submitted_by, []).append(row)
    return sum(
        len(
            notices.notify(
                users=[user],
                kind="review.returned",
                subject=f"{len(rows)}篇退回的稿件等您修改",
                text=f"最久的一篇已退回{_longest(rows, on)}个工作日：《{rows[0].title}》。",
                url=reverse("review:desk"),
                at=at,
            )
        )
        for user, rows in lying.items()
    )


def alarm(at: datetime) -> list[str]:
    """Tell final reviewers and the office what must not wait; return what was said now.

    What was said within the hour is not said again.
    """
    failed = list(review.releases_failed())
    late = review.releases_late(at).exclude(pk__in=[row.pk for row in failed])
    causes = [
        (row, "review.emergency_overdue", "应急发布后没有按时补审", "请尽快补审，或者撤稿。")
        for row in review.emergencies_overdue(at)
    ]
    causes += [
        (row, "review.release_failed", "到时没有发布成功", row.release_error) for row in failed
    ]
    causes += [
        (row, "review.release_late", "过了定时发布的时间还没有发布", "请查看定时任务是否在运行。")
        for row in late
    ]
    return [
        f"《{row.title}》{what}"
        for row, kind, what, text in causes
        if _tell_of(row, kind, f"《{row.title[:80]}》{what}", text, at)
    ]


def _tell_of(row: Any, kind: str, subject: str, text: str, at: datetime) -> bool:
    """Tell the final reviewers of a text's organ and the office, once an hour at most."""
    on = clock.day_of(at)
    final = holders(Role.FINAL_REVIEWER, on=on, organ_ids=[row.organ_id])
    return bool(
        notices.notify(
            users=[*final, *open_government_officers(on)],
            kind=kind,
            subject=subject,
            text=text,
            url=reverse("review:detail", args=[row.pk]),
            at=at,
            pause=REPEAT_ALARM_AFTER,
        )
    )


def overdue_sections(at: datetime) -> int:
    """Tell editors which of their sections owe something new, and the office how many do."""
    on = clock.day_of(at)
    by_organ: dict[int, list[Any]] = {}
    overdue = websites.overdue_sections(on)
    for row in overdue:
        if row.section.organ_id:
            by_organ.setdefault(row.section.organ_id, []).append(row.section)
    for organ_id, sections in by_organ.items():
        _tell_of_sections(holders(Role.EDITOR, on=on, organ_ids=[organ_id]), sections, at)
    if overdue:
        _tell_of_sections(open_government_officers(on), [row.section for row in overdue], at)
    return len(overdue)


def _tell_of_sections(users: list[User], sections: list[Any], at: datetime) -> None:
    """Tell people which sections are overdue, the longest overdue first."""
    names = "、".join(f"“{section.title}”" for section in sections[:3])
    notices.notify(
        users=users,
        kind="websites.section_overdue",
        subject=f"{len(sections)}个栏目超过更新期限",
        text=f"{names}{'等' if len(sections) > 3 else ''}没有按期更新，请尽快补充信息。",  # noqa: PLR2004 -- three are named
        url=reverse("wagtailadmin_explore_root"),
        at=at,
    )


def expiring_documents(at: datetime) -> int:
    """Tell whoever must assess them which documents end within six months, once a month."""
    on = clock.day_of(at)
    by_organ: dict[int, list[Any]] = {}
    expiring = documents.expiring(on)
    for document in expiring:
        if document.organ_id:
            by_organ.setdefault(document.organ_id, []).append(document)
    for organ_id, rows in by_organ.items():
        _tell_of_expiry(holders(Role.FINAL_REVIEWER, on=on, organ_ids=[organ_id]), rows, at)
    if expiring:
        _tell_of_expiry(open_government_officers(on), expiring, at)
    return len(expiring)


def _tell_of_expiry(users: list[User], rows: list[Any], at: datetime) -> None:
    """Tell people which documents end, the soonest first."""
    names = "、".join(f"《{row.title}》" for row in rows[:3])
    notices.notify(
        users=users,
        kind="documents.expiring",
        subject=f"{len(rows)}件文件六个月内到期",
        text=f"{names[:200]}{'等' if len(rows) > 3 else ''}，请组织评估，决定延续、修改或者废止。",  # noqa: PLR2004 -- three are named
        url=reverse("documents_desk:ledger"),
        at=at,
        pause=REPEAT_EXPIRY_AFTER,
    )


def stale_guides(at: datetime) -> int:
    """Tell editors whose guide must be confirmed, and the office how many; return how many."""
    on = clock.day_of(at)
    rows = guides_to_mend(on)
    for organ, faults in rows:
        said = "、".join(f"{one.field.label}{one.fault.label}" for one in faults[:3])
        more = "等" if len(faults) > 3 else ""  # noqa: PLR2004 -- three are named
        notices.notify(
            users=holders(Role.EDITOR, on=on, organ_ids=[organ.pk]),
            kind="websites.guide_stale",
            subject=f"{organ.short_name}的公开指南有{len(faults)}项需要核对",
            text=f"{said}{more}。请核对联系方式，没有错误的点“核对无误”。",
            url=reverse("websites_guides"),
            at=at,
            pause=REPEAT_GUIDE_AFTER,
        )
    if rows:
        notices.notify(
            users=open_government_officers(on),
            kind="websites.guide_stale",
            subject="有机关的公开指南需要核对",
            text=f"{len(rows)}个机关的公开指南缺少内容、号码格式不对或者超期没有核对。",
            url=reverse("websites_guides"),
            at=at,
            pause=REPEAT_GUIDE_AFTER,
        )
    return len(rows)
