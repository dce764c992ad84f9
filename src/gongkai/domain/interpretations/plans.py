"""Lead the plan of a document's interpretation from its draft to the last publication.

三同步: plan and interpretation are organised, signed and sent out together with the document
(同步组织、同步审签、同步部署).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from gongkai.domain.errors import Refusal
from gongkai.domain.interpretations.pairing import CountsWorkingDays, Form, due_on
from gongkai.domain.terms import Term


class PlanState(Term):
    """Where a plan stands (解读方案状态)."""

    DRAFT = "draft", "起草"
    SIGNING = "signing", "待审签"
    EXECUTING = "executing", "执行"
    DONE = "done", "完成"


class PlanAction(Term):
    """What is done with a plan (解读方案办理)."""

    SUBMIT = "submit", "报请审签"
    APPROVE = "approve", "审签通过"
    RETURN = "return", "退回修改"
    REVISE = "revise", "调整方案"
    FINISH = "finish", "解读完成"


TRANSITIONS: Mapping[tuple[PlanState, PlanAction], PlanState] = MappingProxyType(
    {
        (PlanState.DRAFT, PlanAction.SUBMIT): PlanState.SIGNING,
        (PlanState.SIGNING, PlanAction.APPROVE): PlanState.EXECUTING,
        (PlanState.SIGNING, PlanAction.RETURN): PlanState.DRAFT,
        # what was signed is changed only by having it signed again
        (PlanState.EXECUTING, PlanAction.REVISE): PlanState.DRAFT,
        (PlanState.EXECUTING, PlanAction.FINISH): PlanState.DONE,
    }
)
# Nobody presses a button for it: the last interpretation that becomes public finishes a plan.
BY_PUBLICATION = frozenset({PlanAction.FINISH})


class KeyPoint(Term):
    """What an interpretation is to explain (解读要点)."""

    BACKGROUND = "background", "背景依据"
    GOALS = "goals", "目标任务"
    CONTENT = "content", "主要内容"
    SCOPE = "scope", "适用范围"
    STANDARDS = "standards", "执行标准"
    CAUTIONS = "cautions", "注意事项"
    TERMS = "terms", "关键词诠释"
    BENEFITS = "benefits", "惠民利民举措"
    DIFFERENCES = "differences", "新旧政策差异"


# 国办发〔2017〕47号 (WEBSITE_GUIDE): an interpretation tells at least these.
NEEDED_POINTS = (KeyPoint.BACKGROUND, KeyPoint.GOALS, KeyPoint.CONTENT)


class PlanChannel(Term):
    """Where an interpretation is sent out (解读渠道)."""

    WEBSITE = "website", "政府网站"
    NEW_MEDIA = "new_media", "政务新媒体"
    PRESS = "press", "广播电视、报刊"
    CONFERENCE = "conference", "新闻发布会"
    INTERVIEW = "interview", "在线访谈"
    HALL = "hall", "政务服务大厅"
    VILLAGE = "village", "村（社区）公开栏"


class PlanActionNotAllowed(Refusal):
    """A plan takes no such step from where it stands.

    Facts: state, action.
    """

    code = "plan_action_not_allowed"


class PlanIncomplete(Refusal):
    """A plan goes to be signed and lacks something.

    Facts: missing, in words.
    """

    code = "plan_incomplete"


class FirstReaderNotHead(Refusal):
    """The first interpreter named in a plan is a deputy.

    Facts: post.
    """

    code = "first_reader_not_head"


class WriterMaySignNot(Refusal):
    """Whoever wrote a plan would sign it himself."""

    code = "plan_writer_may_not_sign"


class ReturnUnexplained(Refusal):
    """A plan is sent back and nobody says why."""

    code = "plan_return_unexplained"


@dataclass(frozen=True, slots=True)
class PlanText:
    """What a plan says.

    Attributes:
        first_reader: name of the 第一解读人.
        first_reader_post: his post.
        forms: forms planned.
        points: what is to be explained, by key point.
        channels: where it is sent out.
        planned_on: day of publication.
    """

    first_reader: str
    first_reader_post: str
    forms: Collection[Form]
    points: Mapping[KeyPoint, str]
    channels: Collection[PlanChannel]
    planned_on: date | None


def advance(state: PlanState, action: PlanAction) -> PlanState:
    """Return the state that ``action`` leads to, or refuse.

    Raises:
        PlanActionNotAllowed: the lifecycle has no such transition.
    """
    try:
        return TRANSITIONS[state, action]
    except KeyError:
        raise PlanActionNotAllowed(state=state, action=action) from None


def allowed_actions(state: PlanState) -> tuple[PlanAction, ...]:
    """Return what a person may do with a plan in ``state``."""
    return tuple(
        action
        for action in PlanAction
        if (state, action) in TRANSITIONS and action not in BY_PUBLICATION
    )


def check_ready(plan: PlanText) -> None:
    """Accept a plan that may be signed, or refuse.

    Raises:
        PlanIncomplete: it lacks something.
        FirstReaderNotHead: a deputy would interpret first.
    """
    lacking = tuple(missing(plan))
    if lacking:
        raise PlanIncomplete(missing="、".join(lacking))
    if not is_head(plan.first_reader_post):
        raise FirstReaderNotHead(post=plan.first_reader_post)


def missing(plan: PlanText) -> Iterator[str]:
    """Yield what a plan lacks, in the words of its form."""
    if not plan.first_reader.strip() or not plan.first_reader_post.strip():
        yield "第一解读人及职务"
    if not plan.forms:
        yield "解读形式"
    for point in NEEDED_POINTS:
        if not plan.points.get(point, "").strip():
            yield point.label
    if not plan.channels:
        yield "解读渠道"
    if plan.planned_on is None:
        yield "计划发布日期"


_DEPUTY = "副"
_IN_CHARGE = re.compile(r"主持.{0,4}工作|代[理县市区局乡镇]")


def is_head(post: str) -> bool:
    """Return whether a post is that of an organ's head.

    部门主要负责人是第一解读人: a deputy is not, unless he is in charge for the time being.
    """
    return bool(_IN_CHARGE.search(post)) or _DEPUTY not in post


def check_signer(signer: int, writers: Iterable[int]) -> None:
    """Accept whoever did not write the plan, or refuse.

    Raises:
        WriterMaySignNot: he did.
    """
    if signer in set(writers):
        raise WriterMaySignNot


def forms_waiting(planned: Iterable[Form], public: Collection[Form]) -> tuple[Form, ...]:
    """Return the planned forms in which nothing is public yet, in the official order."""
    wanted = set(planned)
    return tuple(form for form in Form if form in wanted and form not in public)


@dataclass(frozen=True, slots=True)
class Clock:
    """How much time an interpretation has.

    Attributes:
        due_on: last day on which it is in time; None while the document is not public.
        days_left: from today to that day; negative when it is over.
    """

    due_on: date | None = None
    days_left: int | None = None

    @property
    def is_overdue(self) -> bool:
        """Return whether the last day is over."""
        return self.days_left is not None and self.days_left < 0

    @property
    def days_over(self) -> int:
        """Return how many days ago the last day was; 0 while it is not over."""
        return max(-(self.days_left or 0), 0)


def clock(published_on: date | None, today: date, calendar: CountsWorkingDays) -> Clock:
    """Return the clock of the interpretation of a document.

    Args:
        published_on: when the document became public; None while it is not.
        today: the day.
        calendar: knows holidays.
    """
    if published_on is None:
        return Clock()
    due = due_on(published_on, calendar)
    return Clock(due, (due - today).days)
