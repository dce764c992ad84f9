"""Recognise what the lines of a notice are: title, headings, signature, day, attachments."""

from __future__ import annotations

import re
from datetime import date

_CJK = "\u3400-\u9fff\u3000-\u303f\uff00-\uffef"
_WRAPPED = re.compile(rf"(?<=[{_CJK}])[ \t]*[\r\n]+[ \t\r\n]*(?=[{_CJK}])")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\ufeff\u2060\xad"))
_BLANK = re.compile(r"[\s\u3000\xa0]+")
_DIGITS = {word: number for number, word in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0}
_TEN = 10

HEADING = re.compile(r"第[一二三四五六七八九十百]+[章编节]|[一二三四五六七八九十]{1,3}、")
_LONGEST_HEADING = 40
_STOPS = "。；！？：，、;:,!?."
NUMBER_OF_DOCUMENT = re.compile(r"\S{1,20}[〔\[（(]\d{4}[〕\])）]\s*\d+号")
NOTICE = re.compile(r"(通知|公告|公示|通告|通报|意见|办法|方案|决定|报告|简报|声明|名单|公示表)$")
DAY = re.compile(r"(\d{4})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_WRITTEN_DAY = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_ORGAN = re.compile(
    r"[\u4e00-\u9fff（）()·]{2,30}"
    r"(局|委|办|部|政府|办公室|中心|院|厅|站|所|队|委员会|联合会|协会|学校|医院|银行|公司)"
)
SOURCE = re.compile(r"(?:来\s*源|信息来源|供\s*稿|供稿单位)\s*[:：]\s*(?P<name>.{2,40})")
EDITOR = re.compile(r"(?:责任编辑|责\s*编|编\s*辑)\s*[:：]\s*(?P<name>\S{2,12})")
NOISE = re.compile(
    r"点击.{0,6}(蓝字|关注).{0,12}|.{0,8}关注我们.{0,8}|阅读原文|(长按|扫描|扫一扫|识别).{0,14}二维码.{0,10}"
    r"|点(个)?(赞|在看).{0,10}|分享、?点赞.{0,8}|预览时标签不可点|微信扫一扫.{0,14}|原创$|↓+|▼+|END|-\s*END\s*-"
)
_ATTACHMENTS = re.compile(r"附\s*件\s*[:：]\s*(?P<first>.*)")
_NUMBERED = re.compile(r"\d{1,2}\s*[.．、]\s*(?P<name>.+)")
_SENTENCE = re.compile(r".*?[。！？]")
_LONGEST_SUMMARY = 120
_LAST_LINES = 6


def tidy(text: str) -> str:
    """Return words without indents, wrapped lines, double blanks and invisible characters."""
    text = _WRAPPED.sub("", text.translate(_INVISIBLE))
    return _BLANK.sub(" ", text)


def is_heading(text: str, *, bold: bool = False) -> bool:
    """Tell whether a line stands over what follows: 一、…, or a short bold line."""
    if len(text) > _LONGEST_HEADING or text.endswith(tuple(_STOPS)):
        return False
    return bool(HEADING.match(text)) or (bold and "：" not in text and not DAY.fullmatch(text))


def is_title(text: str) -> bool:
    """Tell whether a first line reads as the title of a notice."""
    most = 80
    return len(text) <= most and not text.endswith(("。", "：", "；")) and bool(NOTICE.search(text))


def day_of(text: str) -> date | None:
    """Return the day that a line consists of, in figures or in words."""
    text = text.strip()
    if found := DAY.fullmatch(text):
        return _day(*(int(part) for part in found.groups()))
    if found := _WRITTEN_DAY.fullmatch(text):
        year = int("".join(str(_DIGITS[sign]) for sign in found[1]))
        return _day(year, _number(found[2]), _number(found[3]))
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _number(words: str) -> int:
    """Return a number below a hundred written in words: 三, 十二, 二十, 三十一."""
    if "十" not in words:
        return _DIGITS[words[-1]]
    tens, _, ones = words.partition("十")
    return (_DIGITS[tens] if tens else 1) * _TEN + (_DIGITS[ones] if ones else 0)


def signature(lines: list[str]) -> tuple[str, date | None]:
    """Return organ and day from the end of a text (落款); nothing where there is none."""
    last = lines[-_LAST_LINES:]
    for place in range(len(last) - 1, -1, -1):
        day = day_of(last[place])
        if day is None:
            continue
        before = last[place - 1].strip() if place else ""
        return (before if _ORGAN.fullmatch(before) else ""), day
    return "", None


def attachments(lines: list[str]) -> list[str]:
    """Return the names in the list of attachments (附件：1.…)."""
    for place, line in enumerate(lines):
        found = _ATTACHMENTS.match(line)
        if found is None:
            continue
        first = found["first"].strip()
        names = [first] if first else []
        for following in lines[place + 1 :]:
            if not _NUMBERED.fullmatch(following):
                break
            names.append(following)
        return [_bare(name) for name in names]
    return []


def _bare(name: str) -> str:
    found = _NUMBERED.fullmatch(name)
    return (found["name"] if found else name).strip().rstrip("。；;")


def summary(lines: list[str]) -> str:
    """Return the first sentence of a text, which says what it is about."""
    for line in lines:
        if line.endswith(("：", ":")) or day_of(line) or NUMBER_OF_DOCUMENT.fullmatch(line):
            continue
        found = _SENTENCE.match(line)
        sentence = found[0] if found else line
        if len(sentence) > _LONGEST_SUMMARY:
            return sentence[: _LONGEST_SUMMARY - 1] + "…"
        return sentence
    return ""
