"""Keep what is to be written in the database, and write it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import uuid4

from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Value
from django.db.models.functions import Concat

from gongkai.apps.static_site import conf, registry
from gongkai.apps.static_site.frame import RenderFrame
from gongkai.apps.static_site.models import QueueItem, QueueState
from gongkai.apps.static_site.registry import Target
from gongkai.apps.static_site.services.holding import is_held
from gongkai.apps.static_site.services.writing_targets import Written, read_ahead, write_target
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.pages.models import GovPage

_BATCH = 50
_UPDATED_AT_ONCE = 500
_LOG = logging.getLogger(__name__)
_WAITING, _RUNNING = QueueState.WAITING.value, QueueState.RUNNING.value
_FAILED, _DONE = QueueState.FAILED.value, QueueState.DONE.value


@dataclass(slots=True)
class Drained:
    """What one go through the queue did.

    Attributes:
        done: targets written.
        failed: target and error of those that did not go.
        written: paths written anew.
        removed: paths taken away.
    """

    done: list[Target] = field(default_factory=list)
    failed: list[tuple[Target, str]] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)


class NotFailed(Refusal):
    """Only what failed is tried again by hand."""

    code = "queue_item_not_failed"


@transaction.atomic
def enqueue(targets: Iterable[Target], reason: str, at: datetime) -> None:
    """Ask for targets to be written once this transaction is through.

    A target that waits already is not asked for twice. Asking again locks the waiting
    row, so nobody begins with it before the change behind this call can be seen.
    """
    if is_held():
        return
    wanted = list(dict.fromkeys(targets))
    QueueItem.objects.bulk_create(
        [
            QueueItem(
                target=target,
                slot=target,
                reason=reason[:60],
                state=_WAITING,
                created_at=at,
                asked_at=at,
                not_before=at,
            )
            for target in wanted
        ],
        batch_size=400,
        update_conflicts=True,
        unique_fields=["slot"],
        update_fields=["asked_at", "reason"],
    )


def enqueue_daily(*, at: datetime) -> None:
    """Ask for what the new day alone has changed."""
    enqueue(registry.daily(clock.day_of(at)), "日期变化", at)


def publish_now(target: Target, *, at: datetime | None = None) -> Written | None:
    """Write one waiting target at once; None when it does not wait or did not go.

    What did not go stays in the queue with its error.
    """
    at = at or clock.now()
    items = _claim(QueueItem.objects.filter(target=target), at, 1)
    for item in items:
        drained = Drained()
        return _make(item, RenderFrame(at), drained)
    return None


def _never() -> bool:
    return False


def drain(
    *,
    at: datetime | None = None,
    most: int | None = None,
    stops: Callable[[], bool] = _never,
) -> Drained:
    """Write what waits until nothing is due any more.

    Args:
        at: the instant of the act; now when not given.
        most: stop after so many targets.
        stops: asked after every target; what was claimed and not begun waits again.
    """
    drained = Drained()
    take_over(at=at or clock.now())
    while most is None or len(drained.done) + len(drained.failed) < most:
        now = at or clock.now()
        items = _claim(QueueItem.objects.all(), now, _BATCH)
        if not items:
            break
        frame = RenderFrame(now)
        read_ahead([item.target for item in items], frame)
        while items:
            _make(items.pop(0), frame, drained)
            if stops():
                for item in items:
                    _wait_again(item, now)
                return drained
    return drained


def take_over(*, at: datetime) -> int:
    """Let items wait again whose process died; return how many."""
    dead = QueueItem.objects.filter(
        state=_RUNNING, claimed_at__lt=at - timedelta(seconds=conf.TAKE_OVER_AFTER_SECONDS)
    )
    return sum(_wait_again(item, at) for item in dead)


@transaction.atomic
def _wait_again(item: QueueItem, at: datetime) -> int:
    """Let a claimed item wait again; return whether it was still claimed so."""
    mine = QueueItem.objects.filter(pk=item.pk, claim=item.claim, state=_RUNNING)
    if QueueItem.objects.filter(slot=item.target).exists():
        # A newer request for the same target waits already.
        return mine.update(state=_DONE, slot=None, done_at=at, error="进程中断，并入新的请求")
    return mine.update(state=_WAITING, slot=F("target"), not_before=at, claim="")


@transaction.atomic
def _claim(items: object, at: datetime, most: int) -> list[QueueItem]:
    """Take waiting items for this process; each goes to one process only."""
    running = QueueItem.objects.filter(target=OuterRef("target"), state=_RUNNING)
    found = (
        items.filter(state=_WAITING, not_before__lte=at)  # type: ignore[attr-defined]
        .exclude(Exists(running))
        .order_by("pk")
    )
    if connection.features.has_select_for_update_skip_locked:
        found = found.select_for_update(skip_locked=True, of=("self",))
    taken = list(found[:most])
    claim = uuid4().hex
    for item in taken:
        item.claim, item.claimed_at, item.state = claim, at, _RUNNING
        item.slot, item.tries = f"!{item.target}", item.tries + 1
    QueueItem.objects.filter(pk__in=[item.pk for item in taken]).update(
        claim=claim,
        claimed_at=at,
        state=_RUNNING,
        slot=Concat(Value("!"), F("target")),
        tries=F("tries") + 1,
    )
    return taken


def _make(item: QueueItem, frame: RenderFrame, drained: Drained) -> Written | None:
    """Write the target of an item and say in its row what came of it."""
    kind, _, reference = item.target.partition(":")
    try:
        if kind == registry.AROUND:
            written = _ask_around(int(reference), item.reason, frame)
        else:
            written = write_target(item.target, frame)
    except Exception as error:  # noqa: BLE001 -- one broken page must not stop the others
        _LOG.exception("static_site.failed", extra={"target": item.target})
        _keep_error(item, error, frame.at)
        drained.failed.append((item.target, _sentence(error)))
        return None
    _finish(item, written, frame.at)
    drained.done.append(item.target)
    drained.written += written.changed
    drained.removed += written.removed
    return written


def _ask_around(page_id: int, reason: str, frame: RenderFrame) -> Written:
    """Ask for all that shows something of a page; doing it twice is harmless."""
    page = GovPage.objects.filter(pk=page_id).first()
    if page is not None:
        with frame.entered():
            enqueue(registry.dependents_of(page.specific), reason, frame.at)
    return Written()


def _finish(item: QueueItem, written: Written, at: datetime) -> None:
    """Mark an item done; when somebody took it over meanwhile, have it written once more."""
    missing = f"找不到文件：{'、'.join(written.missing)}"[:500] if written.missing else ""
    mine = QueueItem.objects.filter(pk=item.pk, claim=item.claim, state=_RUNNING)
    if not mine.update(state=_DONE, slot=None, done_at=at, error=missing):
        enqueue([item.target], "复核", at)


@transaction.atomic
def _keep_error(item: QueueItem, error: Exception, at: datetime) -> None:
    """Let a failed item wait for its next try, or give it up after the last."""
    mine = QueueItem.objects.filter(pk=item.pk, claim=item.claim, state=_RUNNING)
    sentence = _sentence(error)
    newer = QueueItem.objects.filter(slot=item.target).exists()
    if item.tries >= conf.MOST_TRIES or newer:
        mine.update(state=_FAILED if not newer else _DONE, slot=None, error=sentence, done_at=at)
        return
    pause = timedelta(seconds=conf.FIRST_RETRY_SECONDS * 4 ** (item.tries - 1))
    mine.update(state=_WAITING, slot=F("target"), error=sentence, not_before=at + pause)


def _sentence(error: Exception) -> str:
    """Return what went wrong, as far as one line says it."""
    if isinstance(error, Refusal):
        return refusals.sentence(error)[:500]
    return f"{type(error).__name__}：{error}"[:500]


@transaction.atomic
def retry(*, item_id: int, actor: User, at: datetime) -> QueueItem:
    """Let a failed item wait again with all its tries.

    Raises:
        NotFailed: it has not failed.
    """
    item = QueueItem.objects.select_for_update().get(pk=item_id)
    if item.state != _FAILED:
        raise NotFailed
    enqueue([item.target], item.reason, at)
    item.state, item.done_at = _DONE, at
    item.save(update_fields=["state", "done_at"])
    audit.record(action="static_site.retry", subject=item, at=at, actor=actor, target=item.target)
    return item


def waiting_now() -> dict[int, tuple[Target, datetime]]:
    """Return what waits: number of the request, its target, when it was last asked for."""
    rows = QueueItem.objects.filter(state=_WAITING).values_list("pk", "target", "asked_at")
    return {pk: (target, asked_at) for pk, target, asked_at in rows}


@transaction.atomic
def settle(
    known: Mapping[int, tuple[Target, datetime]], written: Container[Target], at: datetime
) -> int:
    """Mark requests done whose target was written after they were seen; return how many.

    Whatever was asked for again meanwhile waits on: its facts may be newer than the file.

    Args:
        known: what waited before the writing began, as ``waiting_now`` told it.
        written: the targets written since.
        at: the instant of the act.
    """
    rows = QueueItem.objects.select_for_update().filter(state=_WAITING)
    settled = [
        pk
        for pk, target, asked_at in rows.values_list("pk", "target", "asked_at")
        if known.get(pk) == (target, asked_at) and target in written
    ]
    for start in range(0, len(settled), _UPDATED_AT_ONCE):
        QueueItem.objects.filter(pk__in=settled[start : start + _UPDATED_AT_ONCE]).update(
            state=_DONE, slot=None, done_at=at
        )
    return len(settled)


def tidy(*, at: datetime) -> int:
    """Drop what was done long ago; return how many rows."""
    done = QueueItem.objects.filter(
        state=_DONE, done_at__lt=at - timedelta(days=conf.KEEP_DONE_DAYS)
    )
    return done.delete()[0]
