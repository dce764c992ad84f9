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
from gongkai.apps.websites.models import HomePage, SectionPage
from gongkai.apps.websites.places import get_portal
from gongkai.apps.websites.queries import section_of_kind
from gongkai.domain.documents.validity import Validity
from gongkai.domain.search.queries import tidy
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.pages.paths import paths_above

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
    "section": "栏目",
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
        "own_site": (own_site := _own_site(asked.get("from", ""), portal)),
    }
    if not words:
        return page
    chosen = {name: frozenset(asked.getlist(name)) - {""} for name in _FACETS}
    organ_id = getattr(own_site, "organ_id", None) or 0
    found = search.search(words, _filters(chosen), today, page["sort"], organ_id)
    if not found.counts and not found.numbers and found.query.terms:
        searches.note_zero_result(words, clock.now())
    results = Paginator(found.numbers, search.ROWS).get_page(asked.get("page"))
    results.object_list = search.shown(  # type: ignore[assignment]  # numbers become rows
        found, results.object_list
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


def _own_site(number: str, portal: HomePage | None) -> HomePage | None:
    """Return the site of a unit from which a reader searches; None from the portal."""
    if not number.isdecimal() or (portal is not None and int(number) == portal.pk):
        return None
    return HomePage.objects.live().select_related("organ").filter(pk=int(number)).first()


def _filters(chosen: Mapping[str, frozenset[str]]) -> search.Filters:
    return search.Filters(
        kinds=chosen["kind"],
        years=chosen["year"],
        organs=chosen["organ"],
        validities=chosen["validity"],
        forms=chosen["form"],
        sites=chosen["site"],
        sections=chosen["section"],
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


def _sections(keys: list[str]) -> dict[str, str]:
    """Return the sections' titles, with the site where several have the same one."""
    rows = list(SectionPage.objects.filter(pk__in=_numbers(keys)).only("title", "path"))
    times = Counter(row.title for row in rows)
    homes = _homes_above(rows) if max(times.values(), default=0) > 1 else {}
    return {
        str(row.pk): f"{row.title}（{homes.get(row.pk, row.pk)}）"
        if times[row.title] > 1
        else row.title
        for row in rows
    }


def _homes_above(sections: list[SectionPage]) -> dict[int, str]:
    """Return the short name of the site of each section."""
    paths = {path for row in sections for path in paths_above(row.path)}
    homes = HomePage.objects.filter(path__in=paths).select_related("organ").order_by("path")
    return {
        row.pk: home.short_name
        for home in homes
        for row in sections
        if row.path.startswith(home.path)
    }


_LABELS: dict[str, Callable[[list[str]], dict[str, str]]] = {
    "kind": lambda _keys: registry.kinds(),
    "validity": lambda _keys: {term.value: term.label for term in Validity},
    "form": lambda _keys: registry.forms(),
    "year": lambda keys: {key: f"{key}年" for key in keys if key.isdecimal()},
    "organ": _organs,
    "site": _sites,
    "section": _sections,
}
