"""Forms about new-media accounts."""

from __future__ import annotations

from django import forms

from gongkai.domain.new_media.accounts import AccountAction


class StepForm(forms.Form):
    """One step to file."""

    action = forms.ChoiceField(label="办理事项", choices=AccountAction.choices())
    on = forms.DateField(
        label="办理日期",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "g-input"}),
    )
    basis = forms.CharField(
        label="依据",
        max_length=200,
        required=False,
        help_text="审批文号或者公告链接，没有的不填。",
        widget=forms.TextInput(attrs={"class": "g-input"}),
    )
