"""What an editor fills in to start a text."""

from __future__ import annotations

from typing import Any

from django import forms

MOST_PASTED_MEGABYTES = 40
_MEGABYTE = 1024 * 1024


class SeveralFiles(forms.ClearableFileInput):
    """A field for several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """Files that are checked one by one as they are kept, not as a field."""

    widget = SeveralFiles

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Return what was chosen."""
        return list(data or [])


class WriteForm(forms.Form):
    """Where the text goes, the text, its attachments; all else is filled in by the system."""

    section = forms.TypedChoiceField(
        label="发到哪个栏目",
        coerce=int,
        error_messages={"required": "请选择栏目。", "invalid_choice": "请选择您能写的栏目。"},
    )
    title = forms.CharField(
        label="标题（可以不填）",
        max_length=200,
        required=False,
        help_text="不填时取正文的第一行标题。长标题可在断句处加“｜”，手机上从那里换行，"
        "网页上不显示。",
        error_messages={"max_length": "标题最多200个字，现在是%(show_value)s个字。"},
    )
    text = forms.CharField(
        label="正文", required=False, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="从Word、WPS或者微信公众号文章里复制，粘贴到这里。",
    )  # fmt: skip
    pasted = forms.FileField(required=False, allow_empty_file=True)
    word_file = forms.FileField(
        label="或者上传Word文件",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".docx"}),
        help_text="docx格式，标题、正文、表格、图片自动带入。",
    )
    attachments = FilesField(
        label="附件（可以一次选多个）",
        required=False,
        help_text="作者、修订等信息自动检查，不能公开的会说明原因。",
    )

    def __init__(self, sections: list[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        choices = sections if len(sections) == 1 else [("", "请选择"), *sections]
        fields["section"].choices = choices

    def clean_pasted(self) -> str:
        """Return the pasted HTML.

        Raises:
            ValidationError: it is far too much.
        """
        upload = self.cleaned_data.get("pasted")
        if not upload:
            return ""
        if upload.size > MOST_PASTED_MEGABYTES * _MEGABYTE:
            raise forms.ValidationError("粘贴的内容超过40MB。请少贴几张图片，在草稿里再加。")
        return str(upload.read().decode("utf-8", "replace"))
