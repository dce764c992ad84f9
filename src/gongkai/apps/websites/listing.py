"""List the pages of a section: the newest, the months of its archive, what a reader seeks.

The section's own page and its months are files, the same for everybody and for ever: a
publication touches the first page and its month. Words, years and further sheets belong
to the searching address ``/query<section>``, which is answered while one waits.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as Sheet
from django.core.paginator import Paginator
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.utils import timezone

from gongkai.apps.static_site.registry import once as once_a_batch
from gongkai.apps.websites.models import HomePage, Mirror, SectionPage
from gongkai.apps.websites.places import Once, once_for
from gongkai.apps.websites.registry import reading_of
from gongkai.domain.site_structure import Month
from gongkai.foundation.local_time import LocalMonth
from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.pages.paths import directly_under, parent_path, paths_above

ROWS_PER_SHEET = 20
_SHORT = 120  # rows that are read in less time than the months one by one
NEIGHBOURS = "websites.neighbours"
_NEIGHBOUR_FIELDS = ("title", "path", "depth", "url_path", "first_published_at")


def information_models() -> list[type[GovPage]]:
    """Return the page models whose pages count as published information."""
    return [
        model
        for model in apps.get_models()
        if issubclass(model, GovPage) and model.counts_as_information
    ]


def information() -> QuerySet[GovPage]:
    """Return all live pages that count as published information."""
    kinds = ContentType.objects.get_for_models(*information_models()).values()
    return GovPage.objects.filter(live=True, content_type__in=list(kinds))


def rows_of(section: SectionPage, once: Once = once_a_batch) -> QuerySet[GovPage]:
    """Return what a section lists: its own live pages and those mirrored into it."""
    own = Q(directly_under(section.path))
    mirrored = once(
        ("websites.mirrored", section.pk),
        lambda: list(Mirror.objects.filter(section=section).values_list("page_id", flat=True)),
    )
    return information().filter(own | Q(pk__in=mirrored) if mirrored else own)


def newest_first(pages: QuerySet[Any]) -> QuerySet[Any]:
    """Return listing rows without the heavy bodies, newest first."""
    return pages.select_related("organ").order_by("-first_published_at", "-pk")


def year_bounds(year: int) -> tuple[datetime, datetime]:
    """Return the first instant of a year and of the next, where the county is."""
    zone = timezone.get_default_timezone()
    return datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=timezone.get_default_timezone())


def month_of(at: datetime) -> Month:
    """Return the month an instant lies in where the county is."""
    return Month.of(timezone.localtime(at).date())


def months_of(pages: QuerySet[Any]) -> list[tuple[Month, int]]:
    """Return the months in which pages became public, the newest first, with how many."""
    rows = (
        pages.filter(first_published_at__isnull=False)
        .order_by()
        .annotate(month=LocalMonth("first_published_at"))
        .values_list("month")
        .annotate(number=Count("pk"))
        .order_by("-month")
    )
    read = ((Month.parse(month), number) for month, number in rows)
    return [(month, number) for month, number in read if month is not None]


def in_month(pages: QuerySet[Any], month: Month) -> QuerySet[Any]:
    """Return the pages that became public in a month."""
    return pages.filter(
        first_published_at__gte=_midnight(month.first_day),
        first_published_at__lt=_midnight(month.next().first_day),
    )


def month_before(pages: QuerySet[Any], month: Month) -> Month | None:
    """Return the last month with something public before a month."""
    earlier = pages.filter(first_published_at__lt=_midnight(month.first_day))
    return _month_of_first(earlier.order_by("-first_published_at"))


def month_after(pages: QuerySet[Any], month: Month) -> Month | None:
    """Return the first month with something public after a month."""
    later = pages.filter(first_published_at__gte=_midnight(month.next().first_day))
    return _month_of_first(later.order_by("first_published_at"))


def _month_of_first(pages: QuerySet[Any]) -> Month | None:
    at = pages.values_list("first_published_at", flat=True).first()
    return month_of(at) if at is not None else None


def archive_of(section: SectionPage, months: Iterable[tuple[Month, int]]) -> list[dict[str, Any]]:
    """Return the years of an archive with their months, as the section's page lists them."""
    years = []
    for year, group in groupby(months, key=lambda row: row[0].year):
        kept = list(group)
        rows = [
            {"label": f"{month.number}月", "url": f"{section.url}{month}/", "count": number}
            for month, number in kept
        ]
        total = sum(number for _, number in kept)
        years.append({"year": year, "count": total, "months": rows})
    return years


def part_label(part: str) -> str:
    """Return in words which part of a section is shown; empty for its first page."""
    month = Month.parse(part)
    if month is not None:
        return month.label
    return f"{part[:4]}年" if part else ""


def list_context(
    section: SectionPage,
    pages: QuerySet[Any],
    request: HttpRequest,
    *,
    search_fields: tuple[str, ...] = ("title", "summary"),
) -> dict[str, Any]:
    """Return what a section's template shows of its pages, as the reader's address asks."""
    reading = reading_of(request)
    if reading.query is not None:
        found = section_listing(pages, reading.query, search_fields=search_fields)
        shown = {**found, "is_query": True}
    elif reading.part:
        months = _months(section, pages, request)
        month = Month.parse(reading.part)
        items = _of_month(section, pages, months, month, once_for(request)) if month else []
        shown = _month_context(section, months, month, items)
    else:
        shown = _newest_context(section, pages, _months(section, pages, request))
    mark_mirrored(section, shown["items"])
    return {**links_of(section), **shown}


def _months(
    section: SectionPage, pages: QuerySet[Any], request: HttpRequest
) -> list[tuple[Month, int]]:
    """Return the months of a section's pages, counted once per batch."""
    found: list[tuple[Month, int]] = once_for(request)(
        ("websites.months", section.pk), lambda: months_of(pages)
    )
    return found


def links_of(section: SectionPage) -> dict[str, Any]:
    """Return the addresses a list leads to: the searching one, the section, its feed."""
    return {
        "query_url": f"/query{section.url}",
        "section_url": section.url,
        "feed_url": f"{section.url}feed.xml",
        "is_query": False,
        "month": None,
    }


def _newest_context(
    section: SectionPage, pages: QuerySet[Any], months: list[tuple[Month, int]]
) -> dict[str, Any]:
    count = sum(number for _, number in months)
    items = list(newest_first(pages)[:ROWS_PER_SHEET])
    return {
        "items": items,
        "count": count,
        "more": count > len(items),
        "archive": archive_of(section, months),
        "years": list(dict.fromkeys(month.year for month, _ in months)),
        "query": {},
        "last_updated": items[0].first_published_at if items else None,
    }


def _of_month(
    section: SectionPage,
    pages: QuerySet[Any],
    months: list[tuple[Month, int]],
    month: Month,
    once: Once,
) -> list[Any]:
    """Return what became public in a month; a short section is read once for all its months."""
    if sum(number for _, number in months) > _SHORT:
        return list(newest_first(in_month(pages, month)))
    rows: dict[Month, list[Any]] = once(
        ("websites.by_month", section.pk), lambda: _by_month(newest_first(pages))
    )
    return rows.get(month, [])


def _by_month(pages: Iterable[Any]) -> dict[Month, list[Any]]:
    found: dict[Month, list[Any]] = {}
    for page in pages:
        if page.first_published_at is not None:
            found.setdefault(month_of(page.first_published_at), []).append(page)
    return found


def _month_context(
    section: SectionPage,
    months: list[tuple[Month, int]],
    month: Month | None,
    items: list[Any],
) -> dict[str, Any]:
    """Return one month of the archive, whole: what one section publishes in a month fits a page.

    Raises:
        Http404: nothing became public in that month.
    """
    if month is None or not items:
        raise Http404("这个月没有发布信息")
    return {
        "items": items,
        "count": len(items),
        "month": month,
        "previous_month": _month_link(section, next((m for m, _ in months if m < month), None)),
        "next_month": _month_link(
            section, next((m for m, _ in reversed(months) if month < m), None)
        ),
        "years": [],
        "query": {},
        "last_updated": None,
    }


def _month_link(section: SectionPage, month: Month | None) -> dict[str, str] | None:
    return {"label": month.label, "url": f"{section.url}{month}/"} if month else None


def section_listing(
    pages: QuerySet[Any], query: QueryDict, *, search_fields: tuple[str, ...] = ("title", "summary")
) -> dict[str, Any]:
    """Return one sheet of pages after the reader's query: words, year, sheet number."""
    words = plain_words(query.get("q", ""))
    year = query.get("year", "")
    years = [day.year for day in pages.dates("first_published_at", "year", order="DESC")]
    if words:
        wanted = Q()
        for name in search_fields:
            wanted |= Q(**{f"{name}__icontains": words})
        pages = pages.filter(wanted)
    if year in {str(number) for number in years}:
        start, end = year_bounds(int(year))
        pages = pages.filter(first_published_at__gte=start, first_published_at__lt=end)
    else:
        year = ""
    sheet: Sheet[Any] = Paginator(newest_first(pages), ROWS_PER_SHEET).get_page(query.get("page"))
    return {
        "items": sheet,
        "count": sheet.paginator.count,
        "years": years,
        "query": {"q": words, "year": year},
    }


def plain_words(text: str) -> str:
    """Return a reader's words cut to a length that titles have, without what no database takes."""
    return text.replace("\x00", "").strip()[:60]


def mark_mirrored(section: SectionPage, rows: Iterable[Any]) -> None:
    """Note on rows that stand on another site than the section which site that is."""
    strangers = [row for row in rows if parent_path(row.path) != section.path]
    if not strangers:
        return
    paths = {path for row in [*strangers, section] for path in paths_above(row.path)}
    homes = {
        home.path: home
        for home in HomePage.objects.select_related("organ").filter(path__in=list(paths))
    }

    def site_of(path: str) -> HomePage | None:
        above = [homes[one] for one in paths_above(path) if one in homes]
        return above[-1] if above else None

    own = site_of(section.path)
    for row in strangers:
        site = site_of(row.path)
        row.mirrored_from = site.name if site is not None and site != own else ""


def parts_of(section: SectionPage) -> list[str]:
    """Return the months of a section's archive as parts of its address."""
    return month_parts(rows_of(section))


def month_parts(pages: QuerySet[Any]) -> list[str]:
    """Return the months in which pages became public as parts of an address."""
    return [str(month) for month, _ in months_of(pages)]


def neighbours(page: Any) -> Mapping[str, Any]:
    """Return the pages published just before and just after a page in its section."""
    found: Mapping[str, Any] = once_a_batch((NEIGHBOURS, page.pk), lambda: _beside(page))
    return found


def _beside(page: Any) -> dict[str, Any]:
    at = page.first_published_at
    if at is None:
        return {"previous_page": None, "next_page": None}
    beside = _texts_under(parent_path(page.path)).exclude(pk=page.pk).only(*_NEIGHBOUR_FIELDS)
    earlier = beside.filter(
        Q(first_published_at__lt=at) | Q(pk__lt=page.pk), first_published_at__lte=at
    )
    later = beside.filter(
        Q(first_published_at__gt=at) | Q(pk__gt=page.pk), first_published_at__gte=at
    )
    return {
        "previous_page": earlier.order_by("-first_published_at", "-pk").first(),
        "next_page": later.order_by("first_published_at", "pk").first(),
    }


def neighbours_under(path: str, pages: Sequence[Any]) -> dict[int, dict[str, Any]]:
    """Return what stands beside each of several live texts of one section, read at once."""
    order = list(
        _texts_under(path).order_by("first_published_at", "pk").values_list("pk", flat=True)
    )
    places = {pk: place for place, pk in enumerate(order)}
    known = [page.pk for page in pages if page.pk in places and page.first_published_at]
    around = {pk: (_at(order, places[pk] - 1), _at(order, places[pk] + 1)) for pk in known}
    wanted = {pk for pair in around.values() for pk in pair if pk is not None}
    shown: dict[int | None, Any] = {
        page.pk: page for page in GovPage.objects.filter(pk__in=wanted).only(*_NEIGHBOUR_FIELDS)
    }
    return {
        pk: {"previous_page": shown.get(before), "next_page": shown.get(after)}
        for pk, (before, after) in around.items()
    }


def _at(order: Sequence[int], place: int) -> int | None:
    return order[place] if 0 <= place < len(order) else None


def _texts_under(path: str) -> QuerySet[GovPage]:
    return information().filter(directly_under(path))
