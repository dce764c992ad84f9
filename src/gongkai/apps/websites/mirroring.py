"""List a page in a section that is not its own: the page stays where it is.

No copy is made, so nothing can drift apart: the list links to the page's own address and
names the site it comes from; a page that is withdrawn is gone from all lists at once.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from gongkai.apps.static_site import services as static_site
from gongkai.apps.websites import dependents
from gongkai.apps.websites.models import HomePage, Mirror, MirrorKind, SectionPage
from gongkai.apps.websites.places import place_of
from gongkai.domain.errors import Refusal
from gongkai.domain.roles import Role
from gongkai.foundation import clock
from gongkai.foundation.accounts.models import Post, User
from gongkai.foundation.accounts.queries import PostMissing, posts_held
from gongkai.foundation.audit import services as audit
from gongkai.foundation.pages.models import GovPage
from gongkai.foundation.pages.paths import parent_path

_ANYWHERE = frozenset({Role.OGI_OFFICER.value})


class MirrorOfOwnSection(Refusal):
    """The page stands in the section already.

    Facts: title, section.
    """

    code = "mirror_of_own_section"


class MirrorNotPublic(Refusal):
    """Only what the public can read is listed elsewhere.

    Facts: title.
    """

    code = "mirror_not_public"


class MirroredAlready(Refusal):
    """The section lists the page already.

    Facts: title, section.
    """

    code = "mirrored_already"


@transaction.atomic
def mirror(*, page_id: int, section_id: int, kind: MirrorKind, actor: User, at: datetime) -> Mirror:
    """List a public page in another section.

    Raises:
        MirrorNotPublic: the page or the section is not public, or the page is structure.
        MirrorOfOwnSection: the page stands in that section.
        MirroredAlready: the section lists it already.
        PostMissing: the actor is no 信息员 of the section's organ, nor of its site's.
    """
    page = GovPage.objects.select_for_update(of=("self",)).get(pk=page_id)
    section = SectionPage.objects.select_related("organ").get(pk=section_id)
    specific = page.specific_class
    if not page.live or not section.live or not getattr(specific, "counts_as_information", False):
        raise MirrorNotPublic(title=page.title)
    if parent_path(page.path) == section.path:
        raise MirrorOfOwnSection(title=page.title, section=section.title)
    if Mirror.objects.filter(page=page, section=section).exists():
        raise MirroredAlready(title=page.title, section=section.title)
    post = _post_for(section, actor, at)
    row = Mirror.objects.create(page=page, section=section, kind=kind.value, by=actor, at=at)
    _record("websites.mirror", row, post, actor, at)
    return row


@transaction.atomic
def unmirror(*, mirror_id: int, actor: User, at: datetime) -> None:
    """Take a page out of a section that is not its own.

    Raises:
        PostMissing: the actor is no 信息员 of the section's organ, nor of its site's.
    """
    row = Mirror.objects.select_related("page", "section__organ").get(pk=mirror_id)
    post = _post_for(row.section, actor, at)
    _record("websites.unmirror", row, post, actor, at)
    row.delete()


def _record(action: str, row: Mirror, post: Post | None, actor: User, at: datetime) -> None:
    """Leave the trace, and have the section and what counts it written anew."""
    audit.record(
        action=action,
        subject=row.page,
        at=at,
        actor=actor,
        post=str(post) if post else "",
        section=row.section_id,
        kind=row.kind,
    )
    static_site.enqueue(dependents.of_mirror(row.section, row.page), MirrorKind(row.kind).label, at)


def _post_for(section: SectionPage, actor: User, at: datetime) -> Post | None:
    """Return the post by which a person may list pages in a section; superusers need none."""
    if actor.is_superuser:
        return None
    site = place_of(section).website
    organs = {section.organ_id, site.organ_id if site else None} - {None}
    for post in posts_held(actor.pk, clock.day_of(at)):
        if post.role in _ANYWHERE or (post.role == Role.EDITOR.value and post.organ_id in organs):
            return post
    organ = section.organ.short_name if section.organ else section.title
    raise PostMissing(name=actor.name, organ=organ, role=Role.EDITOR.label)


def sections_open_to(actor: User, at: datetime) -> list[SectionPage]:
    """Return the live sections in which a person may list pages, in the order of the tree."""
    sections = SectionPage.objects.live().order_by("path")
    if actor.is_superuser:
        return list(sections)
    posts = posts_held(actor.pk, clock.day_of(at))
    if any(post.role in _ANYWHERE for post in posts):
        return list(sections)
    held = {post.organ_id for post in posts if post.role == Role.EDITOR.value}
    sites = HomePage.objects.values_list("path", "organ_id")
    own = tuple(path for path, organ in sites if organ in held)
    others = tuple(path for path, organ in sites if organ not in held)
    return [
        section
        for section in sections
        if section.organ_id in held or _nearest(section.path, own) > _nearest(section.path, others)
    ]


def _nearest(path: str, homes: tuple[str, ...]) -> int:
    """Return how near the nearest of some sites stands above a path, in characters of paths."""
    return max((len(home) for home in homes if path.startswith(home)), default=0)
