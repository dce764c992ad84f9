"""Say what may be done with a finding, by whom, and what the answers say about its rule.

No statute defines the checks: the wall between author and signer follows the local rules on
三审三校 (nobody reviews what he wrote), the figures are the house's own and settings of the
law of no one.
"""

from __future__ import annotations

from collections.abc import Collection

from gongkai.domain.content_checks.findings import Tier
from gongkai.domain.errors import Refusal
from gongkai.domain.terms import Term


class FindingAnswer(Term):
    """What an officer says about a finding that still stands (答复)."""

    CORRECTED = "corrected", "改正"
    RIGHT_HERE = "right_here", "误报（本处）"
    RIGHT_WORDS = "right_words", "误报（词条）"
    RULE_WRONG = "rule_wrong", "规则不当"


# Answers that keep the words as they are; 改正 is no choice of a form: the text shows it.
KEEPING = (FindingAnswer.RIGHT_HERE, FindingAnswer.RIGHT_WORDS, FindingAnswer.RULE_WRONG)


class FindingState(Term):
    """How far a finding is (疑点办理)."""

    OPEN = "open", "待答复"
    UNSIGNED = "unsigned", "待签认"
    SETTLED = "settled", "已答复"
    GONE = "gone", "已改正"


class FindingReasonMissing(Refusal):
    """Words are kept against a rule that must be followed, and nothing says why."""

    code = "finding_reason_missing"


class FindingNotOpen(Refusal):
    """The finding is answered already or the words are gone from the text."""

    code = "finding_not_open"


class NothingToSign(Refusal):
    """The finding waits for nobody's signature."""

    code = "nothing_to_sign"


class SignerAnsweredHimself(Refusal):
    """Whoever answers a finding, or wrote the text, does not sign the answer."""

    code = "signer_answered_himself"


class FindingsMustBePutRight(Refusal):
    """A text goes to the reviewers with findings that block it.

    Facts: title, count, first.
    """

    code = "findings_must_be_put_right"


class FindingsUnanswered(Refusal):
    """A proofreading ends although findings have no answer. Facts: title, count, first."""

    code = "findings_unanswered"


class SignatureMissing(Refusal):
    """Blocking findings are kept on one person's word. Facts: title, count, first."""

    code = "finding_signature_missing"


def state_of(
    tier: Tier, *, stands: bool, answer: FindingAnswer | None, is_signed: bool
) -> FindingState:
    """Return how far a finding is.

    Args:
        tier: of the finding.
        stands: the words are still in the text.
        answer: what was said about it; None when nothing was.
        is_signed: a second person confirmed the answer.
    """
    if not stands:
        return FindingState.GONE
    if answer is None or answer is FindingAnswer.CORRECTED:
        return FindingState.OPEN
    if tier is Tier.BLOCKS and not is_signed:
        return FindingState.UNSIGNED
    return FindingState.SETTLED


def check_answer(tier: Tier, state: FindingState, answer: FindingAnswer, reason: str) -> None:
    """Accept an answer to a finding, or refuse.

    Raises:
        FindingNotOpen: there is nothing to answer any more.
        FindingReasonMissing: a blocking finding is kept, or a rule blamed, without a reason.
    """
    if state not in {FindingState.OPEN, FindingState.UNSIGNED} or answer not in KEEPING:
        raise FindingNotOpen(state=state.label)
    must_say = tier is Tier.BLOCKS or answer is FindingAnswer.RULE_WRONG
    if must_say and not reason.strip():
        raise FindingReasonMissing(answer=answer.label)


def check_signature(state: FindingState, signer: int, others: Collection[int | None]) -> None:
    """Accept a second person's signature under an answer, or refuse.

    Args:
        state: of the finding.
        signer: who signs.
        others: who answered the finding and who wrote the text.

    Raises:
        NothingToSign: the finding waits for no signature.
        SignerAnsweredHimself: the signer is one of them.
    """
    if state is not FindingState.UNSIGNED:
        raise NothingToSign(state=state.label)
    if signer in others:
        raise SignerAnsweredHimself
