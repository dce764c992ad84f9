"""Check what only the whole text shows: pairs of marks, numbering, empty parts, mixed words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.content_checks.circumstances import Circumstances
from gongkai.domain.content_checks.dates import numeral
from gongkai.domain.content_checks.findings import Hit

_OPENERS = {"（": "）", "《": "》", "“": "”", "〔": "〕", "【": "】", "「": "」"}
_ALIKE = str.maketrans("()", "（）")
_MARKS = re.compile(r"[（）()《》“”〔〕【】「」]")
_ITEM_MARK = re.compile(r"(?:^|[\s：:；;。，,])(?:\d{1,2}|[一二三四五六七八九十a-zA-Z])$")


def unpaired_marks(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield brackets, title marks and quotation marks without their other half, by paragraph."""
    for line in re.finditer(r"[^\n]+", text):
        opened: list[tuple[str, int]] = []
        for match in _MARKS.finditer(text, *line.span()):
            mark, place = match[0].translate(_ALIKE), match.start()
            if mark in _OPENERS:
                opened.append((mark, place))
            elif opened and _OPENERS[opened[-1][0]] == mark:
                opened.pop()
            elif not _closes_something(text, line.start(), place, mark):
                yield Hit(place, place + 1)
        for mark, place in opened:
            if mark != "“" or not _goes_on(text, line.end()):
                yield Hit(place, place + 1)


def _closes_something(text: str, line: int, place: int, mark: str) -> bool:
    """Tell whether a closing mark ends an item's number, or a quotation of several paragraphs."""
    if mark == "”":
        return "“" in text[max(0, line - _LONGEST_QUOTATION) : line]
    return _ITEM_MARK.search(text[line:place]) is not None


def _goes_on(text: str, end: int) -> bool:
    """Tell whether a quotation runs over paragraphs: the next opens it anew or closes it."""
    following = text[end:].lstrip()[:400].split("\n", 1)[0]
    return following.startswith("“") or following.count("”") > following.count("“")


_LONGEST_QUOTATION = 2000
_SECTION = re.compile(
    r"(?:^[ \t]*|。[ \t]*)(?P<n>[一二三四五六七八九十]{1,3})、(?P<title>[^\n。]{2,40})$",
    re.MULTILINE,
)

_NEXT = re.compile(r"[\s|]*(?P<n>[一二三四五六七八九十]{1,3})、")


def empty_sections(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield numbered headings with nothing between them and the next: a table was lost."""
    if "政府信息公开" not in text:  # the parts of the annual report hold tables
        return
    for section in _SECTION.finditer(text):
        after = _NEXT.match(text, section.end())
        if after and numeral(after["n"]) == numeral(section["n"]) + 1:
            yield Hit(section.start("n"), section.end())


def skipped_numbers(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield headings whose number does not follow the one before: 一、 then 三、."""
    last = 0
    for section in _SECTION.finditer(text):
        number = numeral(section["n"])
        if last and number > last + 1:
            yield Hit(
                section.start("n"), section.end("n") + 1, evidence=f"前一个是{_written(last)}、"
            )
        last = number


def _written(number: int) -> str:
    tens, units = divmod(number, 10)
    head = "" if not tens else ("十" if tens == 1 else "一二三四五六七八九"[tens - 1] + "十")
    return head + ("" if not units else "一二三四五六七八九"[units - 1])


_FIRSTS = re.compile(r"(?:^|[。；：，,;:\s])(?P<n>[一二三四五六七八九])是(?!否)")


def lost_firsts(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield a 二是 in a paragraph that has no 一是 before it."""
    seen = False
    for match in _FIRSTS.finditer(text):
        if match["n"] == "一":
            seen = True
        elif match["n"] == "二" and not seen:
            yield Hit(match.start("n"), match.end())


_MIXED = (("督察", "督查"), ("账号", "帐号"), ("截至", "截止到"))


def mixed_words(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield the second spelling of a word that a text writes in two ways."""
    for first, second in _MIXED:
        places = sorted((text.find(word), word) for word in (first, second) if word in text)
        if len(places) > 1:
            (_, used), (place, other) = places
            yield Hit(place, place + len(other), used, f"同一篇中“{used}”和“{other}”混用")


_HALF = re.compile(r"(?<=[一-鿿》”）])[,;:!?](?=[一-鿿《“（])")


def half_width_marks(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield half-width punctuation between Chinese characters."""
    full = str.maketrans(",;:!?", "，；：！？")
    for match in _HALF.finditer(text):
        yield Hit(match.start(), match.end(), match[0].translate(full))


_DOUBLED = re.compile(r"([一-鿿]{2,6})\1")
_MAY_DOUBLE = re.compile(
    r"^(?:.*的.*|有土地|研究|讨论|学习|商量|考虑|调查|了解|休息|交流|打听|检查|清理|整理|锻炼|一个|一步|一次"
    r"|一件|一项|一户|一条|许多|千万|逐步|非常|人民法院|保管|.*[共同自和互][一-鿿]?|[一-鿿]?[共同自]"
    r"|.?[一二三四五六七八九十百千万]+.?)$"
)


def doubled_words(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield words written twice running: 审核审核发布."""
    for match in _DOUBLED.finditer(text):
        word = match[1]
        if not _MAY_DOUBLE.match(word) and len(set(word)) > 1:
            yield Hit(match.start(), match.end(), word)
