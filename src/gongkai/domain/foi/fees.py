"""Work out the processing fee (信息处理费) by either of its two tariffs."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from gongkai.domain.law import FEE_MEASURES, OGI_REGULATIONS
from gongkai.domain.terms import Term

FEE_SOURCE = OGI_REGULATIONS.article(42)


class Tariff(Term):
    """A request is charged by one tariff, never by both (art. 3)."""

    BY_REQUEST = "by_request", "按件计收"
    BY_PAGE = "by_page", "按量计收"


TARIFF_SOURCES = {
    Tariff.BY_REQUEST: FEE_MEASURES.article(4),
    Tariff.BY_PAGE: FEE_MEASURES.article(5),
}


@dataclass(frozen=True, slots=True)
class FeeLine:
    """One bracket of a calculation: units ``first`` to ``last`` at one price."""

    first: int
    last: int
    price_yuan: Decimal

    @property
    def total_yuan(self) -> Decimal:
        """Return the price of all units of the bracket."""
        return (self.last - self.first + 1) * self.price_yuan


# (last unit of the bracket, yuan per unit)
REQUEST_BRACKETS = ((10, 0), (30, 100))
# From the 31st request on, every ten requests cost 100 yuan more apiece than the ten before.
REQUEST_STEP = 10
REQUEST_STEP_YUAN = 100
PAGE_BRACKETS = ((30, 0), (100, 10), (200, 20))
PAGE_PRICE_BEYOND_YUAN = 40


def fee_lines(tariff: Tariff, units: int) -> tuple[FeeLine, ...]:
    """Return the calculation, bracket by bracket.

    Args:
        tariff: by request or by page.
        units: requests of one applicant within a calendar month, or pages of one request.

    Raises:
        ValueError: ``units`` is negative.
    """
    if units < 0:
        raise ValueError(units)
    lines: list[FeeLine] = []
    first = 1
    while first <= units:
        last, price = _bracket(tariff, first)
        lines.append(FeeLine(first, units if last is None else min(last, units), Decimal(price)))
        first = lines[-1].last + 1
    return tuple(lines)


def fee_yuan(tariff: Tariff, units: int) -> Decimal:
    """Return the fee of a month's requests, or of the pages of one request."""
    return sum((line.total_yuan for line in fee_lines(tariff, units)), Decimal(0))


def request_price_yuan(nth_of_month: int) -> Decimal:
    """Return the price of the ``n``-th request of an applicant within a calendar month.

    Raises:
        ValueError: ``nth_of_month`` is not positive.
    """
    if nth_of_month < 1:
        raise ValueError(nth_of_month)
    return Decimal(_bracket(Tariff.BY_REQUEST, nth_of_month)[1])


def _bracket(tariff: Tariff, unit: int) -> tuple[int | None, int]:
    """Return the last unit and the price of the bracket that ``unit`` lies in."""
    brackets = REQUEST_BRACKETS if tariff is Tariff.BY_REQUEST else PAGE_BRACKETS
    for last, price in brackets:
        if unit <= last:
            return last, price
    if tariff is Tariff.BY_PAGE:
        return None, PAGE_PRICE_BEYOND_YUAN
    last, price = brackets[-1]
    steps = (unit - last - 1) // REQUEST_STEP + 1
    return last + steps * REQUEST_STEP, price + steps * REQUEST_STEP_YUAN
