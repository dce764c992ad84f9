"""Read what was found on pages."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from gongkai.apps.content_checks.models import FoundPlace
from gongkai.domain.content_checks.answers import FindingState
from gongkai.domain.content_checks.findings import Tier
from gongkai.domain.roles import Role
from gongkai.foundation.accounts.models import Post
from gongkai.foundation.pages.models import GovPage

SIGNERS = frozenset(
    {
        Role.FIRST_REVIEWER,
        Role.SECOND_REVIEWER,
        Role.FINAL_REVIEWER,
        Role.PROOFREADER,
        Role.SECRECY_REVIEWER,
        Role.LEGALITY_REVIEWER,
        Role.OGI_OFFICER,
    }
)
ANSWERERS = SIGNERS | {Role.EDITOR}


@dataclass(frozen=True, slots=True)
class Standing:
    """What of a text still waits for somebody.

    Attributes:
        blocking: places of tier A without an answer.
        unanswered: places of any tier without an answer.
        unsigned: places of tier A kept on one person's word.
    """

    blocking: tuple[FoundPlace, ...] = ()
    unanswered: tuple[FoundPlace, ...] = ()
    unsigned: tuple[FoundPlace, ...] = ()


def places_of(page_id: int) -> list[FoundPlace]:
    """Return what was found in a page's latest draft and was ever answered or still stands."""
    rows = FoundPlace.objects.filter(page_id=page_id, in_draft=True)
    return list(rows.select_related("answered_by", "signed_by").order_by("tier", "pk"))


def standing(page_ids: Collection[int]) -> dict[int, Standing]:
    """Return for each page what waits; one question for all of them."""
    rows = FoundPlace.objects.filter(page_id__in=page_ids, in_draft=True).order_by("tier", "pk")
    found: dict[int, list[FoundPlace]] = {}
    for row in rows:
        found.setdefault(row.page_id, []).append(row)
    return {page_id: _standing(places) for page_id, places in found.items()}


def _standing(places: Iterable[FoundPlace]) -> Standing:
    """Sort what was found by what it waits for."""
    told = [(place, place.state) for place in places]
    waiting = tuple(place for place, state in told if state is FindingState.OPEN)
    return Standing(
        blocking=tuple(place for place in waiting if place.tier == Tier.BLOCKS.value),
        unanswered=waiting,
        unsigned=tuple(place for place, state in told if state is FindingState.UNSIGNED),
    )


def may(posts: Iterable[Post], page: GovPage, roles: Collection[Role]) -> bool:
    """Tell whether posts let their holder act on what was found on a page.

    The county office acts on the pages of every organ.
    """
    return any(
        Role(post.role) in roles
        and (post.organ_id == page.organ_id or post.role == Role.OGI_OFFICER.value)
        for post in posts
    )
