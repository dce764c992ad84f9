"""The form of an answer for everybody, and the card that holds it."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django import forms

from gongkai.apps.foi.models import DisclosedAnswer, InformationRequest
from gongkai.apps.foi.services.disclosure import DISCLOSABLE, DRAFTERS, PUBLISHERS, is_public
from gongkai.domain.foi.outcomes import Outcome
from gongkai.domain.roles import Role


class DisclosedAnswerForm(forms.ModelForm[DisclosedAnswer]):
    """An answer told again without the applicant."""

    class Meta:
        model = DisclosedAnswer
        fields = ("title", "question", "answer")
        widgets = {
            "question": forms.Textarea(attrs={"rows": 3}),
            "answer": forms.Textarea(attrs={"rows": 8}),
        }
        help_texts = {
            "question": "概括申请要什么，不写谁申请、为什么申请。",
            "answer": "不写姓名、电话、住址、证件号码和申请编号，保存时自动检查。",
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Keep the fields apart from those of the steps."""
        kwargs.setdefault("prefix", "disclosed")
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class DisclosureCard:
    """What the page of a request shows about telling its answer to everybody.

    Attributes:
        row: the answer as written, or None.
        is_public: whether everybody can read it.
        may_publish: whether this person may let it out now.
        may_take_down: whether this person may take it down now.
        form: the form that writes it, for whoever may.
    """

    row: DisclosedAnswer | None
    is_public: bool
    may_publish: bool
    may_take_down: bool
    form: DisclosedAnswerForm | None


def disclosure_card(
    request: InformationRequest,
    *,
    held: Collection[Role],
    user_id: int | None,
    tried: DisclosedAnswerForm | None = None,
) -> DisclosureCard:
    """Return the card for somebody who holds these roles in the organ."""
    row = DisclosedAnswer.objects.filter(request=request).first()
    public = row is not None and is_public(row)
    heads = not set(PUBLISHERS).isdisjoint(held)
    given = request.concluded_on is not None and Outcome(request.outcome) in DISCLOSABLE
    form = None
    if given and not public and not set(DRAFTERS).isdisjoint(held):
        form = tried or DisclosedAnswerForm(instance=row)
    waits = row is not None and row.published_at is None and row.drafted_by_id != user_id
    return DisclosureCard(row, public, heads and waits, heads and public, form)
