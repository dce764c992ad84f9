"""Forms about what stands in which section."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.apps.websites.models import MirrorKind, SectionPage


class MirrorForm(forms.Form):
    """In which section a page is listed as a guest."""

    section = forms.TypedChoiceField(label="列入栏目", coerce=int)
    kind = forms.TypedChoiceField(
        label="方式",
        choices=MirrorKind.choices(),
        coerce=MirrorKind,
        help_text="推送是把本单位的信息送到别的栏目，引用是把别的单位的信息列入本单位栏目。",
    )

    def __init__(
        self, *args: Any, sections: Iterable[tuple[SectionPage, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["section"]
        by_site: dict[str, list[tuple[int, str]]] = {}
        for section, site in sections:
            by_site.setdefault(site, []).append((section.pk, section.title))
        field.choices = [("", "请选择栏目"), *by_site.items()]
