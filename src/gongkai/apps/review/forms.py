"""What a reviewer fills in."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms

from gongkai.apps.review.services import Opinion
from gongkai.domain.review.checklists import CHECKLISTS
from gongkai.domain.review.editions import EditionKind
from gongkai.domain.review.emergencies import EmergencyKind
from gongkai.domain.review.opinions import PROOFREADING_STATES, Proofreading
from gongkai.domain.review.secrecy import SecrecyConclusion, SecrecyGround
from gongkai.domain.review.three_reviews import REVIEW_ORDER, State
from gongkai.domain.review.withdrawals import WithdrawalKind

NOW, LATER = "now", "later"
MOST_MARKED = 100
_MARK = re.compile(rf"({'|'.join(level.value for level in REVIEW_ORDER)}):([0-9]{{1,18}})")
_DAY = {"type": "date"}
_HOUR = {"type": "datetime-local"}


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


def points_of(state: State) -> list[str]:
    """Return the points of a level's checklist, in order."""
    checklist = CHECKLISTS.get(state)
    return [*checklist.review_focus, *checklist.proofreading_focus] if checklist else []


class OpinionForm(forms.Form):
    """One level's opinion; the fields that the level does not ask for are left out.

    Args:
        state: the level; of a text released in an emergency, the level that confirms it.
        may_schedule: whether an hour can be set for the publication that follows.
    """

    checks = forms.MultipleChoiceField(
        label="审核要点（核对过的打勾）", required=False, widget=forms.CheckboxSelectMultiple
    )
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
    release = forms.ChoiceField(
        label="发布时间",
        choices=[(NOW, "通过后立即发布"), (LATER, "定时发布")],
        initial=NOW,
        required=False,
        widget=forms.RadioSelect,
    )
    release_at = forms.DateTimeField(
        label="定时发布的时间",
        required=False,
        widget=forms.DateTimeInput(attrs=_HOUR, format="%Y-%m-%dT%H:%M"),
        help_text="到时系统再核对一次文本，与审核时一致才发布。",
    )
    text = forms.CharField(
        label="意见",
        max_length=500,
        required=False,
        widget=_area(),
        help_text="退回时必须写明要改什么。",
    )

    def __init__(
        self, state: State, *args: Any, may_schedule: bool | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.state = state
        points = points_of(state)
        choices: Any = self.fields["checks"]
        choices.choices = [(point, point) for point in points]
        schedule = state is State.FINAL_REVIEW if may_schedule is None else may_schedule
        proofreads, secrecy = state in PROOFREADING_STATES, state is State.SECRECY_REVIEW
        asked = {
            "checks": bool(points),
            "errors_found": proofreads,
            "errors_corrected": proofreads,
            "secrecy": secrecy,
            "secrecy_grounds": secrecy,
            "release": schedule,
            "release_at": schedule,
        }
        for name, is_asked in asked.items():
            if not is_asked:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Ask for the hour when the text is to be published later."""
        data: dict[str, Any] = super().clean() or {}
        later = data.get("release") == LATER and "release_at" not in self.errors
        if later and not data.get("release_at"):
            self.add_error("release_at", "请填写定时发布的时间，或者选“通过后立即发布”。")
        return data

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
            checklist=data.get("checks", ()),
        )

    def hour(self) -> datetime | None:
        """Return the hour at which the text is to be published; None for at once."""
        data = self.cleaned_data
        return data.get("release_at") if data.get("release") == LATER else None


@dataclass(frozen=True, slots=True)
class Marked:
    """Texts of one level that were marked on the desk."""

    level: State
    ids: list[int]


class MarksField(forms.Field):
    """Texts marked on the desk, each sent as ``level:number``."""

    widget = forms.MultipleHiddenInput
    default_error_messages = {
        "required": "请先选中要通过的稿件。",
        "unknown": "选中的稿件认不出来。请刷新后重新选择。",
        "levels": "选中的稿件不在同一审级。请一次只选同一审级的稿件。",
    }

    def to_python(self, value: Any) -> Marked | None:
        """Return the marked texts.

        Raises:
            ValidationError: a mark is no text, or the texts stand at several levels.
        """
        if not value:
            return None
        marks = [_MARK.fullmatch(str(mark)) for mark in value]
        read = [(mark[1], int(mark[2])) for mark in marks if mark]
        if len(read) != len(value) or len(read) > MOST_MARKED:
            raise forms.ValidationError(self.error_messages["unknown"])
        if len({level for level, _ in read}) > 1:
            raise forms.ValidationError(self.error_messages["levels"])
        return Marked(State(read[0][0]), [number for _, number in read])


class BulkForm(forms.Form):
    """The same good opinion on several texts of one level that were read one by one."""

    texts = MarksField()
    checked = forms.BooleanField(
        label="选中的稿件我已逐篇读过，审核要点逐项核对，未发现差错",
        error_messages={"required": "批量通过前，请确认选中的稿件已逐篇读过、要点已核对。"},
    )
    text = forms.CharField(label="意见（写入每一篇）", max_length=500, required=False)

    def opinion(self) -> Opinion:
        """Return the opinion of the level on texts in which nothing was found."""
        state = self.cleaned_data["texts"].level
        return Opinion(
            text=self.cleaned_data["text"],
            proofreading=Proofreading() if state in PROOFREADING_STATES else None,
            secrecy=SecrecyConclusion.MAY_BE_DISCLOSED if state is State.SECRECY_REVIEW else None,
        )


class ReasonForm(forms.Form):
    """Why something is stopped or kept."""

    reason = forms.CharField(
        label="理由",
        max_length=500,
        widget=_area(2),
        error_messages={"required": "请写明理由。"},
    )


class SubmitForm(forms.Form):
    """How much a new edition of a public text changes, and what the public reads about it."""

    edition_kind = forms.ChoiceField(
        label="改了多少",
        choices=[
            (EditionKind.MAJOR.value, "重要更新：内容有变化，页面上写明改了什么"),
            (EditionKind.MINOR.value, "文字更正：只改错字、格式，内容没有变化"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择是重要更新还是文字更正。"},
    )
    change_note = forms.CharField(
        label="向公众说明改了什么",
        max_length=300,
        required=False,
        widget=_area(2),
        help_text="重要更新必须写，显示在页面上。文字更正可以不写。",
    )


class EmergencyForm(forms.Form):
    """Why a text cannot wait for its reviews."""

    kind = forms.ChoiceField(
        label="突发事件",
        choices=EmergencyKind.choices(),
        widget=forms.RadioSelect,
        error_messages={"required": "请选择是哪一类突发事件。"},
    )
    grounds = forms.CharField(
        label="为什么不能等审核",
        max_length=500,
        widget=_area(),
        error_messages={"required": "请写明发生了什么、为什么不能等审核。"},
    )
    cleared = forms.BooleanField(
        label="我已作保密审查，这一稿不涉及国家秘密、工作秘密、商业秘密和个人隐私，可以公开",
        error_messages={"required": "应急发布前也要作保密审查。请审查后打勾。"},
    )


class WithdrawForm(forms.Form):
    """How a published text leaves the site, and why."""

    kind = forms.ChoiceField(
        label="撤稿方式",
        choices=[
            (WithdrawalKind.BANNER.value, "保留页面并注明：正文留着，上方写明已撤回"),
            (WithdrawalKind.REDIRECT.value, "转到新页面：原地址引到新的信息"),
            (WithdrawalKind.GONE.value, "不再提供：正文不再显示，用于泄密和泄露个人信息"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择撤稿方式。"},
    )
    public_reason = forms.CharField(
        label="向公众的说明",
        max_length=300,
        required=False,
        widget=_area(2),
        help_text="保留页面、转到新页面时必须写，公众看得到。",
    )
    internal_reason = forms.CharField(
        label="内部理由",
        max_length=500,
        required=False,
        widget=_area(2),
        help_text="只留在审校记录里。选“不再提供”时必须写。",
    )
    redirect_to = forms.CharField(
        label="新页面的网址",
        max_length=300,
        required=False,
        help_text="只在“转到新页面”时填写，从浏览器地址栏复制。",
    )


class DelegationForm(forms.Form):
    """Who reviews in my place, for which post, from when to when, and why."""

    post = forms.TypedChoiceField(
        label="岗位", coerce=int, error_messages={"required": "请选择委托哪个岗位。"}
    )
    delegate = forms.TypedChoiceField(
        label="由谁代审", coerce=int, error_messages={"required": "请选择由谁代审。"}
    )
    from_on = forms.DateField(
        label="从哪天起",
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        error_messages={"required": "请填写起始日期。"},
    )
    to_on = forms.DateField(
        label="到哪天止",
        widget=forms.DateInput(attrs=_DAY, format="%Y-%m-%d"),
        error_messages={"required": "请填写截止日期。"},
        help_text="这一天也算在内。",
    )
    reason = forms.CharField(
        label="理由", max_length=200, error_messages={"required": "请写明理由，例如出差、休假。"}
    )

    def __init__(
        self,
        posts: Mapping[int, str],
        colleagues: Mapping[int, str],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["post"].choices = list(posts.items())
        fields["delegate"].choices = [("", "请选择"), *colleagues.items()]


class ChainForm(forms.Form):
    """Which levels the texts of one organ pass."""

    reviews = forms.TypedChoiceField(
        label="审核级数",
        coerce=int,
        choices=[(3, "三审三校：一审、二审、保密审查、三审"), (2, "两审：一审、保密审查、三审")],
        widget=forms.RadioSelect,
        error_messages={"required": "请选择审核级数。"},
    )
    legality_kinds = forms.MultipleChoiceField(
        label="还要经过合法性审核的信息",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="行政规范性文件依法要经过合法性审核。不选的，不经过这一级。",
    )

    def __init__(self, kinds: Mapping[str, str], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["legality_kinds"].choices = list(kinds.items())
