"""Add up what became of the opinions, and find what the account leaves open."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.domain.errors import Refusal
from gongkai.domain.terms import Term


class Treatment(Term):
    """What became of an opinion (采纳情况)."""

    ADOPTED = "adopted", "采纳"
    PARTLY = "partly", "部分采纳"
    NOT_ADOPTED = "not_adopted", "未采纳"


class AdoptionFault(Term):
    """What is wrong with an account of the opinions."""

    SUM = "sum", "各行合计与收到的意见数不一致"
    REASON = "reason", "部分采纳、未采纳没有说明理由"
    EMPTY = "empty", "有一行没有意见数"


class AdoptionIncomplete(Refusal):
    """The account of the opinions does not add up or leaves a reason open.

    Facts: faults, told, received.
    """

    code = "adoption_incomplete"


@dataclass(frozen=True, slots=True)
class AdoptionRow:
    """One line of the account: opinions that say the same and were treated alike.

    Attributes:
        treatment: what became of them.
        opinions: how many people said so.
        reason: why they were not, or not fully, adopted.
    """

    treatment: Treatment
    opinions: int
    reason: str = ""


def totals(rows: Iterable[AdoptionRow]) -> dict[Treatment, int]:
    """Return how many opinions met which treatment, all treatments in their order."""
    found = dict.fromkeys(Treatment, 0)
    for row in rows:
        found[row.treatment] += row.opinions
    return found


def faults(rows: Sequence[AdoptionRow], received: int) -> list[AdoptionFault]:
    """Return what is wrong with an account of ``received`` opinions."""
    found = []
    if sum(row.opinions for row in rows) != received:
        found.append(AdoptionFault.SUM)
    if any(row.treatment is not Treatment.ADOPTED and not row.reason.strip() for row in rows):
        found.append(AdoptionFault.REASON)
    if any(row.opinions < 1 for row in rows):
        found.append(AdoptionFault.EMPTY)
    return found


def check(rows: Sequence[AdoptionRow], received: int) -> None:
    """Accept an account that adds up and gives its reasons.

    Raises:
        AdoptionIncomplete: it does not.
    """
    found = faults(rows, received)
    if found:
        raise AdoptionIncomplete(
            faults="；".join(fault.label for fault in found),
            told=sum(row.opinions for row in rows),
            received=received,
        )
