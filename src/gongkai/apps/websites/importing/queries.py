"""Read where an editor may write, and what is filled in for him."""

from __future__ import annotations

from datetime import date
from typing import Any

from wagtail.documents import get_document_model

from gongkai.apps.websites.models import HomePage, SectionPage
from gongkai.domain.roles import Role
from gongkai.domain.websites import SectionKind
from gongkai.foundation.accounts.models import User
from gongkai.foundation.accounts.queries import posts_held
from gongkai.foundation.organs.models import Organ
from gongkai.foundation.pages.paths import paths_above

# Sections whose texts are ordinary articles; the others have registers and pages of their own.
ARTICLE_KINDS = (
    SectionKind.NOTICES,
    SectionKind.NEWS,
    SectionKind.STATUTORY,
    SectionKind.RULES,
    SectionKind.TOPIC,
    SectionKind.SERVICES,
    SectionKind.VILLAGE,
    SectionKind.ABOUT,
)


def writable_sections(user: User) -> list[SectionPage]:
    """Return the sections in which the officer may write an article, notices first."""
    kinds = [kind.value for kind in ARTICLE_KINDS]
    rows = SectionPage.objects.filter(live=True, kind__in=kinds).select_related("organ")
    allowed = [row for row in rows if row.permissions_for_user(user).can_add_subpage()]
    return sorted(allowed, key=lambda row: (kinds.index(row.kind), row.path))


def section_choices(sections: list[SectionPage]) -> list[tuple[int, str]]:
    """Return the sections with the name of their site, for one who writes on several."""
    homes = {home.path: home.short_name for home in HomePage.objects.select_related("organ")}
    named = [(section, _site_of(section, homes)) for section in sections]
    several = len({site for _, site in named}) > 1
    return [(s.pk, f"{site} · {s.title}" if several and site else s.title) for s, site in named]


def _site_of(section: SectionPage, homes: dict[str, str]) -> str:
    """Return the name of the site a section stands in."""
    return next((homes[p] for p in reversed(paths_above(section.path)) if p in homes), "")


def organ_for(user: User, section: Any, on: date) -> Organ | None:
    """Return the organ an editor writes for in a section: the section's if he holds its post."""
    posts = [post for post in posts_held(user.pk, on) if post.role == Role.EDITOR.value]
    own = [post.organ for post in posts]
    if not own or section is None:
        return own[0] if own else getattr(section, "organ", None)
    return next((organ for organ in own if organ.pk == section.organ_id), own[0])


def own_documents(user: User, ids: list[int]) -> list[Any]:
    """Return the documents of these ids that the officer himself uploaded, in their order."""
    rows = get_document_model().objects.filter(uploaded_by_user=user).in_bulk(ids)
    return [rows[number] for number in ids if number in rows]
