"""Write, or only compare, the whole public site."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from gongkai.apps.review import queries as reviews
from gongkai.apps.static_site import conf, registry, rendering, writing
from gongkai.apps.static_site.frame import RenderFrame
from gongkai.apps.static_site.models import AssetUse, PublicFile, QueueItem, Run, RunKind
from gongkai.apps.static_site.registry import Target
from gongkai.apps.static_site.services.queueing import drain, enqueue, settle, tidy, waiting_now
from gongkai.apps.static_site.services.writing_targets import (
    Notes,
    Written,
    drop_unused_media,
    forget_target,
    keep_notes,
    read_ahead,
    write_target,
)
from gongkai.foundation import clock, processes

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
    newest, waited = _newest_item(), waiting_now()
    targets = registry.everything()
    if changed_only:
        targets = _changed(targets)
    total = _each_chunk(targets, _write_chunk, at, jobs, progress)
    total.removed += _remove_stale(at)
    if not changed_only:
        settle(waited, _written_by(targets, total, waited.values()), at)
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
    """Work in several processes, none of which inherits anything."""
    with processes.side_by_side(jobs) as pool:
        yield from pool.map(work, chunks, [at] * len(chunks))


def _write_chunk(targets: list[Target], at: datetime) -> ChunkResult:
    """Write some targets with one frame."""
    frame, result = RenderFrame(at), ChunkResult()
    notes: Notes = {}
    read_ahead(targets, frame)
    for target in targets:
        result.targets += 1
        try:
            written = write_target(target, frame, notes)
        except Exception as error:  # noqa: BLE001 -- one broken page must not stop the others
            result.problems.append((target, f"{type(error).__name__}：{error}"))
            continue
        result.written += len(written.changed)
        result.removed += len(written.removed)
        result.problems += [(target, f"找不到文件{path}") for path in written.missing]
    keep_notes(notes)
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


def _written_by(
    targets: list[Target], total: ChunkResult, waited: Iterable[tuple[Target, datetime]]
) -> set[Target]:
    """Return what needs no second writing: all that went well, and what only asks for it."""
    failed = {target for target, _ in total.problems}
    written = set(targets) - failed
    if not failed:
        written |= {one for one, _ in waited if one.startswith(f"{registry.AROUND}:")}
    return written


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
