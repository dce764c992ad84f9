"""Forms of the public and of the officers who deal with what it sends."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.forms.models import WagtailAdminModelForm

from gongkai.apps.engagement.models import OpinionCall, OpinionChannel, PublicOpinion
from gongkai.domain.engagement.adoption import Treatment
from gongkai.domain.engagement.questions import RejectionGround
from gongkai.foundation import clock

_WORDS: dict[str, Any] = {"class": "g-input"}


class TakePartForm(forms.Form):
    """What a reader sends; lengths and days are the service's to judge."""

    text = forms.CharField(required=False, strip=False)
    name = forms.CharField(required=False, max_length=200)
    contact = forms.CharField(required=False, max_length=200)
    website = forms.CharField(required=False)  # people do not see it

    @property
    def is_by_machine(self) -> bool:
        """Tell whether the field that nobody sees was filled in."""
        return bool(self.data.get("website"))

    def answers(self) -> dict[str, list[str]]:
        """Return the answers to a questionnaire by the names of its questions."""
        data: Any = self.data
        return {key[2:]: data.getlist(key) for key in data if key.startswith("a-")}


class RejectForm(forms.Form):
    """Why a question is left out."""

    ground = forms.ChoiceField(
        label="理由", choices=RejectionGround.choices(), widget=forms.Select(attrs=_WORDS)
    )
    note = forms.CharField(
        label="说明",
        max_length=200,
        required=False,
        help_text="内部留存，不公开。",
        widget=forms.TextInput(attrs=_WORDS),
    )


class AnswerForm(forms.Form):
    """What a guest answered."""

    guest = forms.CharField(label="答复嘉宾", max_length=60, widget=forms.TextInput(attrs=_WORDS))
    text = forms.CharField(label="答复", widget=forms.Textarea(attrs={**_WORDS, "rows": 5}))


class SettleForm(forms.Form):
    """What became of an opinion."""

    point = forms.CharField(
        label="意见摘要",
        max_length=300,
        help_text="摘要、采纳情况和理由都相同的意见，公布时合并成一行。",
        widget=forms.Textarea(attrs={**_WORDS, "rows": 2}),
    )
    treatment = forms.ChoiceField(
        label="采纳情况", choices=Treatment.choices(), widget=forms.Select(attrs=_WORDS)
    )
    reason = forms.CharField(
        label="说明或者理由",
        max_length=300,
        required=False,
        help_text="部分采纳、未采纳的填写理由。",
        widget=forms.Textarea(attrs={**_WORDS, "rows": 2}),
    )


class VoidForm(forms.Form):
    """Why something is no opinion."""

    reason = forms.CharField(
        label="无效的理由",
        max_length=100,
        help_text="例如：广告、空白、重复提交。",
        widget=forms.TextInput(attrs=_WORDS),
    )


class OfflineOpinionForm(WagtailAdminModelForm):
    """An opinion that came by letter, telephone or at a meeting."""

    channel = forms.ChoiceField(
        label="来源",
        choices=[pair for pair in OpinionChannel.choices() if pair[0] != OpinionChannel.WEB.value],
    )
    call = forms.ModelChoiceField(label="征集", queryset=OpinionCall.objects.none())

    class Meta:
        model = PublicOpinion
        fields = ("call", "channel", "text", "name", "contact")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.today()
        calls: Any = self.fields["call"]
        calls.queryset = OpinionCall.objects.live().filter(
            opens_on__lte=today, closes_on__gte=today
        )
