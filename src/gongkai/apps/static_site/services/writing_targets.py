"""Bring the files of one target, and the uploads it shows, up to date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from gongkai.apps.static_site import conf, media, rendering, writing
from gongkai.apps.static_site.frame import RenderFrame
from gongkai.apps.static_site.models import AssetUse, PublicFile
from gongkai.apps.static_site.registry import Target
from gongkai.apps.static_site.rendering import Made
from gongkai.foundation import clock


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


def write_target(target: Target, frame: RenderFrame) -> Written:
    """Render a target and bring its files up to date; doing it twice is harmless.

    Uploads come before the page that names them and go after it, so no reader meets a
    link that leads nowhere.

    Raises:
        UnknownTarget: nobody makes targets of its kind.
        NotRenderable: a page answered with something else than 200.
        WrittenDifferently: reading a file back gave something else.
    """
    made = rendering.make(target, frame)
    written = Written()
    uses = set(media.uses_of(output.content for output in made.outputs if _is_page(output.path)))
    known = set(AssetUse.objects.filter(target=target).values_list("path", flat=True))
    _show_media(target, uses, known, written, frame.at)
    rows = {row.path: row for row in PublicFile.objects.filter(target=target)}
    for output in made.outputs:
        if writing.write(output.path, output.content):
            written.changed.append(output.path)
        _note(target, made, output.path, output.content, rows.pop(output.path, None), frame.at)
    _remove(rows.values(), written)
    _drop_media(target, known - uses, written)
    return written


def _is_page(path: str) -> bool:
    """Tell whether a file can name uploads."""
    return path.endswith((".html", ".xml"))


def _note(
    target: Target, made: Made, path: str, content: bytes, row: PublicFile | None, at: datetime
) -> None:
    """Keep in the manifest what a file is; an unchanged row is left alone."""
    digest = writing.digest_of(content)
    text_hash = made.text_hash if path.endswith(".html") else ""
    if row is not None and (row.digest, row.text_hash) == (digest, text_hash):
        return
    facts = {
        "target": target,
        "page_id": made.page_id,
        "text_hash": text_hash,
        "digest": digest,
        "size": len(content),
        "rendered_at": at,
    }
    # Another target may have had the path before: then its row becomes this one's.
    PublicFile.objects.bulk_create(
        [PublicFile(path=path, **facts)],
        update_conflicts=True,
        unique_fields=["path"],
        update_fields=list(facts),
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
