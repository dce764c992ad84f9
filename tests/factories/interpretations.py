"""Interpretations for tests."""

from datetime import UTC, datetime

from gongkai.apps.interpretations.models import Interpretation
from gongkai.apps.websites import services
from gongkai.domain.interpretations.pairing import Form
from tests.factories.documents import make_public

DRAFTED_AT = datetime(2024, 1, 4, 2, tzinfo=UTC)


def draft(section, editor, form=Form.TEXT, **fields):
    """Return a draft that explains a document, or a meeting when no document is given."""
    if "document" not in fields:
        fields.setdefault("meeting_title", "县政府第8次常务会议")
    page = Interpretation(
        title=fields.pop("title", "一图读懂农村公路养护"),
        form_value=form.value,
        organ=fields.pop("organ", section.organ),
        **fields,
    )
    return services.save_draft(page=page, parent=section, actor=editor, at=DRAFTED_AT)


def interpret(section, editor, published_on, form=Form.TEXT, **fields):
    """Return an interpretation that is public since a day."""
    return make_public(draft(section, editor, form, **fields), published_on)
