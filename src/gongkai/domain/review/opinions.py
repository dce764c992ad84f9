"""Say what a reviewer's opinion must contain (每级一审一校)."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.domain.errors import Refusal
from gongkai.domain.review.three_reviews import Action, State

# The secrecy review is no proofreading level: it judges publicity, not wording.
PROOFREADING_STATES = frozenset({State.FIRST_REVIEW, State.SECOND_REVIEW, State.FINAL_REVIEW})

_NEEDS_REASON = frozenset(
    {Action.RETURN, Action.TAKE_DOWN, Action.OBJECT, Action.KEEP, Action.CANCEL_RELEASE}
)
_PASSES = frozenset({Action.PASS, Action.SCHEDULE})


class ReasonMissing(Refusal):
    """Returning, objecting, keeping, cancelling or taking down without saying why."""

    code = "review_reason_missing"


class ProofreadingMissing(Refusal):
    """A review passes a text that nobody proofread at this level."""

    code = "proofreading_missing"


class ProofreadingImpossible(Refusal):
    """More errors corrected than found, or a negative count."""

    code = "proofreading_impossible"


class ErrorsLeftUncorrected(Refusal):
    """A text is passed although errors found in proofreading still stand in it."""

    code = "errors_left_uncorrected"


@dataclass(frozen=True, slots=True)
class Proofreading:
    """The proofreading (校对) that belongs to one review.

    Attributes:
        errors_found: slips the proofreader marked.
        errors_corrected: how many of them are put right.

    Raises:
        ProofreadingImpossible: the counts contradict each other.
    """

    errors_found: int = 0
    errors_corrected: int = 0

    def __post_init__(self) -> None:
        """Refuse counts that cannot be."""
        if not 0 <= self.errors_corrected <= self.errors_found:
            raise ProofreadingImpossible(found=self.errors_found, corrected=self.errors_corrected)

    @property
    def errors_left(self) -> int:
        """Return how many marked errors still stand in the text."""
        return self.errors_found - self.errors_corrected


def ends_proofreading(state: State, action: Action) -> bool:
    """Tell whether an act passes a level that proofreads, so that nothing may be left open."""
    return state in PROOFREADING_STATES and action in _PASSES


def check_opinion(
    state: State, action: Action, *, reasons: str = "", proofreading: Proofreading | None = None
) -> None:
    """Accept an opinion as complete, or refuse.

    Raises:
        ReasonMissing: an act that stops a text, or overrules a reviewer, gives no reason.
        ProofreadingMissing: a pass of one of the three reviews without its proofreading.
        ErrorsLeftUncorrected: a pass with marked errors still in the text.
    """
    if action in _NEEDS_REASON and not reasons.strip():
        raise ReasonMissing(state=state.label, action=action.label)
    if not ends_proofreading(state, action):
        return
    if proofreading is None:
        raise ProofreadingMissing(state=state.label)
    if proofreading.errors_left:
        raise ErrorsLeftUncorrected(state=state.label, left=proofreading.errors_left)
