"""Write where a site keeps its statutory items and why it lacks some."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from gongkai.apps.static_site import services as static_site
from gongkai.apps.static_site.registry import page_target
from gongkai.apps.websites import dependents, statutory
from gongkai.apps.websites.models import HomePage, SectionPage, StatutoryPlace
from gongkai.domain.errors import Refusal
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import required_post, roles_held
from gongkai.foundation.audit import services as audit


class ItemUnknown(Refusal):
    """The site's platform has no such item.

    Facts: code.
    """

    code = "statutory_item_unknown"


class SectionOfAnotherSite(Refusal):
    """An item is kept on the site itself.

    Facts: section, item.
    """

    code = "statutory_section_elsewhere"


@dataclass(frozen=True, slots=True)
class Placed:
    """Where one item is kept, or why there is none of it."""

    section_id: int | None = None
    statement: str = ""


@transaction.atomic
def place_items(
    *, site_id: int, items: Mapping[str, Placed], actor: User | None, at: datetime
) -> int:
    """Say of items where a site keeps them or why it has none; return how many changed.

    Raises:
        PostMissing: the person is neither an editor of the site's organ nor of the office.
        ItemUnknown: the site's kind of organ has no such item.
        SectionOfAnotherSite: a section stands on another site.
    """
    site = HomePage.objects.select_related("organ").get(pk=site_id)
    _check_actor(site, actor, at)
    known = {item.code: item for item in statutory.items_of_site(site)}
    was = set(_sections_of(site))
    old = {row.code: row for row in StatutoryPlace.objects.filter(site=site)}
    sections = SectionPage.objects.in_bulk([one.section_id for one in items.values()
                                            if one.section_id])  # fmt: skip
    changed: dict[str, str] = {}
    for code, placed in items.items():
        if code not in known:
            raise ItemUnknown(code=code)
        section = sections.get(placed.section_id or 0)
        if section is not None and statutory.site_path_of(section) != site.path:
            raise SectionOfAnotherSite(section=section.title, item=known[code].label)
        if _put(site, code, placed, section, old.get(code), at):
            changed[code] = placed.statement or (section.title if section else "")
    if changed:
        audit.record(
            action="websites.place_items", subject=site, at=at, actor=actor, changed=changed
        )
        _show(site, was, at)
    return len(changed)


def _check_actor(site: HomePage, actor: User | None, at: datetime) -> None:
    if actor is None or actor.is_superuser or site.organ is None:
        return
    on = clock.day_of(at)
    if Role.OGI_OFFICER not in roles_held(actor.pk, on):
        required_post(user=actor, organ=site.organ, role=Role.EDITOR, on=on)


def _put(
    site: HomePage,
    code: str,
    placed: Placed,
    section: SectionPage | None,
    old: StatutoryPlace | None,
    at: datetime,
) -> bool:
    """Write one item; return whether anything changed."""
    said = placed.statement.strip()
    new_id = section.pk if section else None
    if old is not None and (old.section_id, old.statement) == (new_id, said):
        return False
    if old is None and new_id is None and not said:
        return False
    row = old or StatutoryPlace(site=site, code=code)
    row.section, row.statement, row.stated_on = section, said, clock.day_of(at)
    row.save()
    return True


def _sections_of(site: HomePage) -> list[int]:
    """Return the sections that hold items of a site."""
    rows = StatutoryPlace.objects.filter(site=site, section__isnull=False)
    return list(rows.values_list("section_id", flat=True))


def _show(site: HomePage, was: set[int], at: datetime) -> None:
    """Have the platform's pages written anew, and the sections that gained or lost an item."""
    targets = [*dependents.platforms_of(site)]
    for pk in sorted(was.union(_sections_of(site))):
        targets += [page_target(pk), f"entries:{pk}"]
    static_site.enqueue(targets, "法定公开项目变动", at)
