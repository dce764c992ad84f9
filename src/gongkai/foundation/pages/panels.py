"""Parts of the editing form."""

from __future__ import annotations

from typing import Any

from wagtail.admin.panels import FieldPanel


class ShownFieldPanel(FieldPanel):
    """A value that acts decide and the form only shows; a dash while there is none."""

    def __init__(self, field_name: str, **kwargs: Any) -> None:
        super().__init__(field_name, **{**kwargs, "read_only": True})

    def format_value_for_display(self, value: Any) -> Any:
        """Return the value as it is shown."""
        return "—" if value in (None, "") else super().format_value_for_display(value)
