"""Forms about rectification."""

from __future__ import annotations

from django import forms

from gongkai.domain.assessment.rectification import RectificationAction


class StepForm(forms.Form):
    """One step towards putting a problem right."""

    action = forms.ChoiceField(label="办理事项", choices=RectificationAction.choices())
    on = forms.DateField(
        label="办理日期",
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date", "class": "g-input"}),
    )
    measure = forms.CharField(
        label="整改情况",
        max_length=300,
        required=False,
        help_text="反馈时写明采取了什么措施；退回时写明还要改什么。",
        widget=forms.Textarea(attrs={"rows": 3, "class": "g-input"}),
    )
