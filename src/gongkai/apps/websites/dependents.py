"""Name what shows something of a page, so that a publication rewrites that and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from itertools import chain
from typing import Any

from gongkai.apps.static_site import registry as static_site
from gongkai.apps.static_site import services
from gongkai.apps.static_site.registry import Target, page_target
from gongkai.apps.websites import feeds, listing, registry, statutory
from gongkai.apps.websites.models import HomePage, Mirror, SectionPage
from gongkai.apps.websites.places import get_portal, place_of
from gongkai.domain.websites import SectionKind
from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.pages.paths import parent_path, paths_above

SITE_MAP = "view:sitemap"
# A year ends; the organs' reports, then the county's, are owed from the day after.
_REPORT_DAYS = frozenset({(1, 1), (2, 1), (4, 1)})
_COUNTING = (SectionKind.PLATFORM, SectionKind.GUIDE, SectionKind.STATUTORY)
SITEMAP_INDEX = "sitemap:index"


def register() -> None:
    """Tell the export what hangs on what; called when the app is ready."""
    static_site.register_dependents(of_page)
    static_site.register_everything(everything)
    static_site.register_daily(changing_on)


def of_page(page: Any) -> Iterable[Target]:
    """Return what else shows something of a page."""
    if isinstance(page, HomePage | SectionPage):
        return of_structure(page)
    return of_information(page)


def of_information(page: GovPage) -> Iterator[Target]:
    """Yield what shows a text: lists, archives, feeds, neighbours, counts above it."""
    place = place_of(page)
    own = [one for one in place.above if isinstance(one, SectionPage)][-1:]
    for section in own:
        yield from in_list(section, page)
        yield f"feed:{section.pk}"
        yield f"sitemap:{section.pk}"
        if statutory.holds_item(section):
            yield f"entries:{section.pk}"
    yield SITEMAP_INDEX
    for beside in listing.neighbours(page).values():
        if beside is not None:
            yield page_target(beside.pk)
    for above in reversed(place.above):
        yield page_target(above.pk)
        if isinstance(above, HomePage):
            yield f"feed:{above.pk}"
            yield from platforms_of(above)
    for section in mirroring(page):
        yield from of_mirror(section, page)


def of_mirror(section: SectionPage, page: GovPage) -> Iterator[Target]:
    """Yield what shows a page because it is mirrored into a section."""
    yield from in_list(section, page)
    for above in reversed(place_of(section).above):
        yield page_target(above.pk)


def in_list(section: SectionPage, page: GovPage, rows: Any = None) -> Iterator[Target]:
    """Yield a section's first page, the page's month and the months beside it.

    A month that appears or vanishes changes where its neighbours lead.
    """
    yield page_target(section.pk)
    if page.first_published_at is None:
        return
    pages = listing.rows_of(section) if rows is None else rows
    month = listing.month_of(page.first_published_at)
    beside = (listing.month_before(pages, month), listing.month_after(pages, month))
    for one in (month, *beside):
        if one is not None:
            yield f"archive:{section.pk}:{one}"


def mirroring(page: GovPage) -> list[SectionPage]:
    """Return the sections that list a page as a guest."""
    ids = Mirror.objects.filter(page_id=page.pk).values_list("section_id", flat=True)
    return list(SectionPage.objects.filter(pk__in=list(ids)).order_by("path"))


def platforms_of(home: HomePage) -> Iterator[Target]:
    """Yield the platform pages of a site, which count what its sections hold."""
    kinds = [kind.value for kind in _COUNTING]
    sections = SectionPage.objects.descendant_of(home).live().filter(kind__in=kinds)
    below = tuple(HomePage.objects.descendant_of(home).values_list("path", flat=True))
    for pk, path in sections.filter(depth__lte=home.depth + 2).values_list("pk", "path"):
        if not (below and path.startswith(below)):
            yield page_target(pk)


def of_structure(page: Any) -> Iterator[Target]:
    """Yield what shows a site or a section: menus, trails, side lists, the map of the sites.

    A home page and the sections right below it stand on every page of their site; the
    portal's name and address stand on every page of the group.
    """
    place = place_of(page)
    home = place.website
    is_menu = isinstance(page, SectionPage) and len(place.above) == _sites_above(place.above)
    scope = home.path if home is not None and (is_menu or page == home) else parent_path(page.path)
    yield from targets_under(scope)
    for above in reversed(place.above):
        yield page_target(above.pk)
    if home is not None:
        yield f"sitemap:{home.pk}"
    portal = get_portal()
    if portal is not None:
        yield from platforms_of(portal)
    yield from (SITE_MAP, SITEMAP_INDEX)


def _sites_above(above: Iterable[Any]) -> int:
    return sum(isinstance(one, HomePage) for one in above)


def targets_under(path: str) -> Iterator[Target]:
    """Yield all targets of the live pages under a path, that path's own included."""
    pages = GovPage.objects.filter(path__startswith=path, live=True, depth__gt=1)
    yield from map(page_target, pages.order_by("path").values_list("pk", flat=True))
    for section in SectionPage.objects.filter(path__startswith=path, live=True).order_by("path"):
        yield from of_section(section)
    for home in HomePage.objects.filter(path__startswith=path, live=True).order_by("path"):
        yield from (f"feed:{home.pk}", f"sitemap:{home.pk}")


def of_section(section: SectionPage) -> Iterator[Target]:
    """Yield the files of a section beside its first page."""
    for part in registry.section_for(SectionKind(section.kind)).parts(section):
        yield f"archive:{section.pk}:{part}"
    if feeds.has_feed(section):
        yield f"feed:{section.pk}"
    yield f"sitemap:{section.pk}"
    if statutory.holds_item(section):
        yield f"entries:{section.pk}"


def everything() -> Iterable[Target]:
    """Return all targets of the websites that are no pages of the tree."""
    views = (f"view:{name}" for name in registry.plain_views())
    under = (target for target in targets_under("") if not target.startswith("page:"))
    return chain(views, (SITEMAP_INDEX,), under)


def changing_on(day: date) -> list[Target]:
    """Return what a new day changes: topics that ended, items that fell due, reports owed."""
    ended = SectionPage.objects.live().filter(ends_on=day - timedelta(days=1))
    targets = [page_target(pk) for pk in ended.values_list("pk", flat=True)]
    for home in HomePage.objects.live().select_related("organ").order_by("path"):
        if (day.month, day.day) in _REPORT_DAYS or _items_turn(home, day):
            targets += platforms_of(home)
    if (day.month, day.day) in _REPORT_DAYS:
        lists = SectionPage.objects.live().filter(kind=SectionKind.REPORTS.value)
        targets += map(page_target, lists.order_by("path").values_list("pk", flat=True))
    return targets


def _items_turn(home: HomePage, day: date) -> bool:
    """Tell whether an item of a site stands otherwise than the day before."""
    if not SectionPage.objects.descendant_of(home).filter(kind=SectionKind.PLATFORM.value).exists():
        return False
    before = statutory.rows_of_site(home, day - timedelta(days=1))
    after = statutory.rows_of_site(home, day)
    return [row.state for row in before] != [row.state for row in after]


def homes() -> list[Target]:
    """Return the home pages of all sites."""
    rows = HomePage.objects.live().order_by("path").values_list("pk", flat=True)
    return [page_target(pk) for pk in rows]


def of_organ(organ_id: int) -> list[Target]:
    """Return what shows an organ's own data: every page of its site, the lists that name it."""
    homes = list(HomePage.objects.live().filter(organ_id=organ_id))
    targets = [target for home in homes for target in of_structure(home)]
    return list(dict.fromkeys(targets))


def guide_confirmed(confirmation: Any, at: datetime) -> None:
    """Have the guides that name the day of the last confirmation written anew."""
    for home in HomePage.objects.live().filter(organ_id=confirmation.organ_id):
        services.enqueue(platforms_of(home), "指南核对", at)


def of_reports(organ_id: int) -> Iterator[Target]:
    """Yield what shows an organ's annual reports: every list of reports, the organ's platform."""
    kinds = [SectionKind.REPORTS.value]
    lists = SectionPage.objects.live().filter(kind__in=kinds).order_by("path")
    yield from map(page_target, lists.values_list("pk", flat=True))
    for home in HomePage.objects.live().filter(organ_id=organ_id):
        yield from platforms_of(home)


def organ_changed(organ: Any, at: datetime) -> None:
    """Have all that shows an organ's data written anew; runs in the change's transaction."""
    services.enqueue(of_organ(organ.pk), "机关信息变动", at)


def of_kind(kind: SectionKind, page: GovPage, rows_of: Any) -> Iterator[Target]:
    """Yield the sections of a kind on the sites above a page, which list it from afar.

    Args:
        kind: kind of the sections.
        page: the page that changed.
        rows_of: returns what such a section lists.
    """
    homes = set(
        HomePage.objects.filter(path__in=paths_above(page.path)).values_list("path", flat=True)
    )
    for section in SectionPage.objects.live().filter(kind=kind.value).order_by("path"):
        site = place_of(section).website
        if site is not None and site.path in homes:
            yield from in_list(section, page, rows_of(section))
