"""Write, or only compare, the whole public site."""

from __future__ import annotations

import gc
import multiprocessing
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connections

from gongkai.apps.review import queries as reviews
from gongkai.apps.static_site import conf, registry, rendering, writing
from gongkai.apps.static_site.frame import RenderFrame
from gongkai.apps.static_site.models import AssetUse, PublicFile, QueueItem, Run, RunKind
from gongkai.apps.static_site.registry import Target
from gongkai.apps.static_site.services.queueing import drain, enqueue, tidy
from gongkai.apps.static_site.services.writing_targets import (
    Written,
    drop_unused_media,
    forget_target,
    write_target,
)
from gongkai.foundation import clock

_CHUNK = 200
_KEPT_DIFFERENCES = 500
Progress = Callable[[Iterable[int], int], Iterable[int]]


@dataclass(slots=True)
class ChunkResult:
    """What one chunk of targets came to; small enough to travel between processes."""

    targets: int = 0
    written: int = 0
    removed: int = 0
    problems: list[tuple[str, str]] = field(default_factory=list)


def export_all(
    *,
    at: datetime,
    jobs: int = 1,
    changed_only: bool = False,
    progress: Progress | None = None,
) -> Run:
    """Write every target and take away what no target has; return what was done.

    Args:
        at: the instant of the act.
        jobs: processes that render side by side.
        changed_only: leave pages out whose file holds the approved text already.
        progress: wraps the numbers of targets done so far, for a bar.
    """
    run = Run.objects.create(kind=RunKind.EXPORT.value, started_at=at)
    newest = _newest_item()
    targets = registry.everything()
    if changed_only:
        targets = _changed(targets)
    total = _each_chunk(targets, _write_chunk, at, jobs, progress)
    total.removed += _remove_stale(at)
    _write_again_what_changed_meanwhile(newest, at)
    return _close(run, total)


def check_all(*, at: datetime, jobs: int = 1, progress: Progress | None = None) -> Run:
    """Render every target and compare with the files, writing nothing public."""
    run = Run.objects.create(kind=RunKind.CHECK.value, started_at=at)
    total = _each_chunk(registry.everything(), _compare_chunk, at, jobs, progress)
    return _close(run, total)


def _close(run: Run, total: ChunkResult) -> Run:
    """Keep what came of a run."""
    run.ended_at = clock.now()
    run.targets, run.written, run.removed = total.targets, total.written, total.removed
    run.differences = [list(problem) for problem in total.problems[:_KEPT_DIFFERENCES]]
    run.save()
    return run


def _each_chunk(
    targets: list[Target],
    work: Callable[[list[Target], datetime], ChunkResult],
    at: datetime,
    jobs: int,
    progress: Progress | None,
) -> ChunkResult:
    """Do the work on all targets, chunk by chunk, in one or several processes."""
    chunks = [targets[start : start + _CHUNK] for start in range(0, len(targets), _CHUNK)]
    total = ChunkResult()
    results = _in_processes(chunks, work, at, jobs) if jobs > 1 else _here(chunks, work, at)

    def counted() -> Iterator[int]:
        for result in results:
            total.targets += result.targets
            total.written += result.written
            total.removed += result.removed
            total.problems += result.problems
            yield from range(result.targets)

    for _ in progress(counted(), len(targets)) if progress else counted():
        pass
    return total


def _here(
    chunks: list[list[Target]],
    work: Callable[[list[Target], datetime], ChunkResult],
    at: datetime,
) -> Iterator[ChunkResult]:
    """Work in this process."""
    for chunk in chunks:
        yield work(chunk, at)


def _in_processes(
    chunks: list[list[Target]],
    work: Callable[[list[Target], datetime], ChunkResult],
    at: datetime,
    jobs: int,
) -> Iterator[ChunkResult]:
    """Work in several processes, none of which inherits a connection."""
    connections.close_all()
    fork = multiprocessing.get_context("fork")
    with ProcessPoolExecutor(jobs, mp_context=fork, initializer=_begin_process) as pool:
        yield from pool.map(work, chunks, [at] * len(chunks))


def _pages_among(targets: list[Target]) -> list[int]:
    """Return the numbers of the pages among targets."""
    words = (target.partition(":") for target in targets)
    return [int(number) for kind, _, number in words if kind == "page"]


def _begin_process() -> None:
    """Spare a process that only renders most searches for garbage."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _write_chunk(targets: list[Target], at: datetime) -> ChunkResult:
    """Write some targets with one frame."""
    frame, result = RenderFrame(at), ChunkResult()
    rendering.read_ahead(_pages_among(targets), frame)
    for target in targets:
        result.targets += 1
        try:
            written = write_target(target, frame)
        except Exception as error:  # noqa: BLE001 -- one broken page must not stop the others
            result.problems.append((target, f"{type(error).__name__}：{error}"))
            continue
        result.written += len(written.changed)
        result.removed += len(written.removed)
        result.problems += [(target, f"找不到文件{path}") for path in written.missing]
    return result


def _compare_chunk(targets: list[Target], at: datetime) -> ChunkResult:
    """Render some targets and compare them with their files."""
    frame, result = RenderFrame(at), ChunkResult()
    for target in targets:
        result.targets += 1
        try:
            made = rendering.make(target, frame)
        except Exception as error:  # noqa: BLE001 -- a broken page is what is looked for
            result.problems.append((target, f"{type(error).__name__}：{error}"))
            continue
        paths = {output.path: output.content for output in made.outputs}
        known = set(PublicFile.objects.filter(target=target).values_list("path", flat=True))
        result.problems += [(path, "多余的文件") for path in sorted(known - set(paths))]
        for path, content in paths.items():
            file = writing.place(path)
            if not file.is_file():
                result.problems.append((path, "缺少文件"))
            elif file.read_bytes() != content:
                result.problems.append((path, "内容与现在生成的不一致"))
    return result


def _changed(targets: list[Target]) -> list[Target]:
    """Leave out the pages whose file is there and holds the approved text."""
    approved = reviews.approved_hashes()
    current = {
        registry.page_target(page_id or 0)
        for page_id, path, text_hash, size in PublicFile.objects.filter(
            page_id__isnull=False
        ).values_list("page_id", "path", "text_hash", "size")
        if text_hash
        and approved.get(page_id or 0) == text_hash
        and writing.place(path).is_file()
        and writing.place(path).stat().st_size == size
    }
    return [target for target in targets if target not in current]


def _remove_stale(at: datetime) -> int:
    """Take away the files of targets that are gone, and files nobody knows."""
    written = Written()
    wanted = set(registry.everything())
    for target in PublicFile.objects.values_list("target", flat=True).distinct():
        if target not in wanted and not target.startswith("media:"):
            written.removed += forget_target(target).removed
    used = set(AssetUse.objects.values_list("path", flat=True))
    media = PublicFile.objects.filter(target__startswith="media:").exclude(path__in=used)
    drop_unused_media(list(media.values_list("path", flat=True)), written)
    known = set(PublicFile.objects.values_list("path", flat=True))
    begun = at.timestamp()
    for path, file in writing.files_on_disk().items():
        # What is younger than the export may belong to a publication going on right now.
        if path not in known and file.stat().st_mtime < begun and writing.remove(path):
            written.removed.append(path)
    return len(written.removed)


def _newest_item() -> int:
    """Return the number of the newest request."""
    return QueueItem.objects.order_by("-pk").values_list("pk", flat=True).first() or 0


def _write_again_what_changed_meanwhile(newest: int, at: datetime) -> None:
    """Write once more what was asked for while the export read older facts."""
    meanwhile = QueueItem.objects.filter(pk__gt=newest).values_list("target", flat=True)
    targets = list(meanwhile)
    if targets:
        enqueue(targets, "全站生成期间有变化", at)
    if conf.drain_mode() != "off":
        drain()
    tidy(at=at)
