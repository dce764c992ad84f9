"""Word numbers the way a report writes them, never higher than they are."""

from __future__ import annotations

import re
from decimal import ROUND_FLOOR, Decimal

Number = int | Decimal

WAN = 10_000
_MANY_WAN = 10 * WAN
_HUNDRED = 100
_PERCENT_STEP = Decimal("0.1")
_WORDED = re.compile(r"(\d+(?:\.\d+)?)(万?)(余?)")


def plain(number: Number) -> str:
    """Return the number in digits, without separators, exponent or idle zeros."""
    text = f"{Decimal(number):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _floor(number: Number, unit: int) -> int:
    return int((Decimal(number) / unit).to_integral_value(ROUND_FLOOR)) * unit


def _two_digit_unit(number: Number) -> int:
    """Return the power of ten that leaves two digits of the number."""
    return int(10 ** max(len(str(int(number))) - 2, 0))


def _checked(number: Number) -> Number:
    if number < 0:
        raise ValueError(number)
    return number


def round_down_with_more(number: Number, unit: int | None = None) -> str:
    """Return the number rounded down, with 余 exactly when something was dropped.

    Args:
        number: not negative.
        unit: what to round down to; two digits are kept when it is None or would leave fewer.

    Raises:
        ValueError: the number is negative.
    """
    _checked(number)
    fitting = _two_digit_unit(number)
    floor = _floor(number, fitting if unit is None else min(unit, fitting))
    return f"{floor}余" if floor < number else str(floor)


def wan(number: Number) -> str:
    """Return the exact number in 万: 58000 is 5.8万. Below one 万 it stays as it is.

    Raises:
        ValueError: the number is negative.
    """
    if _checked(number) < WAN:
        return plain(number)
    return f"{plain(Decimal(number) / WAN)}万"


def wan_more(number: Number, unit: int | None = None) -> str:
    """Return the number rounded down in 万, with 余 exactly when something was dropped.

    Args:
        number: not negative; below one 万 it is worded without 万.
        unit: what to round down to; None keeps whole 万, from 100000, or a tenth of it below.

    Raises:
        ValueError: the number is negative.
    """
    if _checked(number) < WAN:
        return round_down_with_more(number, _HUNDRED)
    if unit is None:
        unit = WAN if number >= _MANY_WAN else WAN // 10
    floor = _floor(number, min(unit, _two_digit_unit(number)))
    return f"{wan(floor)}余" if floor < number else wan(floor)


def percent(part: Number, whole: Number) -> str:
    """Return the share to one decimal place, rounded down: 97.1%.

    Raises:
        ValueError: the whole is nought.
    """
    if not whole:
        raise ValueError(whole)
    share = Decimal(part) * 100 / Decimal(whole)
    return f"{plain(share.quantize(_PERCENT_STEP, ROUND_FLOOR))}%"


def agrees(text: str, number: Number) -> bool:
    """Tell whether every number worded in the text can stand for this number.

    An exact word must equal it; one with 余 must lie below it by less than its last digit.
    Text without a number agrees with anything.
    """
    return all(
        _agrees(digits, in_wan, more, number) for digits, in_wan, more in _WORDED.findall(text)
    )


def _agrees(digits: str, in_wan: str, more: str, number: Number) -> bool:
    scale = WAN if in_wan else 1
    worded = Decimal(digits) * scale
    if not more:
        return worded == number
    whole, _, decimals = digits.partition(".")
    idle = len(whole) - len(whole.rstrip("0"))
    step = Decimal(scale).scaleb(-len(decimals) if decimals else idle)
    return worded < number < worded + step
