"""Say which levels a text must pass, and in which order."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from gongkai.domain.errors import Refusal
from gongkai.domain.review.three_reviews import REVIEW_ORDER, THREE_REVIEWS, Chain, State

FEWEST_REVIEWS = 2
MOST_REVIEWS = 3


class ReviewsOutOfRange(Refusal):
    """An organ asks for fewer than two or more than three reviews."""

    code = "reviews_out_of_range"


class NoChain(Refusal):
    """Levels that are no chain: one is missing, twice, or out of order."""

    code = "review_levels_no_chain"


@dataclass(frozen=True, slots=True)
class ChainRule:
    """How an organ's texts are reviewed.

    Attributes:
        reviews: two or three; with two, 一审 and 三审 remain, the first and the last word.
        legality_kinds: kinds of pages that pass 合法性审核 as well.

    Raises:
        ReviewsOutOfRange: neither two nor three reviews.
    """

    reviews: int = MOST_REVIEWS
    legality_kinds: Collection[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        """Refuse a number of reviews that no local rule knows."""
        if not FEWEST_REVIEWS <= self.reviews <= MOST_REVIEWS:
            raise ReviewsOutOfRange(reviews=self.reviews, fewest=FEWEST_REVIEWS, most=MOST_REVIEWS)

    def chain(self, kind: str) -> Chain:
        """Return the levels a page of ``kind`` must pass; the secrecy review always."""
        left_out = set()
        if self.reviews == FEWEST_REVIEWS:
            left_out.add(State.SECOND_REVIEW)
        if kind not in self.legality_kinds:
            left_out.add(State.LEGALITY_REVIEW)
        return tuple(level for level in REVIEW_ORDER if level not in left_out)


def emergency_chain(reviews: int = MOST_REVIEWS) -> Chain:
    """Return who answers for a text released in an emergency: two confirm, one released it.

    The first reviewer confirms first, then the second or, where an organ has no second
    review, the secrecy reviewer. The final reviewer stands last although he acts first.
    """
    second = State.SECOND_REVIEW if reviews == MOST_REVIEWS else State.SECRECY_REVIEW
    return (State.FIRST_REVIEW, second, State.FINAL_REVIEW)


def is_ordered(chain: Chain) -> bool:
    """Tell whether levels stand in the order of the reviews, none twice, the final one last."""
    places = [REVIEW_ORDER.index(level) for level in chain if level in REVIEW_ORDER]
    return bool(
        len(places) == len(chain) > 1
        and places == sorted(set(places))
        and chain[-1] is State.FINAL_REVIEW
    )


def printed(chain: Chain) -> str:
    """Return a chain as one word after the other, to be stored."""
    return " ".join(level.value for level in chain)


def parse(text: str) -> Chain:
    """Read what ``printed`` wrote.

    Raises:
        NoChain: the levels are not a chain.
    """
    words = text.split()
    known = {level.value: level for level in REVIEW_ORDER}
    chain = tuple(known[word] for word in words if word in known)
    if len(chain) != len(words) or not is_ordered(chain):
        raise NoChain(levels=text)
    return chain


DEFAULT_PRINTED = printed(THREE_REVIEWS)
