"""Read what a reader asks of the search from an address, and what the page shows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from django.core.paginator import Paginator
from django.http import QueryDict

from gongkai.apps.search import queries as search
from gongkai.apps.search import registry
from gongkai.apps.search import services as searches
from gongkai.apps.websites.models import HomePage
from gongkai.apps.websites.places import get_portal
from gongkai.apps.websites.queries import section_of_kind
from gongkai.domain.documents.validity import Validity
from gongkai.domain.search.queries import tidy
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock
from gongkai.foundation.organs.models import Organ

suggestions = search.suggestions
_MOST_VALUES = 12
# parameter of the address → heading of its filter
_FACETS = {
    "kind": "类型",
    "validity": "有效性",
    "form": "解读形式",
    "year": "年份",
    "organ": "发布单位",
    "site": "网站",
}


def context(asked: QueryDict) -> dict[str, Any]:
    """Return what the page of the search shows."""
    words, today = tidy(asked.get("q", "")), clock.today()
    portal = get_portal()
    on_request = section_of_kind(portal, SectionKind.ON_REQUEST) if portal is not None else None
    page: dict[str, Any] = {
        "q": words,
        "count": 0,
        "sort": asked.get("sort", ""),
        "suggest_request_url": on_request.url if on_request else "",
    }
    if not words:
        return page
    chosen = {name: frozenset(asked.getlist(name)) - {""} for name in _FACETS}
    found = search.search(words, _filters(chosen), today, page["sort"])
    if not found.counts and not found.numbers and found.query.terms:
        searches.note_zero_result(words, clock.now())
    results = Paginator(found.numbers, search.ROWS).get_page(asked.get("page"))
    results.object_list = search.shown(  # type: ignore[assignment]  # numbers become rows
        results.object_list, found.query, today
    )
    return {
        **page,
        "results": results,
        "count": len(found.numbers),
        "found": found,
        "bets": search.best_bets(words, today),
        "filters": _shown(found.counts, chosen),
        "is_filtered": any(chosen.values()),
    }


def _filters(chosen: Mapping[str, frozenset[str]]) -> search.Filters:
    return search.Filters(
        kinds=chosen["kind"],
        years=chosen["year"],
        organs=chosen["organ"],
        validities=chosen["validity"],
        forms=chosen["form"],
        sites=chosen["site"],
    )


def _shown(
    counts: Mapping[str, Counter[str]], chosen: Mapping[str, frozenset[str]]
) -> list[dict[str, Any]]:
    """Return the filters that can narrow anything, each value with its hits."""
    shown = []
    for name, heading in _FACETS.items():
        values = counts.get(name, Counter())
        keys = [key for key, _ in values.most_common(_MOST_VALUES)]
        keys += [key for key in chosen[name] if key not in keys]
        if name == "year":
            keys.sort(reverse=True)
        labels = _LABELS[name](keys)
        options = [
            {"value": key, "label": labels[key], "count": values[key], "on": key in chosen[name]}
            for key in keys
            if key in labels
        ]
        if len(options) > 1 or chosen[name]:
            shown.append({"name": name, "heading": heading, "options": options})
    return shown


def _numbers(keys: list[str]) -> list[int]:
    return [int(key) for key in keys if key.isdecimal()]


def _organs(keys: list[str]) -> dict[str, str]:
    rows = Organ.objects.filter(pk__in=_numbers(keys)).values_list("pk", "short_name")
    return {str(pk): name for pk, name in rows}


def _sites(keys: list[str]) -> dict[str, str]:
    homes = HomePage.objects.filter(pk__in=_numbers(keys)).select_related("organ")
    return {str(home.pk): home.short_name for home in homes}


_LABELS: dict[str, Callable[[list[str]], dict[str, str]]] = {
    "kind": lambda _keys: registry.kinds(),
    "validity": lambda _keys: {term.value: term.label for term in Validity},
    "form": lambda _keys: registry.forms(),
    "year": lambda keys: {key: f"{key}年" for key in keys if key.isdecimal()},
    "organ": _organs,
    "site": _sites,
}
