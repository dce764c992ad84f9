"""Say what of this app is found."""

from __future__ import annotations

from typing import Any

from gongkai.apps.search import registry
from gongkai.apps.search.texts import text_of
from gongkai.domain.interpretations.pairing import Form


def register() -> None:
    """Have interpretations found, with their forms."""
    registry.register_kind("interpretation", "政策解读")
    for form in Form:
        registry.register_form(form.value, form.label)
    registry.register_page("interpretations.Interpretation", _interpretation)


def _interpretation(page: Any) -> registry.Entry:
    said = (page.who_is_affected, page.what_to_bring, page.until_when, page.whom_to_ask)
    return registry.Entry(
        "interpretation",
        text_of(page.summary, *said, page.meeting_title, page.points, page.body),
        form=page.form_value,
        form_label=page.form.label,
    )
