"""The forms of files that a reply gives."""

from __future__ import annotations

from typing import Any

from django import forms


class AnswerFileForm(forms.Form):
    """A file that the reply will give."""

    title = forms.CharField(label="附件名称", max_length=120, help_text="和告知书里写的名称一致。")
    upload = forms.FileField(label="文件", help_text="PDF、JPG、PNG，不超过20 MB，加密保存。")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("prefix", "answer")
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class RedactionForm(forms.Form):
    """What is to be hidden, and why."""

    boxes = forms.CharField(
        label="遮盖框",
        required=False,
        widget=forms.Textarea(attrs={"rows": 5, "data-boxes": ""}),
        help_text="在页面图上拖出框，或者每行写一个：页码 左 上 宽 高，都是占页面的百分比。",
    )
    words = forms.CharField(
        label="按文字遮盖",
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="每行一个姓名、号码或者词，PDF里能选中的文字全部遮住；扫描件里的文字找不到，须在图上框。",
    )
    reason = forms.CharField(
        label="遮盖理由",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写明遮盖的是什么、依据哪一条不予公开。没有遮盖的不填。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
