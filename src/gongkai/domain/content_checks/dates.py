"""Check dates: that they exist, their weekdays, the order of a range."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.domain.content_checks.circumstances import Circumstances
from gongkai.domain.content_checks.findings import Hit, Tier

_WEEKDAYS = "一二三四五六日"
_NUMERALS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0}
_YEAR = r"(?P<y>(?:19|20)\d\d|[一二]〇?[〇零一二三四五六七八九]{2,3})"
_CN = "一二三四五六七八九十"
_DAY = rf"(?P<m>\d{{1,2}}|[{_CN}]{{1,3}}) ?月 ?(?P<d>\d{{1,2}}|[{_CN}]{{1,3}}) ?日"
_FULL = re.compile(rf"(?<!\d)(?:{_YEAR} ?年 ?)?(?<!\d){_DAY}")
_PLAIN = re.compile(
    r"(?<![\d./\-A-Za-z])(?P<y>(?:19|20)\d\d)(?P<s>[-/.])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})"
    r"(?![\d\-/A-Za-z]|\.\d)"
)
_WEEKDAY = re.compile(
    r"(?:\s*[（(]\s*|\s?)(?:星期|周|礼拜)"
    r"(?P<w>[一二三四五六日天])(?!年|期|岁|边|围)"
)
_RANGE_SIGN = re.compile(
    r"\s?(?:[（(](?:星期|周)[一二三四五六日天][)）])?\s?(?:至|到|—+|－|-|~|～|–)\s?"
)
_BARE_DAY = re.compile(r"(?P<d>\d{1,2}) ?日")
_YEARS = re.compile(r"(?<!\d)(?P<a>(?:19|20)\d\d)年?(?:至|到|—+|－|-|~|～|–)(?P<b>(?:19|20)\d\d)年")
_LEAP_FEBRUARY = {2: 29, 4: 30, 6: 30, 9: 30, 11: 30}


def numeral(digits: str) -> int:
    """Return the value of a day, month or year in Arabic or Chinese figures; 0 when it is none."""
    if digits.isdecimal():
        return int(digits)
    if "十" not in digits:
        return int("".join(str(_NUMERALS[digit]) for digit in digits))
    tens, _, units = digits.partition("十")
    if any(part and part not in _NUMERALS for part in (tens, units)):
        return 0
    return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[units] if units else 0)


def missing_dates(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield dates that no calendar has: 2025年2月30日, 4月31日, 2025-13-01."""
    for match in (*_FULL.finditer(text), *_PLAIN.finditer(text)):
        year = numeral(match["y"]) if match["y"] else None
        month, day = numeral(match["m"]), numeral(match["d"])
        dotted = "s" in match.re.groupindex and match["s"] == "."
        if not _exists(year, month, day) and not dotted:
            yield Hit(match.start(), match.end(), evidence=_reason(year, month, day))


def _exists(year: int | None, month: int, day: int) -> bool:
    if year is None:
        return 1 <= month <= 12 and 1 <= day <= _LEAP_FEBRUARY.get(month, 31)  # noqa: PLR2004 -- months
    return _date(year, month, day) is not None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _reason(year: int | None, month: int, day: int) -> str:
    if not 1 <= month <= 12:  # noqa: PLR2004 -- months of a year
        return f"没有{month}月"
    prefix = f"{year}年" if year else ""
    return f"{prefix}{month}月没有{day}日"


def wrong_weekdays(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield dates whose weekday is not the calendar's.

    A date without a year takes the year last named before it; such a finding must be looked at.
    """
    year: int | None = None
    for match in _FULL.finditer(text):
        year = numeral(match["y"]) if match["y"] else year
        weekday = _WEEKDAY.match(text, match.end())
        day = _date(year, numeral(match["m"]), numeral(match["d"])) if year else None
        if weekday is None or day is None:
            continue
        right = _WEEKDAYS[day.weekday()]
        if weekday["w"].replace("天", "日") != right:
            yield Hit(
                match.start(),
                weekday.end(),
                f"星期{right}",
                f"{day.year}年{day.month}月{day.day}日是星期{right}",
                None if match["y"] else Tier.MUST_LOOK,
            )


def reversed_ranges(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield ranges that end before they begin; an end without a year takes the first's."""
    for match in _FULL.finditer(text):
        sign = _RANGE_SIGN.match(text, match.end())
        if sign is None:
            continue
        bare = _BARE_DAY.match(text, sign.end())
        if bare and int(bare["d"]) < numeral(match["d"]):
            yield Hit(match.start(), bare.end(), evidence=f"{bare['d']}日早于{match['d']}日")
        end = _FULL.match(text, sign.end()) if match["y"] else None
        if end is None:
            continue
        first = _date(numeral(match["y"]), numeral(match["m"]), numeral(match["d"]))
        last = _date(numeral(end["y"] or match["y"]), numeral(end["m"]), numeral(end["d"]))
        if first and last and last < first:
            yield Hit(match.start(), end.end(), evidence=f"{last}早于{first}")
    for match in _YEARS.finditer(text):
        if match["b"] < match["a"]:
            yield Hit(match.start(), match.end(), evidence=f"{match['b']}年早于{match['a']}年")
