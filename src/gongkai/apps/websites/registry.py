"""Let the apps above fill sections and home pages without websites knowing them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from gongkai.domain.websites import SectionKind

if TYPE_CHECKING:
    from gongkai.apps.websites.models import ArticlePage, HomePage, SectionPage

SectionContext = Callable[["SectionPage", HttpRequest], Mapping[str, Any]]
HomeBlock = Callable[["HomePage"], Any]


@dataclass(frozen=True, slots=True)
class SectionView:
    """How a kind of section is shown.

    Attributes:
        template: name of the template.
        context: gives the template's values for one section and request.
    """

    template: str
    context: SectionContext


_sections: dict[SectionKind, SectionView] = {}
_defaults: list[SectionView] = []
_home_blocks: dict[str, HomeBlock] = {}
_neighbours: list[Callable[[ArticlePage], list[Any]]] = []


def register_section(kind: SectionKind, view: SectionView) -> None:
    """Say how sections of a kind are shown; called when an app is ready."""
    _sections[kind] = view


def register_home_block(name: str, provider: HomeBlock) -> None:
    """Contribute one value to the context of every home page; called when an app is ready."""
    _home_blocks[name] = provider


def register_defaults(listing: SectionView, neighbours: Callable[[ArticlePage], list[Any]]) -> None:
    """Say how a section is listed by default and what stands beside an article."""
    _defaults[:] = [listing]
    _neighbours[:] = [neighbours]


def neighbours(article: ArticlePage) -> list[Any]:
    """Return the newest other pages of the article's section."""
    return _neighbours[0](article)


def section_for(kind: SectionKind) -> SectionView:
    """Return how a kind of section is shown; the plain listing when nobody said otherwise."""
    return _sections.get(kind) or _defaults[0]


def home_context(home: HomePage) -> dict[str, Any]:
    """Return all contributed values for one home page."""
    return {name: provider(home) for name, provider in _home_blocks.items()}
