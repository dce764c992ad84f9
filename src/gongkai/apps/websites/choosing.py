"""Choose the section in which a new page of a register is to stand."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.admin.viewsets.pages import PageListingViewSet

from gongkai.apps.websites.importing.queries import section_choices
from gongkai.apps.websites.models import SectionPage
from gongkai.domain.websites import SectionKind
from gongkai.foundation.accounts.models import User

_NO_SECTION = "没有您能写的栏目。请联系系统管理员，在本单位网站下建这类栏目。"


class SectionForm(forms.Form):
    """The one question of the screen."""

    parent_page = forms.ModelChoiceField(
        queryset=SectionPage.objects.none(),
        label="放在哪个栏目",
        empty_label=None,
        error_messages={"required": "请选择栏目。", "invalid_choice": "请选择您能写的栏目。"},
    )

    def __init__(self, sections: QuerySet[SectionPage], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["parent_page"]
        field.queryset = sections
        field.choices = section_choices(list(sections))
        if not field.choices:
            field.help_text = _NO_SECTION


class ChooseSectionView(ChooseParentView):  # type: ignore[misc]
    """Ask which section of a kind takes the page; with one such section, ask nothing."""

    section_kind: SectionKind | None = None
    page_title = "选择栏目"

    def get_valid_parent_pages(self, user: User) -> QuerySet[SectionPage]:
        """Return the live sections of the kind in which the officer may write."""
        kind = self.section_kind
        known = SectionPage.objects.live().filter(kind=kind.value if kind else "")
        allowed = [
            section.pk
            for section in known.select_related("organ")
            if section.permissions_for_user(user).can_add_subpage()
        ]
        return SectionPage.objects.filter(pk__in=allowed).order_by("path")

    def get_form(self, form_class: Any = None) -> SectionForm:
        """Return the form with the sections offered."""
        return SectionForm(
            self.get_valid_parent_pages(self.request.user), self.request.POST or None
        )


class SectionPages(PageListingViewSet):  # type: ignore[misc]
    """A register of pages that stand in sections of one kind."""

    choose_parent_view_class = ChooseSectionView
    section_kind: SectionKind

    def get_choose_parent_view_kwargs(self, **kwargs: Any) -> dict[str, Any]:
        """Tell the screen which sections are meant."""
        return super().get_choose_parent_view_kwargs(  # type: ignore[no-any-return]
            section_kind=self.section_kind, **kwargs
        )
