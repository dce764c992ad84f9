"""Put the picture made of an interpretation's points into its draft."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from django.db import transaction

from gongkai.apps.interpretations.models import Interpretation
from gongkai.apps.interpretations.visuals import picture, sheets
from gongkai.apps.review import services as reviews
from gongkai.domain.interpretations.cards import Colour, Layout, Sheet
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.files import services as files


@transaction.atomic
def adopt_picture(
    *, page_id: int, layout: Layout, colour: Colour, actor: User, at: datetime
) -> Interpretation:
    """Draw the latest draft's points and put the picture into it; return the new draft.

    It is an edit like any other: a new version, and reviews under way are void. A picture
    adopted before gives its place to the new one.

    Raises:
        Refusal: something keeps the points from being drawn.
    """
    page = Interpretation.objects.get(pk=page_id)
    draft: Interpretation = page.get_latest_revision_as_object()
    sheet = sheets.sheet_of(draft)
    image = files.add_picture(
        content=picture.draw(sheet, layout, colour),
        name=f"{page_id}.png",
        title=f"图解：{sheet.headline}",
        actor=actor,
        at=at,
    )
    draft.picture_template, draft.picture_colour = layout.value, colour.value
    draft.body = _with_picture(draft, image.pk, alternative(sheet))
    draft.save_revision(user=actor, changed=True)
    reviews.void(page_id=page_id, actor=actor, at=at)
    audit.record(
        action="interpretations.draw",
        subject=draft,
        at=at,
        actor=actor,
        layout=layout.value,
        colour=colour.value,
        picture=image.pk,
    )
    return draft


def alternative(sheet: Sheet) -> str:
    """Return what is said in place of the picture; its whole text stands beside it."""
    headings = "；".join(point.heading for point in sheet.points)
    return f"{sheet.kicker}：{sheet.headline}。{len(sheet.points)}个要点：{headings}。"


def _with_picture(draft: Interpretation, image_id: int, said: str) -> str:
    """Return the body as it is stored, with the picture first or in the place it had."""
    place = sheets.picture_block_id(draft.pk)
    block: dict[str, Any] = {
        "type": "picture",
        "value": {"image": image_id, "decorative": False, "alt_text": said},
        "id": place,
    }
    blocks = [dict(one) for one in draft.body.raw_data]
    known = [number for number, one in enumerate(blocks) if one.get("id") == place]
    if known:
        blocks[known[0]] = block
    else:
        blocks.insert(0, block)
    return json.dumps(blocks, ensure_ascii=False)
