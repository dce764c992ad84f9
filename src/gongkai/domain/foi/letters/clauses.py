"""Word the remedy clause (救济告知) that a letter must end with."""

from __future__ import annotations

from gongkai.domain.foi.letters.facts import DeliveryWay, LetterFacts, LetterOrgan
from gongkai.domain.foi.letters.kinds import KINDS, LetterKind
from gongkai.domain.foi.outcomes import RemedyRoute, remedy_route
from gongkai.domain.foi.remedies import (
    DIRECT_LITIGATION_MONTHS,
    LITIGATION_AFTER_RECONSIDERATION_DAYS,
    RECONSIDERATION_DAYS,
)
from gongkai.domain.law import RECONSIDERATION_LAW

ONLINE_SOURCE = RECONSIDERATION_LAW.article(22)
BODY_SOURCE = RECONSIDERATION_LAW.article(24)
FIRST_SOURCE = RECONSIDERATION_LAW.article(23, 1, 4)


def route_of(facts: LetterFacts) -> RemedyRoute | None:
    """Return the remedy that a letter must tell about; None for notices along the way.

    A third party may challenge the disclosure of its information directly: nothing was
    refused, so reconsideration does not come first.

    Raises:
        WithheldGroundMissing: a reply in part names no ground for what is withheld.
    """
    if not KINDS[facts.kind].has_remedy:
        return None
    if facts.kind is LetterKind.THIRD_PARTY_NOTICE:
        return RemedyRoute.REVIEW_OR_SUIT
    if facts.decision is None:
        return None
    return remedy_route(
        facts.decision.outcome,
        withheld_under=facts.decision.withheld_under,
        already_given=facts.decision.already_given,
    )


def remedy_clause(facts: LetterFacts) -> str:
    """Return the clause of a letter, empty where it may not be challenged by itself."""
    route = route_of(facts)
    if route is None:
        return ""
    clause = _wording(route, facts.organ)
    if facts.case.delivery is DeliveryWay.ELECTRONIC and facts.organ.online_reconsideration:
        clause += f"行政复议也可以在网上申请：{facts.organ.online_reconsideration}。"
    return clause


def _wording(route: RemedyRoute, organ: LetterOrgan) -> str:
    """Return the clause of one route."""
    begin = f"如对本告知不服，可以自收到本告知书之日起{RECONSIDERATION_DAYS}日内"
    if route is RemedyRoute.REVIEW_FIRST:
        return (
            f"{begin}，先向{organ.reconsideration_body}申请行政复议；对行政复议决定不服的，可以自收到"
            f"行政复议决定书之日起{LITIGATION_AFTER_RECONSIDERATION_DAYS}日内向{organ.court}"
            "提起行政诉讼。"
        )
    if route is RemedyRoute.REVIEW_OR_SUIT:
        return (
            f"{begin}向{organ.reconsideration_body}申请行政复议，或者自收到本告知书之日起"
            f"{DIRECT_LITIGATION_MONTHS}个月内直接向{organ.court}提起行政诉讼。"
        )
    # Courts do not take these suits, so the letter must not promise one.
    return f"{begin}向{organ.reconsideration_body}申请行政复议。"
