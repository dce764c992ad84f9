"""Find numbers that belong to a person: identity card, mobile telephone, bank card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.domain.content_checks.circumstances import Circumstances
from gongkai.domain.content_checks.findings import Hit, Tier

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)  # GB 11643—1999
_CHECKS = "10X98765432"
_REGIONS = ((11, 15), (21, 23), (31, 37), (41, 46), (50, 54), (61, 65), (71, 71), (81, 83))
_PROVINCES = frozenset(str(code) for first, last in _REGIONS for code in range(first, last + 1))
_EDGE = r"(?<![0-9A-Za-z_/=.\-])"
_END = r"(?![0-9A-Za-z_/]|[.\-]\d)"
_ID = re.compile(rf"{_EDGE}(?P<n>[1-8]\d{{5}}(?:18|19|20)\d{{9}}[\dXx]){_END}")
_ID_SAID = re.compile(r"身份证[^，,。；;\d]{0,8}$")
_MOBILE = re.compile(rf"{_EDGE}(?:\+?86[- ]?)?1[3-9]\d(?P<s>[- ]?)\d{{4}}(?P=s)\d{{4}}{_END}")
_CARD_PREFIX = r"(?:62|4\d|5[1-5]|3[57])\d{14,17}"
_CARD_GROUPS = r"\d{4}(?: \d{4}){3}(?: \d{1,3})?"
_CARD = re.compile(rf"{_EDGE}(?:{_CARD_PREFIX}|{_CARD_GROUPS}){_END}")
_OTHER_NUMBER = re.compile(
    r"(?:索引号|信用代码|流水号|订单号|编号|文号|代码|批号|许可证号|宗地号|合同号|登记号|备案号|单号"
    r"|时间戳|序列号|条码|ISBN)[^，,。；;\d]{0,6}$"
)
_CARD_DIGITS = range(16, 20)
_ID_LENGTH = 18


def is_identity_number(number: str) -> bool:
    """Tell whether 18 characters are an identity number: region, birth date, check digit."""
    if number[:2] not in _PROVINCES or not _is_day(number[6:14]):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(number, _WEIGHTS, strict=False))
    return _CHECKS[total % 11] == number[17].upper()


def _is_day(digits: str) -> bool:
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return False
    return True


def passes_luhn(digits: str) -> bool:
    """Tell whether a card number's last digit is the one Luhn's formula gives."""
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value  # noqa: PLR2004 -- sum of the two digits
    return total % 10 == 0


def _is_named_otherwise(text: str, start: int) -> bool:
    return _OTHER_NUMBER.search(text[max(0, start - 14) : start]) is not None


def identity_numbers(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield identity numbers; one whose check digit fails only where the text calls it one."""
    for match in _ID.finditer(text):
        if is_identity_number(match["n"]):
            if not _is_named_otherwise(text, match.start()):
                yield Hit(match.start(), match.end(), evidence="校验码相符")
        elif _ID_SAID.search(text[max(0, match.start() - 12) : match.start()]):
            yield Hit(match.start(), match.end(), evidence="校验码不符", tier=Tier.MUST_LOOK)


def mobile_numbers(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield whole mobile numbers; masked ones and parts of longer numbers are left in peace."""
    for match in _MOBILE.finditer(text):
        if not _is_named_otherwise(text, match.start()):
            yield Hit(match.start(), match.end())


def bank_cards(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield numbers of 16 to 19 digits that Luhn's formula and an issuer's prefix both fit."""
    for match in _CARD.finditer(text):
        digits = match[0].replace(" ", "")
        fits = len(digits) in _CARD_DIGITS and digits[0] in "3456" and passes_luhn(digits)
        if not fits or _is_named_otherwise(text, match.start()):
            continue
        if len(digits) != _ID_LENGTH or not is_identity_number(digits):
            yield Hit(match.start(), match.end(), evidence="卡号校验相符")
