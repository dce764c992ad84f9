"""Find what a platform lacks of what the notice of 2019 asks for (平台自查)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.domain.platform.guide import GuideFinding
from gongkai.domain.platform.states import ItemState
from gongkai.domain.terms import Term
from gongkai.domain.websites import SectionKind

# In this order and under these names on every platform.
BLOCKS = (SectionKind.GUIDE, SectionKind.RULES, SectionKind.STATUTORY, SectionKind.REPORTS)
ENTRANCE = SectionKind.ON_REQUEST


class PlatformCheck(Term):
    """What is looked at."""

    PLATFORM = "platform", "平台栏目"
    BLOCKS = "blocks", "四个板块"
    NAMES = "names", "栏目名称"
    GUIDE = "guide", "公开指南"
    ITEMS = "items", "法定主动公开内容"
    REPORTS = "reports", "年度报告"
    NEWS = "news", "专栏专用"


@dataclass(frozen=True, slots=True)
class PlatformFinding:
    """One thing to mend.

    Attributes:
        check: what was looked at.
        subject: block, field, item or year it concerns.
        said: what is wrong, in words.
        section_id: section to open; None when there is none.
    """

    check: PlatformCheck
    subject: str
    said: str
    section_id: int | None = None


@dataclass(frozen=True, slots=True)
class PlatformFacts:
    """What is known of one site's platform.

    Attributes:
        sections: title and id of the site's sections of the platform's kinds.
        guide: faults of the guide.
        items: label and state of each statutory item.
        missing_years: years whose report is due and not public.
        news: title and id of news sections and pages filed below the platform.
    """

    sections: Mapping[SectionKind, tuple[str, int]]
    guide: Sequence[GuideFinding] = ()
    items: Sequence[tuple[str, ItemState]] = ()
    missing_years: Sequence[int] = ()
    news: Sequence[tuple[str, int]] = field(default=())


def platform_findings(facts: PlatformFacts) -> list[PlatformFinding]:
    """Return what is to be mended on a platform, in the order of the checks."""
    return [
        *_sections(facts),
        *_guide(facts),
        *_items(facts),
        *_reports(facts),
        *(
            PlatformFinding(
                PlatformCheck.NEWS, title, "动态新闻放在平台下面，专栏只放法定公开内容", pk
            )
            for title, pk in facts.news
        ),
    ]


def _sections(facts: PlatformFacts) -> list[PlatformFinding]:
    found = []
    if SectionKind.PLATFORM not in facts.sections:
        label = SectionKind.PLATFORM.label
        found.append(PlatformFinding(PlatformCheck.PLATFORM, label, f"没有“{label}”栏目"))
    found += [
        PlatformFinding(PlatformCheck.BLOCKS, kind.label, "没有这个板块")
        for kind in (*BLOCKS, ENTRANCE)
        if kind not in facts.sections
    ]
    for kind in (SectionKind.PLATFORM, *BLOCKS, ENTRANCE):
        title, pk = facts.sections.get(kind, (kind.label, 0))
        if title != kind.label:
            said = f"栏目名称应当是“{kind.label}”，现在是“{title}”"
            found.append(PlatformFinding(PlatformCheck.NAMES, kind.label, said, pk))
    return found


def _id_of(facts: PlatformFacts, kind: SectionKind) -> int | None:
    found = facts.sections.get(kind)
    return found[1] if found else None


def _guide(facts: PlatformFacts) -> list[PlatformFinding]:
    pk = _id_of(facts, SectionKind.GUIDE)
    return [
        PlatformFinding(PlatformCheck.GUIDE, one.field.label, one.fault.label, pk)
        for one in facts.guide
    ]


def _items(facts: PlatformFacts) -> list[PlatformFinding]:
    said = {
        ItemState.BLANK: "没有内容，也没有说明原因",
        ItemState.OVERDUE: ItemState.OVERDUE.label,
    }
    pk = _id_of(facts, SectionKind.STATUTORY)
    return [
        PlatformFinding(PlatformCheck.ITEMS, label, said[state], pk)
        for label, state in facts.items
        if state in said
    ]


def _reports(facts: PlatformFacts) -> list[PlatformFinding]:
    pk = _id_of(facts, SectionKind.REPORTS)
    return [
        PlatformFinding(PlatformCheck.REPORTS, f"{year}年", "年度报告没有公开", pk)
        for year in facts.missing_years
    ]
