"""Recompute what a sentence adds up: 其中, shares, growth."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.domain.content_checks.circumstances import Circumstances
from gongkai.domain.content_checks.findings import Hit, Tier

_UNITS = (
    "元|件次|人次|人|件|条|个|项|家|户|篇|期|场|次|份|起|例|宗|处|所|座|台|辆|亩|公顷"
    "|公里|平方米|平方公里|吨|名|位|部|批|只|头|栋|套|门|节"
)
_AMOUNT = re.compile(
    r"(?<![\d.A-Za-z第\-])(?P<n>\d[\d,]*(?:\.\d+)?) ?"
    rf"(?P<u>[十百千万亿]*(?P<r>[余多]?)(?:{_UNITS}))(?![号级])"
)
_SENTENCE = re.compile(r"[^。！？\n]+")
_SCOPE = re.compile(r"其中[，,：:]?|分别(?:为|是)[：:]?")
_DELTA = re.compile(r"(?:增加|增长|减少|新增|下降|提高|净增|多|少)了?$")
_ROUGH = re.compile(r"(?:超过?|突破|逾|近|约|大约|不少于|至少)$")
_ROUGH_AFTER = re.compile(r"余|多|以上|以下|左右|以内|上下")
# labels that describe a state or a quality of what was counted, not a part of it
_NOT_A_PART = re.compile(
    r"已|均|还|另|同比|比上|占|较|增|减|女|男|党员|少数民族|岁|以上|以下|平均|人均|最高|最低|累计|户均|涉及|惠及|拨付|总"
)
_PARTIAL = re.compile(r"主要|包括|等|之一|重点")
_TOTAL = re.compile(r"(?:共计|总计|合计|共有|共|总数)[^，,。；;]{0,24}$")
_LEAST_PARTS_SHORT = 3  # a list of two may be a choice of examples


@dataclass(frozen=True, slots=True)
class _Amount:
    start: int
    end: int
    value: Decimal
    unit: str
    label: str  # words between the amount before and this one
    rough: bool

    def __str__(self) -> str:
        return f"{self.value:f}"


def _amounts(text: str, begin: int, end: int) -> list[_Amount]:
    """Return the counted amounts of a stretch of text, with their labels."""
    found = []
    last = begin
    for match in _AMOUNT.finditer(text, begin, end):
        label = re.split(r"[，,；;、：:]", text[last : match.start()])[-1]
        rough = bool(match["r"] or _ROUGH.search(label) or _ROUGH_AFTER.match(text, match.end()))
        value = Decimal(match["n"].replace(",", ""))
        unit = match["u"].replace("余", "").replace("多", "")
        found.append(_Amount(match.start(), match.end(), value, unit, label, rough))
        last = match.end()
    return found


def wrong_sums(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield totals whose parts after 其中 or 分别为 do not add up.

    Parts above the total block; parts below it must be looked at, and only where the text
    says that the total is one (共计) and that the list is whole. A list that crosses two
    divisions (by sex, then by trade) is left in peace when a run of it adds up.
    """
    for sentence in _SENTENCE.finditer(text):
        marks = list(_SCOPE.finditer(text, *sentence.span()))
        for number, mark in enumerate(marks):
            stop = marks[number + 1].start() if number + 1 < len(marks) else sentence.end()
            before = _amounts(text, sentence.start(), mark.start())
            yield from _checked(text, before, _amounts(text, mark.end(), stop))


def _checked(text: str, before: list[_Amount], after: list[_Amount]) -> Iterator[Hit]:
    """Yield the first total before the mark that its parts contradict: 45批120人次 are two."""
    for place in range(len(before) - 1, -1, -1):
        if place < len(before) - 1 and before[place].end != before[place + 1].start:
            return
        if hit := _contradicted(text, before[place], after):
            yield hit
            return


def _contradicted(text: str, total: _Amount, after: list[_Amount]) -> Hit | None:
    """Return what is wrong with one total, given the amounts that follow the mark."""
    parts = [amount for amount in after if amount.unit == total.unit]
    if not _is_division(total, parts):
        return None
    whole = sum(part.value for part in parts)
    known = f"{'+'.join(map(str, parts))}={whole:f}，不等于{total}"
    if abs(whole - total.value) <= _rounding(total, parts) or _adds_up(parts, total.value):
        return None
    if whole > total.value:
        return Hit(total.start, parts[-1].end, evidence=known)
    if _is_whole(text, total, parts):
        return Hit(total.start, parts[-1].end, evidence=known, tier=Tier.MUST_LOOK)
    return None


def _is_division(total: _Amount, parts: list[_Amount]) -> bool:
    """Tell whether exact amounts of parts follow the exact amount of a whole."""
    if total.rough or _DELTA.search(total.label) or len(parts) < 2:  # noqa: PLR2004 -- one part is no sum
        return False
    return not any(part.rough or _NOT_A_PART.search(part.label) for part in parts)


def _rounding(total: _Amount, parts: list[_Amount]) -> Decimal:
    """Return how far rounded figures may miss their total: half a last digit each."""
    values = [total.value, *(part.value for part in parts)]
    digits = max(-int(value.as_tuple().exponent) for value in values)
    shortened = digits > 0 or total.unit[0] in "千万亿"
    return Decimal(len(values)).scaleb(-digits) / 2 if shortened else Decimal(0)


def _is_whole(text: str, total: _Amount, parts: list[_Amount]) -> bool:
    """Tell whether the list claims to name every part of the total."""
    said = _TOTAL.search(text[max(0, total.start - 30) : total.start])
    listed = text[total.end : parts[-1].end + 2]
    return bool(said) and len(parts) >= _LEAST_PARTS_SHORT and not _PARTIAL.search(listed)


def _adds_up(parts: list[_Amount], total: Decimal) -> bool:
    """Tell whether a run of at least two neighbouring parts makes the total."""
    for first in range(len(parts)):
        added = parts[first].value
        for part in parts[first + 1 :]:
            added += part.value
            if added == total:
                return True
    return False


_CLEAN_UP = re.compile(r"继续有效[^。\n]{0,80}")
_DOCUMENTS = re.compile(r"共有?[一-鿿]{0,14}?(?P<t>\d+)件")
_RESULT = re.compile(r"继续有效|废止|失效|修改|宣布")


def wrong_clean_ups(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield results of a 清理 (继续有效, 废止, 失效) that do not make the number of documents.

    A total named in an earlier sentence may count something else: that must be looked at.
    """
    for match in _CLEAN_UP.finditer(text):
        parts = [a for a in _amounts(text, *match.span()) if a.unit == "件"]
        totals = list(_DOCUMENTS.finditer(text, 0, match.start()))
        if len(parts) < 2 or not totals or not all(_RESULT.search(p.label) for p in parts):  # noqa: PLR2004 -- one part is no sum
            continue
        total, whole = Decimal(totals[-1]["t"]), sum(part.value for part in parts)
        if whole > total and not _adds_up(parts, total):
            known = f"{'+'.join(map(str, parts))}={whole:f}，不等于{total:f}"
            apart = re.search(r"[。\n]", text[totals[-1].end() : match.start()])
            tier = Tier.MUST_LOOK if apart else None
            yield Hit(match.start(), parts[-1].end, evidence=known, tier=tier)


_SHARE = re.compile(
    rf"(?P<n>\d[\d,]*(?:\.\d+)?)(?P<u>[十百千万亿]*(?:{_UNITS}))[，,]?占(?:总数|总量|全部|总人数|总件数|比)?的?(?:比例)?(?:为|达)?"
    r"(?P<p>\d+(?:\.\d+)?)%"
)


def wrong_shares(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield shares that no earlier amount of the sentence explains: 12件，占总数的30%."""
    for match in _SHARE.finditer(text):
        begin = max(text.rfind(mark, 0, match.start()) for mark in "。\n") + 1
        wholes = [
            amount
            for amount in _amounts(text, begin, match.start())
            if amount.unit == match["u"] and amount.value > 0
        ]
        part = Decimal(match["n"].replace(",", ""))
        if not wholes or any(whole.rough for whole in wholes):
            continue
        if any(_agrees(part / whole.value * 100, match["p"]) for whole in wholes):
            continue
        whole = wholes[0]
        if part <= whole.value and _TOTAL.search(text[max(0, whole.start - 30) : whole.start]):
            share = part / whole.value * 100
            known = f"{part:f}÷{whole}={_rounded(share, match['p'])}%"
            yield Hit(match.start(), match.end(), f"{_rounded(share, match['p'])}%", known)


_GROWTH = re.compile(
    rf"(?:由|从)[^，,。；;\d]{{0,12}}?(?P<a>\d[\d,]*(?:\.\d+)?)(?P<u>[十百千万亿]*(?:{_UNITS})|%)?"
    rf"(?P<way>增加|增长|提高|上升|扩大|下降|减少|降低|缩减|降)(?:到|至|为)[^，,。；;\d]{{0,6}}?"
    rf"(?P<b>\d[\d,]*(?:\.\d+)?)(?P<v>[十百千万亿]*(?:{_UNITS})|%)?[，,、]?(?:同比|年均|平均|累计)?"
    r"(?P<said>增长|增加|增幅|提高|上升|下降|减少|降低|降幅)了?(?:为|达|约)?(?P<p>\d+(?:\.\d+)?)%"
)
_DOWN = ("下降", "减少", "降低", "缩减", "降")


def wrong_growth(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield growth that the two figures beside it contradict: 由80件增加到100件，增长30%."""
    for match in _GROWTH.finditer(text):
        first, last = (Decimal(match[name].replace(",", "")) for name in "ab")
        same_unit = (match["u"] or "") == (match["v"] or "") != "%"
        if not same_unit or first == 0 or "年均" in match[0]:
            continue
        change = (last - first) / first * 100
        down = match["way"] in _DOWN
        known = f"（{last:f}－{first:f}）÷{first:f}={_rounded(change, match['p'])}%"
        if (change < 0) != down:
            yield Hit(match.start(), match.end(), evidence=f"{first:f}到{last:f}不是{match['way']}")
        elif not _agrees(abs(change), match["p"]) and "约" not in match[0]:
            yield Hit(match.start(), match.end(), f"{_rounded(abs(change), match['p'])}%", known)


def _agrees(exact: Decimal, said: str) -> bool:
    """Tell whether a percentage is the exact one, rounded or cut off at its own digits."""
    step = Decimal(1).scaleb(-len(said.partition(".")[2]))
    return abs(exact - Decimal(said)) < step


def _rounded(exact: Decimal, like: str) -> str:
    """Write a percentage with as many digits as the text did."""
    return f"{exact:.{len(like.partition('.')[2])}f}"
