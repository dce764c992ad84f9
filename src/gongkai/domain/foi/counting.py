"""Say in which rows of a year's 表三 a request counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.domain.terms import Term


class CountRow(Term):
    """The four totals of 表三 that must balance."""

    NEW = "new", "一、本年新收政府信息公开申请数量"
    CARRIED_IN = "carried_in", "二、上年结转政府信息公开申请数量"
    DONE = "done", "（七）总计"
    CARRIED_OUT = "carried_out", "四、结转下年度继续办理"


INCOMING = (CountRow.NEW, CountRow.CARRIED_IN)
OUTGOING = (CountRow.DONE, CountRow.CARRIED_OUT)


@dataclass(frozen=True, slots=True)
class CountedRequest:
    """The two dates that decide where a request counts.

    A request waiting for correction, payment or an opinion on 31 December is open.
    A request done again after a remedy keeps the dates of its first round.

    Attributes:
        received_on: first receipt, Art. 31; a correction does not move it.
        concluded_on: dispatch of the reply, or closure without reply; ``None`` while open.
    """

    received_on: date
    concluded_on: date | None = None

    def __post_init__(self) -> None:
        if self.concluded_on is not None and self.concluded_on < self.received_on:
            raise ValueError(f"concluded {self.concluded_on} before {self.received_on}")

    def rows(self, year: int) -> frozenset[CountRow]:
        """Return the rows of the report on ``year``: one of each pair, or none at all."""
        concluded_in = self.concluded_on.year if self.concluded_on else None
        if self.received_on.year > year or (concluded_in is not None and concluded_in < year):
            return frozenset()
        came = CountRow.NEW if self.received_on.year == year else CountRow.CARRIED_IN
        went = CountRow.DONE if concluded_in == year else CountRow.CARRIED_OUT
        return frozenset({came, went})


def tally(requests: Iterable[CountedRequest], year: int) -> Mapping[CountRow, int]:
    """Return how many requests each row of the report on ``year`` holds."""
    counts = Counter(row for request in requests for row in request.rows(year))
    return {row: counts[row] for row in CountRow}
