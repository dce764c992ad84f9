"""Forms of the officers' screens of the library."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.apps.documents import queries
from gongkai.apps.documents.models import DocumentProcedure, PolicyDocument
from gongkai.domain.documents.validity_acts import ActKind
from gongkai.foundation import clock
from gongkai.foundation.organs.models import Organ

_TEXT = {"class": "g-input"}


def _day() -> forms.DateInput:
    """Return the field of a day; browsers fill it only from the ISO form."""
    return forms.DateInput(attrs={"type": "date", "class": "g-input"}, format="%Y-%m-%d")


class ActForm(forms.Form):
    """One act on a document's validity."""

    kind = forms.ChoiceField(label="事项", widget=forms.Select(attrs=_TEXT))
    on = forms.DateField(label="生效日期", widget=_day())
    until = forms.DateField(
        label="延长至（只有延长有效期要填）",
        required=False,
        widget=_day(),
    )
    basis = forms.CharField(label="依据", max_length=200, widget=forms.TextInput(attrs=_TEXT))
    by_document = forms.ModelChoiceField(
        PolicyDocument.objects.none(),
        label="替代文件或者依据文件",
        required=False,
        empty_label="没有",
        widget=forms.Select(attrs=_TEXT),
    )

    def __init__(self, document: PolicyDocument, kinds: list[ActKind], *args: Any) -> None:
        super().__init__(*args)
        fields: dict[str, Any] = self.fields
        fields["on"].initial = clock.today()
        fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]
        fields["by_document"].queryset = (
            queries.published().exclude(pk=document.pk).order_by("-signed_on")
        )


class RoundForm(forms.Form):
    """The head of a round."""

    title = forms.CharField(label="名称", max_length=120, widget=forms.TextInput(attrs=_TEXT))
    basis = forms.CharField(label="依据", max_length=200, widget=forms.TextInput(attrs=_TEXT))
    as_of = forms.DateField(label="清理截止日", widget=_day())
    decided_on = forms.DateField(label="决定日期", widget=_day())
    organs = forms.ModelMultipleChoiceField(
        Organ.objects.none(), label="清理范围", widget=forms.CheckboxSelectMultiple
    )
    normative_only = forms.BooleanField(label="只清理行政规范性文件", required=False, initial=True)

    def __init__(self, organs: Any, *args: Any) -> None:
        super().__init__(*args)
        fields: dict[str, Any] = self.fields
        fields["organs"].queryset = organs


class StepsForm(forms.ModelForm[DocumentProcedure]):
    """What is recorded of a document's steps."""

    class Meta:
        model = DocumentProcedure
        fields = [
            "legality_sent_on",
            "legality_opinion",
            "filed_with",
            "filed_on",
            "filing_number",
            "note",
        ]
        widgets = {name: _day() for name in ("legality_sent_on", "filed_on")}
