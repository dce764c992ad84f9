"""Read what the review sheet of one text says."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.utils import timezone
from wagtail.blocks import StreamValue

from gongkai.apps.review.models import Edition, Step, Submission
from gongkai.apps.review.sheet import Sheet, SheetStep
from gongkai.domain.documents.kinds import Disclosure
from gongkai.domain.review.editions import FIRST_EDITION, EditionKind
from gongkai.domain.review.emergencies import EmergencyKind
from gongkai.domain.review.secrecy import SecrecyConclusion, SecrecyGround
from gongkai.domain.review.three_reviews import PUBLIC_STATES, Action, State
from gongkai.foundation.audit.models import Entry

_PRIVATE = frozenset({SecrecyGround.TRADE_SECRET, SecrecyGround.PERSONAL_PRIVACY})
_UNDECIDED = "尚未审查"
_HASH_DIGITS = 8


def sheet_of(submission: Submission, *, at: datetime) -> Sheet:
    """Return the sheet of a text as it stands.

    Args:
        submission: with its organ, page, revision and people at hand.
        at: when the sheet is made.
    """
    draft = submission.revision.as_object()
    steps = list(submission.steps.order_by("at", "pk"))
    entries = list(
        Entry.objects.filter(
            subject_type=submission._meta.label, subject_id=str(submission.pk)
        ).order_by("sequence")
    )
    return Sheet(
        number=f"{_local(submission.submitted_at)[:4]}-{submission.pk:06d}",
        title=submission.title.replace("｜", ""),
        organ=submission.organ.name,
        source=getattr(draft, "source_name", "") or submission.organ.name,
        author=submission.submitted_by.name,
        section=_section(submission.page),
        summary=getattr(draft, "summary", ""),
        disclosure=_disclosure(draft),
        secrecy=_secrecy(steps),
        privacy=_privacy(steps),
        attachments=_attachments(draft),
        steps=(_submitted(submission, entries), *(_step(step) for step in steps)),
        released_at=_released(submission),
        released_by=submission.final_reviewer.name if submission.final_reviewer else "—",
        edition=_edition(submission),
        emergency=_emergency(submission),
        audit=_audit(entries),
        text_hash=submission.text_hash,
        address=_address(submission),
        made_at=_local(at),
    )


def _local(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}"


def _released(submission: Submission) -> str:
    """Return when the text became or is to become public."""
    if submission.published_at:
        return _local(submission.published_at)
    return f"定于{_local(submission.release_at)}" if submission.release_at else "未发布"


def _section(page: Any) -> str:
    """Return the section a page stands in, with its site."""
    above = [ancestor.title for ancestor in page.get_ancestors() if ancestor.depth > 1]
    return " / ".join(above[-2:]) or "—"


def _disclosure(draft: Any) -> str:
    value = getattr(draft, "disclosure", "")
    return Disclosure(value).label if value in Disclosure.values() else "—"


def _secrecy_steps(steps: Iterable[Step]) -> list[Step]:
    return [step for step in steps if step.secrecy_conclusion]


def _grounds(steps: Iterable[Step]) -> list[SecrecyGround]:
    """Return what the last secrecy review found against disclosure."""
    reviews = _secrecy_steps(steps)
    return [SecrecyGround(ground) for ground in reviews[-1].secrecy_grounds] if reviews else []


def _secrecy(steps: Sequence[Step]) -> str:
    """Answer whether the text holds a secret, in the words of the last secrecy review."""
    reviews = _secrecy_steps(steps)
    if not reviews:
        return _UNDECIDED
    conclusion = SecrecyConclusion(reviews[-1].secrecy_conclusion)
    if conclusion is SecrecyConclusion.MAY_BE_DISCLOSED:
        return f"否（保密审查结论：{conclusion.label}）"
    found = "、".join(ground.label for ground in _grounds(steps) if ground not in _PRIVATE)
    return f"{conclusion.label}：{found}" if found else conclusion.label


def _privacy(steps: Sequence[Step]) -> str:
    """Answer whether the text touches privacy or trade secrets."""
    if not _secrecy_steps(steps):
        return _UNDECIDED
    found = [ground.label for ground in _grounds(steps) if ground in _PRIVATE]
    return f"涉及{'、'.join(found)}" if found else "否"


def _attachments(draft: Any) -> tuple[str, ...]:
    """Return the names of the files that belong to the text."""
    files = getattr(draft, "attachment_files", None)
    if not isinstance(files, StreamValue):
        return ()
    return tuple(block.value.title if block.value else "（文件已不在）" for block in files)


def _submitted(submission: Submission, entries: Sequence[Entry]) -> SheetStep:
    """Return the line on who submitted the text."""
    post = next((entry.actor_post for entry in entries if entry.action == "review.submit"), "")
    return SheetStep(
        level="送审",
        person=f"{submission.submitted_by.name}\n{post}",
        at=_local(submission.submitted_at),
        checks="",
        opinion="",
        text_hash=_digits(submission.text_hash),
    )


def _step(step: Step) -> SheetStep:
    level = State(step.level).label.removeprefix("待")
    action = Action(step.action).label
    if step.secrecy_conclusion == SecrecyConclusion.REFERRED.value:
        action = SecrecyConclusion.REFERRED.label
    return SheetStep(
        level=f"{level}\n{action}",
        person=f"{step.actor_name}\n{step.actor_post}",
        at=_local(step.at),
        checks=_checks(step),
        opinion=step.opinion or "（未写意见）",
        text_hash=_digits(step.text_hash),
    )


def _checks(step: Step) -> str:
    """Return what was ticked, proofread and found."""
    said = []
    if step.checklist:
        said.append(f"已核要点{len(step.checklist)}项")
    if step.errors_found is not None:
        said.append(f"差错{step.errors_found}处，改正{step.errors_corrected or 0}处")
    if step.secrecy_conclusion:
        said.append(SecrecyConclusion(step.secrecy_conclusion).label)
    return "\n".join(said)


def _digits(text_hash: str) -> str:
    """Return the first digits of a hash, without the name of its method."""
    return text_hash.rpartition(":")[2][:_HASH_DIGITS]


def _edition(submission: Submission) -> str:
    """Return the number of the edition and what the public reads about it."""
    edition = Edition.objects.filter(submission_id=submission.pk).first()
    if edition is None:
        return "—（未发布）"
    kind = EditionKind(edition.kind).label
    is_first = (edition.major, edition.minor) == FIRST_EDITION
    return f"第{edition.number}版（{'首次发布' if is_first else kind}）{edition.note}"


def _emergency(submission: Submission) -> str:
    """Return whether the text was public before its reviews, and why."""
    if not submission.emergency_kind:
        return "否"
    return f"是（{EmergencyKind(submission.emergency_kind).label}）：{submission.emergency_grounds}"


def _audit(entries: Sequence[Entry]) -> str:
    """Return number and hash of the last entry of the record on this text."""
    if not entries:
        return "没有审计记录"
    last = entries[-1]
    return f"第{last.sequence}号 {_local(last.at)} {last.action}\n{last.hash}"


def _address(submission: Submission) -> str:
    """Return where the public reads the text; nothing while it is not public."""
    if State(submission.state) not in PUBLIC_STATES or not submission.page.live:
        return ""
    return submission.page.get_full_url() or ""
