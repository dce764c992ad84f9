"""Prove that the public reads exactly what was approved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from gongkai.apps.review import queries as reviews
from gongkai.apps.static_site import registry, rendering, writing
from gongkai.apps.static_site.frame import RenderFrame
from gongkai.apps.static_site.models import PublicFile, QueueItem, QueueState, Run, RunKind
from gongkai.foundation import clock
from gongkai.foundation.pages.models import GovPage

_KEPT_DIFFERENCES = 500
_PAGES_AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing that is not as it was approved.

    Attributes:
        subject: path of the file, or title of the page.
        said: what is wrong, in words.
    """

    subject: str
    said: str


def verify(*, at: datetime) -> tuple[Run, list[Difference]]:
    """Compare approved text, live page, manifest and files; keep and return what differs.

    What still waits in the queue is on its way and no difference.
    """
    run = Run.objects.create(kind=RunKind.VERIFY.value, started_at=at)
    waiting = set(
        QueueItem.objects.filter(
            state__in=[QueueState.WAITING.value, QueueState.RUNNING.value]
        ).values_list("target", flat=True)
    )
    rows = {row.path: row for row in PublicFile.objects.exclude(target__in=waiting)}
    checked, found = _pages(rows, waiting, at)
    found += _files(rows)
    found += _unknown_files()
    run.ended_at, run.targets = clock.now(), checked
    run.differences = [[d.subject, d.said] for d in found[:_KEPT_DIFFERENCES]]
    run.save()
    return run, found


def _pages(
    rows: Mapping[str, PublicFile], waiting: set[str], at: datetime
) -> tuple[int, list[Difference]]:
    """Compare the approved, the live and the published hash of every public page."""
    approved = reviews.approved_hashes()
    withdrawn = reviews.withdrawals()
    frame = RenderFrame(at)
    by_page = {row.page_id: row for row in rows.values() if row.page_id}
    checked, found = 0, list[Difference]()
    for page in _live_pages():
        if registry.page_target(page.pk) in waiting or rendering.folder_of(page, frame) is None:
            continue
        checked += 1
        withdrawal = withdrawn.get(page.pk)
        if withdrawal is not None and str(withdrawal.kind) != rendering.BANNER:
            continue
        found += [
            Difference(str(page.title), said)
            for said in _page_differences(page, approved, by_page.get(page.pk))
        ]
    return checked, found


def _live_pages() -> Iterator[Any]:
    """Yield every live page with all that its kind holds, some hundred at a time."""
    numbers = list(
        GovPage.objects.filter(live=True, depth__gt=1).order_by("path").values_list("pk", flat=True)
    )
    for start in range(0, len(numbers), _PAGES_AT_ONCE):
        yield from GovPage.objects.filter(pk__in=numbers[start : start + _PAGES_AT_ONCE]).specific()


def _page_differences(
    page: Any, approved: Mapping[int, str], row: PublicFile | None
) -> Iterator[str]:
    """Yield what is wrong with one live page."""
    live = str(reviews.hash_of(page.serializable_data()))
    wanted = approved.get(page.pk)
    if wanted is None and page.counts_as_information:
        yield "没有完整的审核记录"
    if wanted is not None and wanted != live:
        yield "页面内容与审定的内容不一致"
    if row is None:
        yield "还没有生成静态文件"
    elif row.text_hash != live:
        yield "静态文件不是按现在的内容生成的"


def _files(rows: Mapping[str, PublicFile]) -> list[Difference]:
    """Compare every file with what the manifest says of it."""
    return [Difference(path, said) for path, row in rows.items() if (said := _file_difference(row))]


def _file_difference(row: PublicFile) -> str:
    """Return what is wrong with a file; empty when nothing is."""
    file: Path = writing.place(row.path)
    if not file.is_file():
        return "文件不存在"
    if file.stat().st_size != row.size:
        return f"文件大小不对，应为{row.size}字节"
    if writing.digest_of_file(file) != row.digest:
        return "文件内容被改动"
    return ""


def _unknown_files() -> list[Difference]:
    """Return the files in the public directory that nobody wrote."""
    known = set(PublicFile.objects.values_list("path", flat=True))
    return [
        Difference(path, "来历不明的文件")
        for path in sorted(writing.files_on_disk())
        if path not in known
    ]
