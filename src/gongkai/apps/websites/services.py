"""Write the website group: sites, sections, drafts."""

from __future__ import annotations

from datetime import datetime
from typing import TypeVar

from django.db import transaction
from wagtail.models import Site

from gongkai.apps.static_site import services as static_site
from gongkai.apps.static_site.registry import page_target
from gongkai.apps.websites import dependents
from gongkai.apps.websites.models import HomePage, SectionPage, WebsiteKind
from gongkai.apps.websites.places import levels_below_home
from gongkai.domain.errors import Refusal
from gongkai.domain.site_structure import check_depth
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import User
from gongkai.foundation.audit import services as audit
from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.pages.slugs import next_slug

P = TypeVar("P", bound=GovPage)


class PortalAlreadyOpen(Refusal):
    """The website group has its portal already."""

    code = "portal_already_open"


@transaction.atomic
def open_portal(*, portal: HomePage, actor: User | None, at: datetime) -> HomePage:
    """Open the county portal as the root of the website group.

    Raises:
        PortalAlreadyOpen: there is one, with all sites below it.
    """
    if HomePage.objects.filter(kind=WebsiteKind.COUNTY.value).exists():
        raise PortalAlreadyOpen
    root = GovPage.objects.filter(depth=1).first() or _make_root()
    for stray in root.get_children():
        stray.delete()
    root.refresh_from_db()
    _open(root, portal, at)
    Site.objects.update_or_create(
        is_default_site=True,
        defaults={"hostname": "localhost", "port": 80, "root_page": portal,
                  "site_name": portal.title},
    )  # fmt: skip
    Site.clear_site_root_paths_cache()
    audit.record(action="websites.open_portal", subject=portal, at=at, actor=actor)
    return portal


def _make_root() -> GovPage:
    """Return a new root of the page tree."""
    return GovPage.add_root(instance=GovPage(title="根", slug="root"))  # type: ignore[no-any-return]


@transaction.atomic
def open_site(*, home: HomePage, parent: HomePage, actor: User | None, at: datetime) -> HomePage:
    """Open a department's or township's site under the portal."""
    _open(parent, home, at)
    _show(home, at)
    audit.record(action="websites.open_site", subject=home, at=at, actor=actor)
    return home


@transaction.atomic
def open_section(
    *, section: SectionPage, parent: GovPage, actor: User | None, at: datetime
) -> SectionPage:
    """Open a section: structure of the site, put up by its administrator.

    Raises:
        SectionTooDeep: it would stand more than three levels below the home page.
    """
    check_depth(levels_below_home(parent) + 1, section.title)
    _open(parent, section, at)
    _show(section, at)
    audit.record(action="websites.open_section", subject=section, at=at, actor=actor)
    return section


def _show(page: HomePage | SectionPage, at: datetime) -> None:
    """Have all that names a new site or section written anew."""
    targets = [page_target(page.pk), *dependents.of_structure(page)]
    static_site.enqueue(targets, "开设网站栏目", at)


def _open(parent: GovPage, page: GovPage, at: datetime) -> None:
    """Insert a structural page; it is live at once because it says nothing of its own."""
    page.live = True
    page.first_published_at = page.last_published_at = at
    parent.add_child(instance=page)


@transaction.atomic
def save_draft(*, page: P, parent: GovPage, actor: User, at: datetime) -> P:
    """Insert a new page as a draft with its first revision; the address is made here."""
    page.live = False
    page.owner = actor
    page.slug = next_slug(clock.day_of(at))
    page.has_unpublished_changes = True
    # Known here, so Wagtail need not ask: its language is the parent's, it is no site's root.
    page.locale_id = parent.locale_id
    page._is_site_root = False  # noqa: SLF001 -- Wagtail's own hint, see Page.is_site_root
    parent.add_child(instance=page)
    page.save_revision(user=actor, log_action=False, clean=False)  # add_child has checked it
    audit.record(action="websites.draft", subject=page, at=at, actor=actor)
    return page
