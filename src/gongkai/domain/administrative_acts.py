"""Count administrative acts the way table two of the annual report asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from gongkai.domain.errors import Refusal
from gongkai.domain.law import OGI_REGULATIONS, REPORT_FORMAT_2021
from gongkai.domain.terms import Term

COUNTING_SOURCE = REPORT_FORMAT_2021
_YUAN_IN_WAN = Decimal(10_000)
_FEN = Decimal("0.01")


class ActKind(Term):
    """What table two asks for besides documents."""

    PERMIT = "permit", "行政许可"
    PENALTY = "penalty", "行政处罚"
    COERCION = "coercion", "行政强制"
    FEE = "fee", "行政事业性收费"


ACT_SOURCES = {
    ActKind.PERMIT: OGI_REGULATIONS.article(20, 1, 5),
    ActKind.PENALTY: OGI_REGULATIONS.article(20, 1, 6),
    ActKind.COERCION: OGI_REGULATIONS.article(20, 1, 6),
    ActKind.FEE: OGI_REGULATIONS.article(20, 1, 8),
}


class NegativeCount(Refusal):
    """A number of decisions is below zero."""

    code = "negative_count"


class AmountNotInFen(Refusal):
    """An amount is negative, or finer than one fen."""

    code = "amount_not_in_fen"


@dataclass(frozen=True, slots=True)
class Decisions:
    """The decisions of one kind in one year.

    The report counts **all** decisions, those lawfully kept from publication too
    (``COUNTING_SOURCE``). So take both figures from the case files, never from the
    list on the website.

    Attributes:
        published: decisions disclosed to the public.
        unpublished: decisions lawfully not disclosed.

    Raises:
        NegativeCount: a figure is below zero.
    """

    published: int = 0
    unpublished: int = 0

    def __post_init__(self) -> None:
        """Refuse figures that cannot be."""
        if self.published < 0 or self.unpublished < 0:
            raise NegativeCount(published=self.published, unpublished=self.unpublished)

    @property
    def total(self) -> int:
        """Return the figure of table two."""
        return self.published + self.unpublished


def fee_in_wan(amounts_yuan: Iterable[Decimal]) -> Decimal:
    """Return the sum of amounts in 万元, exact to the fen: at most six decimals.

    Amounts are added before they are converted, so nothing is rounded on the way.

    Raises:
        AmountNotInFen: an amount is negative or finer than one fen.
    """
    total = Decimal(0)
    for amount in amounts_yuan:
        if amount < 0 or amount != amount.quantize(_FEN):
            raise AmountNotInFen(amount_yuan=amount)
        total += amount
    return total / _YUAN_IN_WAN


def print_wan(amount_wan: Decimal) -> str:
    """Return an amount in 万元 as the table prints it: no exponent, no idle zeros."""
    text = f"{amount_wan:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
