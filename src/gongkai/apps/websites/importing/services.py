"""Write a draft page from what an editor pasted."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from gongkai.apps.websites.importing import queries
from gongkai.apps.websites.importing.draft import Block, Draft, Hint, Warned
from gongkai.apps.websites.importing.reading import summary_of
from gongkai.apps.websites.models import ArticlePage
from gongkai.apps.websites.services import save_draft
from gongkai.domain.errors import Refusal
from gongkai.foundation import clock, refusals
from gongkai.foundation.accounts.models import User
from gongkai.foundation.files import services as files

_EDITOR_LENGTH, _SOURCE_LENGTH = 30, 80


class NotYourSection(Refusal):
    """The officer may not write in this section."""

    code = "not_your_section"


@dataclass(frozen=True, slots=True)
class Written:
    """A new draft, and what its editor should look at."""

    page: ArticlePage
    hints: tuple[Hint, ...]


@transaction.atomic
def write(
    *,
    section_id: int,
    draft: Draft,
    title: str,
    document_ids: Sequence[int],
    actor: User,
    at: datetime,
) -> Written:
    """Insert a draft page made of a pasted or uploaded text.

    Args:
        section_id: where it will stand.
        draft: the text.
        title: what the editor typed; the recognised one when empty.
        document_ids: his uploaded attachments, in their order.
        actor: the editor.
        at: when.

    Raises:
        NotYourSection: he may not write there.
    """
    section = next((s for s in queries.writable_sections(actor) if s.pk == section_id), None)
    if section is None:
        raise NotYourSection
    day = clock.day_of(at)
    organ = queries.organ_for(actor, section, day)
    title = title or draft.title
    body, hints = _body(draft, title, actor, at)
    documents = queries.own_documents(actor, list(document_ids))
    page = ArticlePage(
        title=title,
        organ=organ,
        source_name=(draft.source_name or (organ.name if organ else ""))[:_SOURCE_LENGTH],
        editor_name=(draft.editor_name or actor.name)[:_EDITOR_LENGTH],
        formed_on=draft.formed_on if draft.formed_on and draft.formed_on <= day else day,
        summary=summary_of(draft),
        body=_stream(body),
        attachment_files=_stream([("file", document.pk) for document in documents]),
    )
    save_draft(page=page, parent=section, actor=actor, at=at)
    named, uploaded = len(draft.attachments), len(documents)
    if named != uploaded and (named or uploaded):
        hints.append(Hint(Warned.ATTACHMENTS_DIFFER, {"named": named, "uploaded": uploaded}))
    return Written(page, (*(h for h in draft.warnings if _matters(h, title)), *hints))


def _matters(hint: Hint, title: str) -> bool:
    """Tell whether a warning still holds: a typed title answers a missing one."""
    return not (hint.what is Warned.NO_TITLE and title)


def _stream(blocks: Sequence[tuple[str, Any]]) -> str:
    """Return the stored form of a stream."""
    rows = [{"type": kind, "value": value, "id": str(uuid4())} for kind, value in blocks]
    return json.dumps(rows, ensure_ascii=False)


def _body(
    draft: Draft, title: str, actor: User, at: datetime
) -> tuple[list[tuple[str, Any]], list[Hint]]:
    """Return the blocks with their pictures put into the library, and which could not be."""
    blocks: list[tuple[str, Any]] = []
    reasons: list[str] = []
    for block in draft.blocks:
        if block.kind != "picture":
            blocks.append((block.kind, block.value))
            continue
        try:
            blocks.append(("picture", _keep_picture(block, draft, title, actor, at)))
        except Refusal as refusal:
            reasons.append(refusals.sentence(refusal))
    if not reasons:
        return blocks, []
    hint = Hint(Warned.BROKEN_PICTURES, {"count": len(reasons), "reason": reasons[0]})
    return blocks, [hint]


def _keep_picture(
    block: Block, draft: Draft, title: str, actor: User, at: datetime
) -> dict[str, Any]:
    """Return the value of a picture block, its picture put into the library."""
    if not isinstance(block.value, int):
        raise TypeError(block.value)
    number = block.value + 1
    picture = draft.pictures[block.value]
    kept = files.add_picture(
        content=picture.content,
        name=f"picture-{number}.{picture.extension}",
        title=picture.alt or f"{title}（图{number}）",
        actor=actor,
        at=at,
    )
    return {"image": kept.pk, "alt_text": picture.alt, "decorative": False}
