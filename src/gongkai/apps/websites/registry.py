"""Let the apps above fill sections and home pages without websites knowing them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest, QueryDict

from gongkai.domain.websites import SectionKind

if TYPE_CHECKING:
    from gongkai.apps.websites.models import HomePage, SectionPage
    from gongkai.foundation.pages.models import GovPage

SectionContext = Callable[["SectionPage", HttpRequest], Mapping[str, Any]]
HomeBlock = Callable[["HomePage"], Any]
Neighbours = Callable[["GovPage"], Mapping[str, Any]]

# A month of an archive, a year, or something of a year; no page has such an address.
_PART = re.compile(r"[12][0-9]{3}(-(0[1-9]|1[0-2])|/[a-z0-9-]+)?")


def _no_parts(_section: SectionPage) -> Iterable[str]:
    """Return nothing: the section is one page."""
    return ()


@dataclass(frozen=True, slots=True)
class Reading:
    """What of a section a reader looks at.

    Attributes:
        part: address below the section's own, ``2025-03``; empty for its first page.
        query: what he searches for on the searching address; None on the pages that are
            files, which know no questions.
    """

    part: str = ""
    query: QueryDict | None = None


@dataclass(frozen=True, slots=True)
class SectionView:
    """How a kind of section is shown.

    Attributes:
        template: name of the template.
        context: gives the template's values for one section and request.
        parts: names the addresses below the section's own that have a page each.
    """

    template: str
    context: SectionContext
    parts: Callable[[SectionPage], Iterable[str]] = _no_parts


_sections: dict[SectionKind, SectionView] = {}
_defaults: list[SectionView] = []
_home_blocks: dict[str, HomeBlock] = {}
_neighbours: list[Neighbours] = []
_plain_views: dict[str, str] = {}


def register_section(kind: SectionKind, view: SectionView) -> None:
    """Say how sections of a kind are shown; called when an app is ready."""
    _sections[kind] = view


def register_home_block(name: str, provider: HomeBlock) -> None:
    """Contribute one value to the context of every home page; called when an app is ready."""
    _home_blocks[name] = provider


def register_defaults(listing: SectionView, neighbours: Neighbours) -> None:
    """Say how a section is listed by default and what stands before and after a page."""
    _defaults[:] = [listing]
    _neighbours[:] = [neighbours]


def register_plain_view(name: str, path: str) -> None:
    """Name an address outside the tree whose answer is kept as a file; called when ready."""
    _plain_views[name] = path


def plain_views() -> Mapping[str, str]:
    """Return the addresses outside the tree that are kept as files, by name."""
    return dict(_plain_views)


def neighbours(page: GovPage) -> Mapping[str, Any]:
    """Return what stands before and after a page in its section.

    The keys are ``previous_page`` and ``next_page``; None where there is nothing.
    """
    return _neighbours[0](page)


def section_for(kind: SectionKind) -> SectionView:
    """Return how a kind of section is shown; the plain listing when nobody said otherwise."""
    return _sections.get(kind) or _defaults[0]


def home_context(home: HomePage) -> dict[str, Any]:
    """Return all contributed values for one home page."""
    return {name: provider(home) for name, provider in _home_blocks.items()}


def is_part(address: str) -> bool:
    """Tell whether an address below a section's means a part of the section itself."""
    return bool(_PART.fullmatch(address))


def has_parts(kind: SectionKind) -> bool:
    """Tell whether sections of a kind have pages below their own address."""
    return section_for(kind).parts is not _no_parts


def reading_of(request: HttpRequest) -> Reading:
    """Return what of a section the request asks for."""
    found: Reading | None = getattr(request, "gongkai_reading", None)
    return found or Reading()
