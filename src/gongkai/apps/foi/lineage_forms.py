"""The forms that divide and join requests, and the card that holds them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django import forms

from gongkai.apps.foi.models import InformationRequest
from gongkai.apps.foi.queries.desk import OPEN_STATES
from gongkai.apps.foi.services.lineage import JOINERS, SPLITTABLE, SPLITTERS
from gongkai.domain.foi.lifecycle import State
from gongkai.domain.roles import Role


class SplitForm(forms.Form):
    """The matters of one application."""

    pieces = forms.CharField(
        label="每件事的内容",
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="每行写一件，第一件留在本件，其余各编新号；收到日期和办理经过相同。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


class JoinForm(forms.Form):
    """With which request another is handled."""

    lead_number = forms.CharField(
        label="与哪一件一并办理",
        required=False,
        max_length=60,
        help_text="填本机关没有办结的申请编号；清空后保存，分开办理。每件仍分别答复。",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)


@dataclass(frozen=True, slots=True)
class LineageCard:
    """What the page of a request shows about where it comes from and with which it goes.

    Attributes:
        origin: the request it was divided from.
        pieces: requests divided from it.
        lead: the request it is handled with.
        followers: requests that are handled with it.
        split_form: for whoever may divide it now.
        join_form: for whoever may join it now.
    """

    origin: InformationRequest | None
    pieces: list[InformationRequest]
    lead: InformationRequest | None
    followers: list[InformationRequest]
    split_form: SplitForm | None
    join_form: JoinForm | None


def lineage_card(row: InformationRequest, *, held: Collection[Role]) -> LineageCard:
    """Return the card for somebody who holds these roles in the organ."""
    may_split = State(row.state) in SPLITTABLE and not set(SPLITTERS).isdisjoint(held)
    may_join = row.state in OPEN_STATES and not set(JOINERS).isdisjoint(held)
    lead = row.joined_to
    return LineageCard(
        row.split_from,
        list(row.pieces.only("pk", "number")),
        lead,
        list(row.followers.only("pk", "number")),
        SplitForm(initial={"pieces": row.wanted}) if may_split else None,
        JoinForm(initial={"lead_number": lead.number if lead else ""}) if may_join else None,
    )
