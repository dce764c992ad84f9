"""Read the website group."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Count, Max, Q
from django.db.models.functions import Left
from django.http import HttpRequest
from django.utils import timezone

from gongkai.apps.static_site import registry as static_site
from gongkai.apps.static_site.registry import once
from gongkai.apps.websites import listing, meta, places, registry
from gongkai.apps.websites.models import HomePage, SectionPage, WebsiteKind
from gongkai.domain.organs import TownshipKind
from gongkai.domain.site_structure import update_due_on
from gongkai.domain.websites import SectionKind
from gongkai.foundation import clock
from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.pages.paths import (
    ParentPath,
    directly_under,
    parent_path,
    paths_above,
    somewhere_below,
)

ROWS_PER_SHEET = listing.ROWS_PER_SHEET
ROWS_ON_HOME = 5

absolute = meta.absolute
get_portal = places.get_portal
information = listing.information
information_models = listing.information_models
links_of = listing.links_of
list_context = listing.list_context
month_parts = listing.month_parts
neighbours = listing.neighbours
newest_first = listing.newest_first
page_meta = meta.page_meta
plain_words = listing.plain_words
reading_of = registry.reading_of
rows_of = listing.rows_of
section_listing = listing.section_listing
year_bounds = listing.year_bounds


@dataclass(frozen=True, slots=True)
class PublishedItem:
    """One piece of published information as the annual report counts it."""

    pk: int
    title: str
    published_at: datetime
    organ_code: str
    kind: str
    section: str = ""


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


def website_of(page: GovPage) -> HomePage | None:
    """Return the site a page belongs to."""
    paths = paths_above(page.path, inclusive=True)
    homes = HomePage.objects.select_related("organ").filter(path__in=paths)
    home: HomePage | None = once(
        (places.WEBSITE, page.path), lambda: homes.order_by("-depth").first()
    )
    return home


def website_of_organ(organ_id: int) -> HomePage | None:
    """Return the live site of an organ; None when it has none of its own."""
    rows = HomePage.objects.live().select_related("organ").filter(organ_id=organ_id)
    found: HomePage | None = rows.order_by("depth", "path").first()
    return found


def section_of_kind(home: HomePage, kind: SectionKind) -> SectionPage | None:
    """Return a site's section of a kind."""
    return once(("websites.by_kind", home.pk), lambda: _first_of_each_kind(home)).get(kind.value)


def _first_of_each_kind(home: HomePage) -> dict[str, SectionPage]:
    """Return a site's first live section of each kind; its own come before those below it."""
    below = SectionPage.objects.filter(somewhere_below(home.path), live=True)
    rows = below.order_by("depth", "path")
    first: dict[str, int] = {}
    for pk, kind in rows.values_list("pk", "kind"):
        first.setdefault(kind, pk)
    sections = SectionPage.objects.in_bulk(first.values())
    return {kind: sections[pk] for kind, pk in first.items()}


def sections_of_kind(kind: SectionKind) -> list[SectionPage]:
    """Return all live sections of a kind, in the order of the tree."""
    return list(SectionPage.objects.live().filter(kind=kind.value).order_by("path"))


def sections_with_sites(sections: list[SectionPage]) -> list[tuple[SectionPage, str]]:
    """Return sections with the name of the site each stands on."""
    homes = {home.path: home for home in HomePage.objects.select_related("organ")}
    found = []
    for section in sections:
        above = [homes[path] for path in paths_above(section.path) if path in homes]
        found.append((section, above[-1].name if above else ""))
    return found


def newest(home: HomePage, kind: SectionKind, count: int = ROWS_ON_HOME) -> list[GovPage]:
    """Return the newest pages in a site's section of a kind."""
    section = section_of_kind(home, kind)
    return newest_in(section, count) if section is not None else []


def newest_in(section: SectionPage, count: int) -> list[GovPage]:
    """Return the newest pages of one section, mirrored ones included."""
    return once(
        ("websites.newest", section.pk, count),
        lambda: list(newest_first(rows_of(section))[:count]),
    )


def section_context(section: SectionPage, request: HttpRequest) -> Mapping[str, Any]:
    """Return what a plain section lists."""
    frame = static_site.frame_of(request)
    today = frame.day if frame is not None else clock.today()
    return {
        **places.once_for(request)(
            ("websites.section_frame", section.pk), lambda: section_frame(section)
        ),
        **list_context(section, rows_of(section, places.once_for(request)), request),
        "topic_is_over": bool(section.ends_on and section.ends_on < today),
    }


def section_frame(section: SectionPage) -> dict[str, Any]:
    """Return what stands around any section's list: the sections beside and below it."""
    beside = parent_path(section.path)
    rows = SectionPage.objects.filter(
        Q(directly_under(beside)) | Q(directly_under(section.path)), live=True
    ).order_by("path")
    by_parent: dict[str, list[SectionPage]] = {}
    for row in rows:
        by_parent.setdefault(parent_path(row.path), []).append(row)
    return {"siblings": by_parent.get(beside, []), "children": by_parent.get(section.path, [])}


def townships() -> list[tuple[str, list[HomePage]]]:
    """Return the township sites grouped by kind, each kind with its official label."""
    groups: list[tuple[str, list[HomePage]]] = []
    homes = _sites(WebsiteKind.TOWNSHIP)
    for kind in TownshipKind:
        rows = [home for home in homes if home.organ and home.organ.township_kind == kind.value]
        if rows:
            groups.append((kind.label, rows))
    return groups


def departments() -> list[HomePage]:
    """Return the department sites in the organs' order."""
    return _sites(WebsiteKind.DEPARTMENT)


def _sites(kind: WebsiteKind) -> list[HomePage]:
    """Return the live sites of a kind in the organs' order."""
    rows = HomePage.objects.live().select_related("organ").order_by("organ__position")
    return [home for home in once("websites.sites", lambda: list(rows)) if home.kind == kind.value]


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
    below = SectionPage.objects.filter(somewhere_below(site.path), live=True, kind=kind.value)
    sections = list(below.order_by("path"))
    homes = {home.path: home for home in sites_with_organs()}
    held = _held_below([section.path for section in sections])
    found: list[tuple[HomePage, SectionPage, int, date | None]] = []
    for section in sections:
        over = [path for path in homes if section.path.startswith(path)]
        if over and section.path in held:
            total, at = held[section.path]
            found.append((homes[max(over, key=len)], section, total, timezone.localtime(at).date()))
    return found


def _held_below(paths: list[str]) -> dict[str, tuple[int, datetime]]:
    """Return for pages by path how much stands below them and the newest instant."""
    within = tuple(paths)
    everything = SectionPage.objects.values_list("path", flat=True)
    rows = (
        information()
        .filter(first_published_at__isnull=False)
        .order_by()
        .annotate(section_path=ParentPath("path"))
        .filter(section_path__in=[path for path in everything if path.startswith(within)])
        .values_list("section_path")
        .annotate(number=Count("pk"), last=Max("first_published_at"))
    )
    held: dict[str, tuple[int, datetime]] = {}
    for section_path, number, last in rows:
        for path in paths_above(section_path, inclusive=True):
            total, newest = held.get(path, (0, last))
            held[path] = total + number, max(newest, last)
    return held


@dataclass(frozen=True, slots=True)
class OverdueSection:
    """A section that should have been updated by now (超期未更新).

    Attributes:
        section: the section.
        last_on: day of the newest page; None while there is none.
        due_on: last day on which something new would have been in time.
    """

    section: SectionPage
    last_on: date | None
    due_on: date


def _is_drawn(section: SectionPage) -> bool:
    """Tell whether a section shows what the register of items or of reports knows."""
    return section.kind in (SectionKind.STATUTORY.value, SectionKind.REPORTS.value) and (
        SectionPage.objects.filter(
            path=parent_path(section.path), kind=SectionKind.PLATFORM.value
        ).exists()
    )


def overdue_sections(on: date) -> list[OverdueSection]:
    """Return the live sections without anything new in time, the longest overdue first.

    A section that never held anything counts from the day it was opened. Topics whose
    last day has passed are archives and owe nothing.
    """
    sections = [
        section
        for section in SectionPage.objects.live().order_by("path")
        if not (section.ends_on and section.ends_on < on)
    ]
    newest_at = dict(
        information()
        .order_by()
        .annotate(section_path=ParentPath("path"))
        .values_list("section_path")
        .annotate(last=Max("first_published_at"))
    )
    parents = {parent_path(section.path) for section in sections}
    found = []
    for section in sections:
        last = newest_at.get(section.path)
        if last is None and (section.path in parents or _is_drawn(section)):
            continue  # holds sections, or shows what is kept elsewhere
        last_on = timezone.localtime(last).date() if last else None
        opened_at = section.first_published_at
        since = last_on or (timezone.localtime(opened_at).date() if opened_at else on)
        due_on = update_due_on(SectionKind(section.kind), since, section.update_interval_days)
        if due_on is not None and due_on < on:
            found.append(OverdueSection(section, last_on, due_on))
    return sorted(found, key=lambda row: row.due_on)
