"""Put the files of documents and libraries among the public ones.

Targets: ``document:<page>`` and ``library:<section>``.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Max

from gongkai.apps.documents.making import description, portable, word
from gongkai.apps.documents.making.text import made_day, sheet_of
from gongkai.apps.documents.models import PolicyDocument, ValidityAct
from gongkai.apps.documents.queries import of_section
from gongkai.apps.documents.registry import register_file_names
from gongkai.apps.static_site.registry import (
    Output,
    RenderFrame,
    Target,
    register_everything,
    register_producer,
)
from gongkai.apps.websites import queries as websites
from gongkai.domain.websites import SectionKind

WORD, PDF, JSON, LIST = "document.docx", "document.pdf", "document.json", "documents.json"


def register() -> None:
    """Say who makes these kinds; called when the app is ready."""
    register_producer("document", files_of, "《{title}》的下载文件")
    register_producer("library", list_of, "文件库目录")
    register_everything(everything)
    register_file_names(names)


def target_of(document_id: int) -> Target:
    """Return the target of a document's files."""
    return f"document:{document_id}"


def names() -> list[str]:
    """Return the names of a document's files that this machine can make."""
    return [WORD, *([PDF] if portable.can_build() else []), JSON]


def files_of(reference: str, frame: RenderFrame) -> Iterator[Output]:
    """Yield the files of a public document; nothing when it is public no more."""
    document = PolicyDocument.objects.live().select_related("organ").filter(pk=reference).first()
    if document is None or not document.url:
        return
    folder = document.url.removeprefix("/")
    for name in names():
        yield Output(f"{folder}{name}", content_of(document, name, frame))


def content_of(document: PolicyDocument, name: str, frame: RenderFrame) -> bytes:
    """Return one file of a document."""
    if name == JSON:
        day = made_day(document, frame.day)
        addresses = [f"{document.url}{one}" for one in names() if one != JSON]
        return description.as_bytes(description.describe(document, day, addresses))
    build = word.build if name == WORD else portable.build
    return build(sheet_of(document, frame.day))


def list_of(reference: str, frame: RenderFrame) -> Iterator[Output]:
    """Yield the list of a library; nothing when it is closed."""
    sections = websites.sections_of_kind(SectionKind.DOCUMENTS)
    section = next((one for one in sections if str(one.pk) == reference), None)
    if section is None or not section.url:
        return
    documents = list(of_section(section))
    turned = ValidityAct.objects.filter(on__lte=frame.day).aggregate(day=Max("on"))["day"]
    days = [made_day_of_row(row, frame) for row in documents]
    made_on = max([day for day in (*days, turned) if day is not None], default=frame.day)
    rows = [description.brief(row, made_on) | {"json": f"{row.url}{JSON}"} for row in documents]
    content = {"version": description.VERSION, "as_of": made_on.isoformat(), "documents": rows}
    yield Output(f"{section.url.removeprefix('/')}{LIST}", description.as_bytes(content))


def made_day_of_row(document: PolicyDocument, frame: RenderFrame) -> object:
    """Return the last day up to now on which a row of the list changed by itself."""
    ended_on = document.lifespan().ended_on
    days = [document.signed_on, document.effective_from, *([ended_on] if ended_on else [])]
    return max((day for day in days if day <= frame.day), default=None)


def everything() -> Iterator[Target]:
    """Yield the targets of all public documents and libraries."""
    rows = PolicyDocument.objects.live().order_by("path").values_list("pk", flat=True)
    yield from map(target_of, rows)
    for section in websites.sections_of_kind(SectionKind.DOCUMENTS):
        yield f"library:{section.pk}"
