"""What a reviewer fills in."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.apps.review.services import Opinion
from gongkai.domain.review.opinions import PROOFREADING_STATES, Proofreading
from gongkai.domain.review.secrecy import SecrecyConclusion, SecrecyGround
from gongkai.domain.review.three_reviews import State


class OpinionForm(forms.Form):
    """One level's opinion; the fields that the level does not ask for are left out."""

    errors_found = forms.IntegerField(
        label="校对发现差错（处）", min_value=0, max_value=9999, initial=0, required=False
    )
    errors_corrected = forms.IntegerField(
        label="已改正（处）", min_value=0, max_value=9999, initial=0, required=False
    )
    secrecy = forms.ChoiceField(
        label="保密审查结论",
        choices=SecrecyConclusion.choices(),
        required=False,
        widget=forms.RadioSelect,
    )
    secrecy_grounds = forms.MultipleChoiceField(
        label="不能公开的依据",
        choices=SecrecyGround.choices(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label="意见",
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="退回时必须写明要改什么。",
    )

    def __init__(self, state: State, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state = state
        if state not in PROOFREADING_STATES:
            del self.fields["errors_found"], self.fields["errors_corrected"]
        if state is not State.SECRECY_REVIEW:
            del self.fields["secrecy"], self.fields["secrecy_grounds"]

    def opinion(self) -> Opinion:
        """Return the opinion; call after ``is_valid()``.

        Raises:
            ProofreadingImpossible: more errors corrected than found.
        """
        data = self.cleaned_data
        secrecy = data.get("secrecy")
        return Opinion(
            text=data["text"],
            proofreading=Proofreading(data["errors_found"] or 0, data["errors_corrected"] or 0)
            if "errors_found" in data
            else None,
            secrecy=SecrecyConclusion(secrecy) if secrecy else None,
            secrecy_grounds=[SecrecyGround(ground) for ground in data.get("secrecy_grounds", [])],
        )


class TakeDownForm(forms.Form):
    """Why a published text is taken off the site."""

    reason = forms.CharField(
        label="撤稿理由",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="撤稿后网站不再显示这条信息，记录和理由留存备查。",
    )
