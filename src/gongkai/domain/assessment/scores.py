"""Score one unit: vetoes first, then deductions, then bonus.

The frame is that of ``INSPECTION_INDICATORS``; most single values are known from
practice only, so indicators are rows that a county edits, never code.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from gongkai.domain.errors import Refusal
from gongkai.domain.law import INSPECTION_INDICATORS, OPEN_GOVERNMENT_RULES_2016
from gongkai.domain.terms import Term

SCORING_SOURCE = INSPECTION_INDICATORS
WEIGHT_SOURCE = OPEN_GOVERNMENT_RULES_2016
# Recalled, not read: open government weighs at least 4 % in the performance assessment.
MIN_WEIGHT_PERCENT = Decimal(4)


class IndicatorKind(Term):
    """What an indicator does to the score."""

    VETO = "veto", "单项否决"
    DEDUCTION = "deduction", "扣分"
    BONUS = "bonus", "加分"


class Verdict(Term):
    """What the score means."""

    QUALIFIED = "qualified", "合格"
    UNQUALIFIED = "unqualified", "不合格"


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of the indicator table.

    Attributes:
        code: stable name of the row, such as ``WV1``.
        label: what is looked at.
        kind: veto, deduction or bonus.
        weight: points at stake; 0 for a veto.
    """

    code: str
    label: str
    kind: IndicatorKind
    weight: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding against (or for) a unit.

    Attributes:
        indicator_code: the row it belongs to.
        points: points taken off or added, never negative; meaningless for a veto.
    """

    indicator_code: str
    points: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Frame:
    """The numbers around the table; a notice may set others.

    Attributes:
        full_marks: points before deductions.
        pass_mark: a unit below it is unqualified.
        bonus_above: only a unit strictly above it earns bonus.
        max_bonus: most bonus points there are.
    """

    full_marks: Decimal = Decimal(100)
    pass_mark: Decimal = Decimal(60)
    bonus_above: Decimal = Decimal(80)
    max_bonus: Decimal = Decimal(30)


NATIONAL_FRAME = Frame()


class UnknownIndicator(Refusal):
    """A mark refers to a row that the table does not have."""

    code = "unknown_indicator"


class NegativePoints(Refusal):
    """A mark carries fewer than zero points."""

    code = "negative_points"


@dataclass(frozen=True, slots=True)
class Score:
    """What one unit ends with.

    Attributes:
        points: None when vetoed: a vetoed unit has no score, which is not zero.
        deducted: points taken off, each indicator capped at its weight.
        bonus: bonus points that count.
        vetoed_by: codes of the vetoes, in the order of the table.
        verdict: qualified or not.
    """

    points: Decimal | None
    deducted: Decimal
    bonus: Decimal
    vetoed_by: tuple[str, ...]
    verdict: Verdict

    @property
    def is_vetoed(self) -> bool:
        """Return whether a single indicator decided."""
        return bool(self.vetoed_by)


def score(
    indicators: Iterable[Indicator], marks: Iterable[Mark], frame: Frame = NATIONAL_FRAME
) -> Score:
    """Return the score of one unit.

    Raises:
        UnknownIndicator: a mark refers to no row.
        NegativePoints: a mark carries negative points.
    """
    table = {indicator.code: indicator for indicator in indicators}
    sums: dict[str, Decimal] = {}
    for mark in marks:
        if mark.indicator_code not in table:
            raise UnknownIndicator(indicator_code=mark.indicator_code)
        if mark.points < 0:
            raise NegativePoints(indicator_code=mark.indicator_code, points=mark.points)
        sums[mark.indicator_code] = sums.get(mark.indicator_code, Decimal(0)) + mark.points

    def capped(kind: IndicatorKind) -> Decimal:
        return sum(
            (
                min(sums[code], row.weight)
                for code, row in table.items()
                if row.kind is kind and code in sums
            ),
            Decimal(0),
        )

    vetoed_by = tuple(
        code for code, row in table.items() if row.kind is IndicatorKind.VETO and code in sums
    )
    deducted = capped(IndicatorKind.DEDUCTION)
    if vetoed_by:
        return Score(None, deducted, Decimal(0), vetoed_by, Verdict.UNQUALIFIED)
    base = max(frame.full_marks - deducted, Decimal(0))
    earned = min(capped(IndicatorKind.BONUS), frame.max_bonus)
    bonus = earned if base > frame.bonus_above else Decimal(0)
    verdict = Verdict.QUALIFIED if base >= frame.pass_mark else Verdict.UNQUALIFIED
    return Score(base + bonus, deducted, bonus, (), verdict)


def weight_is_too_low(weight_percent: Decimal, minimum: Decimal = MIN_WEIGHT_PERCENT) -> bool:
    """Return whether to warn that open government weighs too little (``WEIGHT_SOURCE``)."""
    return weight_percent < minimum
