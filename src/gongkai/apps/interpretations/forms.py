"""Forms for plans and the steps they take."""

from __future__ import annotations

from typing import Any

from django import forms
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminPageChooser

from gongkai.apps.interpretations.models import InterpretationPlan
from gongkai.domain.interpretations.pairing import Form
from gongkai.domain.interpretations.plans import KeyPoint, PlanAction, PlanChannel
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.queries import posts_held


class PlanForm(WagtailAdminModelForm):
    """The plan; an editor plans for the organs in which he is 信息员."""

    forms_planned = forms.MultipleChoiceField(
        label="解读形式",
        choices=Form.choices(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="选定的形式全部公开后，方案自动完成。",
    )
    channels = forms.MultipleChoiceField(
        label="解读渠道",
        choices=PlanChannel.choices(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = InterpretationPlan
        fields = [
            *("document", "document_title", "organ", "first_reader", "first_reader_post"),
            *("forms_planned", "channels", "planned_on"),
            *(point.value for point in KeyPoint),
        ]
        widgets = {
            "document": AdminPageChooser(
                target_models=[InterpretationPlan._meta.get_field("document").related_model]
            )
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        user = kwargs.get("for_user")
        organs: Any = self.fields["organ"]
        if user is not None:
            posts = posts_held(user.pk, clock.today())
            own = [post.organ_id for post in posts if post.role == Role.EDITOR.value]
            organs.queryset = organs.queryset.filter(pk__in=own)
            if len(set(own)) == 1:
                organs.initial = own[0]


class StepForm(forms.Form):
    """One step of a plan."""

    action = forms.ChoiceField(choices=PlanAction.choices(), widget=forms.HiddenInput)
    opinion = forms.CharField(
        label="审签意见",
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3, "class": "g-input"}),
    )
