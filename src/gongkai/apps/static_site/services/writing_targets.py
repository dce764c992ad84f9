"""Bring the files of one target, and the uploads it shows, up to date."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from gongkai.apps.static_site import conf, media, rendering, writing
from gongkai.apps.static_site.frame import RenderFrame
from gongkai.apps.static_site.models import AssetUse, PublicFile
from gongkai.apps.static_site.registry import Output, Target
from gongkai.apps.static_site.rendering import Made
from gongkai.foundation import clock

_Known = tuple[set[str], dict[str, PublicFile]]
Notes = dict[str, PublicFile]
_FACTS = ["target", "page_id", "text_hash", "digest", "size", "rendered_at"]


@dataclass(slots=True)
class Written:
    """What writing one target changed on the disk.

    Attributes:
        changed: paths written anew.
        removed: paths taken away.
        missing: uploaded files that the target names and nobody has.
    """

    changed: list[str] = field(default_factory=list)
    removed: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def write_target(target: Target, frame: RenderFrame, notes: Notes | None = None) -> Written:
    """Render a target and bring its files up to date; doing it twice is harmless.

    Uploads come before the page that names them and go after it, so no reader meets a
    link that leads nowhere.

    Args:
        target: what to write.
        frame: what the targets of a batch share.
        notes: takes the lines of the manifest, for ``keep_notes`` to keep those of a batch
            together; None keeps them at once.

    Raises:
        UnknownTarget: nobody makes targets of its kind.
        NotRenderable: a page answered with something else than 200.
        WrittenDifferently: reading a file back gave something else.
    """
    made = rendering.make(target, frame)
    written = Written()
    uses = set(media.uses_of(output.content for output in made.outputs if _is_page(output.path)))
    known, rows = frame.written(target) or _known([target])[target]
    _show_media(target, uses, known, written, frame.at)
    noted: Notes = {} if notes is None else notes
    for output in made.outputs:
        if writing.write(output.path, output.content):
            written.changed.append(output.path)
        row = rows.pop(output.path, None)
        _note(noted, target, made, output, row, frame.at)
    if notes is None:
        keep_notes(noted)
    _remove(rows.values(), written)
    _drop_media(target, known - uses, written)
    return written


def read_ahead(targets: Sequence[Target], frame: RenderFrame) -> None:
    """Read at once what the targets of a batch show and write, and the pages among them."""
    pages = (target.partition(":") for target in targets)
    rendering.read_ahead([int(number) for kind, _, number in pages if kind == "page"], frame)
    frame.keep_written(_known(targets))


def _known(targets: Sequence[Target]) -> dict[Target, _Known]:
    """Return the uploads each target shows and its files, as the manifest has them."""
    found: dict[Target, _Known] = {target: (set(), {}) for target in targets}
    uses = AssetUse.objects.filter(target__in=targets).values_list("target", "path")
    for target, path in uses:
        found[target][0].add(path)
    for row in PublicFile.objects.filter(target__in=targets):
        found[row.target][1][row.path] = row
    return found


def _is_page(path: str) -> bool:
    """Tell whether a file can name uploads."""
    return path.endswith((".html", ".xml"))


def keep_notes(notes: Notes) -> None:
    """Keep in the manifest what the files of a batch are; the batch is empty afterwards."""
    if notes:
        # Another target may have had a path before: then its row becomes the new one's.
        PublicFile.objects.bulk_create(
            notes.values(), update_conflicts=True, unique_fields=["path"], update_fields=_FACTS
        )
        notes.clear()


def _note(
    notes: Notes,
    target: Target,
    made: Made,
    output: Output,
    row: PublicFile | None,
    at: datetime,
) -> None:
    """Note for the manifest what a file is; an unchanged row is left alone."""
    digest = writing.digest_of(output.content)
    text_hash = made.text_hash if output.path.endswith(".html") else ""
    if row is not None and (row.digest, row.text_hash) == (digest, text_hash):
        return
    notes[output.path] = PublicFile(
        path=output.path,
        target=target,
        page_id=made.page_id,
        text_hash=text_hash,
        digest=digest,
        size=len(output.content),
        rendered_at=at,
    )


def _remove(rows: Iterable[PublicFile], written: Written) -> None:
    """Take files away that their target no longer has."""
    for row in rows:
        if writing.remove(row.path):
            written.removed.append(row.path)
        row.delete()


def _show_media(
    target: Target, uses: set[str], known: set[str], written: Written, at: datetime
) -> None:
    """Put the uploads of a target among the public files."""
    AssetUse.objects.bulk_create(
        [AssetUse(target=target, path=path) for path in sorted(uses - known)],
        ignore_conflicts=True,
    )
    shown = {row.path: row for row in PublicFile.objects.filter(path__in=uses)} if uses else {}
    for path in sorted(uses):
        row = shown.get(path)
        if row is not None and _lies_there(row):
            continue
        _copy(path, written, at)


def _lies_there(row: PublicFile) -> bool:
    """Tell whether a file is there with the size the manifest knows."""
    file = writing.place(row.path)
    return file.is_file() and file.stat().st_size == row.size


def _copy(path: str, written: Written, at: datetime) -> None:
    """Copy one upload and keep it in the manifest."""
    copied = writing.copy_media(path)
    if copied is None:
        written.missing.append(path)
        return
    written.changed.append(path)
    PublicFile.objects.update_or_create(
        path=path,
        defaults={
            "target": f"media:{path.removeprefix(conf.MEDIA_PREFIX)}",
            "digest": copied[0],
            "size": copied[1],
            "rendered_at": at,
        },
    )


def _drop_media(target: Target, unused: set[str], written: Written) -> None:
    """Take uploads away that nothing public names any more."""
    if not unused:
        return
    AssetUse.objects.filter(target=target, path__in=unused).delete()
    drop_unused_media(unused, written)


def drop_unused_media(paths: Iterable[str], written: Written) -> None:
    """Take those of the uploads away that no public page uses."""
    for path in paths:
        if AssetUse.objects.filter(path=path).exists():
            continue
        PublicFile.objects.filter(path=path).delete()
        if writing.remove(path):
            written.removed.append(path)
        # Somebody may have begun to use it while it went: then it comes back.
        if AssetUse.objects.filter(path=path).exists():
            _copy(path, written, clock.now())


def forget_target(target: Target) -> Written:
    """Take all files of a target away that exists no longer."""
    written = Written()
    _remove(PublicFile.objects.filter(target=target), written)
    paths = set(AssetUse.objects.filter(target=target).values_list("path", flat=True))
    _drop_media(target, paths, written)
    return written
