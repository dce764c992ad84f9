"""Say how a page leaves the site, and what the public reads in its place."""

from __future__ import annotations

from collections.abc import Mapping

from gongkai.domain.errors import Refusal
from gongkai.domain.terms import Term

# Nothing in it hints at what leaked or about whom.
NEUTRAL_SENTENCE = "该信息不再提供。"


class WithdrawalKind(Term):
    """What stands at the address of a withdrawn page (撤稿方式)."""

    BANNER = "banner", "保留页面并注明"
    REDIRECT = "redirect", "转到新页面"
    GONE = "gone", "不再提供"


class PublicReasonMissing(Refusal):
    """A page is withdrawn without a sentence for the public."""

    code = "public_reason_missing"


class InternalReasonMissing(Refusal):
    """A page is withdrawn without a reason for the record."""

    code = "internal_reason_missing"


class RedirectTargetMissing(Refusal):
    """A page is to lead to another one that is not named or not public."""

    code = "redirect_target_missing"


class RedirectToItself(Refusal):
    """A page would lead to itself, directly or over other withdrawn pages."""

    code = "redirect_to_itself"


def check_reasons(kind: WithdrawalKind, *, public_reason: str, internal_reason: str) -> None:
    """Accept the reasons of a withdrawal, or refuse.

    Raises:
        PublicReasonMissing: the page stays readable or leads elsewhere, and nothing says why.
        InternalReasonMissing: the page vanishes, and the record does not say why.
    """
    if kind is WithdrawalKind.GONE:
        if not internal_reason.strip():
            raise InternalReasonMissing
    elif not public_reason.strip():
        raise PublicReasonMissing


def public_sentence(kind: WithdrawalKind, public_reason: str) -> str:
    """Return what the public reads; a neutral sentence when something leaked."""
    return NEUTRAL_SENTENCE if kind is WithdrawalKind.GONE else public_reason.strip()


def check_redirect(
    page_id: int, target_id: int | None, *, target_is_live: bool, redirects: Mapping[int, int]
) -> None:
    """Accept the page a withdrawn one leads to, or refuse.

    Args:
        page_id: the page that leaves.
        target_id: where it leads.
        target_is_live: whether the public can read the target.
        redirects: where pages withdrawn so far lead.

    Raises:
        RedirectToItself: following the redirects comes back to the page.
        RedirectTargetMissing: no target, or one that nobody can read.
    """
    seen, place = {page_id}, target_id
    while place is not None:
        if place in seen:
            raise RedirectToItself
        seen.add(place)
        place = redirects.get(place)
    if target_id is None or not target_is_live:
        raise RedirectTargetMissing
