"""Pack what every hit is filtered and counted by into its row's number.

A full-text index gives the numbers of its hits in order, and reading anything more for
each hit is what makes a common word slow. So the number itself says the day and the
combination of attributes: hits come newest last, and are counted without being read.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import date, timedelta

_SERIAL_BITS = 26
_COMBINATION_BITS = 20
_DAY_SHIFT = _SERIAL_BITS + _COMBINATION_BITS
_COMBINATION_MASK = (1 << _COMBINATION_BITS) - 1
_SERIAL_MASK = (1 << _SERIAL_BITS) - 1
_FIRST_DAY = date(1949, 1, 1)
_LAST = (1 << 16) - 1


class NumberTooLarge(Exception):  # noqa: N818 -- says what is wrong
    """More entries or combinations than a row's number can tell apart."""


def pack(published_on: date, combination: int, serial: int) -> int:
    """Return the number of a row; later days have larger ones.

    Raises:
        NumberTooLarge: the index is larger than a county's ever is.
    """
    if combination > _COMBINATION_MASK or serial > _SERIAL_MASK:
        raise NumberTooLarge(f"{combination=} {serial=}")
    days = min(max((published_on - _FIRST_DAY).days, 0), _LAST)
    return days << _DAY_SHIFT | combination << _SERIAL_BITS | serial


def combination_of(number: int) -> int:
    """Return the combination of attributes of a row."""
    return number >> _SERIAL_BITS & _COMBINATION_MASK


def day_of(number: int) -> date:
    """Return the day of a row."""
    return _FIRST_DAY + timedelta(days=number >> _DAY_SHIFT)


def count(numbers: Sequence[int]) -> dict[int, Counter[int]]:
    """Return year → combination → rows, of numbers in their order."""
    return {
        year: Counter([n >> _SERIAL_BITS & _COMBINATION_MASK for n in part])
        for year, part in by_year(numbers)
    }


def by_year(numbers: Sequence[int]) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield the years of numbers in their order, each with its numbers."""
    start = 0
    while start < len(numbers):
        year = day_of(numbers[start]).year
        end = bisect_left(numbers, pack(date(year + 1, 1, 1), 0, 0), start)
        end = end if end > start else len(numbers)  # the last day stands for all after it
        yield year, numbers[start:end]
        start = end


def among(numbers: Iterable[int], combinations: Container[int]) -> list[int]:
    """Return the numbers whose combination is one of these."""
    return [n for n in numbers if (n >> _SERIAL_BITS & _COMBINATION_MASK) in combinations]
