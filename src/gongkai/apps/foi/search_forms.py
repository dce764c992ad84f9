"""The form of a search for what a request asks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from gongkai.apps.foi.models import InformationRequest, SearchRecord
from gongkai.apps.foi.services.searches import SEARCHERS
from gongkai.domain.foi.lifecycle import State
from gongkai.domain.foi.searches import NEEDS_EMPTY_SEARCH, SEARCHABLE, SOURCE, SearchResult
from gongkai.domain.roles import Role


class SearchForm(forms.ModelForm[SearchRecord]):
    """One search: who, where, for what, of which years, with what result."""

    class Meta:
        model = SearchRecord
        fields = (
            "searched_on",
            "searcher_name",
            "place",
            "terms",
            "period_covered",
            "result",
            "note",
        )
        widgets = {
            "searched_on": forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            "note": forms.Textarea(attrs={"rows": 2}),
        }
        help_texts = {
            "place": "写到系统、科室或者档案馆，例如“县档案馆文书档案全文库”。一处登记一条。",
            "terms": "写实际检索用的名称、文号或者关键词。",
            "period_covered": "这一处资料的起止时间，例如“1984年至1990年”。",
            "note": "检索到的写明是什么，他人代查的写明谁答复的。",
        }

    def __init__(self, *args: Any, searcher_name: str, today: date, **kwargs: Any) -> None:
        """Suppose that whoever enters the search made it today."""
        kwargs.setdefault("prefix", "search")
        kwargs.setdefault("label_suffix", "")
        kwargs.setdefault("initial", {"searched_on": today, "searcher_name": searcher_name})
        super().__init__(*args, **kwargs)

    def search(self) -> dict[str, Any]:
        """Return the arguments of the service."""
        data = dict(self.cleaned_data)
        data["result"] = SearchResult(data["result"])
        return data


@dataclass(frozen=True, slots=True)
class SearchCard:
    """What the page of a request shows about searches.

    Attributes:
        request_id: the request.
        rows: every search, the oldest first.
        form: the form of one more, or None for whoever may not enter it now.
        outcome: the reply that rests on a search, as people say it.
        source: the article that says so.
    """

    request_id: int
    rows: list[SearchRecord]
    form: SearchForm | None
    outcome: str = "、".join(sorted(outcome.wording for outcome in NEEDS_EMPTY_SEARCH))
    source: str = str(SOURCE)


def search_card(
    request: InformationRequest,
    *,
    held: Collection[Role],
    searcher_name: str,
    today: date,
    tried: SearchForm | None = None,
) -> SearchCard:
    """Return the card of searches for somebody who holds these roles in the organ."""
    form = None
    if State(request.state) in SEARCHABLE and not set(SEARCHERS).isdisjoint(held):
        form = tried or SearchForm(searcher_name=searcher_name, today=today)
    return SearchCard(request.pk, list(request.searches.all()), form)
