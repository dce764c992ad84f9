"""The forms of letters: what a reply decides, what a letter must say, how it went out."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from wagtail.admin.forms.models import WagtailAdminModelForm

from gongkai.apps.foi import letter_word
from gongkai.apps.foi.models import InformationRequest, LetterHead, RequestLetter
from gongkai.apps.foi.queries import letters as queries
from gongkai.apps.foi.services.letters import DRAFTERS
from gongkai.domain.errors import Refusal
from gongkai.domain.foi.letters.facts import Decision
from gongkai.domain.foi.letters.forms import ProofForm
from gongkai.domain.foi.letters.grounds import GROUNDS
from gongkai.domain.foi.letters.kinds import KINDS, Addressee, Detail, LetterKind
from gongkai.domain.foi.letters.standing import (
    STEP_OF,
    LetterAct,
    LetterState,
    ServiceWay,
    acts_on,
    kinds_for,
)
from gongkai.domain.foi.lifecycle import State, allowed_events
from gongkai.domain.foi.outcomes import EXEMPTIONS, Outcome
from gongkai.domain.roles import Role
from gongkai.foundation.refusals import sentence

_MOST_BYTES = 2 * 1024 * 1024
# Details that bring about another wording of an outcome; they may stay empty.
_VARIANTS: Mapping[Outcome, tuple[Detail, ...]] = {
    Outcome.GRANTED: (Detail.PUBLISHED_AT,),
    Outcome.NOT_HELD: (Detail.OTHER_ORGAN,),
}
_HINTS: Mapping[Detail, str] = {
    Detail.DOCUMENTS: "写文件的完整名称，用书名号。",
    Detail.PUBLISHED_AT: "信息已经主动公开的填写网址或者查阅地点，上一项不填。",
    Detail.OTHER_ORGAN: "不属于本机关负责公开的填写，例如“县教育局（电话）”，上一项不填。",
    Detail.PERIOD: "只填数字。",
    Detail.AMOUNT: "只填数字。",
    Detail.SECRET_MARK: "写密级和定密依据，不写内容。",
    Detail.PROHIBITING_LAW: "写法律、行政法规的名称和条款。",
}
_SHORT = frozenset({Detail.PERIOD, Detail.AMOUNT})


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class DecisionForm(forms.Form):
    """What a reply decides; the letter asks for what follows from it."""

    outcome = forms.ChoiceField(label="办理结果", choices=[("", "请选择"), *Outcome.choices()])
    withheld_under = forms.MultipleChoiceField(
        label="不予公开部分的理由",
        choices=[(str(one.value), one.label) for one in Outcome if one in EXEMPTIONS],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="结果为部分公开时选。",
    )
    already_given = forms.BooleanField(
        label="重复申请，上次已经提供",
        required=False,
        help_text="结果为不予重复处理时选，救济告知随之不同。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Ask a reply in part for its grounds, and no other reply."""
        data: dict[str, Any] = super().clean() or {}
        is_part = data.get("outcome") == Outcome.GRANTED_IN_PART.value
        if is_part and not data.get("withheld_under"):
            self.add_error("withheld_under", "部分公开的，请选其余内容不予公开的理由。")
        if not is_part:
            data["withheld_under"] = []
        return data

    def decision(self) -> Decision:
        """Return what was chosen."""
        data = self.cleaned_data
        grounds = tuple(Outcome(one) for one in data["withheld_under"])
        return Decision(Outcome(data["outcome"]), grounds, already_given=data["already_given"])


class LetterForm(forms.Form):
    """What one letter must say beyond what the case tells."""

    def __init__(
        self, *args: Any, kind: LetterKind, decision: Decision | None, **kwargs: Any
    ) -> None:
        """Ask for what this letter, or the reply on this decision, needs."""
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        if KINDS[kind].addressee is not Addressee.APPLICANT:
            self.fields["addressee"] = forms.CharField(
                label="收件人", max_length=80, required=False, help_text="写全称。"
            )
        for name in _asked(kind, decision):
            self.fields[str(name.value)] = forms.CharField(
                label=name.label,
                required=False,
                max_length=10 if name in _SHORT else 2000,
                help_text=_HINTS.get(name, ""),
                widget=forms.TextInput if name in _SHORT else forms.Textarea(attrs={"rows": 3}),
            )
        self.fields["annexes"] = forms.CharField(
            label="附件",
            required=False,
            max_length=1000,
            widget=forms.Textarea(attrs={"rows": 2}),
            help_text="每行写一个附件的名称，没有的不填。",
        )

    def letter(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        data = dict(self.cleaned_data)
        return {
            "addressee": data.pop("addressee", ""),
            "annexes": data.pop("annexes").splitlines(),
            "details": {Detail(name): text for name, text in data.items()},
        }


def _asked(kind: LetterKind, decision: Decision | None) -> tuple[Detail, ...]:
    """Return the details to ask for, each once."""
    asked = list(KINDS[kind].needs)
    if decision is not None:
        asked += GROUNDS[decision.outcome].needs
        asked += _VARIANTS.get(decision.outcome, ())
        for outcome in decision.withheld_under:
            asked += GROUNDS[outcome].needs
    return tuple(dict.fromkeys(asked))


def entered(row: RequestLetter) -> dict[str, str]:
    """Return what was entered for a letter, as its form takes it."""
    found = queries.written(row)
    details = {str(name.value): text for name, text in found.details.items()}
    return {**details, "addressee": found.addressee, "annexes": "\n".join(found.annexes)}


class TextForm(forms.Form):
    """The paragraphs of a draft, to change by hand."""

    def __init__(self, *args: Any, row: RequestLetter, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for place, one in enumerate(queries.written(row).paragraphs, start=1):
            self.fields[f"paragraph_{place}"] = forms.CharField(
                label=f"第{place}段　{one.part.label}",
                initial=one.text,
                max_length=4000,
                widget=forms.Textarea(attrs={"rows": 4}),
            )

    def texts(self) -> list[str]:
        """Return the paragraphs in their order."""
        return list(self.cleaned_data.values())


class LetterActForm(forms.Form):
    """What is done with a letter on its way out."""

    def __init__(
        self, *args: Any, act: LetterAct, row: RequestLetter, today: date, **kwargs: Any
    ) -> None:
        """Ask for what the act needs."""
        kwargs.setdefault("prefix", str(act.value))
        kwargs.setdefault("label_suffix", "")
        kwargs.setdefault("initial", {"on": today, "takes_step": True})
        super().__init__(*args, **kwargs)
        self.act = act
        if act in (LetterAct.SEND, LetterAct.SERVE, LetterAct.RETURN):
            self.fields["on"] = forms.DateField(label="日期", widget=_day())
        if act is LetterAct.SEND:
            self.fields["way"] = forms.ChoiceField(label="送达方式", choices=ServiceWay.choices())
            self.fields["tracking_number"] = forms.CharField(
                label="邮件号", max_length=60, required=False, help_text="邮寄的必填。"
            )
            event = STEP_OF.get(LetterKind(row.kind))
            if event is not None and event in allowed_events(State(row.request.state)):
                self.fields["takes_step"] = forms.BooleanField(
                    label=f"同时登记办理步骤“{event.label}”",
                    required=False,
                    help_text="已经在“办理”一栏登记过的不勾选。",
                )
        if act in (LetterAct.SERVE, LetterAct.RETURN, LetterAct.VOID):
            self.fields["note"] = forms.CharField(
                label="说明" if act is LetterAct.SERVE else "原因",
                max_length=200,
                required=act is not LetterAct.SERVE,
                help_text="签收人、签收凭证；回证扫描件请在“申请材料”上传。"
                if act is LetterAct.SERVE
                else "写进卷宗。",
            )


class LetterHeadForm(WagtailAdminModelForm):
    """What an organ's letters share, and its own Word template."""

    upload = forms.FileField(
        label="版式样板（Word）",
        required=False,
    )
    drop_template = forms.BooleanField(label="不再用样板，改回系统版式", required=False)

    class Meta:
        model = LetterHead
        fields = (
            "organ", "number_mark", "reconsideration_body", "court", "online_reconsideration",
            "is_required",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["upload"].help_text = format_html(
            '不上传的用系统版式。请先<a href="{}">下载样板</a>，在上面改字体、版头，'
            "保留花括号里的内容；上传时自动试排。",
            reverse("foi_letter_heads:starter"),
        )

    def clean_upload(self) -> Any:
        """Try a template before it is taken."""
        upload = self.cleaned_data.get("upload")
        if not upload:
            return None
        if upload.size > _MOST_BYTES:
            raise forms.ValidationError("样板超过2 MB。请去掉里面的图片再上传。")
        content = upload.read()
        try:
            letter_word.check_template(content)
        except Refusal as refusal:
            raise forms.ValidationError(sentence(refusal)) from refusal
        return upload.name, content

    def save(self, commit: bool = True) -> Any:
        """Keep the template that was tried, or none."""
        if taken := self.cleaned_data.get("upload"):
            self.instance.template_name, self.instance.template = taken
        elif self.cleaned_data.get("drop_template"):
            self.instance.template_name, self.instance.template = "", None
        return super().save(commit=commit)


@dataclass(frozen=True, slots=True)
class LetterCard:
    """What the page of a request shows about its letters.

    Attributes:
        request_id: the request.
        rows: every letter, the oldest first.
        kinds: the letters this person may write now, each with its short name.
        has_head: whether it is entered what the organ's letters share.
        forms: the forms to print and sign by hand.
    """

    request_id: int
    rows: list[RequestLetter]
    kinds: list[tuple[LetterKind, str]]
    has_head: bool
    forms: tuple[ProofForm, ...] = tuple(
        form for form in ProofForm if form is not ProofForm.SERVICE
    )


def letter_card(request: InformationRequest, *, held: Collection[Role]) -> LetterCard:
    """Return the card of letters for somebody who holds these roles in the organ."""
    rows = list(request.letters.defer("content", "word", "printed"))
    kinds: list[tuple[LetterKind, str]] = []
    if not set(DRAFTERS).isdisjoint(held):
        live = {LetterState.DRAFT.value, LetterState.SIGNED.value}
        replied = any(row.kind == LetterKind.REPLY.value and row.state in live for row in rows)
        kinds = [
            (kind, kind.label.removeprefix("政府信息公开申请"))
            for kind in reversed(kinds_for(State(request.state)))
            if not (kind is LetterKind.REPLY and replied)
        ]
    has_head = LetterHead.objects.filter(organ_id=request.organ_id).exists()
    return LetterCard(request.pk, rows, kinds, has_head)


def act_forms(row: RequestLetter, today: date) -> list[LetterActForm]:
    """Return the acts that a letter may take now; a reply takes them by its request's steps."""
    acts = acts_on(LetterState(row.state))
    if row.kind == LetterKind.REPLY.value:
        acts = tuple(act for act in acts if act is LetterAct.VOID and row.state == "draft")
    return [LetterActForm(act=act, row=row, today=today) for act in acts]
