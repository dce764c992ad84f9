"""Take uploaded files in: refuse, clean, keep a trace of what was removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile
from django.db import transaction
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection

from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.files import removals
from gongkai.foundation.files.cleaning import clean
from gongkai.foundation.files.errors import FileEmpty, FileMustBeHandled, FileTooLarge
from gongkai.foundation.files.findings import Finding, Weight
from gongkai.foundation.files.inspection import inspect
from gongkai.foundation.files.kinds import HEAD, Group, Kind, sniff, sniff_played
from gongkai.foundation.files.messages import said

MEGABYTE = 1024 * 1024
_LONGEST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Taken:
    """A file as it may be published.

    Attributes:
        file: name and bytes.
        kind: what it is.
        removed: what was removed from it.
        hints: what is not wrong and should be known.
    """

    file: UploadedFile[bytes]
    kind: Kind
    removed: tuple[Finding, ...] = ()
    hints: tuple[Finding, ...] = ()

    @property
    def sentence(self) -> str:
        """Return what was removed in words; nothing when nothing was."""
        if not self.removed:
            return ""
        words = "、".join(dict.fromkeys(said(finding) for finding in self.removed))
        return f"“{self.file.name}”上传前已自动清除：{words}。"


def take_in(upload: UploadedFile[bytes]) -> Taken:
    """Return the uploaded file cleaned, or refuse it.

    Raises:
        Refusal: the kind, the size or something inside cannot be published.
    """
    name = str(upload.name)
    upload.seek(0)
    head = upload.read(HEAD)
    if not head:
        raise FileEmpty(name=name)
    upload.seek(0)
    played = sniff_played(head, name)
    if played is not None:  # too long to be read into memory, and nothing hides inside
        _check_size(upload.size or 0, name, played.group)
        return Taken(upload, played)
    _check_size(upload.size or 0, name, Group.DOCUMENT)
    return take_in_bytes(upload.read(), name)


def take_in_bytes(content: bytes, name: str) -> Taken:
    """Return a file given as bytes cleaned, or refuse it.

    Raises:
        Refusal: the kind, the size or something inside cannot be published.
    """
    kind = sniff(content, name)
    _check_size(len(content), name, kind.group)
    findings = inspect(content, kind, name)
    wrong = [finding for finding in findings if finding.weight is Weight.MUST_HANDLE]
    if wrong:
        raise FileMustBeHandled(name=name, findings="；".join(said(one) for one in wrong))
    cleaned, removed = clean(content, kind, findings)
    hints = tuple(finding for finding in findings if finding.weight is Weight.HINT)
    return Taken(SimpleUploadedFile(name, cleaned, kind.media_type), kind, removed, hints)


def _limit(group: Group) -> int:
    """Return how many megabytes a file of a group may have."""
    return int(settings.GONGKAI_FILE_LIMITS_MEGABYTES[group.value])


def _check_size(size: int, name: str, group: Group) -> None:
    """Refuse what is larger than files of its kind may be.

    Raises:
        FileTooLarge: it is.
    """
    limit = _limit(group)
    if size > limit * MEGABYTE:
        raise FileTooLarge(name=name, limit=limit)


@transaction.atomic
def record_removal(*, taken: Taken, actor: User | None, at: datetime) -> None:
    """Keep what kinds of thing were removed from a file, never the things; tell the officer."""
    if not taken.removed:
        return
    codes = sorted({finding.code for finding in taken.removed})
    audit.record(action="files.clean", at=at, actor=actor, file=taken.file.name, removed=codes)
    removals.tell(taken.sentence)


@transaction.atomic
def add_document(*, upload: UploadedFile[bytes], actor: User, at: datetime) -> Any:
    """Return a new document made of an uploaded file.

    Raises:
        Refusal: the file cannot be published.
    """
    taken = take_in(upload)
    title = str(taken.file.name).rpartition(".")[0][:_LONGEST_TITLE] or str(taken.file.name)
    document = get_document_model()(
        title=title,
        file=taken.file,
        uploaded_by_user=actor,
        collection=Collection.get_first_root_node(),
    )
    document._set_document_file_metadata()  # noqa: SLF001 -- as Wagtail's own uploads do
    document.save()
    audit.record(action="files.upload", subject=document, at=at, actor=actor)
    record_removal(taken=taken, actor=actor, at=at)
    return document


@transaction.atomic
def add_picture(*, content: bytes, name: str, title: str, actor: User, at: datetime) -> Any:
    """Return a new picture of the library.

    Raises:
        Refusal: the picture cannot be published.
    """
    taken = take_in_bytes(content, name)
    picture = get_image_model()(
        title=title[:_LONGEST_TITLE],
        file=ContentFile(taken.file.read(), name=name),
        uploaded_by_user=actor,
        collection=Collection.get_first_root_node(),
    )
    picture._set_image_file_metadata()  # noqa: SLF001 -- as Wagtail's own uploads do
    picture.save()
    audit.record(action="files.upload", subject=picture, at=at, actor=actor)
    record_removal(taken=taken, actor=actor, at=at)
    return picture
