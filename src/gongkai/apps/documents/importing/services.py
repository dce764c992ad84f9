"""Write the good rows of a library's spreadsheet as drafts; nothing half done."""

from __future__ import annotations

import json
from collections.abc import Callable, Generator
from datetime import datetime
from typing import Any, BinaryIO
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction

from gongkai.apps.documents import services
from gongkai.apps.documents.importing.faults import Fault, Wrong
from gongkai.apps.documents.importing.folder import Folder
from gongkai.apps.documents.importing.reading import Report, Row, read
from gongkai.apps.documents.models import PolicyDocument, ValidityAct
from gongkai.apps.review import services as review
from gongkai.apps.websites.importing.draft import Draft
from gongkai.apps.websites.importing.reading import from_html, from_text, summary_of
from gongkai.apps.websites.importing.word_files import html_of
from gongkai.domain.documents.kinds import Disclosure, DocumentKind
from gongkai.domain.documents.numbers import DocumentNumber
from gongkai.domain.documents.validity_acts import ActKind
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.files import services as files
from gongkai.foundation.pages.models import GovPage

Progress = Callable[[int, int], None]
_SOURCE_LENGTH = 80


class BodyHasPictures(Refusal):
    """A text brings pictures along, which nobody has described."""

    code = "import_body_has_pictures"


def check(*, stream: BinaryIO, folder: Folder, at: datetime) -> Report:
    """Return what would go in and what is wrong; nothing is written (演练)."""
    return read(stream, folder, clock.day_of(at))


def no_progress(_done: int, _total: int) -> None:
    """Tell nobody how far it is."""


def write(
    *,
    stream: BinaryIO,
    folder: Folder,
    section: GovPage,
    actor: User,
    at: datetime,
    submit: bool = False,
    progress: Progress = no_progress,
) -> Report:
    """Register every row as ``write_by_steps`` does; tell ``progress`` how many are done."""
    steps = write_by_steps(
        stream=stream, folder=folder, section=section, actor=actor, at=at, submit=submit
    )
    while True:
        try:
            progress(*next(steps))
        except StopIteration as end:
            report: Report = end.value
            return report


def write_by_steps(
    *,
    stream: BinaryIO,
    folder: Folder,
    section: GovPage,
    actor: User,
    at: datetime,
    submit: bool = False,
) -> Generator[tuple[int, int], None, Report]:
    """Register every row without fault as a draft, each whole or not at all.

    After each row it yields how many of how many are done, and at last returns the
    report. A document whose number stands in the library already is left as it is, so
    the same spreadsheet may be given again. When it breaks off, or nobody asks for the
    next step, nothing has been written.

    Args:
        stream: the spreadsheet.
        folder: the files that belong to it.
        section: the library's section.
        actor: the editor.
        at: when.
        submit: hand all drafts to the reviewers together.
    """
    with transaction.atomic():
        report = read(stream, folder, clock.day_of(at))
        written: dict[DocumentNumber, PolicyDocument] = {}
        for place, row in enumerate(report.good, start=1):
            try:
                with transaction.atomic():
                    document = _register(row, folder, section, actor, at)
            except Refusal as refusal:
                _refuse(report, row, refusal)
            else:
                written[document_number(document)] = document
            yield place, len(report.good)
        for row in report.good:
            _keep_acts(row, written, actor, at)
        report.written = len(written)
        if submit and written:
            review.submit_all(page_ids=[page.pk for page in written.values()], actor=actor, at=at)
        audit.record(
            action="documents.import",
            subject=section,
            at=at,
            actor=actor,
            written=len(written),
            known=len(report.known),
            faults=len(report.faults),
        )
        return report


def document_number(document: PolicyDocument) -> DocumentNumber:
    """Return the number of a document."""
    return DocumentNumber(document.issuer_code, document.number_year, document.number_serial)


def _refuse(report: Report, row: Row, refusal: Refusal) -> None:
    sentence = Wrong.REFUSED.label.format(sentence=refusals.sentence(refusal))
    report.faults.append(Fault(row.row, "", Wrong.REFUSED, sentence))


def _register(
    row: Row, folder: Folder, section: GovPage, actor: User, at: datetime
) -> PolicyDocument:
    """Register one row with its text and files."""
    draft = _draft(row, folder)
    signed_on = row.days["signed_on"]
    values, number = row.values, row.number
    if number is None:
        raise TypeError(row)
    disclosure: Disclosure = row.term("disclosure", Disclosure, Disclosure.PROACTIVE)
    document = PolicyDocument(
        title=values["title"],
        organ=row.organs[0],
        issuer_names="、".join(organ.name for organ in row.organs),
        source_name=row.organs[0].short_name[:_SOURCE_LENGTH],
        document_kind=row.term("kind", DocumentKind).value,
        issuer_code=number.issuer_code,
        number_year=number.year,
        number_serial=number.number,
        signed_on=signed_on,
        effective_from=row.days.get("effective_from", signed_on),
        expires_on=row.days.get("expires_on"),
        legality_reviewed_on=row.days.get("legality_reviewed_on"),
        disclosure=disclosure.value,
        summary=values["summary"] or summary_of(draft),
        needs_interpretation=False,  # the day to explain an old document has passed
        body=_stream([(block.kind, block.value) for block in draft.blocks]),
        attachment_files=_stream(_attachments(row, folder, actor, at)),
        original_file=_upload(values["original"], folder, actor, at),
        **{name: values[name] for name in _PLAIN},
    )
    document.joint_organs = row.organs[1:]
    return services.register_document(document=document, parent=section, actor=actor, at=at)


_PLAIN = (
    "theme",
    "theme_detail",
    "disclosure_reason",
    "basis",
    "enactment_note",
    "registration_number",
    "legality_reviewed_by",
)


def _draft(row: Row, folder: Folder) -> Draft:
    """Return the text of a row, out of its cell or its Word file.

    Raises:
        BodyHasPictures: the Word file holds some.
        Refusal: the Word file cannot be read.
    """
    name = row.values["body_file"]
    draft = from_html(html_of(folder.read(name), name)) if name else from_text(row.values["body"])
    if draft.pictures:
        raise BodyHasPictures(name=name, count=len(draft.pictures))
    return draft


def _attachments(row: Row, folder: Folder, actor: User, at: datetime) -> list[tuple[str, Any]]:
    return [("file", _upload(name, folder, actor, at).pk) for name in row.names("attachments")]


def _upload(name: str, folder: Folder, actor: User, at: datetime) -> Any:
    """Return a file of the folder as a document of the site; None for no name."""
    if not name:
        return None
    upload = SimpleUploadedFile(name, folder.read(name))
    return files.add_document(upload=upload, actor=actor, at=at)


def _stream(blocks: list[tuple[str, Any]]) -> str:
    """Return the stored form of a stream."""
    rows = [{"type": kind, "value": value, "id": str(uuid4())} for kind, value in blocks]
    return json.dumps(rows, ensure_ascii=False)


def _keep_acts(
    row: Row,
    written: dict[DocumentNumber, PolicyDocument],
    actor: User,
    at: datetime,
) -> None:
    """Keep what is known of the later life of a document, its successor by now in the library."""
    document = written.get(row.number) if row.number else None
    if document is None or not row.acts():
        return
    successor = _successor(row, written)
    acts = [
        ValidityAct(
            kind=act.kind.value,
            on=act.on,
            basis=row.values["act_basis"],
            by_document=successor if act.kind is ActKind.REPEAL else None,
            recorded_at=at,
            actor=actor,
            actor_name=actor.name,
        )
        for act in row.acts()
    ]
    services.write_acts(document, acts)


def _successor(row: Row, written: dict[DocumentNumber, PolicyDocument]) -> PolicyDocument | None:
    if not row.values["successor"]:
        return None
    number = DocumentNumber.parse(row.values["successor"])
    known = written.get(number)
    return (
        known
        or PolicyDocument.objects.filter(
            issuer_code=number.issuer_code, number_year=number.year, number_serial=number.number
        ).first()
    )
