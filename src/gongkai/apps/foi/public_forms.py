"""The three screens on which a citizen asks for information, and the one that opens his request."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from gongkai.apps.foi.models import PaperKind
from gongkai.domain.foi.application import MOST_CHARACTERS, ProvisionForm, is_doubtful_identity
from gongkai.domain.foi.letters.facts import DeliveryWay
from gongkai.domain.foi.outcomes import ApplicantKind

_PHONE_DIGITS = range(7, 16)
MOST_CORRECTION = 500


def _text(label: str, most: int, hint: str = "", **more: Any) -> forms.CharField:
    """Return a line to write in; what article 29 asks for is judged by the service."""
    return forms.CharField(
        label=label, max_length=most, help_text=hint, required=more.pop("required", False), **more
    )


class PublicForm(forms.Form):
    """A screen whose fields tell in words what is wrong."""

    website = forms.CharField(required=False)  # people do not see it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.error_messages["required"] = _MISSING.get(name, f"请填写{field.label}")

    @property
    def is_by_machine(self) -> bool:
        """Tell whether the field that nobody sees was filled in."""
        return bool(self.data.get("website"))

    def content(self) -> dict[str, str]:
        """Return what was filled in, as a draft keeps it; what is half right is kept as typed."""
        found: dict[str, str] = {}
        for name, field in self.fields.items():
            if name == "website" or isinstance(field, forms.FileField):
                continue
            typed = str(self.data.get(name, ""))[: getattr(field, "max_length", None)]
            if isinstance(field, forms.ChoiceField) and name in self.errors:
                typed = ""
            found[name] = str(self.cleaned_data.get(name, typed))
        return found

    def faults(self) -> list[tuple[str, str]]:
        """Return the field and the sentence of each fault, in the order of the screen."""
        return [(name, str(said)) for name, found in self.errors.items() for said in found]


_MISSING = {
    "applicant_kind": "请选择以什么身份申请",
    "applicant_name": "请填写姓名或者单位全称",
    "wanted": "请写明文件名称、文号，或者能让我们找到它的特征",
    "provision_form": "请选择希望得到哪种形式的信息",
    "delivery": "请选择怎样拿到答复",
    "code": "请填写查询码",
    "agreed": "要撤回的，请勾选确认",
    "text": "请写明补正的内容",
}


class ApplicantForm(PublicForm):
    """Who asks."""

    applicant_kind = forms.ChoiceField(
        label="以什么身份申请",
        choices=ApplicantKind.choices(),
        widget=forms.RadioSelect,
        initial=ApplicantKind.NATURAL_PERSON.value,
    )
    applicant_name = _text("姓名或者单位全称", 80, required=True)
    identity = _text(
        "证件号码", 40, "身份证号码，或者单位的统一社会信用代码。加密保存，只用于核对身份。"
    )
    identity_paper = forms.FileField(
        label="证件照片",
        required=False,
        help_text="可以不填号码，上传照片或者扫描件：JPG、PNG、PDF，不超过5 MB。",
    )
    phone = _text("联系电话", 30, "我们用它与您确认收到申请。后四位用来查询进度。")
    email = forms.EmailField(
        label="电子邮箱",
        required=False,
        max_length=80,
        error_messages={"invalid": "电子邮箱的格式不对，例如：name@example.cn"},
    )
    address = _text("通信地址", 160, "希望邮寄答复的，写到门牌号和邮政编码。")
    agent_name = _text("代理人姓名", 40, "由别人代为申请的填写。")
    agent_phone = _text("代理人电话", 30)
    authority_paper = forms.FileField(
        label="授权委托书", required=False, help_text="有代理人的上传：JPG、PNG、PDF，不超过5 MB。"
    )

    def clean_identity(self) -> str:
        """Refuse an identity card whose check digit does not fit: a slip of the pen."""
        number = str(self.cleaned_data["identity"]).strip()
        if is_doubtful_identity(number):
            raise forms.ValidationError("身份证号码与校验码不符，请对照证件检查有没有写错")
        return number

    def clean_phone(self) -> str:
        """Refuse what cannot be a telephone number."""
        return _phone(self.cleaned_data["phone"])

    def clean_agent_phone(self) -> str:
        """Refuse what cannot be a telephone number."""
        return _phone(self.cleaned_data["agent_phone"])

    def clean(self) -> dict[str, Any]:
        """Ask for what article 29 wants of the applicant."""
        data: dict[str, Any] = super().clean() or {}
        kept_paper = self.initial.get("has_identity_paper")
        proofs = (data.get("identity"), data.get("identity_paper"), kept_paper)
        if not any(proofs) and "identity" not in self.errors:
            self.add_error("identity", "请填写证件号码，或者上传证件照片")
        contacts = ("phone", "email", "address")
        if not any(data.get(name) or name in self.errors for name in contacts):
            self.add_error("phone", "电话、邮箱、地址至少填写一项，我们才能答复您")
        if data.get("agent_phone") and not data.get("agent_name"):
            self.add_error("agent_name", "请填写代理人姓名")
        return data

    def papers(self) -> list[tuple[PaperKind, UploadedFile[bytes]]]:
        """Return the files that came with the screen."""
        kinds = {"identity_paper": PaperKind.IDENTITY, "authority_paper": PaperKind.AUTHORITY}
        found = [(kind, self.cleaned_data.get(name)) for name, kind in kinds.items()]
        return [(kind, upload) for kind, upload in found if upload]


def _phone(text: str) -> str:
    """Return a telephone number as written.

    Raises:
        ValidationError: it has too few or too many digits.
    """
    number = text.strip()
    if number and sum(sign.isdigit() for sign in number) not in _PHONE_DIGITS:
        raise forms.ValidationError("电话号码的位数不对，请检查有没有多写或者少写")
    return number


class WantedForm(PublicForm):
    """What is asked for, and how it is wanted."""

    wanted = forms.CharField(
        label="您需要什么信息",
        max_length=MOST_CHARACTERS,
        help_text="一次写一项。例如：柳河镇2025年农村道路维修项目的竣工验收报告。",
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"max_length": f"请写在{MOST_CHARACTERS}字以内"},
    )
    provision_form = forms.ChoiceField(
        label="希望得到哪种形式",
        choices=ProvisionForm.choices(),
        widget=forms.RadioSelect,
        initial=ProvisionForm.ELECTRONIC.value,
    )
    delivery = forms.ChoiceField(
        label="怎样拿到答复",
        choices=DeliveryWay.choices(),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args: Any, held: dict[str, str] | None = None, **kwargs: Any) -> None:
        self.held = held or {}
        ways = {"email": DeliveryWay.ELECTRONIC, "address": DeliveryWay.MAIL}
        usual = [way for name, way in ways.items() if self.held.get(name)]
        first = (usual or [DeliveryWay.COLLECTION])[0]
        kwargs["initial"] = {"delivery": first.value} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)

    def clean_delivery(self) -> str:
        """Ask for the address that a way of delivery needs."""
        way = str(self.cleaned_data["delivery"])
        if way == DeliveryWay.MAIL.value and not self.held.get("address"):
            raise forms.ValidationError("选邮寄的，请回到上一步填写通信地址")
        if way == DeliveryWay.ELECTRONIC.value and not self.held.get("email"):
            raise forms.ValidationError("选电子方式的，请回到上一步填写电子邮箱")
        return way


class StatusForm(PublicForm):
    """The code and the last characters that open a request."""

    code = _text("查询码", 20, "提交成功时告诉您的12位查询码，例如 7K3M-9QXF-2HRT。", required=True)
    tail = _text("联系电话后四位", 20, "申请时没有留电话的，填证件号码后四位；两样都没有留的不填。")


class WithdrawForm(PublicForm):
    """The applicant takes his request back."""

    agreed = forms.BooleanField(label="我要撤回这件申请，不用再答复")


class CorrectionForm(PublicForm):
    """What the applicant adds when he was asked to."""

    text = forms.CharField(
        label="补正内容",
        max_length=MOST_CORRECTION,
        help_text=f"按补正告知书的要求写，{MOST_CORRECTION}字以内。需要补交材料的，请寄给受理机构。",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": f"请写在{MOST_CORRECTION}字以内"},
    )
