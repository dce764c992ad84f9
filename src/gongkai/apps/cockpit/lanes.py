"""Count what each post has before it; every count opens the list it counts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from gongkai.apps.cockpit.person import ADMINISTRATORS, REQUEST_OFFICERS, REVIEWERS, Person
from gongkai.apps.foi import queries as foi
from gongkai.apps.review import queries as review
from gongkai.apps.static_site import queries as static_site
from gongkai.apps.websites import queries as websites
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.pages.models import GovPage


@dataclass(frozen=True, slots=True)
class Lane:
    """One count: how many of what, where the list is, whether the number is bad news."""

    count: int
    unit: str
    title: str
    url: str
    is_bad: bool = False


def lanes(person: Person) -> list[Lane]:
    """Return the counts that belong to the person's posts."""
    found: list[Lane] = []
    if Role.EDITOR in person.roles:
        found += _of_editor(person)
    if person.is_one_of(REVIEWERS):
        found += _of_reviewer(person)
    if person.is_one_of(REQUEST_OFFICERS) or person.sees_county:
        found += _of_requests(person)
    if person.sees_county:
        found += _alarms(person)
    if person.is_one_of(ADMINISTRATORS) or person.user.is_superuser:
        found += _of_accounts()
    return found


def _of_editor(person: Person) -> Iterator[Lane]:
    """Yield drafts, texts sent back, sections that owe something new."""
    drafts = GovPage.objects.filter(owner_id=person.user.pk, live=False, first_published_at=None)
    yield Lane(
        drafts.count(), "篇", "我的草稿", f"{reverse('wagtailadmin_pages:search')}?q=live:no"
    )
    desk = reverse("review:desk")
    mine = review.lanes(person.posts, person.scope)
    yield Lane(
        mine["returned"][1].filter(submitted_by_id=person.user.pk).count(),
        "篇",
        "退回我修改",
        f"{desk}?lane=returned",
        is_bad=True,
    )
    yield Lane(
        mine["under_way"][1].filter(submitted_by_id=person.user.pk).count(),
        "篇",
        "我送审的在审",
        f"{desk}?lane=under_way",
    )


def _of_reviewer(person: Person) -> Iterator[Lane]:
    """Yield what waits for the person and for how long the oldest has."""
    waiting = review.waiting_for(person.posts)
    yield Lane(waiting.count(), "篇", "等我审", f"{reverse('review:desk')}?lane=mine")
    oldest = waiting.first()
    if oldest is not None:
        age = review.working_days_waited(oldest, clock.day_of(person.at))
        address = reverse("review:detail", args=[oldest.pk])
        yield Lane(age, "个工作日", "最久的已等", address, is_bad=age > 1)


def _of_requests(person: Person) -> Iterator[Lane]:
    """Yield open requests, and those past or near their day."""
    today = clock.day_of(person.at)
    rows = foi.open_requests(person.scope)
    address = reverse("foi_requests:desk")
    yield Lane(rows.count(), "件", "在办申请", address)
    late = rows.filter(due_on__lt=today).count()
    yield Lane(late, "件", "已超期申请", address, is_bad=True)


def _alarms(person: Person) -> Iterator[Lane]:
    """Yield what must not be overlooked in publishing."""
    desk, board = reverse("review:desk"), reverse("static_site:board")
    stuck = review.releases_failed().count() + review.releases_late(person.at).filter(
        Q(release_error="")
    ).count()  # fmt: skip
    yield Lane(stuck, "篇", "定时发布未成功", f"{desk}?lane=under_way", is_bad=True)
    overdue = review.emergencies_overdue(person.at).count()
    yield Lane(overdue, "篇", "应急发布超期未补审", f"{desk}?lane=emergency", is_bad=True)
    failed = static_site.queue_counts().get("failed", 0)
    yield Lane(failed, "页", "静态页面未生成", board, is_bad=True)
    sections = len(person.overdue_sections)
    yield Lane(sections, "个", "超期未更新栏目", "#asks", is_bad=True)


def _of_accounts() -> Iterator[Lane]:
    """Yield accounts, and those that open to nobody's post."""
    people = User.objects.filter(is_active=True)
    address = reverse("wagtailusers_users:index")
    yield Lane(people.count(), "个", "在用账号", address)
    idle = people.filter(is_superuser=False).exclude(posts__to_on__isnull=True, posts__isnull=False)
    yield Lane(idle.count(), "个", "没有岗位的账号", reverse("posts:index"), is_bad=True)


def writing(person: Person) -> list[tuple[str, str]]:
    """Return where an editor writes: the site of each of his organs, by its name."""
    organs = {post.organ_id for post in person.posts if post.role == Role.EDITOR.value}
    if not organs:
        return []
    return [
        (home.name, reverse("wagtailadmin_explore", args=[home.pk]))
        for home in websites.sites_with_organs()
        if home.organ_id in organs
    ]
