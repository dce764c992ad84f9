"""Read the website group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.paginator import Page as Sheet
from django.core.paginator import Paginator
from django.db.models import Count, Max, QuerySet
from django.db.models.functions import Left
from django.http import HttpRequest, QueryDict
from django.utils import timezone

from gongkai.apps.websites.models import ArticlePage, HomePage, SectionPage, WebsiteKind
from gongkai.domain.organs import TownshipKind
from gongkai.domain.websites import SectionKind
from gongkai.foundation.pages.models import GovPage

ROWS_PER_SHEET = 20
ROWS_ON_HOME = 5


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """One piece of published information as the annual report counts it."""

    pk: int
    title: str
    published_at: datetime
    organ_code: str
    kind: str
    section: str = ""


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


def published_items(year: int, organ_codes: Iterable[str]) -> list[PublishedItem]:
    """Return what organs published on the websites in a calendar year, oldest first."""
    start, end = year_bounds(year)
    rows = (
        information()
        .filter(
            first_published_at__gte=start,
            first_published_at__lt=end,
            organ__code__in=list(organ_codes),
        )
        .order_by("first_published_at", "pk")
        .values_list("pk", "title", "first_published_at", "organ__code", "content_type__model")
    )
    return [PublishedItem(*row) for row in rows]


def year_bounds(year: int) -> tuple[datetime, datetime]:
    """Return the first instant of a year and of the next, where the county is."""
    zone = timezone.get_default_timezone()
    return datetime(year, 1, 1, tzinfo=zone), datetime(year + 1, 1, 1, tzinfo=zone)


def get_portal() -> HomePage | None:
    """Return the county portal; None before the county is set up."""
    return HomePage.objects.select_related("organ").filter(kind=WebsiteKind.COUNTY.value).first()


def website_of(page: GovPage) -> HomePage | None:
    """Return the site a page belongs to."""
    homes = HomePage.objects.select_related("organ").ancestor_of(page, inclusive=True)
    home: HomePage | None = homes.order_by("-depth").first()
    return home


def navigation(home: HomePage) -> list[SectionPage]:
    """Return the sections of a site that stand in its menu, in their order."""
    return list(
        SectionPage.objects.child_of(home).live().filter(show_in_menus=True).order_by("path")[:7]
    )


def section_of_kind(home: HomePage, kind: SectionKind) -> SectionPage | None:
    """Return a site's section of a kind."""
    found: SectionPage | None = (
        SectionPage.objects.descendant_of(home)
        .live()
        .filter(kind=kind.value)
        .order_by("depth", "path")
        .first()
    )
    return found


def newest(home: HomePage, kind: SectionKind, count: int = ROWS_ON_HOME) -> list[GovPage]:
    """Return the newest pages in a site's section of a kind."""
    section = section_of_kind(home, kind)
    if section is None:
        return []
    return list(_rows(GovPage.objects.child_of(section).live())[:count])


def _rows(pages: QuerySet[GovPage]) -> QuerySet[GovPage]:
    """Return listing rows without the heavy bodies, newest first."""
    return pages.select_related("organ").order_by("-first_published_at", "-pk")


def section_listing(
    pages: QuerySet[Any], query: QueryDict, *, search_fields: tuple[str, ...] = ("title", "summary")
) -> dict[str, Any]:
    """Return one sheet of pages after the reader's query: words, year, sheet number."""
    words = plain_words(query.get("q", ""))
    year = query.get("year", "")
    years = [day.year for day in pages.dates("first_published_at", "year", order="DESC")]
    if words:
        found = pages.none()
        for name in search_fields:
            found = found | pages.filter(**{f"{name}__icontains": words})
        pages = found
    if year in {str(number) for number in years}:
        start, end = year_bounds(int(year))
        pages = pages.filter(first_published_at__gte=start, first_published_at__lt=end)
    else:
        year = ""
    sheet: Sheet[Any] = Paginator(pages, ROWS_PER_SHEET).get_page(query.get("page"))
    return {
        "items": sheet,
        "count": sheet.paginator.count,
        "years": years,
        "query": {"q": words, "year": year},
    }


def plain_words(text: str) -> str:
    """Return a reader's words cut to a length that titles have, without what no database takes."""
    return text.replace("\x00", "").strip()[:60]


def section_context(section: SectionPage, request: HttpRequest) -> Mapping[str, Any]:
    """Return what a plain section lists."""
    pages = _rows(GovPage.objects.child_of(section).live())
    return {**section_frame(section, pages), **section_listing(pages, request.GET)}


def section_frame(section: SectionPage, pages: QuerySet[Any]) -> dict[str, Any]:
    """Return what stands around any section's list."""
    return {
        "last_updated": pages.aggregate(last=Max("first_published_at"))["last"],
        "siblings": list(
            SectionPage.objects.sibling_of(section, inclusive=True).live().order_by("path")
        ),
    }


def neighbours(article: ArticlePage) -> list[GovPage]:
    """Return the newest other pages of the article's section."""
    return list(_rows(GovPage.objects.sibling_of(article, inclusive=False).live())[:ROWS_ON_HOME])


def townships() -> list[tuple[str, list[HomePage]]]:
    """Return the township sites grouped by kind, each kind with its official label."""
    groups: list[tuple[str, list[HomePage]]] = []
    homes = list(
        HomePage.objects.live()
        .select_related("organ")
        .filter(kind=WebsiteKind.TOWNSHIP.value)
        .order_by("organ__position")
    )
    for kind in TownshipKind:
        rows = [home for home in homes if home.organ and home.organ.township_kind == kind.value]
        if rows:
            groups.append((kind.label, rows))
    return groups


def departments() -> list[HomePage]:
    """Return the department sites in the organs' order."""
    return list(
        HomePage.objects.live()
        .select_related("organ")
        .filter(kind=WebsiteKind.DEPARTMENT.value)
        .order_by("organ__position")
    )


def search(words: str, sheet_number: str | None) -> Sheet[GovPage]:
    """Return live information whose title or summary holds the words, newest first."""
    pages = information()
    for word in words.split()[:5]:
        pages = pages.filter(title__icontains=word) | pages.filter(summary__icontains=word)
    return Paginator(_rows(pages), ROWS_PER_SHEET).get_page(sheet_number)


def site_tree() -> list[tuple[HomePage, list[SectionPage]]]:
    """Return every live site with its first-level sections."""
    sections: dict[str, list[SectionPage]] = {}
    for section in SectionPage.objects.live().order_by("path"):
        sections.setdefault(section.path[: -section.steplen], []).append(section)
    homes = HomePage.objects.live().select_related("organ").order_by("depth", "path")
    return [(home, sections.get(home.path, [])) for home in homes]


def sites_with_organs() -> list[HomePage]:
    """Return every site that belongs to an organ."""
    return list(HomePage.objects.select_related("organ").filter(organ__isnull=False))


def newest_in(section: SectionPage, count: int) -> list[GovPage]:
    """Return the newest pages of one section."""
    return list(_rows(GovPage.objects.child_of(section).live())[:count])


def subsections(section: SectionPage) -> list[tuple[SectionPage, int, date | None]]:
    """Return a section's own sections with how many pages stand in each and the newest day."""
    rows = list(SectionPage.objects.child_of(section).live().order_by("path"))
    if not rows:
        return []
    facts = {
        row["parent_path"]: row
        for row in information()
        .filter(path__startswith=section.path)
        .annotate(parent_path=Left("path", len(rows[0].path)))
        .order_by()  # the tree's own order would split the groups
        .values("parent_path")
        .annotate(number=Count("pk"), last=Max("first_published_at"))
    }
    found = []
    for row in rows:
        fact = facts.get(row.path)
        last = timezone.localtime(fact["last"]).date() if fact else None
        found.append((row, fact["number"] if fact else 0, last))
    return found


def sections_of_group(
    site: HomePage, kind: SectionKind
) -> list[tuple[HomePage, SectionPage, int, date | None]]:
    """Return the sections of a kind on a site and the sites under it, with number and last day."""
    sections = SectionPage.objects.descendant_of(site).live().filter(kind=kind.value)
    homes = {home.path: home for home in sites_with_organs()}
    found = []
    for section in sections.order_by("path"):
        over = [path for path in homes if section.path.startswith(path)]
        facts = (
            information()
            .filter(path__startswith=section.path)
            .aggregate(number=Count("pk"), last=Max("first_published_at"))
        )
        last = timezone.localtime(facts["last"]).date() if facts["last"] else None
        if over and facts["number"]:
            found.append((homes[max(over, key=len)], section, facts["number"], last))
    return found
