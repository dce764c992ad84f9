"""What an officer fills in about a finding."""

from __future__ import annotations

from django import forms

from gongkai.domain.content_checks.answers import KEEPING, FindingAnswer

ANSWERS = tuple((str(kind.value), kind.label) for kind in KEEPING)


class AnswerForm(forms.Form):
    """Why words stay as they are."""

    kind = forms.ChoiceField(label="答复", choices=ANSWERS)
    reason = forms.CharField(label="理由", max_length=300, required=False)

    def answer(self) -> FindingAnswer:
        """Return the answer; call after ``is_valid()``."""
        return FindingAnswer(self.cleaned_data["kind"])
