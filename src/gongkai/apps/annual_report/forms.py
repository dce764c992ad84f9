"""Take what an officer writes himself into a report."""

from __future__ import annotations

from typing import Any

from django import forms

from gongkai.apps.annual_report.models import PointKind

_LONGEST = 500
_HELP = {
    PointKind.PROMISE_KEPT: "每行一条，与上年提出的改进措施逐条对应。",
    PointKind.PROBLEM: "每行一条，写具体事实，不与上年雷同。",
    PointKind.IMPROVEMENT: "每行一条，与上面的问题逐条对应。",
}


class WordsForm(forms.Form):
    """Section five, one point a line, and the note on the stock of documents."""

    promise_kept = forms.CharField(required=False)
    problem = forms.CharField(required=False)
    improvement = forms.CharField(required=False)
    stock_note = forms.CharField(
        label="现行有效件数的说明",
        required=False,
        max_length=200,
        help_text="清理或者口径调整使现行有效件数与上年不衔接时填写。",
        widget=forms.TextInput(attrs={"class": "g-input"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Give every kind of point a box with its official label."""
        super().__init__(*args, **kwargs)
        for kind in PointKind:
            self.fields[kind.value] = forms.CharField(
                label=kind.label,
                required=False,
                help_text=_HELP[kind],
                widget=forms.Textarea(attrs={"class": "g-input", "rows": 4}),
                validators=[_check_lines],
            )
        self.order_fields([*(kind.value for kind in PointKind), "stock_note"])

    def points(self) -> dict[PointKind, list[str]]:
        """Return the points by kind, blank lines dropped."""
        return {kind: _lines(self.cleaned_data[kind.value]) for kind in PointKind}


def _lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _check_lines(text: str) -> None:
    for number, line in enumerate(_lines(text), start=1):
        if len(line) > _LONGEST:
            message = f"第{number}条有{len(line)}字，每条不超过{_LONGEST}字。请分成几条写。"
            raise forms.ValidationError(message)
