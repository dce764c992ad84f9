"""Check and clean what is uploaded through Wagtail's forms, one or many at a time."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.forms import BaseImageForm

from gongkai.domain.errors import Refusal
from gongkai.foundation import clock, refusals
from gongkai.foundation.files import services

_REMOVED = "_gongkai_removed"


class _Clean:
    """Take in the file of a form instead of keeping it as it came."""

    instance: Any
    user: Any
    fields: dict[str, Any]
    cleaned_data: dict[str, Any]
    taken: services.Taken | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.user = kwargs.get("user")
        super().__init__(*args, **kwargs)
        removed = getattr(self.instance, _REMOVED, "")
        if removed and "title" in self.fields:
            self.fields["title"].help_text = removed

    def clean_file(self) -> Any:
        """Return the file as it may be published.

        Raises:
            ValidationError: it may not be; the sentence says what to do.
        """
        upload = self.cleaned_data["file"]
        if not isinstance(upload, UploadedFile):
            return upload
        try:
            self.taken = services.take_in(upload)
        except Refusal as refusal:
            raise ValidationError(refusals.sentence(refusal), code=refusal.code) from refusal
        return self.taken.file

    def save(self, commit: bool = True) -> Any:
        """Save, with a trace of what was removed."""
        saved = super().save(commit=commit)  # type: ignore[misc]
        if self.taken is not None:
            services.record_removal(taken=self.taken, actor=self.user, at=clock.now())
            setattr(self.instance, _REMOVED, self.taken.sentence)
        return saved


class CleanDocumentForm(_Clean, BaseDocumentForm):
    """Wagtail's form for one document."""


class CleanImageForm(_Clean, BaseImageForm):
    """Wagtail's form for one picture."""
