"""Forms about what stands in which section."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms

from gongkai.apps.websites import statutory
from gongkai.apps.websites.models import HomePage, MirrorKind, SectionPage
from gongkai.apps.websites.platform_services import Placed


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


class ItemsForm(forms.Form):
    """Where each statutory item of a site is kept, or why there is none."""

    def __init__(self, *args: Any, site: HomePage, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._items = statutory.items_of_site(site)
        old = {row.code: row for row in site.statutory_places.all()}
        offered = [("", "（没有栏目）"), *_sections_of(site)]
        for item in self._items:
            place = old.get(item.code)
            self.fields[f"section_{item.code}"] = forms.ChoiceField(
                label=f"{item.label}所在栏目",
                choices=offered,
                required=False,
                initial=place.section_id if place else None,
            )
            self.fields[f"statement_{item.code}"] = forms.CharField(
                label=f"{item.label}没有内容的原因",
                max_length=200,
                required=False,
                initial=place.statement if place else "",
            )

    def lines(self) -> list[tuple[str, forms.BoundField, forms.BoundField]]:
        """Return code and fields of every item in statutory order."""
        return [
            (item.code, self[f"section_{item.code}"], self[f"statement_{item.code}"])
            for item in self._items
        ]

    def placed(self) -> dict[str, Placed]:
        """Return what was filled in by code."""
        data = self.cleaned_data
        return {
            item.code: Placed(
                int(data[f"section_{item.code}"]) if data[f"section_{item.code}"] else None,
                data[f"statement_{item.code}"],
            )
            for item in self._items
        }


def _sections_of(site: HomePage) -> list[tuple[str, str]]:
    """Return the sections of a site itself as choices, indented as they stand."""
    below = tuple(HomePage.objects.descendant_of(site).values_list("path", flat=True))
    return [
        (str(section.pk), "　" * (section.depth - site.depth - 1) + section.title)
        for section in SectionPage.objects.descendant_of(site).live().order_by("path")
        if not (below and section.path.startswith(below))
    ]
