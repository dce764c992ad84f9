"""Prove that every published text went the whole way, read by read from the records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from operator import attrgetter

from django.db.models import QuerySet

from gongkai.apps.review import queries, walls
from gongkai.apps.review.models import Edition, Step, Submission
from gongkai.domain.review import chains
from gongkai.domain.review.secrecy import SecrecyConclusion
from gongkai.domain.review.three_reviews import PASSING, Action, State
from gongkai.foundation.audit.models import Entry
from gongkai.foundation.audit.services import Proven

_PASSING = frozenset(action.value for action in PASSING)
_CLEARED = SecrecyConclusion.MAY_BE_DISCLOSED.value
_REFERRED = SecrecyConclusion.REFERRED.value
_EMERGENCIES = frozenset({State.EMERGENCY.value, State.EMERGENCY_DISPUTED.value})
_CHUNK = 5000

# Submission, act, level, person and hash: what a step and its audit entry must agree on.
_Trace = tuple[str, str, str, int | None, str]


@dataclass(frozen=True, slots=True)
class _Pass:
    """One step that let a text through its level."""

    pk: int
    level: str
    action: str
    actor_id: int
    text_hash: str
    secrecy: str


def published() -> QuerySet[Submission]:
    """Return every version that was ever public."""
    return Submission.objects.filter(published_at__isnull=False).order_by("pk")


def prove_trails() -> Proven:
    """Hold the record of every version that was ever public against itself and the audit.

    Reads each table once, whatever the number of texts.
    """
    passes, traces = _passes(), _traces()
    editions = dict(Edition.objects.order_by().values_list("submission_id", "text_hash"))
    count, gaps = 0, []
    for submission in published().iterator(chunk_size=_CHUNK):
        count += 1
        steps = passes.get(submission.pk, {})
        gaps += [
            f"《{submission.title}》（送审稿{submission.pk}）{gap}"
            for gap in (
                *_people(submission, steps),
                *_texts(submission, steps, traces),
                *_secrecy(steps),
            )
        ]
        if editions.get(submission.pk) != submission.text_hash:
            gaps.append(f"《{submission.title}》（送审稿{submission.pk}）的发布版本不符。")
    return Proven(count, tuple(gaps))


def prove_walls() -> Proven:
    """Tell whether the database still keeps the one door, and no page went around it."""
    gaps = [f"数据库触发器{name}不在，须重新建立。" for name in walls.missing()]
    gaps += [f"页面{pk}公开着，却没有完整的审核记录。" for pk in queries.published_without_record()]
    return Proven(len(queries.approved_hashes()), tuple(gaps))


def _passes() -> Mapping[int, Mapping[str, _Pass]]:
    """Return for each text the last step that passed each level."""
    rows = Step.objects.filter(action__in=_PASSING, submission__published_at__isnull=False)
    found: dict[int, dict[str, _Pass]] = {}
    for submission_id, pk, level, action, actor_id, text_hash, secrecy in rows.order_by(
        "pk"
    ).values_list(
        "submission_id", "pk", "level", "action", "actor_id", "text_hash", "secrecy_conclusion"
    ):
        step = _Pass(pk, level, action, actor_id, text_hash, secrecy)
        if step.secrecy != _REFERRED:
            found.setdefault(submission_id, {})[step.level] = step
    return found


def _traces() -> frozenset[_Trace]:
    """Return what the audit knows of the steps."""
    rows = Entry.objects.filter(
        subject_type="review.Submission",
        action__in=[f"review.{action}" for action in sorted(_PASSING)],
    )
    return frozenset(
        (subject_id, action, facts.get("level", ""), actor_id, facts.get("text_hash", ""))
        for subject_id, action, actor_id, facts in rows.order_by()
        .values_list("subject_id", "action", "actor_id", "facts")
        .iterator(chunk_size=_CHUNK)
    )


def _due(submission: Submission) -> list[str]:
    """Return the levels that must be passed by now; an emergency makes up for them later."""
    is_emergency = bool(submission.emergency_kind)
    if submission.state in _EMERGENCIES or (
        is_emergency and submission.state == State.TAKEN_DOWN.value
    ):
        return [State.FINAL_REVIEW.value]
    return [level.value for level in submission.levels]


def _people(submission: Submission, steps: Mapping[str, _Pass]) -> Iterator[str]:
    """Yield levels without a step, and people who stand in two places."""
    try:
        due = _due(submission)
    except chains.NoChain:
        yield f"的审核环节“{submission.chain}”不成顺序。"
        return
    for level in due:
        step = steps.get(level)
        if step is None:
            yield f"缺“{State(level).label}”的记录。"
        elif step.actor_id != getattr(submission, f"{level.replace('review', 'reviewer')}_id"):
            yield f"“{State(level).label}”的办理人与送审稿不一致。"
    people = [step.actor_id for step in steps.values()]
    if len({*people, submission.submitted_by_id}) != len(people) + 1:
        yield "有人办理了两个环节。"
    passed = [step.level for step in sorted(steps.values(), key=attrgetter("pk"))]
    if not submission.emergency_kind and passed != due:
        yield "各环节的先后顺序不对。"


def _texts(
    submission: Submission, steps: Mapping[str, _Pass], traces: frozenset[_Trace]
) -> Iterator[str]:
    """Yield steps that passed another text, and steps the audit does not know."""
    for step in steps.values():
        label = State(step.level).label
        if step.text_hash != submission.text_hash:
            yield f"“{label}”审的不是发布的文本。"
        trace = (
            str(submission.pk),
            f"review.{step.action}",
            step.level,
            step.actor_id,
            step.text_hash,
        )
        if trace not in traces:
            yield f"“{label}”在审计记录中没有对应的条目。"


def _secrecy(steps: Mapping[str, _Pass]) -> Iterator[str]:
    """Yield that nobody concluded that the text may be disclosed."""
    deciding = [
        step
        for step in steps.values()
        if step.level == State.SECRECY_REVIEW.value or step.action == Action.EMERGENCY_RELEASE.value
    ]
    if not any(step.secrecy == _CLEARED for step in deciding):
        yield "没有“可以公开”的保密审查结论。"
