"""Read the rows of the reviewers' desk with as few questions as a page of thirty needs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from types import MappingProxyType
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet

from gongkai.apps.review import queries
from gongkai.apps.review.models import Opening, Submission
from gongkai.domain.review.emergencies import confirmation_level
from gongkai.domain.review.three_reviews import REVIEW_ORDER, State, role_for
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import Post, User

MINE = "mine"
# lane → its label and the states in it; whose turn it is decides about the first one
LANES: Mapping[str, tuple[str, tuple[State, ...]]] = MappingProxyType(
    {
        MINE: ("等我审", ()),
        "under_way": ("在审", REVIEW_ORDER),
        "scheduled": ("待定时发布", (State.SCHEDULED,)),
        "emergency": ("应急待补审", (State.EMERGENCY, State.EMERGENCY_DISPUTED)),
        "returned": ("退回与作废", (State.RETURNED, State.DRAFT)),
        "published": ("已发布", (State.PUBLISHED,)),
        "taken_down": ("已撤回", (State.TAKEN_DOWN,)),
    }
)
ROWS = 30
# Working days a text waits before its age is marked: a habit of the house, no law.
_SOON, _NOW = 3, 5
_NAMES = 2
_WAITING = frozenset({*REVIEW_ORDER, State.EMERGENCY, State.EMERGENCY_DISPUTED})


@dataclass(frozen=True, slots=True)
class Age:
    """How long a text has waited.

    Attributes:
        words: for how long.
        urgency: "late", "now", "soon" or empty.
    """

    words: str
    urgency: str = ""


@dataclass(frozen=True, slots=True)
class DeskRow:
    """One text on the desk.

    Attributes:
        age: how long it has waited; None when it waits for nobody.
        waits_for: the post and the people whose turn it is.
        nobody: nobody holds that post, so it will wait for ever.
        is_opened: the officer has opened this version of the text.
    """

    submission: Submission
    state: State
    age: Age | None
    waits_for: str
    nobody: bool
    is_opened: bool

    @property
    def is_level(self) -> bool:
        """Tell whether the text stands at a level that can be passed together with others."""
        return self.state in REVIEW_ORDER


class CountedPaginator(Paginator[Submission]):
    """Pages over rows that were counted before."""

    def __init__(self, rows: QuerySet[Submission], count: int) -> None:
        super().__init__(rows, ROWS)
        self._counted = count

    @cached_property
    def count(self) -> int:
        """Return how many rows there are."""
        return self._counted


@dataclass(frozen=True, slots=True)
class Desk:
    """What one officer has on his desk.

    Attributes:
        actor: whose desk it is.
        posts: his posts and those he stands in for.
        organ_ids: organs whose texts he reads; None for all.
        organ_id: the one organ he asked for; None for all of them.
        at: now.
    """

    actor: User
    posts: Sequence[Post]
    organ_ids: Collection[int] | None
    organ_id: int | None
    at: datetime

    def counts(self) -> dict[str, int]:
        """Return how many texts stand in each lane; one question for all of them."""
        mine = Q(pk__in=self._mine().order_by().values("pk"))
        found = (
            self._readable()
            .order_by()
            .values("state")
            .annotate(rows=Count("pk"), mine=Count("pk", filter=mine))
        )
        by_state = {row["state"]: row for row in found}
        counted = {
            lane: sum(by_state[state]["rows"] for state in states if state in by_state)
            for lane, (_, states) in LANES.items()
        }
        return counted | {MINE: sum(row["mine"] for row in by_state.values())}

    def page(self, lane: str, count: int, number: str | None) -> Any:
        """Return one page of a lane."""
        return CountedPaginator(self._rows(lane), count).get_page(number)

    def rows(self, submissions: Iterable[Submission]) -> list[DeskRow]:
        """Return what the desk says about these texts."""
        shown = list(submissions)
        opened = self._opened(shown)
        turns = {row.pk: role for row in shown if (role := role_now(row))}
        holders = _holders(shown, set(turns.values()), self.at)
        return [self._row(row, opened, turns.get(row.pk), holders) for row in shown]

    def _row(
        self,
        row: Submission,
        opened: Collection[tuple[int, str]],
        role: Role | None,
        holders: Mapping[tuple[int, Role], list[str]],
    ) -> DeskRow:
        names = holders.get((row.organ_id, role), []) if role else []
        return DeskRow(
            submission=row,
            state=State(row.state),
            age=_age(row, self.at),
            waits_for=_waits_for(role, names),
            nobody=role is not None and not names,
            is_opened=(row.pk, row.text_hash) in opened,
        )

    def _readable(self) -> QuerySet[Submission]:
        rows = Submission.objects.all()
        if self.organ_ids is not None:
            rows = rows.filter(organ_id__in=self.organ_ids)
        return rows.filter(organ_id=self.organ_id) if self.organ_id else rows

    def _mine(self) -> QuerySet[Submission]:
        rows = queries.waiting_for(self.posts)
        return rows.filter(organ_id=self.organ_id) if self.organ_id else rows

    def _rows(self, lane: str) -> QuerySet[Submission]:
        """Return a lane's texts: those that wait with the longest wait first."""
        if lane == MINE:
            rows = self._mine()
        else:
            states = LANES[lane][1]
            rows = self._readable().filter(state__in=[state.value for state in states])
        waits = lane == MINE or set(LANES[lane][1]) & _WAITING
        order = {"scheduled": "release_at"}.get(lane, "changed_at" if waits else "-changed_at")
        return rows.select_related("organ", "submitted_by").order_by(order, "pk")

    def _opened(self, rows: Sequence[Submission]) -> set[tuple[int, str]]:
        """Return which versions of these texts the officer has opened."""
        return set(
            Opening.objects.filter(
                actor_id=self.actor.pk, submission_id__in=[row.pk for row in rows]
            ).values_list("submission_id", "text_hash")
        )


def level_now(row: Submission) -> State | None:
    """Return the level whose reviewer acts next; None when the text waits for no reviewer."""
    state = State(row.state)
    if state is State.EMERGENCY:
        return confirmation_level(row.levels, queries.confirmed_levels(row))
    if state is State.EMERGENCY_DISPUTED:
        return State.FINAL_REVIEW
    return state if state in REVIEW_ORDER else None


def role_now(row: Submission) -> Role | None:
    """Return the post whose turn it is; None when the text waits for no reviewer."""
    level = level_now(row)
    return role_for(level) if level else None


def _holders(
    rows: Sequence[Submission], roles: Collection[Role], at: datetime
) -> Mapping[tuple[int, Role], list[str]]:
    """Return who holds these posts in the organs of these texts today."""
    today = clock.day_of(at)
    found: dict[tuple[int, Role], list[str]] = defaultdict(list)
    posts = Post.objects.filter(
        Q(to_on__isnull=True) | Q(to_on__gte=today),
        organ_id__in={row.organ_id for row in rows},
        role__in=[role.value for role in roles],
        from_on__lte=today,
        user__is_active=True,
    ).select_related("user")
    for post in posts:
        found[post.organ_id, Role(post.role)].append(post.user.name)
    return found


def _waits_for(role: Role | None, names: Sequence[str]) -> str:
    """Return whose turn it is, in words."""
    if role is None:
        return ""
    if not names:
        return f"“{role.label}”岗位没有人，请系统管理员补上"
    more = f"等{len(names)}人" if len(names) > _NAMES else ""
    return f"{role.label} {'、'.join(names[:_NAMES])}{more}"


def _age(row: Submission, at: datetime) -> Age | None:
    """Return how long a text has waited in working days, with how urgent that is."""
    state = State(row.state)
    if state in {State.EMERGENCY, State.EMERGENCY_DISPUTED}:
        return _until(row.emergency_due_at, at)
    if state not in _WAITING:
        return None
    days = queries.working_days_waited(row, clock.day_of(at))
    urgency = "now" if days >= _NOW else "soon" if days >= _SOON else ""
    return Age(f"已等{days}个工作日" if days > 0 else "今天送到", urgency)


def _until(due_at: datetime | None, at: datetime) -> Age | None:
    """Return how long is left to make up for the reviews of an emergency."""
    if due_at is None:
        return None
    hours = int((due_at - at).total_seconds() // 3600)
    if due_at < at:
        return Age(f"补审已超期{max(1, -hours)}小时", "late")
    return Age(f"补审还有{hours}小时" if hours else "补审不足1小时", "now")
