"""Forms that propose and decide a correction of the ledger, and the card that holds them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django import forms

from gongkai.apps.foi.models import InformationRequest, LedgerCorrection, RequestEvent
from gongkai.apps.foi.services.corrections import DECIDERS, PROPOSERS
from gongkai.domain.foi.corrections import CorrectionDecision
from gongkai.domain.foi.lifecycle import Event
from gongkai.domain.roles import Role


def _day() -> forms.DateInput:
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


class CorrectionForm(forms.Form):
    """Which entry is wrong, and what it should say."""

    event = forms.TypedChoiceField(label="更正哪一条", coerce=int)
    occurred_on = forms.DateField(label="更正为", widget=_day(), help_text="实际发生的日期。")
    working_days = forms.IntegerField(
        label="工作日",
        required=False,
        min_value=1,
        help_text="只用于告知补正、延期答复和重办，不改的不填。",
    )
    until = forms.DateField(
        label="延迟答复至",
        required=False,
        widget=_day(),
        help_text="只用于收到理由说明，照应有的日期填；原来没有延迟的不填。",
    )
    reason = forms.CharField(
        label="更正理由",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="写明凭什么认定记错了，例如签收凭证上的日期。",
    )

    def __init__(self, *args: Any, ledger: Collection[RequestEvent], **kwargs: Any) -> None:
        """Offer the entries of a ledger."""
        kwargs.setdefault("prefix", "correction")
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        field: Any = self.fields["event"]
        field.choices = [("", "请选择"), *((row.pk, _named(row)) for row in ledger)]

    def correction(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        data = dict(self.cleaned_data)
        data["event_id"] = data.pop("event")
        data["working_days"] = data["working_days"] or 0
        return data


class DecisionForm(forms.Form):
    """What the head of the office says about a proposal."""

    approve = forms.TypedChoiceField(
        label="审批",
        choices=[("yes", "同意更正"), ("no", "不同意更正")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    opinion = forms.CharField(
        label="审批意见",
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="不同意的必填。",
    )

    def __init__(self, *args: Any, correction_id: int, **kwargs: Any) -> None:
        """Keep the fields of several proposals apart."""
        kwargs.setdefault("prefix", f"decision{correction_id}")
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class ShownCorrection:
    """One correction as the page shows it.

    Attributes:
        row: the proposal and its decision.
        label: the entry it is about.
        form: the form of the decision, for whoever may decide now.
    """

    row: LedgerCorrection
    label: str
    form: DecisionForm | None


@dataclass(frozen=True, slots=True)
class CorrectionCard:
    """What the page of a request shows about corrections of its ledger.

    Attributes:
        rows: every correction, the oldest first.
        form: the form of one more, or None for whoever may not propose.
    """

    rows: list[ShownCorrection]
    form: CorrectionForm | None

    @property
    def is_applied(self) -> bool:
        """Tell whether the ledger is read otherwise than it was written."""
        approved = CorrectionDecision.APPROVED.value
        return any(shown.row.decision == approved for shown in self.rows)


def correction_card(
    request: InformationRequest,
    ledger: Collection[RequestEvent],
    *,
    held: Collection[Role],
    user_id: int | None,
    tried: CorrectionForm | None = None,
) -> CorrectionCard:
    """Return the card of corrections for somebody who holds these roles in the organ."""
    rows = [
        ShownCorrection(row, Event(row.event.event).label, _decision_form(row, held, user_id))
        for row in request.corrections.select_related("event")
    ]
    form = None
    correctable = [row for row in ledger if not row.facts.get("imported")]
    if correctable and not set(PROPOSERS).isdisjoint(held):
        form = tried or CorrectionForm(ledger=correctable)
    return CorrectionCard(rows, form)


def _decision_form(
    row: LedgerCorrection, held: Collection[Role], user_id: int | None
) -> DecisionForm | None:
    """Return the form of the decision, unless it is taken or not this person's to take."""
    waits = row.decision == CorrectionDecision.PROPOSED.value
    if not waits or set(DECIDERS).isdisjoint(held) or row.proposed_by_id == user_id:
        return None
    return DecisionForm(correction_id=row.pk)


def _named(entry: RequestEvent) -> str:
    return f"{entry.occurred_on} {Event(entry.event).label}"
