"""Forms of the register: the request as it came, and each step with what it asks."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from django import forms
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput, AdminDateTimeInput

from gongkai.apps.foi.models import InformationRequest, PaperKind, RemedyCase
from gongkai.domain.foi.application import ProvisionForm
from gongkai.domain.foi.deadlines import CORRECTION, COURT_ORDER, MAX_EXTENSION
from gongkai.domain.foi.fees import Tariff
from gongkai.domain.foi.intake import IntakeChannel
from gongkai.domain.foi.letters.facts import DeliveryWay
from gongkai.domain.foi.letters.standing import ServiceWay
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.foi.outcomes import EXEMPTIONS, ApplicantKind, Outcome


class RegistrationForm(forms.ModelForm[InformationRequest]):
    """A request as it came; the service turns it into a registered one."""

    confirmed_on = forms.DateField(
        label="与申请人确认日期",
        required=False,
        widget=AdminDateInput,
        help_text="网上、邮箱、传真、平常信函和寄到其他机构的必填，以确认之日为收到日期。",
    )

    class Meta:
        model = InformationRequest
        fields = (
            "organ",
            "applicant_kind",
            "applicant_name",
            "applicant_identity",
            "applicant_contact",
            "agent_name",
            "agent_contact",
            "wanted",
            "provision_form",
            "delivery",
            "intake_channel",
            "submitted_at",
        )
        widgets = {
            "applicant_name": forms.TextInput,
            "applicant_identity": forms.TextInput,
            "applicant_contact": forms.TextInput,
            "agent_name": forms.TextInput,
            "agent_contact": forms.TextInput,
            "wanted": forms.Textarea(attrs={"rows": 4}),
            "submitted_at": AdminDateTimeInput,
        }
        help_texts = {
            "applicant_kind": "决定计入年度报告表三的哪一列。代理人提出的，按被代理人选。",
            "applicant_name": "加密保存，列表只显示首字；查看全称会留下记录。",
            "applicant_identity": "加密保存。没有身份证明的，先登记，再告知补正。",
            "applicant_contact": "加密保存，答复按它送达。",
            "agent_name": "由别人代为申请的填写，加密保存。委托书登记后在申请页面上传。",
            "wanted": "写名称、文号或者便于查询的特征。一事一件，一封信提几件事的分开登记。",
            "intake_channel": "决定收到日期怎样认定，答复期限从收到日期的次日起算。",
            "submitted_at": "当面提交、签收或者到达的时间。",
        }

    def registration(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        data = dict(self.cleaned_data)
        data["organ_id"] = data.pop("organ").pk
        data["applicant_kind"] = ApplicantKind(data["applicant_kind"])
        data["intake_channel"] = IntakeChannel(data["intake_channel"])
        for name, term in (("provision_form", ProvisionForm), ("delivery", DeliveryWay)):
            data[name] = term(data[name]) if data[name] else None
        return data


class RequestNumberField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A request chosen by its number: a list of all of them would be too long to read."""

    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        rows = InformationRequest.objects.defer(*InformationRequest.personal_fields)
        super().__init__(queryset=rows, to_field_name="number", **kwargs)
        self.error_messages["invalid_choice"] = "没有这个编号的申请。请核对申请编号。"

    def prepare_value(self, value: Any) -> Any:
        """Show the number of a request that is chosen already."""
        if isinstance(value, int):
            numbers = InformationRequest.objects.filter(pk=value).values_list("number", flat=True)
            return numbers.first() or ""
        return super().prepare_value(value)

    def clean(self, value: Any) -> Any:
        """Take a number however it is spaced."""
        return super().clean(str(value or "").strip().upper())


class RemedyForm(WagtailAdminModelForm):
    """A reconsideration or lawsuit, and by its number the request it goes back to."""

    request = RequestNumberField(
        label="对应申请编号",
        required=False,
        help_text="由某件申请引起的填写，例如 GOV-2026-0001；有未审结的案件时，申请不能归档。",
    )

    class Meta:
        model = RemedyCase
        fields = (
            "organ", "request", "kind", "number", "applicant_label", "filed_on",
            "received_copy_on", "is_simple", "answered_on", "result", "concluded_on",
            "is_co_defendant",
        )  # fmt: skip


class PaperForm(forms.Form):
    """A scan that belongs to a request."""

    kind = forms.ChoiceField(label="材料", choices=PaperKind.choices())
    upload = forms.FileField(label="文件", help_text="JPG、PNG、PDF，不超过5 MB，加密保存。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


def _day() -> forms.DateInput:
    """Return the browser's own field for a day."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def _working_days(label: str, initial: int, most: int | None = None) -> forms.Field:
    return forms.IntegerField(label=label, initial=initial, min_value=1, max_value=most)


def _outcome_choices() -> list[tuple[str, str]]:
    return [("", "请选择"), *Outcome.choices()]


def _exemptions() -> list[tuple[str, str]]:
    return [(str(o.value), o.label) for o in Outcome if o in EXEMPTIONS]


_REASON = "必填，写进卷宗。"
# What a step asks beyond its day and a note.
_FIELDS: Mapping[Event, Mapping[str, Any]] = MappingProxyType(
    {
        Event.REQUEST_CORRECTION: {
            "working_days": lambda: _working_days("补正期限（工作日）", CORRECTION.working_days),
        },
        Event.OPEN_CONSULT: {
            "consultation": lambda: forms.CharField(
                label="征求谁的意见",
                max_length=80,
                help_text="发出后答复期限暂停，收到意见或者满15个工作日后接着算。",
            ),
        },
        Event.CONSULT_ANSWERED: {
            "consultation": lambda: forms.CharField(
                label="谁的意见", max_length=80, required=False, help_text="只征求一家的可不填。"
            ),
        },
        Event.CONSULT_LAPSED: {
            "consultation": lambda: forms.CharField(
                label="谁的意见", max_length=80, required=False, help_text="只征求一家的可不填。"
            ),
        },
        Event.EXTEND: {
            "working_days": lambda: _working_days(
                "延长（工作日）", MAX_EXTENSION.working_days, MAX_EXTENSION.working_days
            ),
        },
        Event.REASON_RECEIVED: {
            "until": lambda: forms.DateField(
                label="延迟答复至",
                required=False,
                widget=_day(),
                help_text="理由合理、期限内答复不了的才填，并告知申请人。",
            ),
        },
        Event.FEE_NOTICE: {
            "tariff": lambda: forms.ChoiceField(label="计收标准", choices=Tariff.choices()),
            "quantity": lambda: forms.IntegerField(
                label="数量", min_value=1, help_text="按件填本件是当月第几件，按量填页数。"
            ),
        },
        Event.FEE_PAID: {
            "receipt_number": lambda: forms.CharField(label="票据号", max_length=40),
        },
        Event.SUBMIT_REVIEW: {
            "outcome": lambda: forms.ChoiceField(
                label="办理结果",
                choices=_outcome_choices,
                help_text="决定计入表三的哪一行和答复书的救济告知。",
            ),
            "withheld_under": lambda: forms.MultipleChoiceField(
                label="不予公开部分的理由",
                choices=_exemptions,
                required=False,
                widget=forms.CheckboxSelectMultiple,
                help_text="结果为部分公开时选。",
            ),
            "already_given": lambda: forms.BooleanField(
                label="重复申请，上次已经提供",
                required=False,
                help_text="结果为不予重复处理时选，救济告知随之不同。",
            ),
        },
        Event.DISPATCH: {
            "way": lambda: forms.ChoiceField(
                label="送达方式",
                choices=[("", "按申请人要求的方式"), *ServiceWay.choices()],
                required=False,
            ),
            "tracking_number": lambda: forms.CharField(
                label="邮件号", max_length=60, required=False, help_text="邮寄的必填。"
            ),
        },
        Event.REMEDY_ORDER: {
            "working_days": lambda: _working_days("重办期限（工作日）", COURT_ORDER.working_days),
        },
        Event.SELF_CORRECT: {
            "working_days": lambda: _working_days("重办期限（工作日）", COURT_ORDER.working_days),
        },
    }
)
_MUST_EXPLAIN = frozenset(
    {Event.REQUEST_CORRECTION, Event.RETURN_DRAFT, Event.REMEDY_ORDER, Event.SELF_CORRECT}
)


class StepForm(forms.Form):
    """What one step of the lifecycle asks."""

    occurred_on = forms.DateField(
        label="日期", widget=_day(), help_text="填实际发生的日期，期限按它计算。"
    )
    note = forms.CharField(
        label="说明", required=False, max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(
        self,
        *args: Any,
        event: Event,
        today: date,
        said: Mapping[str, Any] = MappingProxyType({}),
        **kwargs: Any,
    ) -> None:
        """Ask for what ``event`` needs; its day is today until the officer says otherwise."""
        kwargs.setdefault("prefix", str(event.value))
        kwargs.setdefault("label_suffix", "")
        kwargs.setdefault("initial", {"occurred_on": today, **said})
        super().__init__(*args, **kwargs)
        self.event = event
        self.notes: list[str] = []
        for name, make in _FIELDS.get(event, {}).items():
            self.fields[name] = make()
        if event in _MUST_EXPLAIN:
            self.fields["note"].required = True
            self.fields["note"].help_text = _REASON
