"""Read how the items of the statutory content stand on each site."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Count, Max, Q, QuerySet
from django.utils import timezone

from gongkai.apps.static_site.registry import once
from gongkai.apps.websites.listing import information
from gongkai.apps.websites.models import HomePage, Mirror, SectionPage, StatutoryPlace, WebsiteKind
from gongkai.domain.organs import OrganLevel
from gongkai.domain.platform.items import StatutoryItem, items_for
from gongkai.domain.platform.states import ItemState, state_of
from gongkai.domain.websites import SectionKind
from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.pages.paths import ParentPath, paths_above

_LEVELS = {
    WebsiteKind.COUNTY.value: OrganLevel.COUNTY,
    WebsiteKind.DEPARTMENT.value: OrganLevel.DEPARTMENT,
    WebsiteKind.TOWNSHIP.value: OrganLevel.TOWNSHIP,
}


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One line of the statutory content as a site shows it.

    Attributes:
        label: what the item is called.
        item: the item of articles 20 and 21; None for a section the site added itself.
        section: section that holds the entries; None when there is none.
        entries: how many there are.
        last_on: day of the newest.
        statement: why there are none.
        state: how the item stands on the day asked for.
    """

    label: str
    item: StatutoryItem | None
    section: SectionPage | None
    entries: int
    last_on: date | None
    statement: str
    state: ItemState

    @property
    def url(self) -> str:
        """Return where the entries are listed; empty while there are none."""
        return (self.section.url or "") if self.section is not None else ""


@dataclass(frozen=True, slots=True)
class ItemGroup:
    """The lines of one article."""

    label: str
    rows: list[ItemRow]


def level_of(site: HomePage) -> OrganLevel:
    """Return the kind of organ whose platform the site carries."""
    return OrganLevel(site.organ.level) if site.organ else _LEVELS[site.kind]


def items_of_site(site: HomePage) -> tuple[StatutoryItem, ...]:
    """Return the items that stand on a site's platform."""
    level = level_of(site)
    left_out = settings.GONGKAI_STATUTORY_ITEMS_LEFT_OUT.get(str(level.value), ())
    return items_for(level, left_out)


def _own_sections(site: HomePage) -> list[SectionPage]:
    """Return the sections below the site's section of statutory content, without other sites'."""
    root = (
        SectionPage.objects.descendant_of(site)
        .live()
        .filter(kind=SectionKind.STATUTORY.value)
        .order_by("depth", "path")
        .first()
    )
    if root is None or site_path_of(root) != site.path:
        return []
    return list(SectionPage.objects.child_of(root).live().order_by("path"))


def site_path_of(page: GovPage) -> str:
    """Return the path of the site a page stands on."""
    homes = HomePage.objects.filter(path__in=paths_above(page.path)).order_by("-depth")
    return str(homes.values_list("path", flat=True).first() or "")


def rows_in_batch(site: HomePage, today: date) -> list[ItemRow]:
    """Return the same as ``rows_of_site``, counted once for all pages of a batch."""
    return once(("websites.statutory", site.pk, today), lambda: rows_of_site(site, today))


def rows_of_site(site: HomePage, today: date) -> list[ItemRow]:
    """Return how every item of a site stands on a day, the site's own sections last.

    An item's entries are those of the section it was given, else those of the section
    under 法定主动公开内容 that bears its name.
    """
    places = {
        place.code: place
        for place in StatutoryPlace.objects.filter(site=site).select_related("section")
    }
    own = _own_sections(site)
    by_title = {section.title.replace("｜", ""): section for section in own}
    chosen: list[tuple[StatutoryItem, SectionPage | None, str]] = []
    for item in items_of_site(site):
        place = places.get(item.code)
        given = place.section if place and place.section and place.section.live else None
        statement = place.statement if place else ""
        chosen.append((item, given or by_title.get(item.label), statement))
    taken = {section.pk for _, section, _ in chosen if section is not None}
    extra = [section for section in own if section.pk not in taken]
    facts = _facts([*(one for _, one, _ in chosen if one is not None), *extra])
    found = [_row(item.label, item, one, said, facts, today) for item, one, said in chosen]
    return found + [_row(one.title, None, one, one.statement, facts, today) for one in extra]


def _row(
    label: str,
    item: StatutoryItem | None,
    section: SectionPage | None,
    statement: str,
    facts: dict[int, tuple[int, date | None]],
    today: date,
) -> ItemRow:
    entries, last_on = facts[section.pk] if section is not None else (0, None)
    state = state_of(
        item or _OTHER,
        entries=entries,
        last_on=last_on,
        statement=statement,
        today=today,
        own_days=section.update_interval_days if section is not None else None,
    )
    said = statement if state is ItemState.NOTHING else ""
    return ItemRow(label, item, section, entries, last_on, said, state)


# A section the site added itself stands under the last item of article 20.
_OTHER = next(item for item in items_for(OrganLevel.COUNTY) if item.code == "20-15")


def _day_of(at: datetime | None) -> date | None:
    return timezone.localtime(at).date() if at else None


def entries_of(sections: Iterable[SectionPage]) -> QuerySet[GovPage]:
    """Return the public texts that stand in sections, those below them and guests included."""
    rows = list(sections)
    if not rows:
        return information().none()
    wanted = Q()
    for section in rows:
        wanted |= Q(path__startswith=section.path)
    guests = Mirror.objects.filter(section__in=[row.pk for row in rows])
    return information().filter(wanted | Q(pk__in=list(guests.values_list("page_id", flat=True))))


def _facts(sections: list[SectionPage]) -> dict[int, tuple[int, date | None]]:
    """Return by section how many public texts stand in and below it, and the newest day."""
    if not sections:
        return {}
    wanted = Q()
    for section in sections:
        wanted |= Q(path__startswith=section.path)
    groups = list(
        information()
        .filter(wanted)
        .order_by()
        .annotate(above=ParentPath("path"))
        .values("above")
        .annotate(number=Count("pk"), last=Max("first_published_at"))
        .values_list("above", "number", "last")
    )
    guests = list(
        Mirror.objects.filter(section__in=[one.pk for one in sections], page__live=True)
        .order_by()
        .values("section_id")
        .annotate(number=Count("pk"), last=Max("page__first_published_at"))
        .values_list("section_id", "number", "last")
    )
    found = {}
    for section in sections:
        own: list[tuple[Any, int, Any]] = [
            row for row in groups if str(row[0]).startswith(section.path)
        ] + [row for row in guests if row[0] == section.pk]
        lasts = [last for _, _, last in own if last]
        found[section.pk] = (sum(row[1] for row in own), _day_of(max(lasts, default=None)))
    return found


def total(rows: Iterable[ItemRow]) -> int:
    """Return how many entries the items have together; a section of two items counts once."""
    return sum({row.section.pk: row.entries for row in rows if row.section}.values())


def grouped(rows: Iterable[ItemRow]) -> list[ItemGroup]:
    """Return the lines under the article each rests on."""
    groups: dict[str, list[ItemRow]] = {}
    for row in rows:
        groups.setdefault(_group_of(row.item), []).append(row)
    return [ItemGroup(label, group) for label, group in groups.items()]


def _group_of(item: StatutoryItem | None) -> str:
    if item is None or item.is_practice:
        return "按规定和惯例公开的其他内容"
    return "《条例》第二十条" if item.code.startswith("20-") else "《条例》第二十一条"


def item_of_section(section: SectionPage) -> tuple[HomePage, ItemRow] | None:
    """Return the site and the item a section holds the entries of, without counts of others.

    The row's counts are not read: who shows the section's own list knows them.
    """
    return once(("websites.item_of", section.pk), lambda: _item_of(section))


def _item_of(section: SectionPage) -> tuple[HomePage, ItemRow] | None:
    site = HomePage.objects.select_related("organ").filter(path=site_path_of(section)).first()
    if site is None:
        return None
    place = StatutoryPlace.objects.filter(site=site, section=section).first()
    items = {item.code: item for item in items_of_site(site)}
    titles = {item.label: item for item in items.values()}
    item = items.get(place.code) if place else titles.get(section.title.replace("｜", ""))
    statement = place.statement if place else section.statement
    if place is None and item is not None:
        stated = StatutoryPlace.objects.filter(site=site, code=item.code).first()
        statement = stated.statement if stated else statement
    return site, ItemRow(section.title, item, section, 0, None, statement, ItemState.FILLED)


def holds_item(section: SectionPage) -> bool:
    """Tell whether a section's texts may be downloaded as the list of an item."""
    if StatutoryPlace.objects.filter(section=section).exists():
        return True
    return section.kind == SectionKind.STATUTORY.value
