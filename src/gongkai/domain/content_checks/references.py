"""Check what a text refers to: law titles, document numbers, office holders."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.domain.content_checks.circumstances import Circumstances
from gongkai.domain.content_checks.findings import Hit, Tier

_TITLE = re.compile(r"《([^《》\n]{3,60})》")
_STATE = "中华人民共和国"
_SHORTEST_NEAR = 4  # with the state's name before it; without it a short title has neighbours
_SHORTEST_NEAR_PLAIN = 9


def law_titles(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield titles one character off a law's, and laws no longer in force on the text's day."""
    directory = told.directories
    for match in _TITLE.finditer(text):
        full = re.split(r"[（(]", match[1])[0]
        title = full.removeprefix(_STATE)
        state = full[: len(full) - len(title)]
        known = directory.law_by_title.get(title)
        place = (match.start(1), match.start(1) + len(full))
        if known is None:
            least = _SHORTEST_NEAR if state else _SHORTEST_NEAR_PLAIN
            near = directory.nearest_law(title) if len(title) >= least else ""
            if near:
                yield Hit(*place, state + near, f"没有《{full}》，有《{state + near}》")
        elif known.ended_on and told.as_of and told.as_of >= known.ended_on:
            since = f"{known.ended_on.year}年{known.ended_on.month}月{known.ended_on.day}日"
            evidence = f"《{full}》自{since}起不再施行"
            yield Hit(*place, known.replaced_by, evidence, Tier.MUST_LOOK)


_NUMBER = re.compile(
    r"(?P<code>[一-鿿]{2,14})(?P<open>[〔\[【(（［])(?P<y>(?:19|20)\d\d)年?"
    r"(?P<close>[〕\]】)）］])(?P<nth>第?)(?P<n>0*\d+)号"
)
_CASE = re.compile(r"[初终再执申破赔]字?$")
_ORDER = re.compile(r"(?:令|公告|通告|决定)$")
_FIRST_YEAR = 1949


def document_numbers(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield document numbers that are not written 代字〔年份〕序号号, GB/T 9704—2012 7.2.5."""
    for match in _NUMBER.finditer(text):
        if _CASE.search(match["code"]) or _ORDER.search(match["code"]):
            continue
        right = f"〔{match['y']}〕{match['n'].lstrip('0')}号"
        start = match.start("open")
        if match.group(0)[start - match.start() :] != right:
            yield Hit(start, match.end(), right, "年份用六角括号，不加“第”，序号不编虚位")
        elif told.as_of and int(match["y"]) > told.as_of.year:
            yield Hit(start, match.end(), "", f"文号年份晚于{told.as_of.year}年")


_PLAN = re.compile(
    r"《[^《》\n]*?(?P<a>(?:19|20)\d\d)年?[-—~～至]+(?P<b>(?:19|20)\d\d)年?[^《》\n]*》[^《》\n。；]{0,2}"
    r"[（(][一-鿿]{2,14}[〔\[(（](?P<y>(?:19|20)\d\d)[〕\])）]\d+号"
)
_EARLY = 1  # a plan is issued at most one year before it begins


def number_years(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield plans for a span of years whose document number is years older than the span."""
    for match in _PLAN.finditer(text):
        if int(match["y"]) < int(match["a"]) - _EARLY:
            evidence = f"文号是{match['y']}年的，文件管{match['a']}年至{match['b']}年"
            yield Hit(match.start(), match.end(), "", evidence)


def office_holders(text: str, told: Circumstances) -> Iterator[Hit]:
    """Yield posts followed by a name that the county's list does not give for the day.

    A name that shares all but one character with the holder's is his, misspelt; a known
    person under a post he does not hold is reported with the post he holds.
    """
    holders = told.directories.holders
    current = [holder for holder in holders if holder.holds_on(told.as_of)]
    by_name = {
        holder.name: {h.post for h in current if h.name == holder.name} for holder in holders
    }
    for post in {holder.post for holder in holders}:
        names = [holder.name for holder in current if holder.post == post]
        for match in re.finditer(rf"(?<![副原前]){re.escape(post)}[、，]?([一-鿿]{{2,4}})", text):
            yield from _judged(match, post, names, by_name)


def _judged(
    match: re.Match[str], post: str, names: list[str], by_name: dict[str, set[str]]
) -> Iterator[Hit]:
    said = match[1]
    if any(said.startswith(name) for name in names):
        return
    for name in names:
        if _one_off(said[: len(name)], name):
            place = (match.start(1), match.start(1) + len(name))
            yield Hit(*place, name, f"{post}是{name}")
            return
    for name, posts in by_name.items():
        if said.startswith(name) and post not in posts:
            now = "、".join(sorted(posts)) or "不在现任名录"
            yield Hit(match.start(), match.start(1) + len(name), "", f"{name}：{now}")


def _one_off(said: str, name: str) -> bool:
    """Tell whether two names of equal length differ in exactly one place."""
    pairs = list(zip(said, name, strict=False))
    return len(said) == len(name) and sum(a != b for a, b in pairs) == 1
